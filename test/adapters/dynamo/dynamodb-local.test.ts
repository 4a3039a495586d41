import { afterAll, beforeAll, describe, test } from 'vitest';
import type { DynamoServer } from './server.ts';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from './server.ts';
import { storeSuites } from './suites.ts';

const reason = whyNoDynamoDbLocal();

describe.skipIf(reason !== null)("on Amazon's DynamoDB Local", () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynamoDbLocal();
  });
  afterAll(() => server.stop());

  storeSuites(() => server.endpoint, { runs: 4 });
});

test.runIf(reason !== null)("Amazon's DynamoDB Local", ({ skip }) => {
  skip(reason ?? '');
});
