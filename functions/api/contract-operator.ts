import * as z from 'zod';
import { ApprovalKind } from '#domain/approval.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, Sha256 } from '#domain/ids.ts';
import { Localized, text } from '#domain/text.ts';
import { Instant } from '#domain/time.ts';
import { endpoint, none, post } from './endpoint.ts';
import { LogLine } from './views-directory.ts';

const Words = z.object({ vi: z.string(), en: z.string() });

/** How many, `more`: at least; since when the oldest of them. */
const Line = z.object({ count: z.int().nonnegative(), more: z.boolean(), oldestAt: Instant.nullable() });

const Recovery = z.discriminatedUnion('next', [
  z.object({ next: z.literal('opens') }),
  z.object({ next: z.literal('asks') }),
  z.object({ next: z.literal('waits'), officeName: Localized, dueAt: Instant }),
  z.object({ next: z.literal('pauses'), until: Instant }),
  z.object({ next: z.literal('moves'), moveId: MoveId.nullable() }),
  z.object({ next: z.literal('ends') }),
]);

const CauseKind = z.enum(['refused', 'denied', 'timeout', 'service', 'definition', 'unknown']);

/** A task of the duty office: a machine met something unexpected and waits for the answer. */
export const OperatorTask = z.object({
  approvalId: ApprovalId,
  caseId: CaseId.nullable(),
  moveId: MoveId.nullable(),
  title: Words,
  facts: z.array(z.object({ label: Words, value: Words })),
  shownHash: Sha256,
  askedAt: Instant,
  recovery: Recovery,
});

/** An execution that ended without an end and that nobody started again yet. */
export const FailedExecution = z.object({
  arn: z.string(),
  machine: z.enum(['unblock-project', 'reallocate-capital', 'sweep-portfolio']),
  name: z.string(),
  status: z.enum(['failed', 'aborted', 'timedOut']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  error: z.string(),
  cause: z.string(),
  causeKind: CauseKind,
  caseId: CaseId.nullable(),
  recovery: Recovery,
});

/** An open ask whose silence ended more than an hour ago without anything happening. */
export const StuckAsk = z.object({
  approvalId: ApprovalId,
  kind: ApprovalKind,
  office: OfficeId,
  officeName: Localized,
  caseId: CaseId.nullable(),
  moveId: MoveId.nullable(),
  expiresAt: Instant,
});

/** An effect that is queued and was not carried out; `about` names the case, move or ask, never an address. */
export const LateEffect = z.object({
  id: z.string(),
  type: z.string(),
  template: z.string().nullable(),
  about: z.string(),
  queuedAt: Instant,
});

export const QueueName = z.enum(['outbox-failed', 'mail-events-failed', 'sweep-failed']);
export type QueueName = z.infer<typeof QueueName>;

const DeadLetters = z.object({
  queue: QueueName,
  count: z.int().nonnegative(),
  letters: z.array(z.object({ id: z.string(), sentAt: Instant })),
});

export const OperatorHealth = z.object({
  asOf: Instant,
  running: Line,
  slow: Line,
  failed: Line,
  tasks: z.array(OperatorTask),
  executions: z.array(FailedExecution),
  stuck: z.array(StuckAsk),
  outbox: z.array(LateEffect),
  letters: z.array(DeadLetters),
  bounced: z.array(
    z.object({
      id: OfficeId,
      name: Localized,
      addresses: z.array(z.object({ email: z.string(), post: Localized, since: Instant })),
      casesWaiting: z.int().nonnegative(),
    }),
  ),
  sweep: z.object({
    nextAt: Instant,
    last: z.object({ startedAt: Instant, endedAt: Instant.nullable(), status: z.string() }).nullable(),
  }),
  versions: z.object({
    release: z.string(),
    calendar: z.string(),
    ladder: z.string(),
    rules: z.string(),
  }),
  log: z.array(LogLine),
});
export type OperatorHealth = z.infer<typeof OperatorHealth>;

const done = z.object({ done: z.boolean() });
const act = {
  ...post,
  access: ['operator'],
  functionName: 'operator-command',
  status: 200,
  response: done,
} as const;
const reason = text(300, 0).default('');

export const OPERATOR_ENDPOINTS = {
  getHealth: endpoint({
    operation: 'getHealth',
    method: 'GET',
    path: '/api/operator/health',
    functionName: 'operator-query',
    access: ['operator', 'auditor'],
    summary: 'What runs, what is late, what failed, and what going on would do',
    params: none,
    query: none,
    body: z.undefined(),
    status: 200,
    response: OperatorHealth,
  }),
  restartExecution: endpoint({
    ...act,
    operation: 'restartExecution',
    path: '/api/operator/executions/restart',
    summary:
      'Starts a failed execution anew with its input; it looks where its case stands. `done` is false when that was done before',
    body: z.strictObject({ arn: z.string().startsWith('arn:').max(300), reason }),
  }),
  wakeAsk: endpoint({
    ...act,
    operation: 'wakeAsk',
    path: '/api/operator/asks/wake',
    summary: 'Wakes the wait of an ask that is stuck, and starts its execution anew when none runs',
    body: z.strictObject({ approvalId: ApprovalId, reason }),
  }),
  sendEffectAgain: endpoint({
    ...act,
    operation: 'sendEffectAgain',
    path: '/api/operator/effects/again',
    summary:
      'Has an effect that is not carried out carried out again. `done` is false when it was carried out meanwhile',
    body: z.strictObject({ id: text(200), reason }),
  }),
  sendLetterAgain: endpoint({
    ...act,
    operation: 'sendLetterAgain',
    path: '/api/operator/letters/again',
    summary:
      'Takes a message out of a dead-letter queue and does again what it was for. `done` is false when it is gone',
    body: z.strictObject({ queue: QueueName, id: text(200), reason }),
  }),
} as const;
