import { Environment } from '../environment.ts';

export const config = Environment.pick({ REGISTRY_TABLE: true, PUBLIC_BASE_URL: true });
