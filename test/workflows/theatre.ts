import './stage/environment.ts';
import { afterAll, beforeAll } from 'vitest';
import type { DynamoServer } from '#test/adapters/dynamo/server.ts';
import type { StageOptions } from './stage/backstage.ts';
import { startStore } from './stage/store.ts';
import { Stage } from './stage.ts';

/** A store for the stories of one test file; every stage on it has tables of its own. */
export function theatre(): (options?: Omit<StageOptions, 'endpoint'>) => Promise<Stage> {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startStore();
  });
  afterAll(() => server.stop());
  return (options = {}) => Stage.open({ ...options, endpoint: server.endpoint });
}
