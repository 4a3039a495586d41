import { DECISIONS_VI } from './messages/decisions.vi.ts';
import { FOLLOWS_VI } from './messages/follows.vi.ts';
import { IMPORTS_VI } from './messages/imports.vi.ts';
import { MAIL_VI } from './messages/mail.vi.ts';
import { PAGE_VI } from './messages/page.vi.ts';
import { PLAN_VI } from './messages/plan.vi.ts';
import { SHOWN_VI } from './messages/shown.vi.ts';
import { STATUSES_VI } from './messages/statuses.vi.ts';
import { WHY_VI } from './messages/why.vi.ts';
import { WORKFLOW_VI } from './messages/workflow.vi.ts';

/** Everything the product says in Vietnamese, its default language; refusals stand beside, in `messages/refusals.vi.ts`. */
export const VI = {
  ...STATUSES_VI,
  ...DECISIONS_VI,
  ...PAGE_VI,
  ...MAIL_VI,
  ...WHY_VI,
  ...SHOWN_VI,
  ...WORKFLOW_VI,
  ...FOLLOWS_VI,
  ...PLAN_VI,
  ...IMPORTS_VI,
} as const;
