import * as z from 'zod';
import { ImportId, OfficeId, Sha256 } from './ids.ts';
import { text } from './text.ts';
import { Instant } from './time.ts';

/** An import's file and preview are removed after this; what it wrote stays. */
export const IMPORT_DAYS = 30;
/** The file as it is sent; a sheet of 5,000 rows is a tenth of this. */
export const MOST_IMPORT_BYTES = 5_242_880;

/** What a sheet brings: reports of blockers, or the disbursement figures of projects. */
export const ImportKind = z.enum(['blockers', 'figures']);
export type ImportKind = z.infer<typeof ImportKind>;

/** In which unit the sheet gives its amounts. */
export const MoneyUnit = z.enum(['dong', 'million', 'billion']);
export type MoneyUnit = z.infer<typeof MoneyUnit>;

/** What a row would do. */
export const RowClass = z.enum(['new', 'changed', 'unchanged', 'error']);
export type RowClass = z.infer<typeof RowClass>;

export const RowCounts = z.object({
  new: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  error: z.int().nonnegative(),
  /** New or changed rows that somebody should look at once more. */
  warned: z.int().nonnegative().default(0),
});
export type RowCounts = z.infer<typeof RowCounts>;

/** What became of the rows that were confirmed: how many were written, were there already, were refused, taken back, or kept. */
export const RowResults = z.object({
  written: z.int().nonnegative(),
  same: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  undone: z.int().nonnegative(),
  kept: z.int().nonnegative(),
});
export type RowResults = z.infer<typeof RowResults>;

/** Which column of the sheet holds which field; counted from 0. */
export const ColumnMatch = z.record(z.string(), z.int().nonnegative().max(200));
export type ColumnMatch = z.infer<typeof ColumnMatch>;

/**
 * An import (lần nhập): one uploaded file on its way to being written. Nothing is written before it is confirmed.
 * `confirmedRows` and `undoneRows` say how far the writing, or the undoing, has come; null where it has not begun.
 */
export const ImportRecord = z.object({
  id: ImportId,
  kind: ImportKind,
  office: OfficeId,
  person: z.string().min(1).max(128),
  fileName: text(160),
  bytes: z.int().positive().max(MOST_IMPORT_BYTES),
  sha256: Sha256,
  startedAt: Instant,
  preview: z
    .object({
      /** Changes with every new preview: who confirms says which one was seen. */
      hash: Sha256,
      unit: MoneyUnit,
      columns: ColumnMatch,
      headers: z.array(text(200, 0)).max(200),
      counts: RowCounts,
    })
    .nullable(),
  confirmedAt: Instant.nullable(),
  confirmedRows: z.int().nonnegative().nullable(),
  undoneRows: z.int().nonnegative().nullable(),
  /** Null until it is confirmed. */
  results: RowResults.nullable().default(null),
  version: z.int().nonnegative(),
});
export type ImportRecord = z.infer<typeof ImportRecord>;
