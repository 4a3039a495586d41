import type * as z from 'zod';
import { nextMoveStep } from '#domain/move-path.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

export async function stepOfMove(
  deps: Deps,
  { moveId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  const move = await deps.getMove(moveId);
  const next = nextMoveStep(move, deps.now());
  const until = next.step === 'wait' ? next.until : null;
  return { moveId, step: next.step, until, status: move.status };
}

export const handler = machineFunction('next-move-step', contract, (input) =>
  stepOfMove(dependencies(), input),
);
