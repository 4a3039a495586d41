import type * as z from 'zod';
import { registerToken } from '#domain/approval-wait.ts';
import { decideAgain } from '../again.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/** Stores the token of the wait. An approval that has moved on since the wait was planned answers the token at once. */
export async function awaitDecision(
  deps: Deps,
  { approvalId, generation, token }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  const waiting = await decideAgain(async () => {
    const approval = await deps.getApproval(approvalId);
    const change = registerToken({ approval, generation, token });
    if (change === 'stale') return false;
    await deps.commit(change, deps.now());
    return true;
  });
  if (!waiting) await deps.answerToken(token);
  return { waiting };
}

export const handler = machineFunction('await-decision', contract, (input) =>
  awaitDecision(dependencies(), input),
);
