import { headroomLeftOf } from './capital-figures.ts';
import { Refusal } from './errors.ts';
import { type Dong, PositiveDong } from './money.ts';
import type { MoveLine } from './move.ts';
import { nameWithCode, type Project } from './project.ts';
import type { Rules } from './rules.ts';

export type ChoiceArgs = {
  /** What has to be placed (đồng). */
  readonly amount: Dong;
  readonly donor: Project;
  readonly candidates: readonly Project[];
  readonly rules: Rules;
};

/** A project that may take capital: its place in the legal order, what it can still take, what it was given so far. */
type Taker = {
  readonly project: Project;
  readonly rank: number;
  readonly headroom: number;
  readonly given: number;
};

function takersOf({ donor, candidates, rules }: ChoiceArgs): Taker[] {
  return candidates
    .filter(
      (project) =>
        project.id !== donor.id &&
        !project.closed &&
        project.inMediumTermPlan &&
        project.proceduresComplete &&
        project.budgetSource === donor.budgetSource &&
        project.capital.planYear === donor.capital.planYear,
    )
    .flatMap((project) => {
      const priority = rules.priority.find(({ group }) => group === project.group);
      const headroom = headroomLeftOf(project);
      const worthIt = headroom >= Math.max(1, rules.draft.leastLine);
      return priority !== undefined && worthIt ? [{ project, rank: priority.rank, headroom, given: 0 }] : [];
    });
}

function byId(one: Taker, other: Taker): number {
  return one.project.id < other.project.id ? -1 : 1;
}

/** The legal order: rank, then the largest headroom, then the id. */
function inLegalOrder(takers: readonly Taker[]): Taker[] {
  return takers.toSorted(
    (one, other) => one.rank - other.rank || other.headroom - one.headroom || byId(one, other),
  );
}

/** The first of the legal order, or, where so few lines cannot hold the amount, those with the largest headroom. */
function shortlist(takers: readonly Taker[], amount: number, most: number): Taker[] {
  const first = inLegalOrder(takers).slice(0, most);
  if (sumOf(first, 'headroom') >= amount) return first;
  const largest = takers.toSorted((one, other) => other.headroom - one.headroom || byId(one, other));
  return inLegalOrder(largest.slice(0, most));
}

/** Gives each taker in turn what `room` allows, until nothing is left. */
function pour(takers: readonly Taker[], amount: number, room: (taker: Taker) => number): Taker[] {
  let left = amount;
  return takers.map((taker) => {
    const given = Math.min(left, room(taker));
    left -= given;
    return { ...taker, given: taker.given + given };
  });
}

function sumOf(takers: readonly Taker[], figure: 'given' | 'headroom'): number {
  return takers.reduce((sum, taker) => sum + taker[figure], 0);
}

/**
 * Who takes capital that lies idle, the same answer every time: by the legal order of priority, the largest headroom first
 * (so that lines stay few), in whole steps of `roundTo` while that suffices, to the last đồng in all. Refuses
 * `move.nothingIdle` for an amount of nothing, `move.noRecipient` with what could be placed when it is not enough.
 */
export function chooseRecipients(args: ChoiceArgs): MoveLine[] {
  const { amount, donor, rules } = args;
  if (amount === 0) throw new Refusal('move.nothingIdle', { project: nameWithCode(donor) });
  const takers = shortlist(takersOf(args), amount, rules.draft.maxRecipients);
  const placeable = sumOf(takers, 'headroom');
  if (placeable < amount) throw new Refusal('move.noRecipient', { project: donor.id, amount, placeable });
  const { roundTo } = rules.draft;
  const inSteps = pour(takers, amount, ({ headroom }) => headroom - (headroom % roundTo));
  const exact = pour(inSteps, amount - sumOf(inSteps, 'given'), ({ headroom, given }) => headroom - given);
  return exact
    .filter(({ given }) => given > 0)
    .map(({ project, given }) => ({
      projectId: project.id,
      projectName: project.name,
      amount: PositiveDong.parse(given),
    }));
}
