import type { Registry } from '#adapters/dynamo/verbs.ts';
import type { Blocker } from '#domain/blocker.ts';
import { Ladder } from '#domain/ladder.ts';
import { Office } from '#domain/office.ts';
import { Project } from '#domain/project.ts';
import { calendar, ladder, offices, portfolio, rules, units } from '#seeds/index.ts';

/** Flood control: 6,800 tỷ that lie idle, reported by the district of its first unit. */
export const FLOOD = 'DA-CHONG-NGAP';

const { projects, blockers } = portfolio();

export { calendar, offices };
export const blockedProjects = blockers.map(({ projectId }) => projectId);

export function projectOf(id: string): Project {
  const project = projects.find((each) => each.id === id);
  if (project === undefined) throw new Error(`the sample has no project ${id}`);
  return project;
}

export function blockerOf(projectId: string): Blocker {
  const blocker = blockers.find((each) => each.projectId === projectId);
  if (blocker === undefined) throw new Error(`nothing blocks ${projectId} in the sample`);
  return blocker;
}

export function officeOf(id: string): Office {
  const office = offices.find((each) => each.id === id);
  if (office === undefined) throw new Error(`the sample has no office ${id}`);
  return office;
}

/** Addresses of whoever holds an office, and of the first deputy. */
export const holderOf = (office: string) => officeOf(office).holders[0]?.email;
export const deputyOf = (office: string) => officeOf(office).deputies[0]?.email;

/** What a story needs to be otherwise than in the sample. */
export type WorldChanges = {
  /** The blocked projects of the story; flood control unless told. */
  readonly projects?: readonly string[];
  readonly project?: (project: Project) => object;
  readonly office?: (office: Office) => object;
  readonly ladder?: (ladder: Ladder) => object;
};

/** Offices that a project's case can come to, and those of the moves. */
function officesFor(chosen: readonly Project[]): Office[] {
  const codes = new Set<string>(chosen.flatMap(({ units: codes }) => codes));
  return offices.filter(({ unit }) => unit === undefined || codes.has(unit));
}

/** Brings the sample, as far as the story needs it, into an empty registry. */
export async function populate(registry: Registry, changes: WorldChanges): Promise<void> {
  const { projects: ids = [FLOOD], project: changed, office, ladder: otherLadder } = changes;
  const chosen = ids.map(projectOf);
  const blocked = new Set(blockedProjects);
  const absorbing = projects.filter(({ id }) => !blocked.has(id));
  const change = <T extends object>(row: T, more: ((row: T) => object) | undefined) => ({
    ...row,
    ...more?.(row),
  });
  await registry.importRows({
    units: units.filter(({ code }) => chosen.some((each) => each.units.includes(code))),
    offices: officesFor(chosen).map((each) => Office.parse(change(each, office))),
    calendars: [calendar],
    ladders: [Ladder.parse(change(ladder, otherLadder))],
    rules,
    projects: [...chosen, ...absorbing].map((each) => Project.parse(change(each, changed))),
  });
}
