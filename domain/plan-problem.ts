import { giveableOf, headroomLeftOf, remainingOf } from './capital-figures.ts';
import { Refusal } from './errors.ts';
import type { Forecast } from './forecast.ts';
import type { ProjectId } from './ids.ts';
import { MOST_LINES, MOST_OWNERS } from './move-lines.ts';
import { checkMove, refuseProblems } from './move-rules.ts';
import type { Wishes } from './plan.ts';
import { nameWithCode, type Project } from './project.ts';
import type { Rules } from './rules.ts';
import type { Localized } from './text.ts';
import type { LocalDate } from './time.ts';

/** A piece of what a recipient may take: up to `length` more (đồng), of each đồng `slope` is expected to be spent. */
export type Piece = { readonly length: number; readonly slope: number };

export type Giver = { readonly project: Project; readonly idle: number; readonly fixed: number | null };
export type Taker = {
  readonly project: Project;
  readonly rank: number;
  readonly rankName: { readonly vi: string; readonly en: string };
  readonly headroom: number;
  readonly pieces: readonly Piece[];
  readonly fixed: number | null;
  /** What the project spends beyond its own plan in each run (đồng). */
  readonly spare: Float64Array;
  readonly thin: boolean;
};

/** Everything a plan is made of: who can give, who can take, and what binds. Amounts in đồng. */
export type Problem = {
  readonly givers: readonly Giver[];
  readonly takers: readonly Taker[];
  readonly wishes: Wishes;
  readonly rules: Rules;
  readonly leastLine: number;
  readonly roundTo: number;
  readonly maxRecipients: number;
  readonly maxDonors: number;
  /** The most that one project could take, were there no least amount of a line (đồng). */
  readonly widest: number;
  /** Names of units, by code; a unit that is not here is named by its code. */
  readonly unitNames: ReadonlyMap<string, Localized>;
  /** Lines of both sides, and owners who confirm them, that one move holds. */
  readonly maxLines: number;
  readonly maxOwners: number;
};

export type Prospect = { readonly forecast: Forecast; readonly samples: Float64Array };

export type ProblemArgs = {
  readonly projects: readonly Project[];
  readonly rules: Rules;
  readonly wishes: Wishes;
  readonly planYear: number;
  readonly today: LocalDate;
  readonly unitNames?: Problem['unitNames'];
  /** What is expected of every project that could take; one without counts as spending nothing more. */
  readonly prospects: ReadonlyMap<ProjectId, Prospect>;
};

/** Lines of one side that a move holds. */
const MOST_OF_A_SIDE = 30;
/** Straight pieces that stand for the curve of what is expected. */
const PIECES = 12;
/** Recipients that a plan weighs: the best by rank and headroom; more than these never made a plan better. */
const WEIGHED = 400;

/** Of `taken` more capital, what each run spends beyond the project's own plan, on average. */
export function expectedOf(spare: Float64Array, taken: number): number {
  return spare.reduce((sum, each) => sum + Math.min(each, taken), 0) / Math.max(1, spare.length);
}

/** The curve of what is expected, in straight pieces whose ends are whole steps; concave, for runs are only averaged. */
export function piecesOf(spare: Float64Array, headroom: number, step: number): Piece[] {
  const wide = Math.max(1, Math.ceil(headroom / PIECES / step)) * step;
  const count = Math.ceil(headroom / wide);
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * wide, Math.min(headroom, (index + 1) * wide)];
    const slope = (expectedOf(spare, to) - expectedOf(spare, from)) / (to - from);
    return { length: to - from, slope };
  });
}

function fixedOf(lines: Wishes['fixedDonors'], project: Project): number | null {
  return lines.find(({ projectId }) => projectId === project.id)?.amount ?? null;
}

function giversOf(args: ProblemArgs, among: readonly Project[]): Giver[] {
  const { wishes } = args;
  const named = (id: ProjectId) => wishes.donors?.includes(id) ?? true;
  return among
    .map((project) => ({
      project,
      idle: giveableOf(project),
      fixed: fixedOf(wishes.fixedDonors, project),
    }))
    .filter(({ project, idle, fixed }) => idle > 0 && (fixed !== null || named(project.id)))
    .toSorted((one, other) => other.idle - one.idle || byId(one.project, other.project));
}

function byId(one: Project, other: Project): number {
  return one.id < other.id ? -1 : 1;
}

/** A group without a rank takes nothing unless somebody fixed its line; it comes last then. */
const LAST = 9;

/** Projects that the law lets take capital. */
function lawful(among: readonly Project[]): Project[] {
  return among.filter(({ inMediumTermPlan, proceduresComplete }) => inMediumTermPlan && proceduresComplete);
}

/** What the project that can take most of all those with a rank could take. */
function widestOf({ rules }: ProblemArgs, among: readonly Project[]): number {
  const ranked = lawful(among).filter((project) =>
    rules.priority.some(({ group }) => group === project.group),
  );
  return ranked.reduce((most, project) => Math.max(most, headroomLeftOf(project)), 0);
}

