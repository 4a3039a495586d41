import type { ProjectId } from './ids.ts';
import {
  type Allotment,
  amountIn,
  curveAt,
  expectedOfAllotment,
  isSound,
  pour,
  Room,
  sumOf,
} from './plan-allot.ts';
import { type PlanModel, SCALE } from './plan-model.ts';
import type { Giver, Problem, Taker } from './plan-problem.ts';

type Order = (takers: readonly Taker[]) => Taker[];

/** How simple plans choose: by the legal order, by the largest headroom, by what is expected of a đồng. */
const ORDERS: readonly Order[] = [
  (takers) => [...takers],
  (takers) => takers.toSorted((one, other) => other.headroom - one.headroom),
  (takers) => takers.toSorted((one, other) => rateOf(other) - rateOf(one)),
];

function rateOf(taker: Taker): number {
  return curveAt(taker, taker.headroom) / Math.max(1, taker.headroom);
}

/** The donors that give, those that are fixed first; unless all have to, they leave half of the owners to recipients. */
function givingOnes({ givers, maxDonors, maxOwners, wishes }: Problem): Giver[] {
  const most = wishes.amount === 'all' ? maxOwners : Math.ceil(maxOwners / 2);
  const owners = new Set<string>();
  const chosen: Giver[] = [];
  for (const giver of givers.toSorted(
    (one, other) => Number(one.fixed === null) - Number(other.fixed === null),
  )) {
    const { owner } = giver.project;
    if (chosen.length >= maxDonors || (!owners.has(owner) && owners.size >= most)) continue;
    owners.add(owner);
    chosen.push(giver);
  }
  return chosen;
}

function give(givers: readonly Giver[], amount: number, all: boolean): Map<ProjectId, number> {
  const fixed = sumOf(givers.map((giver) => giver.fixed ?? 0));
  let left = Math.max(0, amount - fixed);
  const given = new Map<ProjectId, number>();
  for (const { project, idle, fixed: own } of givers) {
    const part = own ?? (all ? idle : Math.min(idle, left));
    if (own === null) left -= part;
    if (part > 0) given.set(project.id, part);
  }
  return given;
}

/** One taker after the other takes all that it can, until nothing is left or the lines are used up. */
function simplePlan(problem: Problem, order: Order): Allotment {
  const { takers, maxRecipients, maxLines, maxOwners, leastLine, roundTo } = problem;
  const givers = givingOnes(problem);
  const owners = new Set(givers.map(({ project }) => project.owner));
  const most = Math.min(maxRecipients, maxLines - givers.length);
  const offered = sumOf(givers.map(({ idle, fixed }) => fixed ?? idle));
  const taken = new Map<ProjectId, number>();
  const room = new Room(problem);
  for (const taker of takers) {
    if (taker.fixed === null) continue;
    taken.set(taker.project.id, taker.fixed);
    room.take(taker, taker.fixed);
  }
  let left = offered - sumOf(taken.values());
  const chosen: Taker[] = [];
  for (const taker of order(takers.filter(({ fixed }) => fixed === null))) {
    const fits = Math.min(left, taker.headroom, room.left(taker));
    const least = Math.min(leastLine, taker.headroom);
    const { owner } = taker.project;
    const oneTooMany = !owners.has(owner) && owners.size >= maxOwners;
    if (taken.size >= most || oneTooMany || fits < Math.max(1, least)) continue;
    owners.add(owner);
    left = left - fits + pour([taker], fits, { taken, room, step: fits < roundTo ? 1 : roundTo });
    chosen.push(taker);
  }
  pour(chosen, left, { taken, room, step: 1 });
  return { given: give(givers, sumOf(taken.values()), problem.wishes.amount === 'all'), taken };
}

/** The simple plan by the legal order, and the best of all simple plans; null where none keeps the conditions. */
export function greedyPlans(problem: Problem): {
  readonly legal: Allotment | null;
  readonly best: Allotment | null;
} {
  const plans = ORDERS.map((order) => simplePlan(problem, order)).map((plan) =>
    isSound(problem, plan) ? plan : null,
  );
  const best = plans
    .filter((plan) => plan !== null)
    .reduce<Allotment | null>(
      (kept, plan) =>
        kept !== null && expectedOfAllotment(problem, kept) >= expectedOfAllotment(problem, plan)
          ? kept
          : plan,
      null,
    );
  return { legal: plans[0] ?? best, best };
}

/** An allotment as a solution of the program: where the solver begins. */
export function startOf({ mip, givers, takers }: PlanModel, { given, taken }: Allotment): number[] {
  const values = mip.columns.map(() => 0);
  for (const { giver, amount, line } of givers) {
    const part = amountIn(given, giver.project);
    values[amount] = part / SCALE;
    values[line] = part > 0 ? 1 : 0;
  }
  for (const { taker, pieces, line } of takers) {
    let left = amountIn(taken, taker.project);
    values[line] = left > 0 ? 1 : 0;
    for (const { column, length } of pieces) {
      const part = Math.min(left, length);
      values[column] = part / SCALE;
      left -= part;
    }
  }
  return values;
}
