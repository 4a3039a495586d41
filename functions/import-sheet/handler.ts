import { randomBytes } from 'node:crypto';
import { Refusal, RefusalCode } from '#domain/errors.ts';
import { ImportId } from '#domain/ids.ts';
import type { ImportRecord } from '#domain/import.ts';
import { type ImportRow, isWarned } from '#domain/import-plan.ts';
import { sayBoth, sayRefusal } from '#domain/messages.ts';
import type { Localized } from '#domain/text.ts';
import type { Instant } from '#domain/time.ts';
import type { RowShow } from '../api/contract-imports.ts';
import { IMPORT_ENDPOINTS } from '../api/contract-imports.ts';
import { type Caller, officeOf } from '../caller.ts';
import { crockford } from '../crockford.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';
import { mistakesOf } from './mistakes.ts';
import { confirm, fileKey, mayUndo, preview, readPreview, undo, undoUntil } from './run.ts';
import { templateOf } from './template.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOAD_SECONDS = 900;
const ROWS_A_PAGE = 100;

function newImportId(): ImportId {
  return ImportId.parse(`NK${crockford(randomBytes(10))}`);
}

function viewOf(record: ImportRecord, now: Instant) {
  const { person: _person, ...view } = record;
  return { ...view, undoUntil: undoUntil(record), mayUndo: mayUndo(record, now) };
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

/** Whether a row belongs to what was asked for. */
function isWanted(
  row: ImportRow,
  { show, result }: { show?: RowShow | undefined; result?: string | undefined },
) {
  if (result !== undefined && row.result?.state !== result) return false;
  if (show === undefined) return true;
  return show === 'warned' ? isWarned(row) : row.class === show;
}

/** Why a row was refused or kept, in the words of an import where they differ from those of the page that asks. */
function whyOf({ result }: ImportRow): Localized | null {
  const code = RefusalCode.safeParse(result?.code);
  if (!code.success) return null;
  if (code.data === 'case.alreadyOpen') return sayBoth('rowResult.opened');
  if (code.data === 'import.changed') return sayBoth('rowResult.changed');
  return { vi: sayRefusal('vi', { code: code.data }), en: sayRefusal('en', { code: code.data }) };
}

/** With the case that was opened for the row, as far as it is known by now. */
async function withCase(deps: Deps, row: ImportRow) {
  const { projectId, blockerId } = row;
  const found =
    projectId === null || blockerId === null ? null : await deps.findReport({ projectId, blockerId });
  return { ...row, caseId: found?.caseId ?? null, why: whyOf(row) };
}

export const importRoutes = [
  route(IMPORT_ENDPOINTS.getTemplate, async (_deps: Deps, { params: { kind }, query: { locale } }) => ({
    type: 'xlsx' as const,
    name: `khoi-thong-${kind}.xlsx`,
    bytes: await templateOf(kind, locale),
  })),
  route(IMPORT_ENDPOINTS.startImport, async (deps: Deps, { body, caller }) => {
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
      results: null,
      version: 0,
    };
    await deps.saveImport(record);
    const { bytes, sha256 } = body;
    const target = await deps.presignUpload(
      { key: fileKey(record), type: XLSX, bytes, sha256 },
      UPLOAD_SECONDS,
    );
    return { import: viewOf(record, record.startedAt), ...target, headers: { ...target.headers } };
  }),
  route(IMPORT_ENDPOINTS.listImports, async (deps: Deps, { query, caller }) => {
    const asOf = deps.now();
    const page = await deps.importsOf(officeOf(caller), query);
    return { asOf, items: page.items.map((record) => viewOf(record, asOf)), cursor: page.cursor };
  }),
  route(IMPORT_ENDPOINTS.getImport, async (deps: Deps, { params, caller }) =>
    viewOf(await ownImport(deps, caller, params.importId), deps.now()),
  ),
  route(IMPORT_ENDPOINTS.previewImport, async (deps: Deps, { params, body, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    const { unit, columns, corrections } = body;
    return viewOf(await preview(deps, caller, record, { unit, columns, corrections }), deps.now());
  }),
  route(IMPORT_ENDPOINTS.listImportRows, async (deps: Deps, { params, query, caller }) => {
    const { rows } = await readPreview(deps, await ownImport(deps, caller, params.importId));
    const wanted = rows.filter((row) => isWanted(row, query));
    const end = query.from + ROWS_A_PAGE;
    const items = await Promise.all(wanted.slice(query.from, end).map((row) => withCase(deps, row)));
    return { items, next: end < wanted.length ? end : null, total: wanted.length };
  }),
  route(IMPORT_ENDPOINTS.getImportMistakes, async (deps: Deps, { params, query, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    const { kind, rows } = await readPreview(deps, record);
    const bytes = await mistakesOf(kind, rows, query.locale);
    return { type: 'xlsx' as const, name: `khoi-thong-can-sua-${record.id}.xlsx`, bytes };
  }),
  route(IMPORT_ENDPOINTS.confirmImport, async (deps: Deps, { params, body, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    assertMayImport(caller, record.kind);
    return viewOf(await confirm(deps, record, body.preview), deps.now());
  }),
  route(IMPORT_ENDPOINTS.undoImport, async (deps: Deps, { params, caller }) => {
    const record = await ownImport(deps, caller, params.importId);
    assertMayImport(caller, record.kind);
    return viewOf(await undo(deps, record), deps.now());
  }),
];

export const handler = httpFunction('import-sheet', importRoutes, dependencies);
