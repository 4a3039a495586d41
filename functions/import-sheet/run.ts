import { Refusal } from '#domain/errors.ts';
import { type ImportRecord, MOST_IMPORT_BYTES } from '#domain/import.ts';
import {
  countResults,
  countRows,
  type ImportRow,
  mergeCorrections,
  Preview,
  type RowResult,
} from '#domain/import-plan.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import { epochMs, type Instant, instantOf } from '#domain/time.ts';
import type { Caller } from '../caller.ts';
import { undoRow, type Writing, writeRow } from './apply.ts';
import type { Deps } from './deps.ts';
import { type Asked, columnsFor, knownHeadings, planRows } from './plan.ts';
import { readWorkbook } from './workbook.ts';

/** The steps of an import: the preview that writes nothing, the writing and the undoing, a call's worth of rows at a time. */

const UNDO_MS = 24 * 3_600_000;
/** Rows written by one call: each is a transaction, and a call must end well before the gateway gives up. */
const ROWS_A_CALL = 50;
const MOST_PREVIEW_BYTES = 30_000_000;

type Place = Pick<ImportRecord, 'office' | 'id'>;
export const fileKey = ({ office, id }: Place): string => `imports/${office}/${id}/file.xlsx`;
const previewKey = ({ office, id }: Place): string => `imports/${office}/${id}/preview.json`;

/** Until when a confirmed import can be taken back. */
export function undoUntil({ confirmedAt }: ImportRecord): Instant | null {
  return confirmedAt === null ? null : instantOf(epochMs(confirmedAt) + UNDO_MS);
}

/** Whether anything that was written can still be taken back: new reports have cases by now, which only leadership closes. */
export function mayUndo(record: ImportRecord, now: Instant): boolean {
  const until = undoUntil(record);
  const { preview: seen, results, kind } = record;
  if (until === null || now > until || seen === null || results === null || results.written === 0)
    return false;
  return kind === 'figures' || seen.counts.changed > 0;
}

/** The rows as they were judged last. Refuses `import.notUploaded` when nothing was, or it is too long ago. */
export async function readPreview(deps: Deps, record: ImportRecord): Promise<Preview> {
  const content = await deps.readFile(previewKey(record), MOST_PREVIEW_BYTES);
  if (content === null) throw new Refusal('import.notUploaded');
  return Preview.parse(JSON.parse(new TextDecoder().decode(content)));
}

type PreviewBody = Pick<Asked, 'unit' | 'corrections' | 'columns'>;

/** Reads the file and judges its rows, with the corrections of this and of earlier previews. Refuses what the file breaks. */
export async function preview(
  deps: Deps,
  caller: Caller,
  record: ImportRecord,
  body: PreviewBody,
): Promise<ImportRecord> {
  if (record.confirmedAt !== null) throw new Refusal('import.changed', { import: record.id });
  const found = await deps.findFile(fileKey(record));
  if (found === null || found.sha256 !== record.sha256) throw new Refusal('import.notUploaded');
  const content = await deps.readFile(fileKey(record), MOST_IMPORT_BYTES);
  if (content === null) throw new Refusal('import.notUploaded');
  const { kind, office } = record;
  const sheet = await readWorkbook(content, knownHeadings(kind));
  const kept = record.preview === null ? [] : (await readPreview(deps, record)).corrections;
  const corrections = mergeCorrections(kept, body.corrections);
  const asked: Asked = { kind, office, caller, ...body, corrections };
  const columns = columnsFor(kind, sheet, body.columns);
  const rows = await planRows(deps, sheet, asked);
  await deps.writeFile(
    previewKey(record),
    JSON.stringify({ kind, unit: body.unit, corrections, rows } satisfies Preview),
  );
  const next: ImportRecord = {
    ...record,
    preview: {
      hash: hashOf({ columns, unit: body.unit, rows }),
      unit: body.unit,
      columns,
      headers: [...sheet.headers],
      counts: countRows(rows),
    },
    version: record.version + 1,
  };
  await deps.saveImport(next);
  return next;
}

/** The next rows from `from` on, each with what `step` says became of it; the others as they were. */
async function stepRows(
  rows: readonly ImportRow[],
  from: number,
  step: (row: ImportRow) => Promise<RowResult | null>,
): Promise<ImportRow[]> {
  const next = [...rows];
  for (const [index, row] of rows.slice(from, from + ROWS_A_CALL).entries()) {
    next[from + index] = { ...row, result: await step(row) };
  }
  return next;
}

/** Keeps what became of the rows, then how far it has come: a call that is lost in between is asked again. */
async function keep(deps: Deps, stored: Preview, next: Omit<ImportRecord, 'results'>): Promise<ImportRecord> {
  const { rows } = stored;
  await deps.writeFile(previewKey(next), JSON.stringify(stored));
  const kept = { ...next, results: countResults(rows), version: next.version + 1 };
  await deps.saveImport(kept);
  return kept;
}

const writingOf = (record: ImportRecord, { unit }: Preview): Writing => ({ ...record, unit });

/** Writes the next rows of the preview that was `seen`. Refuses `import.changed` for another one, and `import.undone`. */
export async function confirm(deps: Deps, record: ImportRecord, seen: string): Promise<ImportRecord> {
  if (record.preview?.hash !== seen) throw new Refusal('import.changed', { import: record.id });
  if (record.undoneRows !== null) throw new Refusal('import.undone', { import: record.id });
  const stored = await readPreview(deps, record);
  const from = record.confirmedRows ?? 0;
  if (from >= stored.rows.length && record.confirmedAt !== null) return record;
  const writing = writingOf(record, stored);
  const rows = await stepRows(stored.rows, from, async (row) => writeRow(deps, writing, row));
  return keep(
    deps,
    { ...stored, rows },
    {
      ...record,
      confirmedAt: record.confirmedAt ?? deps.now(),
      confirmedRows: Math.min(from + ROWS_A_CALL, rows.length),
    },
  );
}

/** Takes back the next rows. Refuses `import.notConfirmed` and `import.undoOver`. */
export async function undo(deps: Deps, record: ImportRecord): Promise<ImportRecord> {
  const until = undoUntil(record);
  if (until === null) throw new Refusal('import.notConfirmed', { import: record.id });
  if (deps.now() > until) throw new Refusal('import.undoOver', { until });
  const stored = await readPreview(deps, record);
  const from = record.undoneRows ?? 0;
  if (from >= stored.rows.length) return record;
  const writing = writingOf(record, stored);
  const rows = await stepRows(stored.rows, from, async (row) => undoRow(deps, writing, row));
  const undoneRows = Math.min(from + ROWS_A_CALL, rows.length);
  return keep(deps, { ...stored, rows }, { ...record, undoneRows });
}
