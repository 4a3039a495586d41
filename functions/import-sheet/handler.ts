import { randomBytes } from 'node:crypto';
import { Refusal } from '#domain/errors.ts';
import { ImportId } from '#domain/ids.ts';
import { type ImportRecord, MOST_IMPORT_BYTES } from '#domain/import.ts';
import { countRows, type ImportRow, Preview } from '#domain/import-plan.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import { epochMs, type Instant, instantOf } from '#domain/time.ts';
import { API } from '../api/contract.ts';
import { type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { undoRow, writeRow } from './apply.ts';
import { type Deps, dependencies } from './deps.ts';
import { type Asked, columnsFor, planRows } from './plan.ts';
import { templateOf } from './template.ts';
import { readWorkbook } from './workbook.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOAD_SECONDS = 900;
const UNDO_MS = 24 * 3_600_000;
const ROWS_A_PAGE = 100;
/** Rows written by one call: each is a transaction, and a call must end well before the gateway gives up. */
const ROWS_A_CALL = 50;
const MOST_PREVIEW_BYTES = 30_000_000;

const fileKey = ({ office, id }: Pick<ImportRecord, 'office' | 'id'>) => `imports/${office}/${id}/file.xlsx`;
const previewKey = ({ office, id }: Pick<ImportRecord, 'office' | 'id'>) =>
  `imports/${office}/${id}/preview.json`;

function newImportId(): ImportId {
  const letters = [...randomBytes(10)].map((byte) => CROCKFORD[byte % CROCKFORD.length]);
  return ImportId.parse(`NK${letters.join('')}`);
}

function undoUntil({ confirmedAt }: ImportRecord): Instant | null {
  return confirmedAt === null ? null : instantOf(epochMs(confirmedAt) + UNDO_MS);
}

function viewOf(record: ImportRecord) {
  const { person: _person, ...view } = record;
  return { ...view, undoUntil: undoUntil(record) };
}

/** Refuses `import.unknown` for one of another office too. */
async function ownImport(deps: Deps, caller: Caller, id: ImportId): Promise<ImportRecord> {
  const record = await deps.getImport(id);
  if (record.office !== officeOf(caller)) throw new Refusal('import.unknown', { import: id });
  return record;
}

/** Figures of projects are for planning and finance. */
function assertMayImport(caller: Caller, kind: ImportRecord['kind']): void {
  if (kind === 'figures' && !caller.roles.includes('staff')) throw new Refusal('auth.forbidden');
}

async function readPreview(deps: Deps, record: ImportRecord): Promise<Preview> {
  const content = await deps.readFile(previewKey(record), MOST_PREVIEW_BYTES);
  if (content === null) throw new Refusal('import.notUploaded');
  return Preview.parse(JSON.parse(new TextDecoder().decode(content)));
}

type PreviewBody = Pick<Asked, 'unit' | 'corrections' | 'columns'>;

async function preview(deps: Deps, caller: Caller, record: ImportRecord, body: PreviewBody) {
  if (record.confirmedAt !== null) throw new Refusal('import.changed', { import: record.id });
  const found = await deps.findFile(fileKey(record));
  if (found === null || found.sha256 !== record.sha256) throw new Refusal('import.notUploaded');
  const content = await deps.readFile(fileKey(record), MOST_IMPORT_BYTES);
  if (content === null) throw new Refusal('import.notUploaded');
  const sheet = await readWorkbook(content);
  const { kind, office } = record;
  const asked: Asked = { kind, office, caller, ...body };
  const columns = columnsFor(kind, sheet, body.columns);
  const rows = await planRows(deps, sheet, asked);
  await deps.writeFile(previewKey(record), JSON.stringify({ kind, unit: body.unit, rows }));
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

type Step = (row: ImportRow) => Promise<ImportRow>;

/** The next rows from `from` on, each by `step`; the others as they were. */
async function stepRows(rows: readonly ImportRow[], from: number, step: Step): Promise<ImportRow[]> {
  const next = [...rows];
  for (let index = from; index < Math.min(from + ROWS_A_CALL, rows.length); index += 1) {
    const row = rows[index];
    if (row !== undefined) next[index] = await step(row);
  }
  return next;
}

async function confirm(deps: Deps, record: ImportRecord, seen: string): Promise<ImportRecord> {
  if (record.preview?.hash !== seen) throw new Refusal('import.changed', { import: record.id });
  const stored = await readPreview(deps, record);
  const from = record.confirmedRows ?? 0;
  if (from >= stored.rows.length && record.confirmedAt !== null) return record;
  const writing = { ...record, unit: stored.unit };
  const rows = await stepRows(stored.rows, from, async (row) => ({
    ...row,
    result: await writeRow(deps, writing, row),
  }));
  await deps.writeFile(previewKey(record), JSON.stringify({ ...stored, rows }));
  const next: ImportRecord = {
    ...record,
    confirmedAt: record.confirmedAt ?? deps.now(),
    confirmedRows: Math.min(from + ROWS_A_CALL, rows.length),
    version: record.version + 1,
  };
  await deps.saveImport(next);
  return next;
}

async function undo(deps: Deps, record: ImportRecord): Promise<ImportRecord> {
  const until = undoUntil(record);
  if (until === null) throw new Refusal('import.notConfirmed', { import: record.id });
  if (deps.now() > until) throw new Refusal('import.undoOver', { until });
  const stored = await readPreview(deps, record);
  const from = record.undoneRows ?? 0;
  if (from >= stored.rows.length) return record;
  const writing = { ...record, unit: stored.unit };
  const rows = await stepRows(stored.rows, from, async (row) => ({
    ...row,
    result: await undoRow(deps, writing, row),
  }));
  await deps.writeFile(previewKey(record), JSON.stringify({ ...stored, rows }));
  const undoneRows = Math.min(from + ROWS_A_CALL, rows.length);
  const next = { ...record, undoneRows, version: record.version + 1 };
  await deps.saveImport(next);
  return next;
}

export const importRoutes = [
  route(API.getTemplate, async (_deps: Deps, { params: { kind } }) => ({
    type: 'xlsx' as const,
    name: `khoi-thong-${kind}.xlsx`,
    bytes: await templateOf(kind),
  })),
  route(API.startImport, async (deps: Deps, { body, caller }) => {
    assertMayImport(caller, body.kind);
    const record: ImportRecord = {
      ...body,
      id: newImportId(),
      office: officeOf(caller),
      person: caller.username,
      startedAt: deps.now(),
      preview: null,
      confirmedAt: null,
      confirmedRows: null,
      undoneRows: null,
      version: 0,
    };
    await deps.saveImport(record);
    const { bytes, sha256 } = body;
    const target = await deps.presignUpload(
      { key: fileKey(record), type: XLSX, bytes, sha256 },
      UPLOAD_SECONDS,
    );
    return { import: viewOf(record), ...target, headers: { ...target.headers } };
  }),
  route(API.listImports, async (deps: Deps, { query, caller }) => {
    const asOf = deps.now();
    const page = await deps.importsOf(officeOf(caller), query);
    return { asOf, items: page.items.map(viewOf), cursor: page.cursor };
  }),
  route(API.getImport, async (deps: Deps, { params, caller }) =>
    viewOf(await ownImport(deps, caller, params.importId)),
  ),
  route(API.previewImport, async (deps: Deps, { params, body, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    const { unit, columns, corrections } = body;
    return viewOf(await preview(deps, caller, record, { unit, columns, corrections }));
  }),
  route(API.listImportRows, async (deps: Deps, { params, query, caller }) => {
    const { rows } = await readPreview(deps, await ownImport(deps, caller, params.importId));
    const wanted = query.class === undefined ? rows : rows.filter((row) => row.class === query.class);
    const end = query.from + ROWS_A_PAGE;
    return { items: wanted.slice(query.from, end), next: end < wanted.length ? end : null };
  }),
  route(API.confirmImport, async (deps: Deps, { params, body, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    assertMayImport(caller, record.kind);
    return viewOf(await confirm(deps, record, body.preview));
  }),
  route(API.undoImport, async (deps: Deps, { params, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    assertMayImport(caller, record.kind);
    return viewOf(await undo(deps, record));
  }),
];

export const handler = httpFunction('import-sheet', importRoutes, dependencies);
