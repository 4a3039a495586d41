import type { Calendar } from '../calendar.ts';
import { likelyWorkingDaysBetween } from '../calendar-count.ts';
import { idleOf, remainingOf } from '../capital-figures.ts';
import { say } from '../messages.ts';
import { ProjectGroup } from '../project.ts';
import { type Instant, type LocalDate, localDateOf } from '../time.ts';
import type { ProjectFigures, WeekFigures } from './kept-week.ts';
import { type IsoWeek, mondayOfWeek } from './week.ts';

/** Sums of some projects (đồng). */
type Figures = {
  readonly projects: number;
  readonly planned: number;
  readonly disbursed: number;
  readonly remaining: number;
  readonly idle: number;
  /** Disbursed since the week began, of the projects that had figures then too; null where none had. */
  readonly change: number | null;
};

const NOTHING: Figures = { projects: 0, planned: 0, disbursed: 0, remaining: 0, idle: 0, change: null };

export type WeeklyLine = Figures & {
  readonly key: string;
  readonly name: string;
  /** Disbursed of planned; null without a plan. */
  readonly rate: number | null;
  /** What each working day that is left has to disburse; null when none is left. */
  readonly pace: number | null;
};

export type WeeklyReport = {
  readonly planYear: number;
  readonly week: IsoWeek;
  readonly monday: LocalDate;
  readonly asOf: Instant;
  readonly until: LocalDate;
  readonly workingDaysLeft: number;
  /** Day of the figures with which the week began, and how many projects had some then; null when none were kept. */
  readonly before: { readonly on: LocalDate; readonly compared: number } | null;
  readonly groups: readonly WeeklyLine[];
  readonly units: readonly WeeklyLine[];
  readonly owners: readonly WeeklyLine[];
  readonly total: WeeklyLine;
  readonly illustrative: boolean;
};

export type WeeklyArgs = {
  readonly week: IsoWeek;
  /** As they are now, or as the week ended. */
  readonly figures: WeekFigures;
  /** As the week began; null where that was not kept. */
  readonly before: WeekFigures | null;
  /** Names of units and owners by their key; a key without one stands for itself. */
  readonly names: ReadonlyMap<string, string>;
  readonly calendar: Calendar;
  /** The last day on which the plan may be disbursed. */
  readonly until: LocalDate;
};

const TOTAL = 'total';

type Then = ReadonlyMap<string, ProjectFigures>;

function plus(figures: Figures, project: ProjectFigures, then: Then): Figures {
  const earlier = then.get(project.id);
  return {
    projects: figures.projects + 1,
    planned: figures.planned + project.planned,
    disbursed: figures.disbursed + project.disbursed,
    remaining: figures.remaining + remainingOf(project),
    idle: figures.idle + idleOf(project),
    change:
      earlier === undefined ? figures.change : (figures.change ?? 0) + project.disbursed - earlier.disbursed,
  };
}

/** Sums by the key of each line: `group:metro`, `unit:776`, `owner:owner-maur`. */
function sumsOf(projects: readonly ProjectFigures[], then: Then): Map<string, Figures> {
  const lines = new Map<string, Figures>();
  for (const project of projects) {
    const { group, unit, owner } = project;
    for (const key of [`group:${group}`, `unit:${unit}`, `owner:${owner}`]) {
      lines.set(key, plus(lines.get(key) ?? NOTHING, project, then));
    }
  }
  return lines;
}

function nameOf(key: string, names: ReadonlyMap<string, string>): string {
  const id = key.slice(key.indexOf(':') + 1);
  const group = ProjectGroup.safeParse(id);
  if (key === TOTAL) return 'Tổng cộng';
  return group.success ? say('vi', `group.${group.data}`) : (names.get(id) ?? id);
}

/** The report of a week: what was disbursed, how much of it since the week began, what is left, how fast it has to go. */
export function weeklyReport(args: WeeklyArgs): WeeklyReport {
  const { week, figures, names, calendar, until } = args;
  // Figures of another year's plan are figures of other capital.
  const before = args.before?.planYear === figures.planYear ? args.before : null;
  const then: Then = new Map(before?.projects.map((project) => [project.id, project]));
  const day = localDateOf(figures.asOf);
  const left = day < until ? likelyWorkingDaysBetween(calendar, day, until) : 0;
  const lineOf = ([key, sums]: readonly [string, Figures]): WeeklyLine => ({
    key,
    name: nameOf(key, names),
    ...sums,
    rate: sums.planned === 0 ? null : sums.disbursed / sums.planned,
    pace: left === 0 ? null : Math.ceil(sums.remaining / left),
  });
  const lines = [...sumsOf(figures.projects, then)].map(lineOf);
  const of = (prefix: string) =>
    lines
      .filter(({ key }) => key.startsWith(prefix))
      .toSorted((one, other) => other.remaining - one.remaining);
  return {
    planYear: figures.planYear,
    week,
    monday: mondayOfWeek(week),
    asOf: figures.asOf,
    until,
    workingDaysLeft: left,
    before:
      before === null
        ? null
        : {
            on: localDateOf(before.asOf),
            compared: figures.projects.filter(({ id }) => then.has(id)).length,
          },
    groups: of('group:'),
    units: of('unit:'),
    owners: of('owner:'),
    total: lineOf([TOTAL, figures.projects.reduce((sum, project) => plus(sum, project, then), NOTHING)]),
    illustrative: figures.projects.some(({ illustrative }) => illustrative),
  };
}
