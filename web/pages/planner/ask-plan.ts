import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PlanId, Wishes } from '#domain/plan.ts';
import { useAnswer, useCall } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';

export type PlanAnswer = Answer<'getPlan'>;
export type PlanShown = PlanAnswer['plan'];
export type Planned = Extract<PlanShown['result'], { type: 'plan' }>;

/** Computing changes nothing and is the same for the same wishes, so it is asked like a question. */
function useComputed(wishes: Wishes, enabled: boolean): UseQueryResult<PlanAnswer, Error> {
  const call = useCall();
  return useQuery({
    queryKey: ['planMoves', wishes],
    queryFn: async ({ signal }) => call(API.planMoves, { body: wishes }, signal),
    enabled,
    // What was tried stays on the page until somebody asks again: also when figures have changed, which is said beside it.
    staleTime: 'static',
    refetchInterval: false,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** The plan of the wishes; of a stored scenario, that plan as it was computed. Whether figures moved on is looked at anew. */
export function usePlan(
  wishes: Wishes,
  scenario: PlanId | undefined,
  may: boolean,
): UseQueryResult<PlanAnswer, Error> {
  const computed = useComputed(wishes, may && scenario === undefined);
  const stored = useAnswer(API.getPlan, scenario === undefined ? {} : { params: { planId: scenario } }, {
    enabled: scenario !== undefined,
  });
  return scenario === undefined ? computed : stored;
}

/** Whether the figures have changed since the plan was computed. */
export function useStale(plan: PlanShown | undefined): boolean {
  const now = useAnswer(API.getPlan, plan === undefined ? {} : { params: { planId: plan.id } }, {
    enabled: plan !== undefined,
  });
  return now.data?.stale === true;
}
