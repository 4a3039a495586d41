import { Refusal } from './errors.ts';
import { quantile } from './forecast-chance.ts';
import { formatDong, formatPercent } from './format.ts';
import { say, sayBoth } from './messages.ts';
import { type MipAnswer, type MipLimits, nodesFor, type Solve, withFloor, withObjective } from './mip.ts';
import { dong, PositiveDong } from './money.ts';
import type { PlanLine, PlanReason, PlanResult } from './plan.ts';
import {
  type Allotment,
  amountIn,
  expectedOfAllotment,
  expectedOfLine,
  isSound,
  outcomes,
  Room,
  readAllotment,
  sumOf,
} from './plan-allot.ts';
import { clashingClauses, clashOf } from './plan-clash.ts';
import { greedyPlans, startOf } from './plan-greedy.ts';
import {
  expectedCosts,
  lineCosts,
  modelOf,
  type PlanModel,
  priorityCosts,
  SCALE,
  unitOf,
} from './plan-model.ts';
import type { Giver, Problem, Taker } from './plan-problem.ts';
import { inBoth, type Localized } from './text.ts';

/** How long a plan may take and how near to the best it has to come (relative). The work of each stage is bounded by `nodesFor`. */
export type PlanLimits = { readonly seconds: number; readonly gap: number };

type Found = Extract<MipAnswer, { type: 'found' }>;
type Answer = { readonly allotment: Allotment; readonly bound: number };

/** Of the wanted gap, the part to which every stage is proved, and what the later stages may give up of it; rounding has the rest. */
const FIRST_STAGE = 0.2;
const GIVEN_UP = 0.5;

/** Of the legal order, what may be given up for fewer lines. */
const TIE = 0.001;

/** Of the time that is left, the most that each stage may take. */
const PARTS = { expected: 0.7, priority: 0.5, lines: 1 };

/** Solves what comes after the first stage; when the time ends, what is there already is kept. */
async function refine(model: PlanModel, first: Found, floor: number, run: Run): Promise<readonly number[]> {
  const [expected, priority] = [expectedCosts(model), priorityCosts(model)];
  const kept = withFloor(model.mip, expected, floor);
  const second = await run.solve(withObjective(kept, priority), PARTS.priority, { start: first.values });
  if (second.type !== 'found') return first.values;
  const orderly = withFloor(kept, priority, second.objective * (1 - TIE));
  const lines = withObjective(orderly, lineCosts(model));
  const third = await run.solve(lines, PARTS.lines, { start: second.values, absoluteGap: LESS_THAN_ONE });
  return third.type === 'found' ? third.values : second.values;
}

/** Lines are whole. */
const LESS_THAN_ONE = 0.999;

/** Two sums of the same amounts in another order differ by less than this (relative). */
const SAME = 1e-9;

/**
 * The plan that the solution stands for: in whole steps where that keeps every condition and costs less than the gap
 * allows, else to the đồng, else the simple one. Null when none keeps the conditions.
 */
function readPlan(
  problem: Problem,
  read: (step: number) => Allotment,
  simple: Allotment | null,
  bar: { readonly round: number; readonly any: number },
): Allotment | null {
  const holds = (plan: Allotment | null, worth: number): plan is Allotment =>
    plan !== null && isSound(problem, plan) && expectedOfAllotment(problem, plan) >= worth * (1 - SAME);
  const rounded = read(problem.roundTo);
  if (holds(rounded, bar.round)) return rounded;
  return [read(1), simple].find((plan) => holds(plan, bar.any)) ?? null;
}

class Run {
  readonly #solve: Solve;
  readonly #limits: PlanLimits;
  seconds = 0;
  /** Whether the clock ended a stage: the same question might be answered otherwise on another machine. */
  outOfTime = false;

  constructor(solve: Solve, limits: PlanLimits) {
    this.#solve = solve;
    this.#limits = limits;
  }

