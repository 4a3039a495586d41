import * as z from 'zod';
import { CaseId, ImportId, Sha256 } from '#domain/ids.ts';
import {
  ColumnMatch,
  ImportKind,
  ImportRecord,
  MOST_IMPORT_BYTES,
  MoneyUnit,
  RowClass,
} from '#domain/import.ts';
import { Correction, ImportRow, RowResult } from '#domain/import-plan.ts';
import { Locale, Localized, text } from '#domain/text.ts';
import { Instant } from '#domain/time.ts';
import { endpoint, get, post } from './endpoint.ts';
import { FileAnswer } from './file.ts';
import { PageQuery, pageOf } from './views.ts';

const IMPORTS = ['reporter', 'staff', 'leadership'] as const;
const importParams = z.object({ importId: ImportId });

/** An import as its office sees it. */
export const ImportView = ImportRecord.omit({ person: true }).extend({
  undoUntil: Instant.nullable(),
  /** Whether anything that was written can be taken back now. */
  mayUndo: z.boolean(),
});
export type ImportView = z.infer<typeof ImportView>;

/** A row with the case of its report (null until one is opened), and why it was refused or kept. */
export const ImportRowView = ImportRow.extend({ caseId: CaseId.nullable(), why: Localized.nullable() });
export type ImportRowView = z.infer<typeof ImportRowView>;

/** Rows in the order of the sheet; `next` is where the next page begins, null on the last; `total` counts all that were asked for. */
const RowsView = z.object({
  items: z.array(ImportRowView),
  next: z.int().nullable(),
  total: z.int().nonnegative(),
});

/** Rows of one class, or those that would be written with a warning. */
const RowShow = z.enum([...RowClass.options, 'warned']);
export type RowShow = z.infer<typeof RowShow>;

const functionName = 'import-sheet' as const;
const common = { functionName, access: IMPORTS } as const;

export const IMPORT_ENDPOINTS = {
  getTemplate: endpoint({
    ...get,
    ...common,
    operation: 'getTemplate',
    path: '/api/imports/templates/{kind}',
    summary: 'The spreadsheet to fill in, with an example and the code lists',
    params: z.object({ kind: ImportKind }),
    query: z.strictObject({ locale: Locale.default('vi') }),
    files: ['xlsx'],
    response: FileAnswer,
  }),
  startImport: endpoint({
    ...post,
    ...common,
    operation: 'startImport',
    path: '/api/imports',
    summary: 'Begins an import: where to send the file. Figures of projects are for planning and finance',
    body: z.strictObject({
      kind: ImportKind,
      fileName: text(160),
      bytes: z.int().positive().max(MOST_IMPORT_BYTES),
      sha256: Sha256,
    }),
    status: 201,
    response: z.object({
      import: ImportView,
      url: z.url(),
      method: z.literal('PUT'),
      headers: z.record(z.string(), z.string()),
    }),
  }),
  listImports: endpoint({
    ...get,
    ...common,
    operation: 'listImports',
    path: '/api/imports',
    summary: 'Imports of the own office, newest first',
    query: PageQuery,
    response: pageOf(ImportView),
  }),
  getImport: endpoint({
    ...get,
    ...common,
    operation: 'getImport',
    path: '/api/imports/{importId}',
    summary: 'An import of the own office: how far it has come',
    params: importParams,
    response: ImportView,
  }),
  previewImport: endpoint({
    ...post,
    status: 200,
    ...common,
    operation: 'previewImport',
    path: '/api/imports/{importId}/preview',
    summary:
      'Reads the file, with the columns, the unit and the corrections given, and says what each row would do; corrections are kept for the next preview. Writes no row',
    params: importParams,
    body: z.strictObject({
      unit: MoneyUnit.default('billion'),
      columns: ColumnMatch.optional(),
      corrections: z.array(Correction).max(500).default([]),
    }),
    response: ImportView,
  }),
  listImportRows: endpoint({
    ...get,
    ...common,
    operation: 'listImportRows',
    path: '/api/imports/{importId}/rows',
    summary: 'Rows of the preview, all or some, with what became of them',
    params: importParams,
    query: z.strictObject({
      show: RowShow.optional(),
      result: RowResult.shape.state.optional(),
      from: z.coerce.number().int().nonnegative().default(0),
    }),
    response: RowsView,
  }),
  getImportMistakes: endpoint({
    ...get,
    ...common,
    operation: 'getImportMistakes',
    path: '/api/imports/{importId}/mistakes',
    summary: 'The rows with mistakes as a spreadsheet: each says what to mend, and it can be uploaded again',
    params: importParams,
    query: z.strictObject({ locale: Locale.default('vi') }),
    files: ['xlsx'],
    response: FileAnswer,
  }),
  confirmImport: endpoint({
    ...post,
    status: 200,
    ...common,
    operation: 'confirmImport',
    path: '/api/imports/{importId}/confirm',
    summary:
      'Writes the next rows of the preview that was seen, new and changed ones, each once; call again until `confirmedRows` is all of them',
    params: importParams,
    body: z.strictObject({ preview: Sha256 }),
    response: ImportView,
  }),
  undoImport: endpoint({
    ...post,
    status: 200,
    ...common,
    operation: 'undoImport',
    path: '/api/imports/{importId}/undo',
    summary:
      'Takes back the next rows of a confirmed import, within 24 hours, where nothing has been decided since; call again until `undoneRows` is all of them',
    params: importParams,
    body: z.undefined(),
    response: ImportView,
  }),
} as const;
