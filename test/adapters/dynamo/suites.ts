import { commitSuite } from './commit.suite.ts';
import { directorySuite } from './directory.suite.ts';
import { historySuite } from './history.suite.ts';
import { ledgerSuite } from './ledger.suite.ts';
import { queueSuite } from './queue.suite.ts';
import { recordsSuite } from './records.suite.ts';
import { weeksSuite } from './weeks.suite.ts';

/** Everything that the adapters promise; the same outcome on every server that speaks DynamoDB. */
export function storeSuites(endpoint: () => string, { runs }: { runs: number }): void {
  commitSuite(endpoint);
  queueSuite(endpoint);
  recordsSuite(endpoint);
  weeksSuite(endpoint);
  directorySuite(endpoint);
  historySuite(endpoint, runs);
  ledgerSuite(endpoint, runs);
}
