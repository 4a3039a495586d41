/** What the address of the queue says: its view, its filters, the case that is looked at. The address is the truth. */
import * as z from 'zod';

const TABS = ['attention', 'overdue', 'open', 'paused', 'closed', 'all'] as const;
export type QueueTab = (typeof TABS)[number];

/** One or several codes with commas; a number in an address (`rung=3`) is read as such. */
const codes = z
  .union([z.string().max(600), z.number().transform(String)])
  .optional()
  .catch(undefined);

const shape = {
  rung: codes,
  unit: codes,
  office: codes,
  category: codes,
  group: codes,
  status: codes,
  undeliverable: z.literal(true).optional().catch(undefined),
  /** Bands of urgency, with commas: what a link from the overview narrows by. */
  band: codes,
  /** Only what has changed on this day or after it. */
  since: z.iso.date().optional().catch(undefined),
  find: z
    .union([z.string().max(120), z.number().transform(String)])
    .optional()
    .catch(undefined),
  /** The case beside the list. */
  peek: z.string().max(20).optional().catch(undefined),
} as const;

const QueueSearch = z.object({ tab: z.enum(TABS).optional().catch(undefined), ...shape });
/** Names that narrow the list; a saved view keeps them and the tab. */
const FILTER_NAMES = [
  'rung',
  'unit',
  'office',
  'category',
  'group',
  'status',
  'undeliverable',
  'band',
  'since',
  'find',
] as const;
export type QueueSearch = z.output<typeof QueueSearch>;
export type PageSearch = QueueSearch & { readonly tab: QueueTab };

/** Links from elsewhere may call the view `state`, as the API does. */
const Alias = z.looseObject({ state: z.enum(TABS) });

export function parseQueueSearch(search: unknown): QueueSearch {
  const alias = Alias.safeParse(search);
  const parsed = QueueSearch.parse(search);
  return alias.success ? { ...parsed, tab: parsed.tab ?? alias.data.state } : parsed;
}

/** The queue opens with what needs somebody; a link with filters means all that is open. */
export function queueTabOf(search: QueueSearch): QueueTab {
  return search.tab ?? (isNarrowed(search) ? 'open' : 'attention');
}

export function isNarrowed(search: QueueSearch): boolean {
  return FILTER_NAMES.some((name) => search[name] !== undefined);
}

/** Without its filters: the tab stays. */
export function cleared({ tab, peek }: QueueSearch): QueueSearch {
  return { ...(tab === undefined ? {} : { tab }), ...(peek === undefined ? {} : { peek }) };
}

/** The question for the API that an address stands for; of names that others have added to it the API knows nothing. */
export function questionOf({ tab, ...search }: PageSearch) {
  const { undeliverable, peek: _peek, tab: _tab, ...filters } = QueueSearch.parse(search);
  return {
    ...filters,
    state: tab,
    sort: 'urgency' as const,
    ...(undeliverable === undefined ? {} : { undeliverable: 'true' as const }),
  };
}
