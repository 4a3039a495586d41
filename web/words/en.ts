/** Every word of the app in English: the same areas as in Vietnamese. */
import { DECISIONS_EN } from '#domain/messages/decisions.en.ts';
import { IMPORTS_EN } from '#domain/messages/imports.en.ts';
import { STATUSES_EN } from '#domain/messages/statuses.en.ts';
import { APP_EN } from './app.en.ts';
import { CAPITAL_EN } from './capital.en.ts';
import { CASE_EN } from './case.en.ts';
import { DIRECTORY_EN } from './directory.en.ts';
import { IMPORT_EN } from './import.en.ts';
import { KIT_EN } from './kit.en.ts';
import { OPERATOR_EN } from './operator.en.ts';
import { OVERVIEW_EN } from './overview.en.ts';
import { PLANNER_EN } from './planner.en.ts';
import { PUBLICATION_EN } from './publication.en.ts';
import { QUEUE_EN } from './queue.en.ts';
import { REPORT_EN } from './report.en.ts';
import { SIGNED_EN } from './signed.en.ts';
import type { WordKey } from './vi.ts';

export const EN = {
  ...STATUSES_EN,
  ...DECISIONS_EN,
  ...APP_EN,
  ...KIT_EN,
  ...CASE_EN,
  ...DIRECTORY_EN,
  ...OPERATOR_EN,
  ...OVERVIEW_EN,
  ...CAPITAL_EN,
  ...PUBLICATION_EN,
  ...QUEUE_EN,
  ...SIGNED_EN,
  ...PLANNER_EN,
  ...REPORT_EN,
  ...IMPORTS_EN,
  ...IMPORT_EN,
} satisfies Readonly<Record<WordKey, string>>;
