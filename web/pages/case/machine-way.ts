import type { Instant } from '#domain/time.ts';
import type { ArrowView, ExecutionView } from '#functions/api/contract-workflow.ts';

/** What one execution did in a state: how often it was entered, when last, and whether it is in it now. */
export type Passage = { readonly times: number; readonly lastAt: Instant; readonly here: boolean };

/** The passages of an execution by state. */
export function passagesOf(execution: ExecutionView | undefined): ReadonlyMap<string, Passage> {
  const passages = new Map<string, Passage>();
  for (const { state, enteredAt, leftAt } of execution?.steps ?? []) {
    const before = passages.get(state);
    const here = leftAt === null && execution?.status === 'running';
    passages.set(state, {
      times: (before?.times ?? 0) + 1,
      lastAt: enteredAt,
      here: here || (before?.here ?? false),
    });
  }
  return passages;
}

/** Whether the execution went along the arrow: it entered one state right after the other. */
export function tookArrow(execution: ExecutionView | undefined, { from, to }: ArrowView): boolean {
  const steps = execution?.steps ?? [];
  return steps.some(({ state }, index) => state === from && steps[index + 1]?.state === to);
}
