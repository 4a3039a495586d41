import type { Approval } from '#domain/approval.ts';
import type { Case } from '#domain/case.ts';
import type { Ladder } from '#domain/ladder.ts';
import type { Move } from '#domain/move.ts';
import { type Instant, localDateOf } from '#domain/time.ts';
import type { State } from './state.ts';

/** What an approval is about: its case, its move, or (operator's tasks) neither. */
export type Subject = { readonly case: Case | undefined; readonly move: Move | undefined };

/** Reads what the approval is about, consistently. An ask about a move of a case brings the case too. */
export async function subjectOf(
  deps: Pick<State, 'getCase' | 'getMove'>,
  approval: Approval,
): Promise<Subject> {
  const [record, move] = await Promise.all([
    approval.caseId === undefined ? undefined : deps.getCase(approval.caseId),
    approval.moveId === undefined ? undefined : deps.getMove(approval.moveId),
  ]);
  return { case: record, move };
}

/** The ladder that the subject climbs: that of its case, for the case's whole life; else the one of the day. */
export async function ladderFor(
  deps: Pick<State, 'ladderOf' | 'latestLadder'>,
  { case: record }: Subject,
  now: Instant,
): Promise<Ladder> {
  return record === undefined ? deps.latestLadder(localDateOf(now)) : deps.ladderOf(record.ladderVersion);
}
