import * as z from 'zod';
import { wake } from '#domain/approval-end.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import type { ApprovalId } from '#domain/ids.ts';
import { logLine } from '#domain/log.ts';
import type { Fact } from '#domain/receipt.ts';
import { nameAgain } from '#domain/recovery.ts';
import { decideAgain } from '../again.ts';
import type { QueueName } from '../api/contract-operator.ts';
import { OPERATOR_ENDPOINTS } from '../api/contract-operator.ts';
import { type Caller, doerOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { mailEvent } from '../mail-events/handler.ts';
import { executionArnOf, machineOf, type WatchedMachine } from '../operator-places.ts';
import { type Deps, dependencies } from './deps.ts';

type Noted = {
  readonly fact: Pick<Fact, 'type' | 'details'>;
  readonly caller: Caller;
  readonly reason: string;
};

/** Every act of the operator is a line of the operator's log, also where another one was written in the same moment. */
async function note(
  deps: Deps,
  { fact, caller, reason }: Noted,
  effects: readonly Effect[] = [],
): Promise<void> {
  await decideAgain(async () => {
    const head = await deps.logHead('OPERATOR');
    const line = logLine({ log: 'OPERATOR', head, fact, by: doerOf(caller, reason), at: deps.now() });
    await deps.writeLog(line, effects);
  });
}

const StartInput = z.record(z.string(), z.unknown());

type Start = {
  readonly machine: WatchedMachine;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** Names say which run it is, so that two operators who press together start one. */
async function start(deps: Deps, { machine, name, input }: Start): Promise<boolean> {
  const stateMachineArn = deps.machines[machine];
  return (await deps.startExecution({ stateMachineArn, name, input })) === 'started';
}

/** Refuses `execution.unknown`, and `execution.running` for one that has not failed. */
async function restart(deps: Deps, arn: string, by: Omit<Noted, 'fact'>): Promise<boolean> {
  const machine = machineOf(deps, arn);
  const execution = machine === undefined ? null : await deps.describeExecution(arn);
  if (machine === undefined || execution === null) throw new Refusal('execution.unknown');
  if (execution.status === 'running' || execution.status === 'succeeded')
    throw new Refusal('execution.running');
  const name = nameAgain(execution.name);
  const started = await start(deps, { machine, name, input: StartInput.parse(execution.input) });
  if (started) {
    const details = { machine, execution: execution.name, started: name };
    await note(deps, { fact: { type: 'executionRestarted', details }, ...by });
  }
  return started;
}

/** An execution may have been started again a few times; the newest is the one that counts. */
const MOST_RUNS = 20;

async function newestRun(deps: Deps, machine: WatchedMachine, first: string) {
  let newest = {
    name: first,
    execution: await deps.describeExecution(executionArnOf(deps.machines[machine], first)),
  };
  for (let run = 0; run < MOST_RUNS; run += 1) {
    const name = nameAgain(newest.name);
    const execution = await deps.describeExecution(executionArnOf(deps.machines[machine], name));
    if (execution === null) break;
    newest = { name, execution };
  }
  return newest;
}

/** What waits for this ask: the execution of its case's blocker, or of its move. */
async function runOf(
  deps: Deps,
  approvalId: ApprovalId,
): Promise<(Start & { readonly first: string }) | null> {
  const { caseId, moveId } = await deps.getApproval(approvalId);
  if (caseId !== undefined) {
    const { projectId, blockerId } = await deps.getCase(caseId);
    const first = blockerId;
    return { machine: 'unblock-project', first, name: nameAgain(first), input: { projectId, blockerId } };
  }
  if (moveId === undefined) return null;
  return { machine: 'reallocate-capital', first: moveId, name: nameAgain(moveId), input: { moveId } };
}

async function wakeAsk(deps: Deps, approvalId: ApprovalId, by: Omit<Noted, 'fact'>): Promise<boolean> {
  const approval = await deps.getApproval(approvalId);
  if (approval.status !== 'open') return false;
  const run = await runOf(deps, approvalId);
  if (run !== null) {
    const newest = await newestRun(deps, run.machine, run.first);
    // A run that ended well says that its case is done, which an open ask contradicts: start, and let it look.
    if (newest.execution?.status !== 'running') {
      const name = newest.execution === null ? run.first : nameAgain(newest.name);
      await start(deps, { ...run, name });
    }
  }
  const fact = { type: 'waitRenewed', details: { approval: approvalId } } as const;
  await note(deps, { fact, ...by }, wake(approval));
  return true;
}

/** Effects of one dead letter: the batch that was given up, of which each one that is still pending is sent again. */
const MOST_EFFECTS = 100;

const GivenUp = z.object({ requestPayload: z.unknown() });

/** An event of a mail: as it came, or as Lambda wraps what it gave up. */
function parseMailEvent(body: string): unknown {
  const parsed: unknown = JSON.parse(body);
  const wrapped = GivenUp.safeParse(parsed);
  return wrapped.success && wrapped.data.requestPayload !== undefined ? wrapped.data.requestPayload : parsed;
}

async function sendLetter(
  deps: Deps,
  queue: QueueName,
  letter: { id: string; body: string; sentAt: string },
) {
  switch (queue) {
    case 'outbox-failed': {
      const pending = await deps.pendingOlderThan(deps.now(), MOST_EFFECTS);
      for (const { id, queuedAt } of pending) {
        if (queuedAt <= letter.sentAt) await deps.sendAgain(id, deps.now());
      }
      return;
    }
    case 'mail-events-failed':
      return mailEvent(deps, parseMailEvent(letter.body));
    case 'sweep-failed':
      await start(deps, { machine: 'sweep-portfolio', name: `letter-${letter.id}`, input: {} });
      return;
    default:
      return queue satisfies never;
  }
}

export const operatorCommandRoutes = [
  route(OPERATOR_ENDPOINTS.restartExecution, async (deps: Deps, { body: { arn, reason }, caller }) => ({
    done: await restart(deps, arn, { caller, reason }),
  })),
  route(OPERATOR_ENDPOINTS.wakeAsk, async (deps: Deps, { body: { approvalId, reason }, caller }) => ({
    done: await wakeAsk(deps, approvalId, { caller, reason }),
  })),
  route(OPERATOR_ENDPOINTS.sendEffectAgain, async (deps: Deps, { body: { id, reason }, caller }) => {
    const done = await deps.sendAgain(id, deps.now());
    if (done)
      await note(deps, { fact: { type: 'effectSentAgain', details: { effect: id } }, caller, reason });
    return { done };
  }),
  route(OPERATOR_ENDPOINTS.sendLetterAgain, async (deps: Deps, { body: { queue, id, reason }, caller }) => {
    const done = await deps.takeLetter(deps.queues[queue], id, (letter) => sendLetter(deps, queue, letter));
    if (done) {
      await note(deps, {
        fact: { type: 'messageSentAgain', details: { queue, message: id } },
        caller,
        reason,
      });
    }
    return { done };
  }),
];

export const handler = httpFunction('operator-command', operatorCommandRoutes, dependencies);
