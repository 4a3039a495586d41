import { capitalDates, planYearOn } from '#domain/capital-dates.ts';
import { figuresOf, reportableWeeks, weekAmong } from '#domain/report/kept-week.ts';
import { type IsoWeek, mondayOfWeek, plusWeeks, weekOf } from '#domain/report/week.ts';
import { type WeeklyReport, weeklyReport } from '#domain/report/weekly.ts';
import { localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { officeNames } from '../office-names.ts';
import { allPages } from '../paging.ts';
import type { Deps } from './deps.ts';

async function weeksNow(deps: Deps, present: IsoWeek): Promise<IsoWeek[]> {
  return reportableWeeks(await allPages((page) => deps.keptWeeks(page)), present);
}

export async function listWeeks(deps: Deps) {
  const asOf = deps.now();
  const weeks = await weeksNow(deps, weekOf(localDateOf(asOf)));
  return { asOf, items: weeks.map((week) => ({ week, monday: mondayOfWeek(week) })) };
}

/** The figures as they are now, or as the asked week ended: with those the next week began. */
async function figuresAtEnd(deps: Deps, week: IsoWeek, present: IsoWeek) {
  if (week !== present) return deps.findWeek(plusWeeks(week, 1));
  const now = deps.now();
  const today = localDateOf(now);
  const planYear = planYearOn(await deps.latestRules(today), today);
  return figuresOf(planYear, await projectsOfYear(deps, planYear), now);
}

/** The report of the asked week, or of the present one. Refuses `weekly.ahead`, `weekly.notKept`. */
export async function weeklyOf(deps: Deps, asked: IsoWeek | undefined): Promise<WeeklyReport> {
  const today = localDateOf(deps.now());
  const present = weekOf(today);
  const week = asked === undefined ? present : weekAmong(await weeksNow(deps, present), present, asked);
  const [figures, before, units, calendar] = await Promise.all([
    figuresAtEnd(deps, week, present),
    deps.findWeek(week),
    deps.units(),
    deps.latestCalendar(),
  ]);
  if (figures === null) throw new Error(`the week after ${week} is listed as kept and is not there`);
  const rules = await deps.latestRules(localDateOf(figures.asOf));
  const { disbursementUntil, lastWorkingDay } = capitalDates(rules, calendar, figures.planYear);
  const owners = await officeNames(
    deps,
    figures.projects.map(({ owner }) => owner),
  );
  const names = new Map([...owners, ...units.map(({ code, name }) => [code, name.vi] as const)]);
  return weeklyReport({ week, figures, before, names, calendar, until: lastWorkingDay ?? disbursementUntil });
}
