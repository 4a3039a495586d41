import type { Calendar } from './calendar.ts';
import { isLikelyWorkingDay } from './calendar-count.ts';
import { remainingOf } from './capital-figures.ts';
import { ASSUMPTIONS, type Forecast, type ForecastReason, type OpenBlocker } from './forecast.ts';
import { chanceOf, meanOf, quantile, valueAt } from './forecast-chance.ts';
import { formatDong } from './format.ts';
import { say, sayBoth } from './messages.ts';
import { dong } from './money.ts';
import type { Project } from './project.ts';
import { LocalDate, plusDays } from './time.ts';

/** When the forecast is made and up to which day it looks. */
export type Span = { readonly calendar: Calendar; readonly today: LocalDate; readonly by: LocalDate };

export type Subject = {
  readonly project: Project;
  readonly cases: readonly OpenBlocker[];
  /** False leaves what the owner declares aside and goes by the pace alone: for the back-test. */
  readonly useDeclared?: boolean;
};

export type Runs = { readonly seed: number; readonly count: number };

/** How fast a working day goes against the average of the year, by its month. */
function seasonOf(date: LocalDate, planYear: number): number {
  const months = ASSUMPTIONS.season;
  const index = (Number(date.slice(0, 4)) - planYear) * 12 + Number(date.slice(5, 7)) - 1;
  return months[Math.min(index, months.length - 1)] ?? 1;
}

