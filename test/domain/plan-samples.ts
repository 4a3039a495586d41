import { createSolver } from '#adapters/solver.ts';
import { Forecast } from '#domain/forecast.ts';
import { dong } from '#domain/money.ts';
import { type PlanResult, Wishes } from '#domain/plan.ts';
import { planMoves } from '#domain/plan-moves.ts';
import { type Problem, type Prospect, problemOf } from '#domain/plan-problem.ts';
import type { Project } from '#domain/project.ts';
import { project, rulesOf, TODAY, ty } from './capital-samples.ts';

/** The real solver, in one thread for a test file. */
export const solve = createSolver();
export const LIMITS = { seconds: 60, gap: 0.005 };
export const rules = rulesOf('2024-10-08');

/** A project with `idle` tỷ that nobody can spend. */
export function giver(key: string, idle: number, more: object = {}): Project {
  return project(key, { planned: idle + 10, disbursed: 10 }, { group: 'procedural', ...more });
}

/** A project that can take `headroom` tỷ beyond its plan of 10. */
export function taker(key: string, headroom: number, more: object = {}): Project {
  return project(key, { planned: 10, absorbable: 10 + headroom }, more);
}

/** Runs of what a project spends: with `spare` tỷ beyond its plan in each. */
export function prospect(of: Project, spare: readonly number[], confidence = 'fair'): Prospect {
  const samples = Float64Array.from(spare, (each) => ty(10 + each));
  const none = dong(0);
  const figures = { remaining: none, absorbable: none, p10: none, p50: none, p90: none, mean: none };
  const forecast = Forecast.parse({
    projectId: of.id,
    projectName: of.name,
    ...figures,
    confidence,
    reasons: [],
  });
  return { samples, forecast };
}

export type Part = { readonly project: Project; readonly spare: readonly number[] };

/** A problem of givers and takers, each taker with what it spends beyond its plan in each run (tỷ). */
export function problem(givers: readonly Project[], takers: readonly Part[], wishes: object = {}): Problem {
  return problemOf({
    projects: [...givers, ...takers.map((each) => each.project)],
    rules,
    wishes: Wishes.parse(wishes),
    planYear: 2024,
    today: TODAY,
    unitNames: new Map([['769', { vi: 'Thành phố Thủ Đức', en: 'Thủ Đức City' }]]),
    prospects: new Map(takers.map((each) => [each.project.id, prospect(each.project, each.spare)])),
  });
}

export function assertPlan(result: PlanResult): Extract<PlanResult, { type: 'plan' }> {
  if (result.type !== 'plan') throw new Error(`no plan: ${JSON.stringify(result)}`);
  return result;
}

export async function plan(of: Problem, limits = LIMITS) {
  return assertPlan(await planMoves(of, solve, limits));
}

/** Lines as `KEY amount in tỷ`. */
export function lines(side: readonly { readonly projectId: string; readonly amount: number }[]): string[] {
  return side.map(({ projectId, amount }) => `${projectId.slice(3)} ${amount / 1e9}`);
}
