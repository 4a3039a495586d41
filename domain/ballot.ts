import type { Approval, Policy } from './approval.ts';
import type { OfficeId } from './ids.ts';

export type BallotVote = { readonly office: OfficeId; readonly outcome: 'agree' | 'decline' };

/** `result` stays `open` until `k` agree or so many decline that `k` can no longer agree. */
export type Tally = {
  readonly agreed: number;
  readonly declined: number;
  readonly result: 'open' | 'agreed' | 'declined';
};

/** The votes that were cast in a ballot; asks that ended otherwise are no votes, so silence never counts. */
export function votesOf(ballot: readonly Approval[]): BallotVote[] {
  return ballot.flatMap((approval) => {
    if (approval.status !== 'decided') return [];
    const outcome = approval.decision.outcome === 'agree' ? 'agree' : 'decline';
    return [{ office: approval.office, outcome }];
  });
}

/** Counts a ballot, each office once (its first vote); a single ask is a ballot of one. */
export function tally(policy: Policy, votes: readonly BallotVote[]): Tally {
  const { k, n } = policy.type === 'single' ? { k: 1, n: 1 } : policy;
  const firstVotes = new Map(votes.toReversed().map((vote) => [vote.office, vote.outcome]));
  const agreed = [...firstVotes.values()].filter((outcome) => outcome === 'agree').length;
  const declined = firstVotes.size - agreed;
  if (agreed >= k) return { agreed, declined, result: 'agreed' };
  return { agreed, declined, result: n - declined < k ? 'declined' : 'open' };
}
