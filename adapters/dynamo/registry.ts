import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Backoff, fullJitter } from '../backoff.ts';
import { approvalVerbs } from './approvals.ts';
import { caseVerbs } from './cases.ts';
import { commitVerbs } from './commit.ts';
import { directoryVerbs } from './directory.ts';
import { importVerbs } from './import.ts';
import { moveVerbs } from './moves.ts';
import { nameVerbs } from './names.ts';
import { outboxVerbs } from './outbox.ts';
import { planVerbs } from './plans.ts';
import { projectVerbs } from './projects.ts';
import { reportVerbs } from './reports.ts';
import { storeOver } from './store.ts';
import type { TableNames } from './tables.ts';
import type { Registry } from './verbs.ts';
import { weekVerbs } from './weeks.ts';

export type RegistryParts = {
  readonly client: DynamoDBClient;
  readonly tableNames: TableNames;
  /** How to wait before trying again what met another writer; full jitter unless told. */
  readonly backoff?: Backoff;
};

/** All verbs over one client. Makes no call by itself. */
export function createRegistry({ client, tableNames, backoff = fullJitter() }: RegistryParts): Registry {
  const store = storeOver({
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    tableNames,
    backoff,
  });
  return {
    ...commitVerbs(store),
    ...caseVerbs(store),
    ...approvalVerbs(store),
    ...moveVerbs(store),
    ...projectVerbs(store),
    ...reportVerbs(store),
    ...nameVerbs(store),
    ...planVerbs(store),
    ...weekVerbs(store),
    ...directoryVerbs(store),
    ...outboxVerbs(store),
    ...importVerbs(store),
  };
}
