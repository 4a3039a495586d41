import { Refusal } from './errors.ts';
import type { OfficeId, ProjectId, Sha256 } from './ids.ts';
import { dong } from './money.ts';
import type { Project } from './project.ts';
import type { FactValue } from './receipt.ts';
import { hashOf } from './receipt-chain.ts';

type Line = { readonly projectId: ProjectId; readonly amount: number };

/** What a move takes and gives, line by line (đồng). */
export type Lines = { readonly donors: readonly Line[]; readonly recipients: readonly Line[] };

/**
 * Most lines, and most owners who confirm them, of one move: whatever ends a move (ledger, rejection, reversal) is written
 * in one transaction, which holds 100 actions. The ledger takes two a line and at most ten besides; a rejection one a line
 * and up to five for each ask that it takes back.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const MOST_LINES = 40;
/** A move that closes a case writes the case too, under each of its units. */
export const MOST_LINES_WITH_CASE = 25;
export const MOST_OWNERS = 10;

/** Lines as a receipt keeps them: which project, how much. */
export function lineDetails(lines: readonly Line[]): FactValue[] {
  return lines.map(({ projectId, amount }) => ({ projectId, amount }));
}

/** The hash of exactly what is decided on: plan year, every line with its đồng. Any changed line gives another one. */
export function linesHashOf({ planYear, donors, recipients }: Lines & { readonly planYear: number }): Sha256 {
  return hashOf({ planYear, donors: lineDetails(donors), recipients: lineDetails(recipients) });
}

/** A hash for people to compare: its first 16 digits in groups of four. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** The offices that answer for the projects of the lines, each once, in the order of the lines. */
export function ownersOf({ donors, recipients }: Lines, projects: readonly Project[]): OfficeId[] {
  const owners = [...donors, ...recipients].flatMap(({ projectId }) =>
    projects.flatMap(({ id, owner }) => (id === projectId ? [owner] : [])),
  );
  return [...new Set(owners)];
}

function shifted(projects: readonly Project[], lines: Lines, sign: 1 | -1): Project[] {
  const known = new Map(projects.map((project) => [project.id, project]));
  const shift = (side: 'out' | 'in', of: readonly Line[]) => {
    for (const { projectId, amount } of of) {
      const project = known.get(projectId);
      if (project === undefined) throw new Refusal('project.unknown', { project: projectId });
      const reserved = {
        ...project.reserved,
        [side]: dong(Math.max(0, project.reserved[side] + sign * amount)),
      };
      known.set(projectId, { ...project, reserved });
    }
  };
  shift('out', lines.donors);
  shift('in', lines.recipients);
  return [...known.values()];
}

/** The projects with the lines reserved in them: nobody else may be promised that capital. Refuses `project.unknown`. */
export function reserve(projects: readonly Project[], lines: Lines): Project[] {
  return shifted(projects, lines, 1);
}

/** The projects with the lines no longer reserved: the move ended, or its lines change. Refuses `project.unknown`. */
export function release(projects: readonly Project[], lines: Lines): Project[] {
  return shifted(projects, lines, -1);
}

/** Those of `next` that differ from what they were, in their next version: what a change has to write. */
export function changedProjects(previous: readonly Project[], next: readonly Project[]): Project[] {
  const before = new Map(previous.map((project) => [project.id, hashOf(project)]));
  return next
    .filter((project) => before.get(project.id) !== hashOf(project))
    .map((project) => ({ ...project, version: project.version + 1 }));
}
