import { afterAll, beforeAll, describe } from 'vitest';
import type { DynamoServer } from './server.ts';
import { startDynoxide } from './server.ts';
import { storeSuites } from './suites.ts';

describe('on dynoxide', () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynoxide();
  });
  afterAll(() => server.stop());

  storeSuites(() => server.endpoint, { runs: 15 });
});
