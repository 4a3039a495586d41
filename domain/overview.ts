import type { Calendar } from './calendar.ts';
import { likelyWorkingDaysBetween } from './calendar-count.ts';
import { sumOf } from './case-filter.ts';
import type { CaseState } from './case-glance.ts';
import type { RankedCase } from './case-urgency.ts';
import type { LocalDate } from './time.ts';

/** Where the city's cases stand at one moment, in numbers that each lead to a list. Amounts in đồng. */
export type Standing = {
  readonly open: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly paused: number;
  readonly closed: number;
  /** At risk in all projects that have an open or a paused case. */
  readonly atRisk: number;
};

/** The open cases of one rung by how much time they have left. `oldest` is the case whose ask was due, or is due, first. */
export type RungStanding = {
  readonly rung: number;
  readonly cases: number;
  readonly inTime: number;
  readonly dueSoon: number;
  readonly overdue: number;
  readonly atRisk: number;
  readonly oldest: string;
};

/** Cases that are not over, by one of their codes. */
export type Share = { readonly code: string; readonly cases: number; readonly atRisk: number };

/** One project by the case that says most about it. */
export type ProjectStanding = { readonly projectId: string; readonly ranked: RankedCase };

const isOverdue = ({ band }: RankedCase): boolean => band === 'overdue';
const isSoon = ({ band }: RankedCase): boolean => band === 'dueSoon';
const isOpen = ({ glance }: RankedCase): boolean => glance.state === 'open';
const isGoingOn = ({ glance }: RankedCase): boolean => glance.state !== 'closed';

function countOf(cases: readonly RankedCase[], passes: (ranked: RankedCase) => boolean): number {
  return cases.filter(passes).length;
}

export function standingOf(cases: readonly RankedCase[]): Standing {
  const inState = (state: CaseState) => countOf(cases, ({ glance }) => glance.state === state);
  return {
    open: inState('open'),
    overdue: countOf(cases, isOverdue),
    dueSoon: countOf(cases, isSoon),
    paused: inState('paused'),
    closed: inState('closed'),
    atRisk: sumOf(cases, isGoingOn).atRisk,
  };
}

/** Earlier due first; what has no due time last; then by code, so that the answer is the same every time. */
function byDue(one: RankedCase, other: RankedCase): number {
  const [a, b] = [one.glance.at ?? '~', other.glance.at ?? '~'];
  if (a !== b) return a < b ? -1 : 1;
  return one.glance.id < other.glance.id ? -1 : 1;
}

/** Rungs with open cases, the highest first. */
export function rungsOf(cases: readonly RankedCase[]): readonly RungStanding[] {
  const byRung = new Map<number, RankedCase[]>();
  for (const ranked of cases) {
    const { rung } = ranked.glance;
    if (rung !== null && isOpen(ranked)) byRung.set(rung, [...(byRung.get(rung) ?? []), ranked]);
  }
  return [...byRung]
    .toSorted(([one], [other]) => other - one)
    .map(([rung, held]) => {
      const overdue = countOf(held, isOverdue);
      const dueSoon = countOf(held, isSoon);
      return {
        rung,
        cases: held.length,
        inTime: held.length - overdue - dueSoon,
        dueSoon,
        overdue,
        atRisk: sumOf(held, isOpen).atRisk,
        oldest: held
          .toSorted(byDue)
          .slice(0, 1)
          .map(({ glance }) => glance.id)
          .join(''),
      };
    });
}

/** Cases that are not over by their unit (each case counts in every unit that it lies in), category or group; most capital first. */
export function sharesOf(cases: readonly RankedCase[], by: 'unit' | 'category' | 'group'): readonly Share[] {
  const codesOf = ({ glance }: RankedCase): readonly string[] =>
    by === 'unit' ? glance.units : [by === 'category' ? glance.category : glance.group];
  const byCode = new Map<string, RankedCase[]>();
  for (const ranked of cases.filter(isGoingOn)) {
    for (const code of codesOf(ranked)) byCode.set(code, [...(byCode.get(code) ?? []), ranked]);
  }
  return [...byCode]
    .map(([code, members]) => ({
      code,
      cases: members.length,
      atRisk: sumOf(members, isGoingOn).atRisk,
    }))
    .toSorted((one, other) => other.atRisk - one.atRisk || (one.code < other.code ? -1 : 1));
}

const WEIGHT: Readonly<Record<CaseState, number>> = { open: 2, paused: 1, closed: 0 };

/** Whether `one` says more about its project than `other`: what is open before what is over, then what was opened last. */
function saysMore(one: RankedCase, other: RankedCase): boolean {
  const difference = WEIGHT[one.glance.state] - WEIGHT[other.glance.state];
  return difference === 0 ? one.glance.id > other.glance.id : difference > 0;
}

/** Every project once, in order of code. */
export function projectsOf(cases: readonly RankedCase[]): readonly ProjectStanding[] {
  const found = new Map<string, RankedCase>();
  for (const ranked of cases) {
    const { projectId } = ranked.glance;
    const before = found.get(projectId);
    if (before === undefined || saysMore(ranked, before)) found.set(projectId, ranked);
  }
  return [...found]
    .map(([projectId, ranked]) => ({ projectId, ranked }))
    .toSorted((one, other) => (one.projectId < other.projectId ? -1 : 1));
}

/** How fast capital flows, in đồng per working day; null where nothing can be counted. */
export type Pace = {
  /** Until the last working day, to spend all that is not idle. */
  readonly needed: number | null;
  /** Since the plan year began. */
  readonly soFar: number | null;
  readonly workingDaysLeft: number | null;
  /** Since the plan year began; null where the calendar lacks it. */
  readonly workingDaysGone: number | null;
};

export type PaceQuestion = {
  readonly planYear: number;
  readonly planned: number;
  readonly disbursed: number;
  readonly idle: number;
  readonly today: LocalDate;
  /** Of disbursement; null when the calendar doesn't reach it. */
  readonly lastWorkingDay: LocalDate | null;
  /** The last day before the plan year. */
  readonly eve: LocalDate;
};

/** Days of a year that the calendar lacks count from Monday to Friday. */
export function paceOf(question: PaceQuestion, calendar: Calendar): Pace {
  const { planYear, planned, disbursed, idle, today, lastWorkingDay, eve } = question;
  const known = calendar.years.some(({ year }) => year === planYear);
  const gone = known ? likelyWorkingDaysBetween(calendar, eve, today) : null;
  const left = lastWorkingDay === null ? null : likelyWorkingDaysBetween(calendar, today, lastWorkingDay);
  const toSpend = Math.max(0, planned - disbursed - idle);
  return {
    needed: left === null || left === 0 ? null : Math.round(toSpend / left),
    soFar: gone === null || gone === 0 ? null : Math.round(disbursed / gone),
    workingDaysLeft: left,
    workingDaysGone: gone,
  };
}
