import { Environment } from '../environment.ts';

export const config = Environment.pick({ REGISTRY_TABLE: true, UNBLOCK_PROJECT_ARN: true });
