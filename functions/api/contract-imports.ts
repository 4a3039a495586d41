import * as z from 'zod';
import { ImportId, Sha256 } from '#domain/ids.ts';
import {
  ColumnMatch,
  ImportKind,
  ImportRecord,
  MOST_IMPORT_BYTES,
  MoneyUnit,
  RowClass,
} from '#domain/import.ts';
import { ImportRow } from '#domain/import-plan.ts';
import { text } from '#domain/text.ts';
import { Instant } from '#domain/time.ts';
import { endpoint } from './endpoint.ts';
import { FileAnswer } from './file.ts';
import { PageQuery, pageOf } from './views.ts';

const none = z.strictObject({});
const get = { method: 'GET', params: none, query: none, body: z.undefined(), status: 200 } as const;
const post = { method: 'POST', params: none, query: none, status: 200 } as const;
const IMPORTS = ['reporter', 'staff', 'leadership'] as const;
const importParams = z.object({ importId: ImportId });

/** An import as its office sees it. */
export const ImportView = ImportRecord.omit({ person: true }).extend({ undoUntil: Instant.nullable() });
export type ImportView = z.infer<typeof ImportView>;

/** Rows in the order of the sheet; `next` is where the next page begins, null on the last. */
const RowsView = z.object({ items: z.array(ImportRow), next: z.int().nullable() });

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
    ...common,
    operation: 'previewImport',
    path: '/api/imports/{importId}/preview',
    summary:
      'Reads the file, with the columns, the unit and the corrections given, and says what each row would do. Writes no row',
    params: importParams,
    body: z.strictObject({
      unit: MoneyUnit.default('billion'),
      columns: ColumnMatch.optional(),
      corrections: z
        .array(z.strictObject({ row: z.int().positive(), field: z.string().max(40), value: text(600, 0) }))
        .max(500)
        .default([]),
    }),
    response: ImportView,
  }),
  listImportRows: endpoint({
    ...get,
    ...common,
    operation: 'listImportRows',
    path: '/api/imports/{importId}/rows',
    summary: 'Rows of the preview, of one class or all, with what became of them',
    params: importParams,
    query: z.strictObject({
      class: RowClass.optional(),
      from: z.coerce.number().int().nonnegative().default(0),
    }),
    response: RowsView,
  }),
  confirmImport: endpoint({
    ...post,
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
