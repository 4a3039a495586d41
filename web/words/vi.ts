/** Every word of the app in Vietnamese: one line for each area, and the names that the domain gives. */
import { DECISIONS_VI } from '#domain/messages/decisions.vi.ts';
import { IMPORTS_VI } from '#domain/messages/imports.vi.ts';
import { STATUSES_VI } from '#domain/messages/statuses.vi.ts';
import { APP_VI } from './app.vi.ts';
import { CAPITAL_VI } from './capital.vi.ts';
import { CASE_VI } from './case.vi.ts';
import { DIRECTORY_VI } from './directory.vi.ts';
import { IMPORT_VI } from './import.vi.ts';
import { KIT_VI } from './kit.vi.ts';
import { OPERATOR_VI } from './operator.vi.ts';
import { OVERVIEW_VI } from './overview.vi.ts';
import { PLANNER_VI } from './planner.vi.ts';
import { PUBLICATION_VI } from './publication.vi.ts';
import { QUEUE_VI } from './queue.vi.ts';
import { REPORT_VI } from './report.vi.ts';
import { SIGNED_VI } from './signed.vi.ts';

export const VI = {
  ...STATUSES_VI,
  ...DECISIONS_VI,
  ...APP_VI,
  ...KIT_VI,
  ...CASE_VI,
  ...DIRECTORY_VI,
  ...OPERATOR_VI,
  ...OVERVIEW_VI,
  ...CAPITAL_VI,
  ...PUBLICATION_VI,
  ...QUEUE_VI,
  ...SIGNED_VI,
  ...PLANNER_VI,
  ...REPORT_VI,
  ...IMPORTS_VI,
  ...IMPORT_VI,
} as const;

export type WordKey = keyof typeof VI;
