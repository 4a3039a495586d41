import type * as z from 'zod';
import { planYearOn } from '#domain/capital-dates.ts';
import { figuresOf } from '#domain/report/kept-week.ts';
import { weekOf } from '#domain/report/week.ts';
import { localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/**
 * Keeps the figures of all projects as the week begins, so that reports can say what a week has brought. On the other
 * mornings of the week it reads one item and is done.
 */
export async function keepTheWeek(deps: Deps): Promise<z.infer<typeof contract.output>> {
  const now = deps.now();
  const today = localDateOf(now);
  const week = weekOf(today);
  if (await deps.isWeekKept(week)) return { week, kept: false };
  const planYear = planYearOn(await deps.latestRules(today), today);
  const projects = await projectsOfYear(deps, planYear);
  return { week, kept: await deps.keepWeek(figuresOf(planYear, projects, now)) };
}

export const handler = machineFunction('keep-week', contract, () => keepTheWeek(dependencies()));
