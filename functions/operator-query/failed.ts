import * as z from 'zod';
import type { OpenApproval } from '#domain/approval.ts';
import type { Case } from '#domain/case.ts';
import { heldOf } from '#domain/case-why.ts';
import { BlockerId, MoveId, ProjectId } from '#domain/ids.ts';
import { causeKindOf, nameAgain, type Recovery, recoveryOf } from '#domain/recovery.ts';
import type { FailedExecution } from '../api/contract-operator.ts';
import { executionArnOf, machineArnOf, WATCHED_MACHINES, type WatchedMachine } from '../operator-places.ts';
import type { Deps } from './deps.ts';

type Failed = z.infer<typeof FailedExecution>;
type Listed = Awaited<ReturnType<Deps['listExecutions']>>['items'][number];
type Known = { readonly machine: WatchedMachine; readonly execution: Listed };

/** Of each machine and status, the newest that nobody has mended; older ones come up when these are. */
const MOST = 10;
/** What was mended stays listed as failed, so as many are looked through to find those that were not. */
const LOOKED_THROUGH = 100;
const WITHOUT_END = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;

/** What an execution of a case, or of a move that staff drafted, was started with. */
const OfBlocker = z.object({ projectId: ProjectId, blockerId: BlockerId });
const OfMove = z.object({ moveId: MoveId });

/** The open ask that a case names; undefined when nobody is asked. */
async function askedBy(deps: Deps, record: Case): Promise<OpenApproval | undefined> {
  const id = heldOf(record)?.approvalId;
  const [approval] = id === undefined ? [] : await deps.findApprovals([id]);
  return approval?.status === 'open' ? approval : undefined;
}

export async function recoveryOfCase(deps: Deps, record: Case | undefined): Promise<Recovery> {
  const asked = record === undefined ? undefined : await askedBy(deps, record);
  return recoveryOf(record, asked, deps.now());
}

/** What going on would do; null when there is nothing to go on with (closed), or somebody else does (its parent). */
async function goingOn(
  deps: Deps,
  machine: WatchedMachine,
  input: unknown,
): Promise<{ caseId: Failed['caseId']; recovery: Recovery } | null> {
  if (machine === 'sweep-portfolio') return { caseId: null, recovery: { next: 'opens' } };
  if (machine === 'reallocate-capital') {
    const move = OfMove.safeParse(input);
    // The execution of a case waits for its move, and calls the operator when that fails.
    return move.success ? { caseId: null, recovery: { next: 'moves', moveId: move.data.moveId } } : null;
  }
  const blocker = OfBlocker.safeParse(input);
  if (!blocker.success) return null;
  const caseId = await deps.findCaseOfBlocker(blocker.data);
  const recovery = await recoveryOfCase(deps, caseId === null ? undefined : await deps.getCase(caseId));
  return recovery.next === 'ends' ? null : { caseId, recovery };
}

async function failedOf(deps: Deps, { machine, execution }: Known): Promise<Failed | null> {
  const again = executionArnOf(deps.machines[machine], nameAgain(execution.name));
  if ((await deps.describeExecution(again)) !== null) return null;
  const described = await deps.describeExecution(execution.arn);
  if (described === null) return null;
  const { status } = described;
  if (status === 'running' || status === 'succeeded') return null;
  const next = await goingOn(deps, machine, described.input);
  if (next === null) return null;
  const { arn, name, startedAt, endedAt, error, cause } = described;
  const causeKind = causeKindOf(error, cause);
  return {
    arn,
    machine,
    name,
    status,
    startedAt,
    endedAt,
    error,
    cause: cause.slice(0, 2000),
    causeKind,
    ...next,
  };
}

/** The first that were not started again, looked for a few at a time: each costs two calls. */
async function unmended(deps: Deps, known: readonly Known[]): Promise<Failed[]> {
  const found: Failed[] = [];
  for (let from = 0; from < known.length && found.length < MOST; from += MOST) {
    const failed = await Promise.all(known.slice(from, from + MOST).map((each) => failedOf(deps, each)));
    found.push(...failed.filter((each) => each !== null));
  }
  return found.slice(0, MOST);
}

/** Executions that ended without an end and were not started again, newest first. */
export async function failedExecutions(deps: Deps): Promise<Failed[]> {
  const lists = WATCHED_MACHINES.flatMap((machine) =>
    WITHOUT_END.map(async (status) => {
      const machineArn = machineArnOf(deps.machines[machine]);
      const { items } = await deps.listExecutions({ machineArn, status, most: LOOKED_THROUGH });
      return unmended(
        deps,
        items.map((execution) => ({ machine, execution })),
      );
    }),
  );
  return (await Promise.all(lists))
    .flat()
    .toSorted((one, other) => ((one.endedAt ?? '') < (other.endedAt ?? '') ? 1 : -1));
}
