import * as z from 'zod';
import { Refusal } from '../errors.ts';
import { OfficeId, ProjectId, UnitCode } from '../ids.ts';
import { Dong } from '../money.ts';
import { type Project, ProjectGroup } from '../project.ts';
import { Instant, localDateOf } from '../time.ts';
import { IsoWeek, plusWeeks, weekOf } from './week.ts';

/** A project in the figures of a week (đồng). Of several units it counts in the first, so that sums by unit come to the total. */
export const ProjectFigures = z.object({
  id: ProjectId,
  group: ProjectGroup,
  unit: UnitCode,
  owner: OfficeId,
  planned: Dong,
  disbursed: Dong,
  absorbable: Dong,
  illustrative: z.boolean(),
});
export type ProjectFigures = z.infer<typeof ProjectFigures>;

/** What a kept week is called, and when its figures were read: on its first morning, before offices open. */
export const WeekHead = z.object({ week: IsoWeek, planYear: z.int(), asOf: Instant });
export type WeekHead = z.infer<typeof WeekHead>;

/** The figures with which a week begins; the end of the week before it. */
export const WeekFigures = WeekHead.extend({ projects: z.array(ProjectFigures) });
export type WeekFigures = z.infer<typeof WeekFigures>;

/** The figures of a moment. */
export function figuresOf(planYear: number, projects: readonly Project[], now: Instant): WeekFigures {
  return {
    week: weekOf(localDateOf(now)),
    planYear,
    asOf: now,
    projects: projects.map(({ id, group, units, owner, capital, provenance }) => ({
      id,
      group,
      unit: UnitCode.parse(units[0]),
      owner,
      planned: capital.planned,
      disbursed: capital.disbursed,
      absorbable: capital.absorbable,
      illustrative: provenance.kind === 'illustrative' || capital.provenance.kind === 'illustrative',
    })),
  };
}

/**
 * Weeks that can be reported, the latest first: the present one, and each of which both the beginning and the end were
 * kept. `kept` in any order.
 */
export function reportableWeeks(kept: readonly WeekHead[], present: IsoWeek): IsoWeek[] {
  const weeks = new Set(kept.map(({ week }) => week));
  const past = [...weeks].filter((week) => week < present && weeks.has(plusWeeks(week, 1)));
  return [present, ...past.sort().toReversed()];
}

/** Refuses `weekly.ahead` for a week to come, `weekly.notKept` for one without figures, naming the first and last there are. */
export function weekAmong(weeks: readonly IsoWeek[], present: IsoWeek, asked: IsoWeek): IsoWeek {
  if (weeks.includes(asked)) return asked;
  const code = asked > present ? 'weekly.ahead' : 'weekly.notKept';
  const details = { week: asked, present, first: weeks.at(-1) ?? present };
  throw new Refusal(code, details, [{ path: 'week', code }]);
}
