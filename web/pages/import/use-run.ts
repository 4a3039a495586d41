import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { useCall } from '../../app/answers.ts';
import { API, ApiProblem } from '../../app/api.ts';
import { stageOf } from './standing.tsx';

export type Way = 'confirm' | 'undo';

const NEXT = { confirm: ['preview', 'writing'], undo: ['writing', 'written', 'undoing'] } as const;

/** Whether another call is needed: writing and undoing go a number of rows at a time. */
function goesOn(one: ImportView, way: Way): boolean {
  const stage = stageOf(one);
  return NEXT[way].some((each) => each === stage);
}

export type Run = {
  readonly running: boolean;
  readonly error: Error | null;
  /** Goes on from the row that the server has come to. */
  readonly start: () => void;
};

/** Writes, or takes back, all rows, call by call; a lost line interrupts it, and when the line is back it goes on. */
export function useRun(one: ImportView, way: Way): Run {
  const call = useCall();
  const queries = useQueryClient();
  const gone = useRef<AbortController>(undefined);
  const run = useMutation({
    mutationFn: async () => {
      const stop = new AbortController();
      gone.current = stop;
      const params = { importId: one.id };
      const step = async (): Promise<ImportView> =>
        way === 'undo'
          ? call(API.undoImport, { params }, stop.signal)
          : call(API.confirmImport, { params, body: { preview: one.preview?.hash ?? '' } }, stop.signal);
      for (let at = one; goesOn(at, way) && !stop.signal.aborted; ) {
        at = await step();
        queries.setQueryData([API.getImport.operation, params, {}], at);
      }
    },
    // Also after a failure: the call may have been heard though its answer was lost.
    onSettled: async () => queries.invalidateQueries(),
  });
  const { mutate, error, isPending } = run;
  // Leaving the page ends it after the call that is under way; the page says later how far it came.
  useEffect(() => () => gone.current?.abort(), []);
  const lost = error instanceof ApiProblem && error.code === 'offline';
  useEffect(() => {
    if (!lost) return;
    const again = (): void => mutate();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [lost, mutate]);
  return { running: isPending, error, start: () => mutate() };
}
