import * as z from 'zod';
import type { Calendar } from '../calendar.ts';
import { workingDaysBetween } from '../calendar-count.ts';
import { idleOf, remainingOf } from '../capital-figures.ts';
import { say } from '../messages.ts';
import { type Project, ProjectGroup } from '../project.ts';
import { type Instant, LocalDate, localDateOf, plusDays, weekdayOf } from '../time.ts';

/** Sums of some projects on a day (đồng): what a week keeps, and what the next is held against. */
export const Figures = z.object({
  projects: z.int(),
  planned: z.int(),
  disbursed: z.int(),
  remaining: z.int(),
  idle: z.int(),
});
export type Figures = z.infer<typeof Figures>;

const NOTHING: Figures = { projects: 0, planned: 0, disbursed: 0, remaining: 0, idle: 0 };

/** What is kept of a week: its sums by the key of each line (`group:metro`, `unit:776`, `owner:owner-maur`). */
export const WeekFigures = z.object({
  planYear: z.int(),
  monday: LocalDate,
  asOf: LocalDate,
  lines: z.record(z.string(), Figures),
});
export type WeekFigures = z.infer<typeof WeekFigures>;

export type WeeklyLine = Figures & {
  readonly key: string;
  readonly name: string;
  /** Disbursed of planned; null without a plan. */
  readonly rate: number | null;
  /** What each working day that is left has to disburse; null when none is left. */
  readonly pace: number | null;
  /** Disbursed since the figures of the week before; null where none were kept. */
  readonly change: number | null;
};

export type WeeklyReport = {
  readonly planYear: number;
  readonly monday: LocalDate;
  readonly asOf: Instant;
  readonly until: LocalDate;
  readonly workingDaysLeft: number;
  /** Day of the figures of the week before; null when none were kept. */
  readonly before: LocalDate | null;
  readonly groups: readonly WeeklyLine[];
  readonly units: readonly WeeklyLine[];
  readonly owners: readonly WeeklyLine[];
  readonly total: WeeklyLine;
  readonly illustrative: boolean;
};

export type WeeklyArgs = {
  readonly planYear: number;
  readonly projects: readonly Project[];
  /** Names of units and owners by their key; a key without one stands for itself. */
  readonly names: ReadonlyMap<string, string>;
  readonly before: WeekFigures | null;
  readonly calendar: Calendar;
  /** The last day on which the plan may be disbursed. */
  readonly until: LocalDate;
  readonly now: Instant;
};

export const TOTAL = 'total';

/** The Monday of the week in which a day lies. */
export function mondayOf(day: LocalDate): LocalDate {
  return plusDays(day, 1 - weekdayOf(day));
}

function plus(figures: Figures, { capital }: Project): Figures {
  return {
    projects: figures.projects + 1,
    planned: figures.planned + capital.planned,
    disbursed: figures.disbursed + capital.disbursed,
    remaining: figures.remaining + remainingOf(capital),
    idle: figures.idle + idleOf(capital),
  };
}

/** The lines a project counts in. Of several units it counts in the first, so that the lines sum to the total. */
function keysOf({ group, units, owner }: Project): string[] {
  return [TOTAL, `group:${group}`, ...units.slice(0, 1).map((unit) => `unit:${unit}`), `owner:${owner}`];
}

/** The sums of a day, to be kept for the week. */
export function figuresOf(projects: readonly Project[]): Record<string, Figures> {
  const lines = new Map<string, Figures>([[TOTAL, NOTHING]]);
  for (const project of projects) {
    for (const key of keysOf(project)) lines.set(key, plus(lines.get(key) ?? NOTHING, project));
  }
  return Object.fromEntries(lines);
}

function nameOf(key: string, names: ReadonlyMap<string, string>): string {
  const id = key.slice(key.indexOf(':') + 1);
  const group = ProjectGroup.safeParse(id);
  if (key === TOTAL) return 'Tổng cộng';
  return group.success ? say('vi', `group.${group.data}`) : (names.get(id) ?? id);
}

/** The report of the week: what was disbursed, what is left, and how fast it has to go. */
export function weeklyReport(args: WeeklyArgs): WeeklyReport {
  const { planYear, projects, names, before, calendar, until, now } = args;
  const today = localDateOf(now);
  const left = today < until ? workingDaysBetween(calendar, today, until) : 0;
  const lineOf = (key: string, figures: Figures): WeeklyLine => {
    const then = before?.lines[key];
    return {
      key,
      name: nameOf(key, names),
      ...figures,
      rate: figures.planned === 0 ? null : figures.disbursed / figures.planned,
      pace: left === 0 ? null : Math.ceil(figures.remaining / left),
      change: then === undefined ? null : figures.disbursed - then.disbursed,
    };
  };
  const lines = Object.entries(figuresOf(projects)).map(([key, figures]) => lineOf(key, figures));
  const of = (prefix: string) =>
    lines
      .filter(({ key }) => key.startsWith(prefix))
      .toSorted((one, other) => other.remaining - one.remaining);
  return {
    planYear,
    monday: mondayOf(today),
    asOf: now,
    until,
    workingDaysLeft: left,
    before: before?.asOf ?? null,
    groups: of('group:'),
    units: of('unit:'),
    owners: of('owner:'),
    total: lineOf(TOTAL, projects.reduce(plus, NOTHING)),
    illustrative: projects.some(
      ({ provenance, capital }) =>
        provenance.kind === 'illustrative' || capital.provenance.kind === 'illustrative',
    ),
  };
}
