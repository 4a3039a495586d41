import type { Instant } from '#domain/time.ts';
import type { QueueOverview, QueueRow } from './queue-data.ts';

export type Band = QueueOverview['bands'][number]['band'];
export type BandRows = { readonly band: Band; readonly rows: readonly QueueRow[] };

const ENDED: readonly string[] = ['cleared', 'reallocated', 'outOfScope'];

/** Which band a row stands in, given the last due time that counts as soon (the server ranks; this only draws the lines). */
function bandOf(row: QueueRow, asOf: Instant, soonUntil: Instant | null): Band {
  if (row.status === 'paused') return 'paused';
  if (ENDED.includes(row.status)) return 'closed';
  if (row.dueAt === null) return 'notDue';
  if (row.overdueWorkingDays > 0 || row.dueAt < asOf) return 'overdue';
  return soonUntil !== null && row.dueAt <= soonUntil ? 'dueSoon' : 'later';
}

/**
 * The rows of the list under the bands of urgency. Rows come in the server's order, so the first rows that are due and not
 * overdue are those of the band "due soon", as many as the server counted.
 */
export function groupedRows(
  rows: readonly QueueRow[],
  asOf: Instant,
  bands: QueueOverview['bands'],
): readonly BandRows[] {
  const soonCount = bands.find(({ band }) => band === 'dueSoon')?.count ?? 0;
  const ahead = rows.filter((row) => bandOf(row, asOf, null) === 'later');
  const soonUntil = ahead.slice(0, soonCount).at(-1)?.dueAt ?? null;
  const groups = Map.groupBy(rows, (row) => bandOf(row, asOf, soonUntil));
  return [...groups].map(([band, members]) => ({ band, rows: members }));
}
