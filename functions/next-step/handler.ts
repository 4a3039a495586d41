import type * as z from 'zod';
import { workingDayAt } from '#domain/calendar-count.ts';
import { nextStep } from '#domain/case-life.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/**
 * A pause is looked at again on its review date, and on every working day before it: it can be ended by command at any
 * time, and a case without an open approval has no wait that the command could wake.
 */
export async function stepOfCase(
  deps: Deps,
  { caseId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  const now = deps.now();
  const record = await deps.getCase(caseId);
  const next = nextStep(record, now);
  if (next.step !== 'pause') return { caseId, step: next.step, until: null, status: record.status };
  const tomorrow = workingDayAt(await deps.latestCalendar(), now, 1, '08:00');
  const until = next.until < tomorrow ? next.until : tomorrow;
  return { caseId, step: 'pause', until, status: record.status };
}

export const handler = machineFunction('next-step', contract, (input) => stepOfCase(dependencies(), input));
