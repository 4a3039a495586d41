import { Refusal } from './errors.ts';
import type { MoveId, ProjectId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import { type Dong, dong, NO_DONG, sumDong } from './money.ts';
import type { Move, MoveLine } from './move.ts';
import type { Project } from './project.ts';
import type { Instant } from './time.ts';

type Posting = Pick<LedgerEntry, 'projectId' | 'amount' | 'side'>;
export type PostArgs = {
  readonly move: Pick<Move, 'id' | 'donors' | 'recipients'>;
  /** At least every project of the move's lines; others are left alone. */
  readonly projects: readonly Project[];
  readonly at: Instant;
  /** True posts the mirror image: donors are credited, recipients debited. */
  readonly reversal: boolean;
};

function postingsOf({ move, reversal }: PostArgs): Posting[] {
  const from = (lines: readonly MoveLine[], side: Posting['side']) =>
    lines.map(({ projectId, amount }) => ({ projectId, amount, side }));
  return reversal
    ? [...from(move.recipients, 'debit'), ...from(move.donors, 'credit')]
    : [...from(move.donors, 'debit'), ...from(move.recipients, 'credit')];
}

function apply(project: Project, posting: Posting): Project {
  const { capital } = project;
  const planned =
    posting.side === 'debit' ? capital.planned - posting.amount : capital.planned + posting.amount;
  if (posting.side === 'debit' && planned < capital.disbursed) {
    throw new Refusal('move.belowDisbursed', {
      project: project.id,
      amount: posting.amount,
      available: Math.max(0, capital.planned - capital.disbursed),
    });
  }
  return {
    ...project,
    capital: { ...capital, planned: dong(planned) },
    ledgerCount: project.ledgerCount + 1,
  };
}

/**
 * Double entry of a move: debits of those that give, credits of those that take, each with the project's next sequence
 * number and its plan afterwards. Returns the changed projects (version + 1, once each) and the entries; nothing is
 * posted unless all of it can be. Refuses `move.unbalanced`, `project.unknown`, `move.belowDisbursed`.
 */
export function postEntries(args: PostArgs): { projects: Project[]; entries: LedgerEntry[] } {
  const { move, at, reversal } = args;
  const [out, taken] = [move.donors, move.recipients].map((lines) =>
    sumDong(lines.map((line) => line.amount)),
  );
  if (out !== taken) throw new Refusal('move.unbalanced', { move: move.id });
  const before = new Map(args.projects.map((project) => [project.id, project]));
  const after = new Map<ProjectId, Project>();
  const entries = postingsOf(args).map((posting): LedgerEntry => {
    const { projectId } = posting;
    const project = after.get(projectId) ?? before.get(projectId);
    if (project === undefined) throw new Refusal('project.unknown', { project: projectId });
    const next = apply(project, posting);
    after.set(projectId, next);
    return {
      ...posting,
      moveId: move.id,
      sequence: next.ledgerCount,
      balance: next.capital.planned,
      at,
      reversal,
    };
  });
  return {
    projects: [...after.values()].map((project) => ({ ...project, version: project.version + 1 })),
    entries,
  };
}

export type LedgerFault =
  | {
      readonly fault: 'unknownProject' | 'sequenceGap' | 'wrongBalance';
      readonly projectId: ProjectId;
      readonly sequence: number;
    }
  | { readonly fault: 'unbalancedMove'; readonly moveId: MoveId; readonly difference: number };

export type BalanceProof = {
  /** No fault, and the plans sum to what they summed to at the opening. */
  readonly conserved: boolean;
  readonly debits: Dong;
  readonly credits: Dong;
  /** Plan of each opened project after its last entry. */
  readonly closing: ReadonlyMap<ProjectId, Dong>;
  readonly faults: readonly LedgerFault[];
};

function signedAmount(entry: LedgerEntry): number {
  return entry.side === 'credit' ? entry.amount : 0 - entry.amount;
}

function faultsOfMoves(entries: readonly LedgerEntry[]): LedgerFault[] {
  const differences = new Map<string, { moveId: MoveId; difference: number }>();
  for (const entry of entries) {
    const key = `${entry.moveId} ${entry.reversal}`;
    const difference = (differences.get(key)?.difference ?? 0) + signedAmount(entry);
    differences.set(key, { moveId: entry.moveId, difference });
  }
  return [...differences.values()]
    .filter(({ difference }) => difference !== 0)
    .map((found) => ({ fault: 'unbalancedMove', ...found }));
}

/** What the entries take and give in all. */
export function turnover(entries: readonly LedgerEntry[]): { debits: Dong; credits: Dong } {
  const sumOf = (side: LedgerEntry['side']) =>
    entries.filter((entry) => entry.side === side).reduce((sum, { amount }) => dong(sum + amount), NO_DONG);
  return { debits: sumOf('debit'), credits: sumOf('credit') };
}

/**
 * Proves a ledger from the entries alone: every move sums to zero, every project's sequence runs 1, 2, 3 … without a gap,
 * every balance is the one before plus or minus the amount. `entries` in any order; `openingPlans` are the plans before
 * the first entry. Returns the faults instead of throwing, for reports and the drill.
 */
export function proveBalance(
  entries: readonly LedgerEntry[],
  openingPlans: ReadonlyMap<ProjectId, Dong>,
): BalanceProof {
  const faults = faultsOfMoves(entries);
  const closing = new Map(openingPlans);
  const counts = new Map<ProjectId, number>();
  for (const entry of entries.toSorted((one, other) => one.sequence - other.sequence)) {
    const { projectId, sequence } = entry;
    const before = closing.get(projectId);
    const expected = (counts.get(projectId) ?? 0) + 1;
    counts.set(projectId, sequence);
    if (before === undefined) faults.push({ fault: 'unknownProject', projectId, sequence });
    else if (before + signedAmount(entry) !== entry.balance)
      faults.push({ fault: 'wrongBalance', projectId, sequence });
    if (sequence !== expected) faults.push({ fault: 'sequenceGap', projectId, sequence });
    closing.set(projectId, entry.balance);
  }
  const conserved =
    faults.length === 0 && sumDong([...closing.values()]) === sumDong([...openingPlans.values()]);
  return { conserved, ...turnover(entries), closing, faults };
}

/** A project's ledger as a statement: from the plan before the first entry to the plan after the last. */
export function statementOf(
  project: Project,
  entries: readonly LedgerEntry[],
): { opening: Dong; closing: Dong; debits: Dong; credits: Dong; intact: boolean } {
  const { debits, credits } = turnover(entries);
  const closing = project.capital.planned;
  const opening = dong(Math.max(0, closing - credits + debits));
  const proof = proveBalance(entries, new Map([[project.id, opening]]));
  const faults = proof.faults.filter(({ fault }) => fault !== 'unbalancedMove');
  const complete = entries.length === project.ledgerCount && proof.closing.get(project.id) === closing;
  return { opening, closing, debits, credits, intact: faults.length === 0 && complete };
}
