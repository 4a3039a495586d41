import type { Calendar } from './calendar.ts';
import { quantile } from './forecast-chance.ts';
import { drawSpending, sharedShocks } from './forecast-project.ts';
import type { Project } from './project.ts';
import { LocalDate, plusDays } from './time.ts';

/**
 * How the forecast would have done on months that are known: for every project with enough months before `cut`, what it
 * then spent against what was forecast by its pace alone (what owners declared at that time is not known).
 */
export type BackTest = {
  /** Projects that could be tried, and those with too few months before the cut. */
  readonly tried: number;
  readonly tooThin: number;
  /** Share of the tried projects whose spending lay between P10 and P90 (0 when none was tried). */
  readonly within: number;
  /** Sum of the medians over the sum of what was spent. */
  readonly bias: number;
};

export type BackTestArgs = {
  readonly projects: readonly Project[];
  readonly calendar: Calendar;
  /** First month that is held back, `2024-07`. */
  readonly cut: string;
  readonly seed: number;
  readonly runs: number;
};

const ENOUGH_MONTHS = 3;

function cutOf(project: Project, cut: string) {
  const months = project.spending?.months ?? [];
  const before = months.filter(({ month }) => month < cut);
  const after = months.filter(({ month }) => month >= cut);
  const spent = after.reduce((sum, { amount }) => sum + amount, 0);
  const thin = before.filter(({ amount }) => amount > 0).length < ENOUGH_MONTHS || after.length === 0;
  const last = after.reduce((latest, { month }) => (month > latest ? month : latest), cut);
  return { before, spent, thin, until: endOfMonth(last) };
}

function endOfMonth(month: string): LocalDate {
  const next = plusDays(LocalDate.parse(`${month}-01`), 31).slice(0, 7);
  return plusDays(LocalDate.parse(`${next}-01`), -1);
}

/** Tries the forecast on the months from `cut` on. */
export function backTest({ projects, calendar, cut, seed, runs }: BackTestArgs): BackTest {
  const held = projects.map((project) => ({ project, ...cutOf(project, cut) }));
  const tried = held.filter(({ thin }) => !thin);
  const shocks = sharedShocks({ seed, count: runs });
  const today = plusDays(LocalDate.parse(`${cut}-01`), -1);
  const tries = tried.map(({ project, before, until, spent }) => {
    const spending = { months: before, provenance: project.provenance };
    const subject = { project: { ...project, spending }, cases: [], useDeclared: false };
    const samples = drawSpending(
      subject,
      { calendar, today, by: until },
      { seed, count: runs, shocks },
    ).toSorted();
    return {
      spent,
      low: quantile(samples, 0.1),
      middle: quantile(samples, 0.5),
      high: quantile(samples, 0.9),
    };
  });
  const within = tries.filter(({ spent, low, high }) => low <= spent && spent <= high).length;
  const total = (figure: (each: (typeof tries)[number]) => number) =>
    tries.reduce((sum, each) => sum + figure(each), 0);
  return {
    tried: tries.length,
    tooThin: held.length - tries.length,
    within: within / Math.max(1, tries.length),
    bias:
      total(({ middle }) => middle) /
      Math.max(
        1,
        total(({ spent }) => spent),
      ),
  };
}
