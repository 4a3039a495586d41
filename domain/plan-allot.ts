import { valueAt } from './forecast-chance.ts';
import type { ProjectId } from './ids.ts';
import { type PlanModel, SCALE, unitOf } from './plan-model.ts';
import { expectedOf, type Giver, type Problem, type Taker } from './plan-problem.ts';

/** How much each gives and takes (đồng); who has no line is not in it. */
export type Allotment = {
  readonly given: ReadonlyMap<ProjectId, number>;
  readonly taken: ReadonlyMap<ProjectId, number>;
};

export function sumOf(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** What a side gives or takes in a line; nothing where it has none. */
export function amountIn(lines: ReadonlyMap<ProjectId, number>, { id }: { readonly id: ProjectId }): number {
  return lines.get(id) ?? 0;
}

/** What a taker of so much is expected to spend, by the same straight pieces that the program counts with (đồng). */
export function curveAt({ pieces }: Taker, amount: number): number {
  let left = amount;
  return pieces.reduce((sum, { length, slope }) => {
    const part = Math.min(left, length);
    left -= part;
    return sum + part * slope;
  }, 0);
}

/** What the allotment is expected to bring by the pieces (đồng). */
export function expectedOfAllotment({ takers }: Problem, { taken }: Allotment): number {
  return sumOf(takers.map((taker) => curveAt(taker, amountIn(taken, taker.project))));
}

/** What a plan brings in each run, sorted (đồng). */
export function outcomes({ takers }: Problem, { taken }: Allotment): Float64Array {
  const used = takers.filter(({ project }) => taken.has(project.id));
  const runs = Math.max(0, ...used.map(({ spare }) => spare.length));
  return Float64Array.from({ length: runs }, (_, run) =>
    sumOf(used.map(({ spare, project }) => Math.min(valueAt(spare, run), amountIn(taken, project)))),
  ).toSorted();
}

/** The exact average over the runs (đồng), for what is shown of a line. */
export function expectedOfLine(taker: Taker, amount: number): number {
  return Math.floor(expectedOf(taker.spare, amount));
}

/** What binds the amounts of takers beside their own headroom: what is left of the caps of their unit and group. */
export class Room {
  readonly #units: Map<string, number>;
  readonly #groups: Map<string, number>;

  constructor({ wishes }: Problem) {
    this.#units = new Map(wishes.unitCaps.map(({ unit, most }) => [unit, most]));
    this.#groups = new Map(wishes.groupCaps.map(({ group, most }) => [group, most]));
  }

  left({ project }: Taker): number {
    const [unit, group] = [this.#units.get(unitOf(project)), this.#groups.get(project.group)];
    return Math.min(unit ?? Number.POSITIVE_INFINITY, group ?? Number.POSITIVE_INFINITY);
  }

  take({ project }: Taker, amount: number): void {
    const use = (map: Map<string, number>, key: string) => {
      const left = map.get(key);
      if (left !== undefined) map.set(key, left - amount);
    };
    use(this.#units, unitOf(project));
    use(this.#groups, project.group);
  }
}

/** Gives the takers in turn whole steps as far as they and their caps go; answers what is left over. */
export function pour(
  takers: readonly Taker[],
  amount: number,
  into: { readonly taken: Map<ProjectId, number>; readonly room: Room; readonly step: number },
): number {
  const { taken, room, step } = into;
  let left = amount;
  for (const taker of takers) {
    const has = amountIn(taken, taker.project);
    const fits = Math.min(left, taker.headroom - has, room.left(taker));
    const part = fits - (fits % step);
    if (part <= 0) continue;
    taken.set(taker.project.id, has + part);
    room.take(taker, part);
    left -= part;
  }
  return left;
}

type Side = readonly { readonly project: { readonly id: ProjectId }; readonly fixed: number | null }[];

/** Takes `over` back from the last of a side that are not fixed. */
function lessen(order: Side, amounts: Map<ProjectId, number>, over: number): Map<ProjectId, number> {
  let left = over;
  for (const { project, fixed } of order.toReversed()) {
    const has = amountIn(amounts, project);
    const part = fixed === null ? Math.min(has, left) : 0;
    if (part <= 0) continue;
    left -= part;
    if (part === has) amounts.delete(project.id);
    else amounts.set(project.id, has - part);
  }
  return amounts;
}

/** A donor gives all that it has, or whole steps. */
function givenBy({ idle, fixed }: Giver, solved: number, step: number): number {
  if (fixed !== null) return fixed;
  return idle - solved < step ? idle : Math.round(solved / step) * step;
}

function takenBy({ headroom, fixed }: Taker, solved: number, least: { line: number; step: number }): number {
  if (fixed !== null) return fixed;
  const line = Math.min(least.line, headroom);
  if (solved < line / 2 || solved < 1) return 0;
  return Math.max(line, solved - (solved % least.step));
}

/**
 * The solver's amounts as lines in whole steps (`step` 1 for to the đồng): every line is cut to whole steps, what was cut
 * off goes back in steps to the lines in their order, an odd rest to the first that holds it; what fits nowhere is taken
 * back from the last donor. Whoever had a line keeps it, so rounding adds none.
 */
export function readAllotment(
  problem: Problem,
  model: PlanModel,
  values: readonly number[],
  step: number,
): Allotment {
  const solvedAt = (columns: readonly number[]) =>
    Math.round(sumOf(columns.map((column) => Math.max(0, valueAt(values, column)))) * SCALE);
  const room = new Room(problem);
  const taken = new Map<ProjectId, number>();
  for (const { taker, pieces } of model.takers) {
    const solved = Math.min(taker.headroom, solvedAt(pieces.map(({ column }) => column)));
    const part = takenBy(taker, solved, { line: problem.leastLine, step });
    if (part <= 0) continue;
    taken.set(taker.project.id, part);
    room.take(taker, part);
  }
  const given = new Map(
    model.givers
      .map(({ giver, amount }) => [giver.project.id, givenBy(giver, solvedAt([amount]), step)] as const)
      .filter(([, amount]) => amount > 0),
  );
  const open = problem.takers.filter(({ fixed, project }) => fixed === null && taken.has(project.id));
  const short = sumOf(given.values()) - sumOf(taken.values());
  const odd = pour(open, pour(open, short, { taken, room, step }), { taken, room, step: 1 });
  return { given: lessen(problem.givers, given, odd), taken: lessen(problem.takers, taken, -odd) };
}

function ownersOf({ givers, takers }: Problem, { given, taken }: Allotment): Set<string> {
  const named = [...givers, ...takers].filter(({ project: { id } }) => given.has(id) || taken.has(id));
  return new Set(named.map(({ project }) => project.owner));
}

/** Whether the allotment keeps every condition of the problem, to the đồng. */
export function isSound(problem: Problem, { given, taken }: Allotment): boolean {
  const { givers, takers, wishes, leastLine } = problem;
  const room = new Room(problem);
  for (const taker of takers) room.take(taker, amountIn(taken, taker.project));
  const lineHolds = (amount: number, most: number, fixed: number | null) =>
    fixed === null
      ? amount === 0 || (amount >= Math.min(leastLine, most) && amount <= most)
      : amount === fixed;
  return (
    sumOf(given.values()) === sumOf(taken.values()) &&
    given.size <= problem.maxDonors &&
    given.size + taken.size <= problem.maxLines &&
    ownersOf(problem, { given, taken }).size <= problem.maxOwners &&
    taken.size <= problem.maxRecipients &&
    givers.every(({ project, idle, fixed }) => lineHolds(amountIn(given, project), idle, fixed)) &&
    takers.every(({ project, headroom, fixed }) => lineHolds(amountIn(taken, project), headroom, fixed)) &&
    takers.every((taker) => room.left(taker) >= 0) &&
    (wishes.amount !== 'all' ||
      givers.every(({ project, idle, fixed }) => given.get(project.id) === (fixed ?? idle)))
  );
}
