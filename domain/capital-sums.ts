import * as z from 'zod';
import { headroomOf, idleOf } from './capital-figures.ts';
import { Dong } from './money.ts';
import { type Project, ProjectGroup } from './project.ts';

/** Sums over projects of a plan year: how many they are, and amounts in đồng. */
export const CapitalSums = z.object({
  projects: z.int().nonnegative(),
  planned: Dong,
  disbursed: Dong,
  absorbable: Dong,
  idle: Dong,
  /** What the projects that are not closed could lawfully take. */
  headroom: Dong,
  /** What open moves take already, of what lies idle. */
  reserved: Dong,
  idleProjects: z.int().nonnegative(),
  absorbingProjects: z.int().nonnegative(),
});
export type CapitalSums = z.infer<typeof CapitalSums>;

/** The sums over the projects of one group. */
export const GroupTotal = CapitalSums.extend({ group: ProjectGroup });
export type GroupTotal = z.infer<typeof GroupTotal>;

export const CAPITAL_SUMS = CapitalSums.keyof().options;
type Sum = (typeof CAPITAL_SUMS)[number];

/** By how much sums change: any of them may fall. */
export type CapitalChange = Readonly<Record<Sum, number>>;

function each(of: (sum: Sum) => number): CapitalChange {
  return {
    projects: of('projects'),
    planned: of('planned'),
    disbursed: of('disbursed'),
    absorbable: of('absorbable'),
    idle: of('idle'),
    headroom: of('headroom'),
    reserved: of('reserved'),
    idleProjects: of('idleProjects'),
    absorbingProjects: of('absorbingProjects'),
  };
}

/** What one project adds to the sums of its group. */
function shareOf(project: Project): CapitalChange {
  const { planned, disbursed, absorbable } = project.capital;
  const idle = idleOf(project.capital);
  const headroom = project.closed ? 0 : headroomOf(project);
  return {
    projects: 1,
    planned,
    disbursed,
    absorbable,
    idle,
    headroom,
    reserved: project.reserved.out,
    idleProjects: idle > 0 ? 1 : 0,
    absorbingProjects: headroom > 0 ? 1 : 0,
  };
}

function totalOf(shares: readonly CapitalChange[]): CapitalChange {
  return each((sum) => shares.reduce((total, share) => total + share[sum], 0));
}

/** By how much the sums change when projects are no longer as before but as after. */
export function changeOfSums(before: readonly Project[], after: readonly Project[]): CapitalChange {
  const less = totalOf(before.map(shareOf));
  const more = totalOf(after.map(shareOf));
  return each((sum) => more[sum] - less[sum]);
}

/** The sums over several groups. Fails (ZodError) rather than leave the safe integers. */
export function sumOfGroups(groups: readonly CapitalSums[]): CapitalSums {
  return CapitalSums.parse(totalOf(groups));
}
