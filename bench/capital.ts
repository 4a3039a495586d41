/**
 * How long it takes to say where idle capital should go: the forecast's runs, and plans of a city of 57 and of 2,000 blocked
 * projects. The wall time of a machine that does other things too says little, so the processor's time stands beside it.
 */
import { createSolver } from '../adapters/solver.ts';
import { drawSpending, forecastOf, type Span, sharedShocks } from '../domain/forecast-project.ts';
import { backTest } from '../domain/forecast-proof.ts';
import type { ProjectId } from '../domain/ids.ts';
import { Wishes } from '../domain/plan.ts';
import { planMoves } from '../domain/plan-moves.ts';
import { type Prospect, problemOf } from '../domain/plan-problem.ts';
import type { Project } from '../domain/project.ts';
import { rulesInForce } from '../domain/rules.ts';
import { LocalDate } from '../domain/time.ts';
import { calendar, portfolio, rules } from '../seeds/index.ts';

const TY = 1e9;
const SEED = 2024;
const today = LocalDate.parse('2024-10-08');
const span: Span = { calendar, today, by: LocalDate.parse('2025-01-31') };
const solve = createSolver();

function forecasts(projects: readonly Project[], count: number): Map<ProjectId, Prospect> {
  const shocks = sharedShocks({ seed: SEED, count });
  return new Map(
    projects.map((project) => {
      const subject = { project, cases: [] };
      const samples = drawSpending(subject, span, { seed: SEED, count, shocks });
      return [project.id, { samples, forecast: forecastOf(subject, span, samples) }];
    }),
  );
}

/** Wall and processor seconds of something. */
async function timed<T>(run: () => T | Promise<T>): Promise<{ value: T; wall: number; cpu: number }> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const value = await run();
  const { user, system } = process.cpuUsage(used);
  return { value, wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
}

const rows: Record<string, Record<string, string | number>> = {};

const first = portfolio().projects.slice(0, 57);
const runs = await timed(() => forecasts(first, 10_000));
rows['Monte Carlo, 57 × 10,000'] = {
  wall: runs.wall.toFixed(2),
  processor: runs.cpu.toFixed(2),
  wanted: '≤ 1 s',
};

/** A plan of a portfolio of so many blocked projects, to a gap. */
async function planned(size: number, limits: { seconds: number; gap: number; runs: number }): Promise<void> {
  const { projects } = portfolio({ projects: size });
  const inForce = rulesInForce(rules, today);
  if (inForce === undefined) throw new Error('no rules are in force');
  const prospects = forecasts(projects, limits.runs);
  const wishes = Wishes.parse({ maxRecipients: size > 57 ? 30 : 12 });
  const { value, wall, cpu } = await timed(async () => {
    const problem = problemOf({ projects, rules: inForce, wishes, planYear: 2024, today, prospects });
    return planMoves(problem, solve, limits);
  });
  const name = `plan of ${size} blocked projects`;
  if (value.type !== 'plan') throw new Error(`${name}: ${value.type}`);
  const { gap, greedyExpected } = value.quality;
  rows[name] = {
    wall: wall.toFixed(2),
    processor: cpu.toFixed(2),
    wanted: `≤ ${size > 57 ? 60 : 2} s to ${limits.gap * 100} %`,
    gap: gap === null ? 'none' : `${(gap * 100).toFixed(2)} %`,
    'moved (tỷ)': value.moved / TY,
    'expected (tỷ)': Math.round(value.expected / TY),
    'simple order (tỷ)': Math.round(greedyExpected / TY),
  };
}

// The first question also starts the solver's thread (38 ms on a machine of its own).
await solve({ columns: [], rows: [] }, { nodes: 1, seconds: 1, gap: 1 });
await planned(57, { seconds: 20, gap: 0.005, runs: 10_000 });
await planned(2000, { seconds: 60, gap: 0.01, runs: 1000 });
console.table(rows);
console.log('back-test on the months from July 2024 (illustrative months):');
console.table([
  backTest({ projects: portfolio().projects, calendar, cut: '2024-07', runs: { seed: SEED, count: 2000 } }),
]);
