import { afterAll, beforeAll, describe } from 'vitest';
import { commitSuite } from './commit.suite.ts';
import { queueSuite } from './queue.suite.ts';
import type { DynamoServer } from './server.ts';
import { startDynoxide } from './server.ts';

describe('on dynoxide', () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynoxide();
  });
  afterAll(() => server.stop());

  commitSuite(() => server.endpoint);
  queueSuite(() => server.endpoint);
});
