import { isOver } from '#domain/case-statuses.ts';
import { SOON_WORKING_DAYS } from '#domain/case-urgency.ts';
import type { Instant } from '#domain/time.ts';
import type { QueueOverview, QueueRow } from './queue-data.ts';

export type Band = QueueOverview['bands'][number]['band'];
export type BandRows = { readonly band: Band; readonly rows: readonly QueueRow[] };

/** Which band a row stands in: the server ranks, this only draws the lines. */
function bandOf(row: QueueRow, asOf: Instant): Band {
  if (row.status === 'paused') return 'paused';
  if (isOver(row.status)) return 'closed';
  if (row.dueAt === null) return 'notDue';
  if (row.overdueWorkingDays > 0 || row.dueAt < asOf) return 'overdue';
  return row.workingDaysLeft !== null && row.workingDaysLeft <= SOON_WORKING_DAYS ? 'dueSoon' : 'later';
}

/** The rows of the list, in the server's order, under the bands of urgency. */
export function groupedRows(rows: readonly QueueRow[], asOf: Instant): readonly BandRows[] {
  const groups = Map.groupBy(rows, (row) => bandOf(row, asOf));
  return [...groups].map(([band, members]) => ({ band, rows: members }));
}
