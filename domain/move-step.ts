import type { SignedDocument } from './approval.ts';
import type { Effect } from './effect.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import type { Move, MoveStatus } from './move.ts';
import type { Fact, FactType, FactValue } from './receipt.ts';
import type { Instant } from './time.ts';

/**
 * What the steps of a move share. Every step takes the move and returns it with the next version and the facts of the step;
 * the caller chains the facts (`appendReceipts`) and writes all in one transaction. A step from another status refuses
 * `move.wrongStatus`.
 */
export type MoveResult<S extends MoveStatus = MoveStatus> = {
  readonly move: Extract<Move, { status: S }>;
  readonly facts: readonly Fact[];
};
export type Step = { readonly move: Move; readonly now: Instant };

function hasStatus<S extends MoveStatus>(
  move: Move,
  statuses: readonly S[],
): move is Extract<Move, { status: S }> {
  return statuses.some((status) => status === move.status);
}

/** The move, when it stands in one of these statuses. Refuses `move.wrongStatus`. */
export function inStatus<S extends MoveStatus>(move: Move, ...statuses: S[]): Extract<Move, { status: S }> {
  if (!hasStatus(move, statuses))
    throw new Refusal('move.wrongStatus', { move: move.id, status: move.status });
  return move;
}

export function fact(type: FactType, details: Record<string, FactValue>, office?: OfficeId): Fact {
  return { type, details, ...(office === undefined ? {} : { office }) };
}

type About = Extract<Effect, { type: 'sendNotice' }>['about'];

/** Tells offices what became of a move, each once. */
export function noticesOf({ id: subject }: Move, offices: readonly OfficeId[], about: About): Effect[] {
  return [...new Set(offices)].map((office) => ({ type: 'sendNotice', subject, office, about }));
}

export function documentDetails({ number, issuedOn, issuer }: SignedDocument): Record<string, FactValue> {
  return { number, issuedOn, issuer };
}

/** What every status shares, without what belongs to one status only; the next version. */
export function baseOf(move: Move) {
  const { id, caseId, planYear, donors, recipients, reason, draftedBy, draftedAt, rulesVersion } = move;
  const { revision, owners, confirmations, appraisers, quorum, appraisals, chain, version } = move;
  return {
    ...(caseId === undefined ? {} : { caseId }),
    id,
    planYear,
    donors,
    recipients,
    reason,
    draftedBy,
    draftedAt,
    rulesVersion,
    revision,
    owners,
    confirmations,
    appraisers,
    quorum,
    appraisals,
    chain,
    version: version + 1,
  };
}
