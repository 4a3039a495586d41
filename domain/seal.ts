import type { Case } from './case.ts';
import type { Change } from './change.ts';
import { NO_CHANGE } from './change.ts';
import type { Effect } from './effect.ts';
import type { Move } from './move.ts';
import type { ChainHead, ChainId, Fact, Receipt } from './receipt.ts';
import { appendReceipts } from './receipt-chain.ts';
import type { Instant } from './time.ts';

/** A chain that has no receipt yet. */
export const EMPTY_CHAIN: ChainHead = { count: 0, lastHash: null };

/** What a rule did to a case, before it is sealed: the case as it will be, what happened in the past tense, what follows. */
export type CaseStep = {
  readonly case: Case;
  readonly facts: readonly Fact[];
  readonly effects: readonly Effect[];
};

type Chained = { readonly id: ChainId; readonly chain: ChainHead; readonly version: number };

type Sealed<R> = { readonly record: R; readonly receipts: Receipt[] };

/** Appends the facts to the chain of a record that has its next version already (every step of `move-path.ts` gives it). */
export function chainFacts<R extends Chained>(record: R, facts: readonly Fact[], at: Instant): Sealed<R> {
  const { receipts, head } = appendReceipts({ chain: record.id, head: record.chain, facts, at });
  return { record: { ...record, chain: head }, receipts };
}

/** Appends the facts to the record's chain and gives it its next version. */
export function seal<R extends Chained>(record: R, facts: readonly Fact[], at: Instant): Sealed<R> {
  return chainFacts({ ...record, version: record.version + 1 }, facts, at);
}

/** The change that writes a case as a step left it. */
export function changeOfCase(step: CaseStep, at: Instant): Change {
  const { record, receipts } = seal(step.case, step.facts, at);
  return { ...NO_CHANGE, cases: [record], receipts, effects: step.effects };
}

/** Where the receipts of an approval go: the chain of its move, else of its case; neither when nothing was opened yet. */
export type Subject = { readonly case?: Case | undefined; readonly move?: Move | undefined };

/** The change that only adds facts to the chain of the move or case; nothing where there is neither. */
export function noteFacts(subject: Subject, facts: readonly Fact[], at: Instant): Change {
  if (subject.move !== undefined) {
    const { record, receipts } = seal(subject.move, facts, at);
    return { ...NO_CHANGE, moves: [record], receipts };
  }
  if (subject.case === undefined) return NO_CHANGE;
  return changeOfCase({ case: subject.case, facts, effects: [] }, at);
}
