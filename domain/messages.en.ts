import { DECISIONS_EN } from './messages/decisions.en.ts';
import { FOLLOWS_EN } from './messages/follows.en.ts';
import { IMPORTS_EN } from './messages/imports.en.ts';
import { MAIL_EN } from './messages/mail.en.ts';
import { PAGE_EN } from './messages/page.en.ts';
import { PLAN_EN } from './messages/plan.en.ts';
import { SHOWN_EN } from './messages/shown.en.ts';
import { STATUSES_EN } from './messages/statuses.en.ts';
import { WHY_EN } from './messages/why.en.ts';
import { WORKFLOW_EN } from './messages/workflow.en.ts';

/** Everything the product says in English; refusals stand beside, in `messages/refusals.en.ts`. */
export const EN = {
  ...STATUSES_EN,
  ...DECISIONS_EN,
  ...PAGE_EN,
  ...MAIL_EN,
  ...WHY_EN,
  ...SHOWN_EN,
  ...WORKFLOW_EN,
  ...FOLLOWS_EN,
  ...PLAN_EN,
  ...IMPORTS_EN,
} as const;
