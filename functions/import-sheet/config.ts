import { Environment } from '../environment.ts';

export const config = Environment.pick({ REGISTRY_TABLE: true, OUTBOX_TABLE: true, DOCUMENT_BUCKET: true });
