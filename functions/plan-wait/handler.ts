import type * as z from 'zod';
import { planWait } from '#domain/approval-wait.ts';
import { decideAgain } from '../again.ts';
import { machineFunction } from '../boundary.ts';
import { ladderFor, subjectOf } from '../subject.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/** Does what is due on the approval, in one transaction, and says how long to wait for the next thing. */
export async function planTheWait(
  deps: Deps,
  { approvalId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  return decideAgain(async () => {
    const now = deps.now();
    const approval = await deps.getApproval(approvalId);
    const { status } = approval;
    // What has ended needs no more reading: every wait ends so.
    if (status !== 'open') return { approvalId, plan: 'ended', status };
    const [subject, calendar] = await Promise.all([subjectOf(deps, approval), deps.latestCalendar()]);
    const ladder = await ladderFor(deps, subject, now);
    const { change, ...plan } = planWait({ approval, ...subject, ladder, calendar, now });
    if (change !== null) await deps.commit(change, now);
    return { approvalId, ...plan };
  });
}

export const handler = machineFunction('plan-wait', contract, (input) => planTheWait(dependencies(), input));
