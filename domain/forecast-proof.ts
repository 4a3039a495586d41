import type { Calendar } from './calendar.ts';
import type { Calibration } from './forecast.ts';
import { quantile } from './forecast-chance.ts';
import { drawSpending, type Runs, sharedShocks } from './forecast-project.ts';
import { dong } from './money.ts';
import type { Project } from './project.ts';
import { LocalDate, plusDays } from './time.ts';

export type BackTestArgs = {
  readonly projects: readonly Project[];
  readonly calendar: Calendar;
  /** First month that is held back, `2024-07`; unless told, the last `HELD` known months are. */
  readonly cut: string | undefined;
  readonly runs: Runs;
};

const ENOUGH_MONTHS = 3;
/** Months that are held back unless somebody asks for another cut. */
const HELD = 3;

function monthsOf(projects: readonly Project[]): string[] {
  return [
    ...new Set(projects.flatMap(({ spending }) => spending?.months.map(({ month }) => month) ?? [])),
  ].sort();
}

function endOfMonth(month: string): LocalDate {
  const next = plusDays(LocalDate.parse(`${month}-01`), 31).slice(0, 7);
  return plusDays(LocalDate.parse(`${next}-01`), -1);
}

/** What the forecast sees of a project, and what is held back; null where either is too little. */
function heldBack(project: Project, cut: string) {
  const { spending } = project;
  if (spending === undefined) return null;
  const seen = spending.months.filter(({ month }) => month < cut);
  const held = spending.months.filter(({ month }) => month >= cut);
  if (held.length === 0 || seen.filter(({ amount }) => amount > 0).length < ENOUGH_MONTHS) return null;
  const last = held.reduce((latest, { month }) => (month > latest ? month : latest), cut);
  return {
    project: { ...project, spending: { ...spending, months: seen } },
    by: endOfMonth(last),
    spent: held.reduce((sum, { amount }) => sum + amount, 0),
    illustrative: spending.provenance.kind === 'illustrative',
  };
}

type Held = NonNullable<ReturnType<typeof heldBack>>;
type Try = Pick<Held, 'spent' | 'illustrative'> & {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
};

function triesOf(held: readonly Held[], cut: string, { calendar, runs }: BackTestArgs): Try[] {
  const shocks = sharedShocks(runs);
  const today = plusDays(LocalDate.parse(`${cut}-01`), -1);
  return held.map(({ project, by, spent, illustrative }) => {
    const subject = { project, cases: [], useDeclared: false };
    const sorted = drawSpending(subject, { calendar, today, by }, { ...runs, shocks }).toSorted();
    const [low, middle, high] = [quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9)];
    return { spent, illustrative, low, middle, high };
  });
}

/** Tries the forecast on the months from the cut on. The same projects, cut and runs give the same figures. */
export function backTest(args: BackTestArgs): Calibration {
  const { projects } = args;
  const known = monthsOf(projects);
  const cut = args.cut ?? known.at(-HELD) ?? known[0];
  const held = cut === undefined ? [] : projects.flatMap((project) => heldBack(project, cut) ?? []);
  const tries = cut === undefined ? [] : triesOf(held, cut, args);
  const below = tries.filter(({ spent, low }) => spent < low).length;
  const above = tries.filter(({ spent, high }) => spent > high).length;
  const within = tries.length - below - above;
  const expected = Math.floor(tries.reduce((sum, { middle }) => sum + middle, 0));
  const spent = tries.reduce((sum, each) => sum + each.spent, 0);
  const monthsHeld = known.filter((month) => cut !== undefined && month >= cut).length;
  return {
    cut: cut ?? null,
    until: known.at(-1) ?? null,
    monthsSeen: known.length - monthsHeld,
    monthsHeld,
    tried: tries.length,
    tooThin: projects.length - tries.length,
    below,
    within,
    above,
    share: tries.length === 0 ? null : within / tries.length,
    expected: dong(expected),
    spent: dong(spent),
    bias: spent === 0 ? null : expected / spent,
    illustrative: tries.some(({ illustrative }) => illustrative),
  };
}
