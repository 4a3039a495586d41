import { Environment } from '../environment.ts';

/** Mails carry no files. */
export const config = Environment.omit({ DOCUMENT_BUCKET: true });
