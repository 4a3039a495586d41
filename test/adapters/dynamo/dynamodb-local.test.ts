import { afterAll, beforeAll, describe, test } from 'vitest';
import type { DynamoServer } from './server.ts';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from './server.ts';
import { storeSuites } from './suites.ts';

const reason = whyNoDynamoDbLocal();

if (reason === null) {
  describe("on Amazon's DynamoDB Local", () => {
    let server: DynamoServer;
    beforeAll(async () => {
      server = await startDynamoDbLocal();
    });
    afterAll(() => server.stop());

    storeSuites(() => server.endpoint, { runs: 4 });
  });
} else {
  process.stderr.write(`skipped: ${reason}\n`);
  test.skip(`on Amazon's DynamoDB Local: ${reason}`, () => undefined);
}
