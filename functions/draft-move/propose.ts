import { Refusal } from '#domain/errors.ts';
import type { MoveLine } from '#domain/move.ts';
import { disbursementDeadline } from '#domain/move-rules.ts';
import { Wishes } from '#domain/plan.ts';
import { planMoves } from '#domain/plan-moves.ts';
import { problemOf } from '#domain/plan-problem.ts';
import type { Project } from '#domain/project.ts';
import type { Rules } from '#domain/rules.ts';
import type { LocalDate } from '#domain/time.ts';
import { blockersNow, prospectsOf } from '../portfolio.ts';
import { openCasesOfProject } from '../project-cases.ts';
import type { Deps } from './deps.ts';

/** Well within the function's own time, so that the simple order still can answer. */
const LIMITS = { seconds: 8, gap: 0.005 } as const;

type Question = {
  readonly donor: Project;
  readonly candidates: readonly Project[];
  readonly rules: Rules;
  readonly today: LocalDate;
};

/** What blocks the candidates now: their own open cases. */
async function casesOf(deps: Deps, { candidates, today }: Question) {
  const open = await Promise.all(candidates.map(({ id }) => openCasesOfProject(deps, id)));
  const calendar = await deps.latestCalendar();
  const cases = await blockersNow(deps, open.flat(), { calendar, today });
  return { cases, calendar };
}

/**
 * The recipients that the planner proposes for all that lies idle in the donor. Undefined when it finds no plan that the
 * rules allow; the simple legal order says then who takes it, or why nobody can.
 */
export async function proposeRecipients(deps: Deps, question: Question): Promise<MoveLine[] | undefined> {
  const { donor, candidates, rules, today } = question;
  const { planYear } = donor.capital;
  const by = disbursementDeadline(rules, planYear);
  if (by <= today) return undefined;
  const { cases, calendar } = await casesOf(deps, question);
  const prospects = prospectsOf(candidates, cases, { calendar, today, by });
  const wishes = Wishes.parse({ source: donor.budgetSource, amount: 'all', donors: [donor.id] });
  const projects = [donor, ...candidates.filter(({ id }) => id !== donor.id)];
  try {
    const problem = problemOf({ projects, rules, wishes, planYear, today, prospects });
    const result = await planMoves(problem, deps.solve, LIMITS);
    if (result.type !== 'plan') return undefined;
    return result.recipients.map(({ projectId, projectName, amount }) => ({
      projectId,
      projectName,
      amount,
    }));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