  /** Solves within a part of what is left of the time. */
  async solve(
    mip: PlanModel['mip'],
    part: number,
    limits: Pick<MipLimits, 'start' | 'absoluteGap'>,
  ): Promise<MipAnswer> {
    const seconds = Math.max(0, this.#limits.seconds - this.seconds) * part;
    if (seconds === 0) return { type: 'nothingInTime', seconds };
    const gap = this.#limits.gap * FIRST_STAGE;
    const answer = await this.#solve(mip, { ...limits, nodes: nodesFor(mip), gap, seconds });
    this.seconds += answer.seconds;
    this.outOfTime ||= answer.type === 'found' && answer.ended === 'time';
    return answer;
  }
}

async function best(problem: Problem, run: Run, gap: number): Promise<Answer | MipAnswer['type']> {
  const model = modelOf(problem);
  const greedy = greedyPlans(problem).best;
  const start = greedy === null ? undefined : startOf(model, greedy);
  const stage = withObjective(model.mip, expectedCosts(model));
  const first = await run.solve(stage, PARTS.expected, { start });
  if (first.type !== 'found') return first.type;
  const least = greedy === null ? 0 : expectedOfAllotment(problem, greedy) / SCALE;
  const floor = Math.max(first.objective * (1 - gap * GIVEN_UP), Math.min(least, first.objective));
  const values = await refine(model, first, floor, run);
  const any = least * SCALE;
  const bar = { round: Math.max(first.bound * SCALE * (1 - gap), any), any };
  const read = (step: number) => readAllotment(problem, model, values, step);
  const allotment = readPlan(problem, read, greedy, bar);
  return allotment === null ? 'nothingInTime' : { allotment, bound: first.bound * SCALE };
}

/** Which donor's capital goes where: each in turn to the recipients in turn. */
function flowsOf({ given, taken }: Allotment) {
  const open = [...taken].map(([to, amount]) => ({ to, left: amount }));
  return [...given].flatMap(([from, amount]) => {
    let left = amount;
    return open.flatMap((taker) => {
      const part = Math.min(left, taker.left);
      left -= part;
      taker.left -= part;
      return part > 0 ? [{ from, to: taker.to, amount: PositiveDong.parse(part) }] : [];
    });
  });
}

function lineOf(each: Giver | Taker, amount: number): Omit<PlanLine, 'expected' | 'reasons'> {
  const { id, name, group } = each.project;
  return {
    projectId: id,
    projectName: name,
    unit: unitOf(each.project),
    group,
    amount: PositiveDong.parse(amount),
  };
}

function amountWords(key: 'planLine.idle' | 'planLine.partOfIdle' | 'planLine.headroom', amount: number) {
  return {
    vi: say('vi', key, { amount: formatDong(amount, 'vi') }),
    en: say('en', key, { amount: formatDong(amount, 'en') }),
  };
}

function donorLine(giver: Giver, amount: number): PlanLine {
  const code = giver.fixed !== null ? 'fixed' : amount === giver.idle ? 'idle' : 'partOfIdle';
  const text = code === 'fixed' ? sayBoth('planLine.fixed') : amountWords(`planLine.${code}`, giver.idle);
  return { ...lineOf(giver, amount), expected: dong(0), reasons: [{ code, text }] };
}

function whatBinds(taker: Taker, amount: number, room: Room): PlanReason[] {
  if (taker.fixed !== null) return [{ code: 'fixed', text: sayBoth('planLine.fixed') }];
  if (amount === taker.headroom) {
    return [{ code: 'headroom', text: amountWords('planLine.headroom', taker.headroom) }];
  }
  return room.left(taker) < 1 ? [{ code: 'unitCap', text: sayBoth('planLine.capped') }] : [];
}

function recipientLine(taker: Taker, amount: number, room: Room): PlanLine {
  const expected = expectedOfLine(taker, amount);
  const share = expected / amount;
  const chance = {
    vi: say('vi', 'planLine.chance', { share: formatPercent(share, 'vi') }),
    en: say('en', 'planLine.chance', { share: formatPercent(share, 'en') }),
  };
  const rank = {
    vi: say('vi', 'planLine.rank', { n: taker.rank, rank: taker.rankName.vi }),
    en: say('en', 'planLine.rank', { n: taker.rank, rank: taker.rankName.en }),
  };
  return {
    ...lineOf(taker, amount),
    expected: dong(expected),
    reasons: [
      { code: 'chance', text: chance },
      { code: 'rank', text: rank },
      ...whatBinds(taker, amount, room),
      ...(taker.thin ? [{ code: 'thinData' as const, text: sayBoth('planLine.thinData') }] : []),
    ],
  };
}

type Quality = Extract<PlanResult, { type: 'plan' }>['quality'];

function resultOf(problem: Problem, allotment: Allotment, quality: Quality): PlanResult {
  const { given, taken } = allotment;
  const room = new Room(problem);
  for (const taker of problem.takers) room.take(taker, amountIn(taken, taker.project));
  const donors = problem.givers
    .filter(({ project }) => given.has(project.id))
    .map((giver) => donorLine(giver, amountIn(given, giver.project)));
  const recipients = problem.takers
    .filter(({ project }) => taken.has(project.id))
    .map((taker) => recipientLine(taker, amountIn(taken, taker.project), room));
  const sorted = outcomes(problem, allotment);
  const at = (share: number) => dong(Math.floor(quantile(sorted, share)));
  return {
    type: 'plan',
    donors,
    recipients,
    flows: flowsOf(allotment),
    moved: dong(sumOf(given.values())),
    expected: dong(sumOf(recipients.map(({ expected }) => expected))),
    risk: { p10: at(0.1), p50: at(0.5), p90: at(0.9) },
    units: new Set([...donors, ...recipients].map(({ unit }) => unit)).size,
    quality,
  };
}

/** Why nobody takes: the least amount of a line where it alone stands against it, else rules and conditions. */
function noRecipient({ widest, leastLine }: Problem): Localized {
  if (widest <= 0) return sayBoth('plan.noRecipient');
  return inBoth((locale) =>
    say(locale, 'plan.noRecipientLeast', {
      least: formatDong(leastLine, locale),
      most: formatDong(widest, locale),
    }),
  );
}

/**
 * The plan of a problem, in stages: most that is expected to be spent by the day; then, giving up at most half of the
 * wanted gap, the legal order; then few lines; then whole steps. Never less than what the simple order brings. What cannot
 * hold together comes back as `infeasible` with the smallest set of conditions that clash. Refuses `plan.nothingInTime`
 * when neither solver nor simple order finds anything in the time.
 */
export async function planMoves(problem: Problem, solve: Solve, limits: PlanLimits): Promise<PlanResult> {
  if (problem.givers.length === 0) return { type: 'nothing', why: 'noDonor', text: sayBoth('plan.noDonor') };
  if (problem.takers.length === 0) {
    return { type: 'nothing', why: 'noRecipient', text: noRecipient(problem) };
  }
  const run = new Run(solve, limits);
  const greedy = greedyPlans(problem);
  const found = await best(problem, run, limits.gap);
  const greedyExpected = dong(
    greedy.legal === null ? 0 : Math.floor(expectedOfAllotment(problem, greedy.legal)),
  );
  const quality = { wantedGap: limits.gap, seconds: run.seconds, timeLimit: limits.seconds, greedyExpected };
  if (found === 'infeasible') {
    const clauses = await clashingClauses(problem, solve);
    return { type: 'infeasible', clashes: clauses.map((clause) => clashOf(problem, clause)), quality };
  }
  if (typeof found === 'string') {
    if (greedy.best === null) throw new Refusal('plan.nothingInTime');
    return resultOf(problem, greedy.best, { ...quality, status: 'greedy', gap: null });
  }
  const { allotment, bound } = found;
  const expected = expectedOfAllotment(problem, allotment);
  const gap = Math.max(0, (bound - expected) / Math.max(1, bound));
  const cut = run.outOfTime ? 'timeLimit' : 'workLimit';
  const status = gap <= limits.gap ? 'optimal' : cut;
  return resultOf(problem, allotment, { ...quality, status, gap });
}
