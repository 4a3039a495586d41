import type * as z from 'zod';
import type { OpenApproval } from '#domain/approval.ts';
import { askOperator } from '#domain/approval-ask.ts';
import { registerToken } from '#domain/approval-wait.ts';
import type { Case } from '#domain/case.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { logger, machineFunction, metrics } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

type Input = z.infer<typeof contract.input>;

async function caseOf(deps: Deps, { caseId, projectId, blockerId }: Input): Promise<Case | undefined> {
  const id = caseId ?? (await deps.findCaseOfBlocker({ projectId, blockerId }));
  return id === null ? undefined : deps.getCase(id);
}

/** The call that is open already: the machine tries again after a time-out, and only its newest token can be answered. */
async function openCall(deps: Deps, record: Case | undefined): Promise<OpenApproval | undefined> {
  if (record === undefined) return undefined;
  const open = await deps.openApprovalsOfCase(record.id);
  return open.find(({ kind }) => kind === 'recoverCase');
}

/** Makes the failure a task of the duty office; the token is answered when they say that the case may go on. */
export async function callOperator(deps: Deps, input: Input): Promise<z.infer<typeof contract.output>> {
  const { token, execution, error, cause } = input;
  logger.error('execution needs the operator', { execution, error });
  metrics.addMetric('OperatorCalled', 'Count', 1);
  return decideAgain(async () => {
    const now = deps.now();
    const record = await caseOf(deps, input);
    const call = await openCall(deps, record);
    if (call !== undefined) {
      const change = registerToken({ approval: call, generation: call.generation, token });
      if (change !== 'stale') await deps.commit(change, now);
      return { called: change !== 'stale' };
    }
    const [ladder, calendar] = await Promise.all([
      deps.latestLadder(localDateOf(now)),
      deps.latestCalendar(),
    ]);
    const office = await deps.getOffice(ladder.offices.duty);
    const approvalId = deps.newApprovalId();
    await deps.commit(
      askOperator({
        approvalId,
        token,
        execution,
        error,
        cause,
        case: record,
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
