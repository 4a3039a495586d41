import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ZodObject } from 'zod';
import { createRegistry } from '#adapters/dynamo/registry.ts';
import type { Registry } from '#adapters/dynamo/verbs.ts';
import { ApprovalId } from '#domain/ids.ts';
import { type Instant, instantOf } from '#domain/time.ts';
import { lazily } from './boundary.ts';
import { crockford } from './crockford.ts';
import { Environment } from './environment.ts';

/** Time as a function sees it; decisions get the instant, never the clock. */
export type Clock = { readonly now: () => Instant };

/** Fresh ids for new approvals. */
export type ApprovalIds = { readonly newApprovalId: () => ApprovalId };

export type State = Registry & Clock & ApprovalIds;

/** `YK` and 50 random bits in Crockford's base 32: short enough to read out, too many to meet twice. */
export function newApprovalId(): ApprovalId {
  return ApprovalId.parse(`YK${crockford(randomBytes(10))}`);
}

export const systemClock: Clock = { now: () => instantOf(Date.now()) };

/**
 * What a function that works on the registry depends on, built once from its environment. A function names in its
 * `deps.ts` the verbs that it uses; a test gives it just those.
 */
export function state(config: ZodObject): () => State {
  return lazily(() => {
    const names = Environment.partial().parse(config.parse(process.env));
    const registry = createRegistry({
      client: new DynamoDBClient({}),
      tableNames: { registry: names.REGISTRY_TABLE ?? '', outbox: names.OUTBOX_TABLE ?? '' },
    });
    return { ...registry, ...systemClock, newApprovalId };
  });
}
