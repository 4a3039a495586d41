import * as z from 'zod';

/** What a file is for a browser and for an office suite. */
export const FILE_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;
export type FileType = keyof typeof FILE_TYPES;

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * A file that an endpoint answers with instead of JSON (an endpoint with `files`). At most 4 MiB: Lambda's answers end at
 * 6 MB, and base64 adds a third. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const FileAnswer = z.object({
  type: z.enum(Object.keys(FILE_TYPES).filter(isFileType)),
  /** ASCII: every browser saves it under this name. */
  name: z.string().regex(/^[\w.-]{1,100}$/),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= MOST_BYTES),
  /** Shown in the browser instead of saved. */
  inline: z.boolean().default(false),
  /** Headers of its own, such as how long it may be kept. */
  headers: z.record(z.string(), z.string()).default({}),
});

function isFileType(name: string): name is FileType {
  return Object.hasOwn(FILE_TYPES, name);
}
