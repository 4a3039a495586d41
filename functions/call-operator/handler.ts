import type * as z from 'zod';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import { askOperator } from '#domain/approval-ask.ts';
import { type PlanWaitArgs, planWait, registerToken } from '#domain/approval-wait.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { logger, machineFunction, metrics } from '../boundary.ts';
import type { Subject } from '../subject.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

type Input = z.infer<typeof contract.input>;
type Again = Pick<PlanWaitArgs, 'case' | 'move' | 'ladder' | 'calendar' | 'now'> & { readonly token: string };

/** What failed: a case (none, when it could not even be opened), or a move that runs without one. */
async function failedSubject(deps: Deps, input: Input): Promise<Subject> {
  if ('moveId' in input) return { case: undefined, move: await deps.getMove(input.moveId) };
  const { caseId, projectId, blockerId } = input;
  const id = caseId ?? (await deps.findCaseOfBlocker({ projectId, blockerId }));
  return { case: id === null ? undefined : await deps.getCase(id), move: undefined };
}

const isOpenCall = (approval: Approval): approval is OpenApproval =>
  approval.kind === 'recoverCase' && approval.status === 'open';

/** The call that is open already: the machine calls again every day, and only its newest token can be answered. */
async function openCall(deps: Deps, { case: record, move }: Subject): Promise<OpenApproval | undefined> {
  const ofCase = record === undefined ? [] : await deps.openApprovalsOfCase(record.id);
  const ofMove = move === undefined ? [] : await deps.approvalsOfMove(move.id);
  return [...ofCase, ...ofMove].find(isOpenCall);
}

/**
 * Keeps the new token on the open call, after what is due on it: the deputy is asked. False when nobody answered for so
 * long that the call has ended, or it ended meanwhile: then the duty office is called afresh.
 */
async function callAgain(deps: Deps, call: OpenApproval, args: Again): Promise<boolean> {
  const { change, plan } = planWait({ approval: call, ...args });
  if (change !== null) await deps.commit(change, args.now);
  if (plan === 'ended') return false;
  const { token } = args;
  const approval = change === null ? call : await deps.getApproval(call.id);
  const kept = registerToken({ approval, generation: approval.generation, token });
  if (kept === 'stale') return false;
  await deps.commit(kept, args.now);
  return true;
}

/** Makes the failure a task of the duty office; the token is answered when they say that the case may go on. */
export async function callOperator(deps: Deps, input: Input): Promise<z.infer<typeof contract.output>> {
  const { token, execution, error, cause } = input;
  logger.error('execution needs the operator', { execution, error });
  metrics.addMetric('OperatorCalled', 'Count', 1);
  return decideAgain(async () => {
    const now = deps.now();
    const [ladder, calendar, before] = await Promise.all([
      deps.latestLadder(localDateOf(now)),
      deps.latestCalendar(),
      failedSubject(deps, input),
    ]);
    const call = await openCall(deps, before);
    if (call !== undefined) {
      const again = { ...before, ladder, calendar, now, token };
      if (await callAgain(deps, call, again)) return { called: true };
    }
    const subject = call === undefined ? before : await failedSubject(deps, input);
    const office = await deps.getOffice(ladder.offices.duty);
    const approvalId = deps.newApprovalId();
    await deps.commit(
      askOperator({
        approvalId,
        token,
        execution,
        error,
        cause,
        ...subject,
        office,
        ladder,
        calendar,
        now,
      }),
      now,
    );
    return { called: true };
  });
}

export const handler = machineFunction('call-operator', contract, (input) =>
  callOperator(dependencies(), input),
);
