import { Refusal } from './errors.ts';
import type { Forecast, OpenBlocker } from './forecast.ts';
import type { OfficeId, ProjectId, Sha256 } from './ids.ts';
import { dong } from './money.ts';
import { carryOverDeadline } from './move-rules.ts';
import { type Plan, PlanId, type PlanResult, type Wishes } from './plan.ts';
import type { Problem } from './plan-problem.ts';
import type { Project } from './project.ts';
import { hashOf } from './receipt-chain.ts';
import type { Rules } from './rules.ts';
import type { LocalDate } from './time.ts';

/** Rises when the way of planning changes, so that no plan of the old way answers a question to the new one. */
const ENGINE = 2;
const ID_DIGITS = 20;

/** The day up to which spending counts. Refuses `plan.dateOutside` for one that is past or after every legal end. */
export function boundsIn(
  { rules, planYear, today }: { readonly rules: Rules; readonly planYear: number; readonly today: LocalDate },
  by: LocalDate,
): LocalDate {
  const until = carryOverDeadline(rules, planYear);
  if (by > today && by <= until) return by;
  throw new Refusal('plan.dateOutside', { until }, [{ path: 'by', code: 'plan.dateOutside' }]);
}

/** The figures of a project that a plan rests on; what else a record holds may change without touching the plan. */
function figuresOf({ id, owner, capital, totalInvestment, owes, reserved, ...project }: Project) {
  const { group, units, budgetSource, inMediumTermPlan, proceduresComplete, closed } = project;
  const { planYear, planned, disbursed, absorbable } = capital;
  const flags = { group, units, budgetSource, inMediumTermPlan, proceduresComplete, closed };
  return { id, owner, planYear, planned, disbursed, absorbable, totalInvestment, owes, reserved, ...flags };
}

/** The hash of all figures: two plans with the same one were asked of the same portfolio under the same rules. */
export function portfolioHashOf(portfolio: {
  readonly projects: readonly Project[];
  readonly rules: Rules;
}): Sha256 {
  const { projects, rules } = portfolio;
  return hashOf({ rules: rules.version, projects: projects.map(figuresOf) });
}

export type InputArgs = {
  readonly portfolioHash: Sha256;
  readonly wishes: Wishes;
  readonly by: LocalDate;
  readonly today: LocalDate;
  readonly calendar: string;
  readonly takers: readonly Project[];
  readonly cases: ReadonlyMap<ProjectId, readonly OpenBlocker[]>;
};

/** The hash of the whole question, and the id of its plan: figures, wishes, the day, and what the forecast rests on. */
export function inputOf({ takers, cases, ...question }: InputArgs): { inputHash: Sha256; id: PlanId } {
  const inputHash = hashOf({
    ...question,
    engine: ENGINE,
    prospects: takers.map(({ id, spending }) => ({ id, spending: spending?.months, cases: cases.get(id) })),
  });
  return { inputHash, id: PlanId.parse(`PA-${inputHash.slice(0, ID_DIGITS)}`) };
}

/** Forecasts that are kept with a plan: those of its lines and of the likeliest others. */
const KEPT_FORECASTS = 60;

export type PlanHead = Pick<
  Plan,
  'id' | 'inputHash' | 'portfolioHash' | 'rulesVersion' | 'planYear' | 'wishes' | 'by' | 'asOf' | 'madeAt'
> & { readonly madeBy?: OfficeId };

/** A new plan as it is kept, without a name. */
export function freshPlan(
  head: PlanHead,
  { givers, takers }: Problem,
  result: PlanResult,
  forecasts: readonly Forecast[],
): Plan {
  const lines = result.type === 'plan' ? result.recipients.map(({ projectId }) => projectId) : [];
  const wanted = [...new Set([...lines, ...takers.map(({ project }) => project.id)])].slice(
    0,
    KEPT_FORECASTS,
  );
  return {
    ...head,
    idle: dong(givers.reduce((sum, { idle }) => sum + idle, 0)),
    result,
    forecasts: forecasts.filter(({ projectId }) => wanted.includes(projectId)),
    version: 0,
  };
}

/**
 * The lines of a plan for a draft, as they were computed. Refuses `plan.nothingToDraft`, and `plan.figuresChanged` when
 * the portfolio is not what it was.
 */
export function linesToDraft(plan: Plan, portfolioHash: Sha256) {
  const { result } = plan;
  if (result.type !== 'plan' || result.donors.length === 0) {
    throw new Refusal('plan.nothingToDraft', { plan: plan.id });
  }
  if (portfolioHash !== plan.portfolioHash) throw new Refusal('plan.figuresChanged', { plan: plan.id });
  const bare = (lines: typeof result.donors) => lines.map(({ projectId, amount }) => ({ projectId, amount }));
  return { donors: bare(result.donors), recipients: bare(result.recipients) };
}