function takersOf(args: ProblemArgs, among: readonly Project[]): Taker[] {
  const { rules, wishes, prospects } = args;
  const least = Math.max(1, wishes.leastLine ?? rules.draft.leastLine);
  return lawful(among)
    .flatMap((project): Taker[] => {
      const fixed = fixedOf(wishes.fixedRecipients, project);
      const priority = rules.priority.find(({ group }) => group === project.group);
      const headroom = headroomLeftOf(project);
      if (fixed === null && (priority === undefined || headroom < least)) return [];
      const prospect = prospects.get(project.id);
      const remaining = remainingOf(project.capital) + project.reserved.in;
      const spare = (prospect?.samples ?? new Float64Array()).map((each) => Math.max(0, each - remaining));
      const pieces = piecesOf(spare, headroom, rules.draft.roundTo);
      const thin = prospect?.forecast.confidence !== 'fair';
      const [rank, rankName] = [priority?.rank ?? LAST, priority?.name ?? { vi: '', en: '' }];
      return [{ project, rank, rankName, headroom, pieces, fixed, spare, thin }];
    })
    .toSorted(
      (one, other) =>
        one.rank - other.rank || other.headroom - one.headroom || byId(one.project, other.project),
    )
    .slice(0, WEIGHED);
}

/** Lines that somebody fixed meet the law like any line: all problems as fields, each with its rule. */
function assertFixed({ wishes, projects, rules, planYear, today }: ProblemArgs): void {
  const { fixedDonors: donors, fixedRecipients: recipients } = wishes;
  const found = checkMove({ move: { planYear, donors, recipients }, projects, rules, today });
  const wrong = found
    .filter(({ code }) => code !== 'move.unbalanced')
    .map((problem) => ({ ...problem, path: problem.path.replace(/^(donors|recipients)/, fixedPath) }));
  refuseProblems(wrong, rules);
  const all = [...(wishes.donors ?? []), ...wishes.exclude];
  const missing = all.find((id) => !projects.some((project) => project.id === id));
  if (missing !== undefined) throw new Refusal('project.unknown', { project: missing });
}

/** What would keep a fixed line of this project out of the plan; null when nothing does. */
function keptOut({ id, budgetSource, capital }: Project, { wishes, planYear }: ProblemArgs) {
  if (wishes.exclude.includes(id)) return 'plan.fixedExcluded' as const;
  const within = budgetSource === wishes.source && capital.planYear === planYear;
  return within ? null : ('plan.fixedOutside' as const);
}

/** A line that is fixed is in the plan or the plan is refused: what would keep it out is said, never passed over. */
function assertWithin(args: ProblemArgs): void {
  for (const side of ['fixedDonors', 'fixedRecipients'] as const) {
    for (const [index, { projectId }] of args.wishes[side].entries()) {
      // One that nobody knows is refused by then.
      for (const project of args.projects.filter(({ id }) => id === projectId)) {
        const code = keptOut(project, args);
        const details = { project: nameWithCode(project) };
        const path = `${side}.${index}.projectId`;
        if (code !== null) throw new Refusal(code, details, [{ path, code, details }]);
      }
    }
  }
}

/** Capital whose moves a higher level decides: the city can only propose. */
function assertDecided({ wishes, rules }: ProblemArgs): void {
  const decider = rules.deciders.find(({ budgetSource }) => budgetSource === wishes.source);
  if (decider?.cityDecides !== false) return;
  const code = 'move.decidedElsewhere';
  const field = { path: 'source', code };
  throw new Refusal(code, {}, [field], [{ code, ...decider.basis, rulesVersion: rules.version }]);
}

function fixedPath(side: string): string {
  return side === 'donors' ? 'fixedDonors' : 'fixedRecipients';
}

/**
 * The problem that a plan solves. Refuses what no plan may contain: every code of `checkMove` for the lines that are fixed
 * (paths `fixedDonors.0.amount`), `plan.fixedExcluded`, `plan.fixedOutside`, `move.afterDeadline`, `move.decidedElsewhere`,
 * `project.unknown`.
 */
export function problemOf(args: ProblemArgs): Problem {
  const { wishes, rules, planYear, projects } = args;
  assertDecided(args);
  assertFixed(args);
  assertWithin(args);
  const usable = projects.filter(
    ({ id, closed, budgetSource, capital }) =>
      !closed &&
      budgetSource === wishes.source &&
      capital.planYear === planYear &&
      !wishes.exclude.includes(id),
  );
  const givers = giversOf(args, usable);
  const gives = new Set(givers.map(({ project }) => project.id));
  const others = usable.filter(({ id }) => !gives.has(id));
  return {
    givers,
    takers: takersOf(args, others),
    widest: widestOf(args, others),
    unitNames: args.unitNames ?? new Map(),
    wishes,
    rules,
    leastLine: wishes.leastLine ?? rules.draft.leastLine,
    roundTo: rules.draft.roundTo,
    maxRecipients: wishes.maxRecipients ?? rules.draft.maxRecipients,
    maxDonors: MOST_OF_A_SIDE,
    maxLines: MOST_LINES,
    maxOwners: MOST_OWNERS,
  };
}