/** The season of each working day d with from < d ≤ to. */
function seasonDays({ calendar, today, by }: Span, planYear: number): number[] {
  const seasons: number[] = [];
  for (let day = plusDays(today, 1); day <= by; day = plusDays(day, 1)) {
    if (isLikelyWorkingDay(calendar, day)) seasons.push(seasonOf(day, planYear));
  }
  return seasons;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What a month allows, in average working days. */
function seasonOfMonth(month: string, calendar: Calendar, planYear: number): number {
  const first = LocalDate.parse(`${month}-01`);
  const next = LocalDate.parse(`${plusDays(first, 31).slice(0, 7)}-01`);
  return sum(seasonDays({ calendar, today: plusDays(first, -1), by: plusDays(next, -1) }, planYear));
}

/** Đồng per average working day, and how far months stray from it (relative). */
type Pace = { readonly months: number; readonly aDay: number; readonly spread: number };

function paceOf({ spending, capital }: Project, calendar: Calendar): Pace {
  const months = spending?.months ?? [];
  const first = months.findIndex(({ amount }) => amount > 0);
  // Months before the first đồng say when a project began, not how fast it goes.
  const counted = first < 0 ? [] : months.slice(first);
  const rates = counted.map(({ month, amount }) => {
    const days = seasonOfMonth(month, calendar, capital.planYear);
    return { days, rate: amount / days, amount };
  });
  const days = sum(rates.map((each) => each.days));
  const aDay = days === 0 ? 0 : sum(rates.map(({ amount }) => amount)) / days;
  const strays = rates.map(({ rate }) => ((rate - aDay) / Math.max(1, aDay)) ** 2);
  const { least, most } = ASSUMPTIONS.spread;
  const spread = Math.sqrt(sum(strays) / Math.max(1, strays.length));
  return { months: counted.length, aDay, spread: Math.min(most, Math.max(least, spread)) };
}

function weightOf({ months }: Pace, useDeclared: boolean): number {
  if (!useDeclared) return 1;
  const { few, many } = ASSUMPTIONS.paceWeight;
  if (months < ASSUMPTIONS.fewMonths) return 0;
  return months < ASSUMPTIONS.manyMonths ? few : many;
}

/** Working days until the last open case is expected to end, with the time that households need to hand over. */
function blockedFor(cases: readonly OpenBlocker[]): number {
  return Math.max(
    0,
    ...cases.map(
      ({ endsIn, households }) => endsIn + Math.ceil((households ?? 0) / ASSUMPTIONS.householdsADay),
    ),
  );
}

/** The share of the span's pace that is left when the project is free again after so many working days. */
function openShare(seasons: readonly number[]): (blockedDays: number) => number {
  const total = sum(seasons);
  const { paceWhileBlocked } = ASSUMPTIONS;
  const upTo = [0, ...seasons.map((_, index) => sum(seasons.slice(0, index + 1)))];
  return (blockedDays) => {
    const lost = valueAt(upTo, Math.min(seasons.length, Math.round(blockedDays)));
    return total === 0 ? 0 : (total - lost + paceWhileBlocked * lost) / total;
  };
}

/** The shock of each run that all projects share: a treasury that is slow is slow for everybody. */
export function sharedShocks({ seed, count }: Runs): Float64Array {
  const chance = chanceOf('shared', seed);
  return Float64Array.from({ length: count }, () => Math.exp(ASSUMPTIONS.sharedShock * chance.normal()));
}

/** What the project spends in each run (đồng, unsorted). */
export function drawSpending(
  subject: Subject,
  span: Span,
  runs: Runs & { shocks: Float64Array },
): Float64Array {
  const { project, cases, useDeclared = true } = subject;
  const { absorbable, planYear } = project.capital;
  const pace = paceOf(project, span.calendar);
  const weight = weightOf(pace, useDeclared);
  const seasons = seasonDays(span, planYear);
  const [byPace, share, blocked] = [pace.aDay * sum(seasons), openShare(seasons), blockedFor(cases)];
  const most = useDeclared ? absorbable : Number.POSITIVE_INFINITY;
  const { caseSpan, reached } = ASSUMPTIONS;
  const shape = weight > 0 ? reached.fair : reached.thin;
  const chance = chanceOf(project.id, runs.seed);
  return runs.shocks.map((shock) => {
    const stray = Math.exp(pace.spread * chance.normal() - pace.spread ** 2 / 2);
    const declared = useDeclared ? absorbable * chance.triangle(shape) : 0;
    const days = blocked === 0 ? 0 : blocked * chance.triangle([caseSpan.early, 1, caseSpan.late]);
    return Math.min(most, shock * share(days) * (weight * byPace * stray + (1 - weight) * declared));
  });
}

const both = (amount: number) => ({ vi: formatDong(amount, 'vi'), en: formatDong(amount, 'en') });

function historyReason({ months, aDay }: Pace): ForecastReason {
  if (months < ASSUMPTIONS.fewMonths) {
    return { code: 'thinHistory', text: sayBoth('forecast.thinHistory', { n: months }) };
  }
  const amount = both(Math.round(aDay));
  return {
    code: 'history',
    text: {
      vi: say('vi', 'forecast.history', { n: months, amount: amount.vi }),
      en: say('en', 'forecast.history', { n: months, amount: amount.en }),
    },
  };
}

function declaredReason({ capital: { absorbable } }: Project): ForecastReason {
  if (absorbable === 0) return { code: 'nothingDeclared', text: sayBoth('forecast.nothingDeclared') };
  const amount = both(absorbable);
  return {
    code: 'declared',
    text: {
      vi: say('vi', 'forecast.declared', { amount: amount.vi }),
      en: say('en', 'forecast.declared', { amount: amount.en }),
    },
  };
}

function caseReasons(cases: readonly OpenBlocker[]): ForecastReason[] {
  return cases.flatMap(({ caseId, endsIn, households }): ForecastReason[] => [
    { code: 'openCase', text: sayBoth('forecast.openCase', { case: caseId, n: endsIn }) },
    ...(households === null
      ? []
      : [{ code: 'households' as const, text: sayBoth('forecast.households', { n: households }) }]),
  ]);
}

function reasonsOf({ project, cases }: Subject, span: Span): ForecastReason[] {
  const factor = seasonDays(span, project.capital.planYear);
  const mean = sum(factor) / Math.max(1, factor.length);
  const pace = mean.toFixed(1);
  const yearEnd = {
    vi: say('vi', 'forecast.yearEnd', { n: factor.length, factor: pace.replace('.', ',') }),
    en: say('en', 'forecast.yearEnd', { n: factor.length, factor: pace }),
  };
  return [
    historyReason(paceOf(project, span.calendar)),
    declaredReason(project),
    ...caseReasons(cases),
    { code: 'yearEnd', text: yearEnd },
  ];
}

/** The distribution in figures, with its reasons. `samples` are what `drawSpending` drew for the project. */
export function forecastOf(subject: Subject, span: Span, samples: Float64Array): Forecast {
  const { project } = subject;
  const sorted = samples.toSorted();
  const at = (share: number) => dong(Math.floor(quantile(sorted, share)));
  const months = paceOf(project, span.calendar).months;
  return {
    projectId: project.id,
    projectName: project.name,
    remaining: remainingOf(project.capital),
    absorbable: project.capital.absorbable,
    p10: at(0.1),
    p50: at(0.5),
    p90: at(0.9),
    mean: dong(Math.floor(meanOf(samples))),
    confidence: months < ASSUMPTIONS.fewMonths ? 'thin' : 'fair',
    reasons: reasonsOf(subject, span),
  };
}
