import * as z from 'zod';
import { MoveId, ProjectId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import { proveBalance } from './ledger-post.ts';
import { type Dong, dong, sumDong } from './money.ts';
import type { Move } from './move.ts';
import { type Project, ProjectGroup } from './project.ts';

const signed = z.int();

/** What does not fit: codes for programs, figures in đồng. */
export const ReconciliationFault = z.discriminatedUnion('fault', [
  /** Opening plan plus the entries is not the plan. */
  z.object({ fault: z.literal('planDiffers'), projectId: ProjectId, expected: signed, found: signed }),
  /** The project counts other entries than lie in its ledger. */
  z.object({ fault: z.literal('entriesMissing'), projectId: ProjectId, expected: signed, found: signed }),
  z.object({ fault: z.literal('belowDisbursed'), projectId: ProjectId, expected: signed, found: signed }),
  z.object({ fault: z.literal('sequenceGap'), projectId: ProjectId, sequence: z.int() }),
  z.object({ fault: z.literal('wrongBalance'), projectId: ProjectId, sequence: z.int() }),
  z.object({ fault: z.literal('unknownProject'), projectId: ProjectId, sequence: z.int() }),
  /** The entries of a move, or of its reversal, do not sum to zero. */
  z.object({ fault: z.literal('unbalancedMove'), moveId: MoveId, difference: signed }),
  /** A move that is in the ledger by its status has no entries there. */
  z.object({ fault: z.literal('moveNotPosted'), moveId: MoveId }),
  /** The sum that is kept of a group is not the sum of its projects. */
  z.object({ fault: z.literal('groupDiffers'), group: ProjectGroup, expected: signed, found: signed }),
  /** All plans together are not the plan of the year. */
  z.object({ fault: z.literal('yearDiffers'), expected: signed, found: signed }),
]);
export type ReconciliationFault = z.infer<typeof ReconciliationFault>;

/** The proof that capital was neither made nor lost in a plan year (đồng). */
export const Reconciliation = z.object({
  planYear: z.int(),
  holds: z.boolean(),
  projects: z.int(),
  entries: z.int(),
  moves: z.int(),
  /** Sum of the plans before the first entry. */
  opening: signed,
  debits: signed,
  credits: signed,
  /** Sum of the plans now. */
  planned: signed,
  /** The plan of the year: as it was given, else what the plans summed to at the opening. */
  yearPlan: signed,
  groups: z.array(z.object({ group: ProjectGroup, projects: z.int(), kept: signed, planned: signed })),
  faults: z.array(ReconciliationFault),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

export type ReconcileArgs = {
  readonly planYear: number;
  /** Projects of the plan year. */
  readonly projects: readonly Project[];
  /** Every entry of their ledgers. */
  readonly entries: readonly LedgerEntry[];
  readonly moves: readonly Move[];
  /** The sums that the store keeps by group. */
  readonly totals: readonly { readonly group: ProjectGroup; readonly planned: Dong }[];
  /** What the Council has assigned to the year, to hold the sum against. */
  readonly assigned?: number | undefined;
};

/** The plan before the first entry: what that entry left, less what it did. Without entries it is the plan as it stands. */
function openingOf(project: Project, own: readonly LedgerEntry[]): number {
  const first = own.find(({ sequence }) => sequence === 1);
  if (first === undefined) return project.capital.planned;
  return first.side === 'credit' ? first.balance - first.amount : first.balance + first.amount;
}

function projectFaults(
  project: Project,
  own: readonly LedgerEntry[],
  opening: number,
): ReconciliationFault[] {
  const { id: projectId, ledgerCount, capital } = project;
  const expected = own.reduce(
    (plan, { side, amount }) => (side === 'credit' ? plan + amount : plan - amount),
    opening,
  );
  const faults: ReconciliationFault[] = [];
  if (own.length !== ledgerCount) {
    faults.push({ fault: 'entriesMissing', projectId, expected: ledgerCount, found: own.length });
  }
  if (expected !== capital.planned) {
    faults.push({ fault: 'planDiffers', projectId, expected, found: capital.planned });
  }
  if (own.length > 0 && capital.planned < capital.disbursed) {
    faults.push({ fault: 'belowDisbursed', projectId, expected: capital.disbursed, found: capital.planned });
  }
  return faults;
}

function moveFaults({ planYear, moves, entries }: ReconcileArgs): ReconciliationFault[] {
  const posted = new Set(entries.map(({ moveId }) => moveId));
  return moves
    .filter((move) => move.planYear === planYear && ['committed', 'reversed'].includes(move.status))
    .filter(({ id }) => !posted.has(id))
    .map(({ id: moveId }) => ({ fault: 'moveNotPosted', moveId }));
}

function groupsOf({ projects, totals }: ReconcileArgs) {
  return ProjectGroup.options.flatMap((group) => {
    const own = projects.filter((project) => project.group === group);
    const kept = totals.find((total) => total.group === group)?.planned ?? 0;
    const planned = own.reduce((sum, { capital }) => sum + capital.planned, 0);
    return own.length === 0 && kept === 0 ? [] : [{ group, projects: own.length, kept, planned }];
  });
}

/**
 * Proves from the records alone: for every project, opening plan plus ledger entries is its plan; the entries of every
 * move sum to zero; the sums by group are those of the projects; all plans together are the year's plan. Returns the
 * faults instead of throwing: it is a report, and one fault must not hide another.
 */
export function reconcile(args: ReconcileArgs): Reconciliation {
  const { planYear, projects, entries } = args;
  const byProject = Map.groupBy(entries, ({ projectId }) => projectId);
  const openings = projects.map((project) => {
    const own = byProject.get(project.id) ?? [];
    return { project, own, opening: openingOf(project, own) };
  });
  const proof = proveBalance(
    entries,
    new Map(openings.map(({ project, opening }) => [project.id, dong(Math.max(0, opening))])),
  );
  const groups = groupsOf(args);
  const opening = openings.reduce((sum, each) => sum + each.opening, 0);
  const planned = sumDong(projects.map(({ capital }) => capital.planned));
  const yearPlan = args.assigned ?? opening;
  const faults: ReconciliationFault[] = [
    ...openings.flatMap((each) => projectFaults(each.project, each.own, each.opening)),
    ...proof.faults,
    ...moveFaults(args),
    ...groups
      .filter(({ kept, planned: summed }) => kept !== summed)
      .map(({ group, kept, planned: summed }) => ({
        fault: 'groupDiffers' as const,
        group,
        expected: summed,
        found: kept,
      })),
    ...(planned === yearPlan ? [] : [{ fault: 'yearDiffers' as const, expected: yearPlan, found: planned }]),
  ];
  return {
    planYear,
    holds: faults.length === 0,
    projects: projects.length,
    entries: entries.length,
    moves: new Set(entries.map(({ moveId }) => moveId)).size,
    opening,
    debits: proof.debits,
    credits: proof.credits,
    planned,
    yearPlan,
    groups,
    faults,
  };
}
