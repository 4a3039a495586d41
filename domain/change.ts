import type { Approval, SignedDocument } from './approval.ts';
import type { Blocker } from './blocker.ts';
import type { Case } from './case.ts';
import type { Effect } from './effect.ts';
import type { CaseId, MoveId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Move } from './move.ts';
import type { Project } from './project.ts';
import type { Receipt } from './receipt.ts';

/** A blocker in its next version; the one before is kept beside it. `caseId` is the case that it has by now. */
export type BlockerUpdate = {
  readonly blocker: Blocker;
  readonly previous: Blocker;
  readonly caseId: CaseId | null;
};

/**
 * What a decision wants to be true: everything that is written, in ONE conditional transaction.
 *
 * Every record carries its next `version`; the store accepts it only when what is stored has `version - 1` (nothing, for
 * version 0). So a decision taken on old state fails as a whole and is taken again on new state.
 */
export type Change = {
  readonly cases: readonly Case[];
  readonly blockers: readonly BlockerUpdate[];
  readonly approvals: readonly Approval[];
  readonly moves: readonly Move[];
  readonly projects: readonly Project[];
  readonly entries: readonly LedgerEntry[];
  readonly receipts: readonly Receipt[];
  readonly effects: readonly Effect[];
  /** Numbers of signed documents that this change uses up: one document decides one move, once. */
  readonly documents: readonly { readonly moveId: MoveId; readonly document: SignedDocument }[];
};

export const NO_CHANGE: Change = {
  cases: [],
  blockers: [],
  approvals: [],
  moves: [],
  projects: [],
  entries: [],
  receipts: [],
  effects: [],
  documents: [],
};

/** One change out of several, in order, to be written together. No record may stand in two of them. */
export function mergeChanges(...changes: readonly Partial<Change>[]): Change {
  return {
    cases: changes.flatMap((change) => change.cases ?? []),
    blockers: changes.flatMap((change) => change.blockers ?? []),
    approvals: changes.flatMap((change) => change.approvals ?? []),
    moves: changes.flatMap((change) => change.moves ?? []),
    projects: changes.flatMap((change) => change.projects ?? []),
    entries: changes.flatMap((change) => change.entries ?? []),
    receipts: changes.flatMap((change) => change.receipts ?? []),
    effects: changes.flatMap((change) => change.effects ?? []),
    documents: changes.flatMap((change) => change.documents ?? []),
  };
}
