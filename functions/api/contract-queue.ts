import * as z from 'zod';
import { BlockerCategory } from '#domain/blocker.ts';
import { FACETS, TABS } from '#domain/case-filter.ts';
import { CASE_STATUSES } from '#domain/case-statuses.ts';
import { BANDS } from '#domain/case-urgency.ts';
import { CaseId, OfficeId, UnitCode } from '#domain/ids.ts';
import { Dong } from '#domain/money.ts';
import { ProjectGroup } from '#domain/project.ts';
import { Locale, Localized, text } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { endpoint, none } from './endpoint.ts';
import { FileAnswer } from './file.ts';
import { ALL_ROLES } from './roles.ts';
import { CaseSummary, PageQuery, pageOf } from './views.ts';

const MOST_VALUES = 40;

/** Several values, with commas between: `rung=2,3`. */
function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  const items = z.array(item).max(MOST_VALUES);
  return z
    .string()
    .max(600)
    .transform((value, context): z.output<Item>[] => {
      const parsed = items.safeParse(value.split(',').filter((part) => part !== ''));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: 'invalid_value' });
      return z.NEVER;
    })
    .default([]);
}

const yesNo = z.enum(['true', 'false']).default('false');

/** What narrows a queue; the export takes the same, so it shows what the screen shows. */
export const QueueFilters = z.strictObject({
  /** `attention`: overdue, due within two working days, or its mail came back. `all` holds closed cases too. */
  state: z.enum(TABS).default('open'),
  /** The same as `state=overdue`. */
  overdue: yesNo,
  rung: listOf(z.string().regex(/^[1-6]$/)),
  unit: listOf(UnitCode),
  office: listOf(OfficeId),
  category: listOf(BlockerCategory),
  group: listOf(ProjectGroup),
  status: listOf(z.enum(CASE_STATUSES)),
  undeliverable: yesNo,
  /** Bands of urgency: `band=overdue,dueSoon`. */
  band: listOf(z.enum(BANDS)),
  /** Cases of which something was recorded on this day in Vietnam or after it. */
  since: LocalDate.optional(),
  /** Code of a case or project, or words of the project's name; marks don't matter. */
  find: text(120, 0).default(''),
  /** `urgency`: working days overdue × đồng at risk, most first; then by due time. `due`: by due time alone. */
  sort: z.enum(['due', 'urgency']).default('due'),
});
export type QueueFilters = z.output<typeof QueueFilters>;

const Counted = { count: z.int().nonnegative(), atRisk: Dong };

/** One value of a filter and how many cases choosing it shows; `name` of an office. */
const FacetValue = z.object({
  value: z.string(),
  count: z.int().nonnegative(),
  name: Localized.optional(),
});

/** What stands above a list: counts and đồng at risk of each view, of each band of urgency, and of each filter's values. */
const QueueOverview = z.object({
  tabs: z.array(z.object({ tab: z.enum(TABS), ...Counted })),
  bands: z.array(z.object({ band: z.enum(BANDS), ...Counted })),
  facets: z.record(z.enum(FACETS), z.array(FacetValue)),
});
export type QueueOverview = z.infer<typeof QueueOverview>;

/** Cases of one bulk command: a page of the queue. */
const MOST_AT_ONCE = 100;

const BulkCommand = z.discriminatedUnion('act', [
  /** `again`: those that were urged today already and are to be urged once more. */
  z.strictObject({ act: z.literal('urge'), again: z.array(CaseId).max(MOST_AT_ONCE).default([]) }),
  z.strictObject({ act: z.literal('reassign'), office: OfficeId }),
]);

/**
 * What becomes of one case: `would` (a dry run), `done`, `unchanged` (it is so already), `confirm` (urged today already: name it in
 * `again`), `heldBack` (only on its own page), or `refused` with the code of the single command and its words.
 */
const BulkItem = z.object({
  caseId: CaseId,
  result: z.enum(['would', 'done', 'unchanged', 'confirm', 'heldBack', 'refused']),
  projectName: Localized.nullable(),
  /** Who holds it before the command; null when nobody does, or the case is unknown. */
  holderName: Localized.nullable(),
  atRisk: Dong.nullable(),
  code: z.string().nullable(),
  words: z.object({ vi: text(2000), en: text(2000) }).nullable(),
});
export type BulkItem = z.input<typeof BulkItem>;

export const QUEUE_ENDPOINTS = {
  getQueue: endpoint({
    operation: 'getQueue',
    method: 'GET',
    path: '/api/queue',
    functionName: 'queue-query',
    access: ALL_ROLES,
    summary:
      'The escalation queue: cases of one view, by due time or by urgency, narrowed by any filters; with `overview=true` also counts and sums. Pages are full until the last. Reporters see their own units',
    params: none,
    query: QueueFilters.extend({ ...PageQuery.shape, overview: yesNo }),
    body: z.undefined(),
    status: 200,
    response: pageOf(CaseSummary).extend({ overview: QueueOverview.optional() }),
  }),
  exportQueue: endpoint({
    operation: 'exportQueue',
    method: 'GET',
    path: '/api/queue/export',
    functionName: 'queue-export',
    access: ALL_ROLES,
    summary:
      'The cases of a view as a spreadsheet, all of them in the order of the screen: exact đồng, real dates, and when it was read',
    params: none,
    query: QueueFilters.extend({ locale: Locale.default('vi') }),
    body: z.undefined(),
    status: 200,
    response: FileAnswer,
    files: ['xlsx'],
  }),
  actOnCases: endpoint({
    operation: 'actOnCases',
    method: 'POST',
    path: '/api/queue/acts',
    functionName: 'queue-command',
    access: ['leadership'],
    summary:
      'Urges or reassigns up to 100 cases by the rules of the single commands, each for itself; `dryRun` says what each would do and writes nothing',
    params: none,
    query: none,
    body: z.strictObject({
      cases: z.array(CaseId).min(1).max(MOST_AT_ONCE),
      dryRun: z.boolean(),
      command: BulkCommand,
    }),
    status: 200,
    response: z.object({ asOf: Instant, dryRun: z.boolean(), items: z.array(BulkItem) }),
  }),
} as const;
