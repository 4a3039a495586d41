import { idleLeftOf } from './capital-figures.ts';
import type { ProjectId } from './ids.ts';
import type { Move, MoveLine } from './move.ts';
import type { Project } from './project.ts';
import type { Localized } from './text.ts';

/** Capital that goes from one project to another, or has nowhere to go yet (`to` is null); đồng. */
export type Flow = { readonly from: Named; readonly to: Named | null; readonly amount: number };
type Named = Pick<MoveLine, 'projectId' | 'projectName'>;

/**
 * Which donor's capital goes to which recipient. A move only says what each gives and takes, so its donors are poured into
 * its recipients in the order of the lines: every sum stays exact, and the same move always gives the same picture.
 */
export function flowsOf({ donors, recipients }: Pick<Move, 'donors' | 'recipients'>): Flow[] {
  const wanting = recipients.map((line) => ({ to: line, left: Number(line.amount) }));
  return donors.flatMap((from) => {
    let left = Number(from.amount);
    return wanting.flatMap((recipient) => {
      const part = Math.min(left, recipient.left);
      left -= part;
      recipient.left -= part;
      return part === 0 ? [] : [{ from, to: recipient.to, amount: part }];
    });
  });
}

/** A node of the picture: a project, or all the others of its side together (`projectId` null, `projects` of them). */
export type FlowNode = {
  readonly projectId: ProjectId | null;
  readonly name: Localized | null;
  readonly projects: number;
  readonly amount: number;
};
/** `from` and `to` are places in `donors` and `recipients`; `to` is null where there is no recipient yet. */
export type FlowLink = { readonly from: number; readonly to: number | null; readonly amount: number };
export type FlowPicture = {
  readonly donors: readonly FlowNode[];
  readonly recipients: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  /** Idle capital that no open move takes (đồng). */
  readonly unplaced: number;
};

type Party = { readonly projectId: ProjectId; readonly name: Localized; readonly amount: number };
type Side = { readonly nodes: readonly FlowNode[]; readonly placeOf: (id: ProjectId) => number };

function parties(): { add: (party: Named, amount: number) => void; side: (most: number) => Side } {
  const sums = new Map<ProjectId, Party>();
  return {
    add: ({ projectId, projectName: name }, more) => {
      const amount = (sums.get(projectId)?.amount ?? 0) + more;
      sums.set(projectId, { projectId, name, amount });
    },
    side: (most) => sideOf([...sums.values()], most),
  };
}

/** The largest of one side by name, the rest together. */
function sideOf(all: readonly Party[], most: number): Side {
  const ranked = all.toSorted(
    (one, other) => other.amount - one.amount || one.projectId.localeCompare(other.projectId),
  );
  const shown = ranked.length > most ? ranked.slice(0, most - 1) : ranked;
  const rest = ranked.slice(shown.length);
  const places = new Map(shown.map(({ projectId }, index) => [projectId, index]));
  const amount = rest.reduce((sum, each) => sum + each.amount, 0);
  const others = rest.length === 0 ? [] : [{ projectId: null, name: null, projects: rest.length, amount }];
  return {
    nodes: [...shown.map((party) => ({ ...party, projects: 1 })), ...others],
    placeOf: (id) => places.get(id) ?? shown.length,
  };
}

/**
 * What moved, moves and waits, from whom to whom: the moves given (open and committed), and of the idle projects what is
 * not promised yet. At most `most` nodes a side, the rest together.
 */
export function pictureOf(args: {
  readonly moves: readonly Pick<Move, 'donors' | 'recipients'>[];
  readonly idle: readonly Project[];
  readonly most: number;
}): FlowPicture {
  const { moves, idle, most } = args;
  const waiting = idle.map((project): Flow => {
    const from = { projectId: project.id, projectName: project.name };
    return { from, to: null, amount: idleLeftOf(project) };
  });
  const flows = [...moves.flatMap(flowsOf), ...waiting.filter(({ amount }) => amount > 0)];
  const [giving, taking] = [parties(), parties()];
  for (const { from, to, amount } of flows) {
    giving.add(from, amount);
    if (to !== null) taking.add(to, amount);
  }
  const [donors, recipients] = [giving.side(most), taking.side(most)];
  const links = new Map<string, FlowLink>();
  for (const { from, to, amount } of flows) {
    const place = {
      from: donors.placeOf(from.projectId),
      to: to === null ? null : recipients.placeOf(to.projectId),
    };
    const key = `${place.from} ${place.to}`;
    links.set(key, { ...place, amount: (links.get(key)?.amount ?? 0) + amount });
  }
  const unplaced = waiting.reduce((sum, { amount }) => sum + amount, 0);
  return { donors: donors.nodes, recipients: recipients.nodes, links: [...links.values()], unplaced };
}
