import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Effect } from '#domain/effect.ts';
import { logger, observed } from '../boundary.ts';
import { moveDeadlines } from './deadlines.ts';
import { type Deps, dependencies } from './deps.ts';
import { sendNotice } from './notice.ts';
import { sendApprovalMail } from './send.ts';

/** Done effects stay this long for whoever looks, then TTL removes them. */
const KEEP_DAYS = 30;

/** Carries out one effect. Each is harmless when it is carried out again after a lost answer. */
async function carryOut(deps: Deps, effect: Effect): Promise<void> {
  switch (effect.type) {
    case 'sendMail':
      return sendApprovalMail(deps, effect);
    case 'sendNotice':
      return sendNotice(deps, effect);
    case 'answerToken':
      await deps.answerToken(effect.token);
      return;
    case 'startCase': {
      const { projectId, blockerId } = effect;
      const { unblockProjectArn: stateMachineArn } = deps;
      await deps.startExecution({ stateMachineArn, name: blockerId, input: { projectId, blockerId } });
      return;
    }
    case 'startMove': {
      const { moveId } = effect;
      const { reallocateCapitalArn: stateMachineArn } = deps;
      await deps.startExecution({ stateMachineArn, name: moveId, input: { moveId } });
      return;
    }
    case 'moveDeadlines':
      return moveDeadlines(deps, effect);
  }
}

/**
 * One record of the outbox stream: an effect that was queued, or that the operator sent again (its item was touched). That
 * an item was marked done, or removed, is no news.
 */
export async function drain(deps: Deps, record: DynamoDBRecord): Promise<void> {
  const id = record.dynamodb?.Keys?.['id']?.S;
  const done = record.dynamodb?.NewImage?.['doneAt'] !== undefined;
  if (record.eventName === 'REMOVE' || done || id === undefined) return;
  const item = await deps.findOutboxItem(id);
  if (item === null || item.doneAt !== undefined) return;
  await carryOut(deps, item.effect);
  await deps.markDone(id, deps.now(), KEEP_DAYS);
}

const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger });

/** What fails is reported alone, tried again by the stream mapping, and ends in the dead-letter queue with an alarm. */
export const handler = observed<DynamoDBStreamEvent, DynamoDBBatchResponse>(
  'drain-outbox',
  (event, context) =>
    processPartialResponse(event, (record: DynamoDBRecord) => drain(dependencies(), record), processor, {
      context,
      throwOnFullBatchFailure: false,
    }),
);
