import { documentMark, type SignedDocument } from './approval.ts';
import type { Calendar } from './calendar.ts';
import { deadlineAfter } from './calendar-count.ts';
import { Refusal } from './errors.ts';
import type { ApprovalId, OfficeId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import { postEntries } from './ledger-post.ts';
import { sumDong } from './money.ts';
import { type EntryRef, type Move, type MoveStatus, OPEN_MOVE } from './move.ts';
import { linesHashOf } from './move-lines.ts';
import { baseOf, documentDetails, fact, inStatus, type MoveResult, type Step } from './move-step.ts';
import type { Project } from './project.ts';
import type { RejectCause, StopReason } from './reason.ts';
import type { Localized } from './text.ts';
import { type Instant, localDateOf } from './time.ts';

/**
 * The legal path of a move: drafted (the owners confirm, then the appraisers vote) → appraised → submitted →
 * resolvedByCouncil → decidedByCommittee → coolingOff → committed, or rejected on the way, or reversed afterwards. How it
 * is drafted: `move-propose.ts`.
 */

/** A step that posts: the ledger's entries and the projects as they are afterwards belong to the same transaction. */
export type PostedMove<S extends MoveStatus> = MoveResult<S> & {
  readonly entries: readonly LedgerEntry[];
  readonly projects: readonly Project[];
};

type OpenStatus = (typeof OPEN_MOVE)[number];

/** The owners that have not confirmed the figures yet. */
export function unconfirmed({ owners, confirmations }: Pick<Move, 'owners' | 'confirmations'>): OfficeId[] {
  return owners.filter((owner) => !confirmations.some(({ office }) => office === owner));
}

/**
 * An owner confirms the figures of its projects and answers for them. Refuses `auth.forbidden` for an office that owns none
 * of them, `approval.alreadyVoted` the second time.
 */
export function confirmMove(
  args: Step & { office: OfficeId; approvalId: ApprovalId },
): MoveResult<'drafted'> {
  const { office, approvalId, now } = args;
  const move = inStatus(args.move, 'drafted');
  if (!move.owners.includes(office)) throw new Refusal('auth.forbidden', { office });
  if (!unconfirmed(move).includes(office)) throw new Refusal('approval.alreadyVoted', { office });
  const linesHash = linesHashOf(move);
  const confirmations = [...move.confirmations, { office, approvalId, linesHash, at: now }];
  const confirmed = { ...move, confirmations, version: move.version + 1 };
  const details = { linesHash, confirmed: confirmations.length, owners: move.owners.length };
  return { move: confirmed, facts: [fact('figuresConfirmed', details, office)] };
}

export type Vote = {
  readonly office: OfficeId;
  readonly approvalId: ApprovalId;
  readonly outcome: 'agree' | 'decline';
};

/**
 * One office's vote on a draft. The ballot is over as soon as `quorum` agree (appraised) or can agree no more (rejected);
 * until then the move stays drafted. Refuses `auth.forbidden` for an office that has no vote,
 * `approval.alreadyVoted`, and `move.wrongStatus` while an owner has not confirmed the figures.
 */
export function voteOnMove(args: Step & { vote: Vote }): MoveResult<'drafted' | 'appraised' | 'rejected'> {
  const { vote, now } = args;
  const move = inStatus(args.move, 'drafted');
  if (!move.appraisers.includes(vote.office)) throw new Refusal('auth.forbidden', { office: vote.office });
  if (move.appraisals.some(({ office }) => office === vote.office)) {
    throw new Refusal('approval.alreadyVoted', { office: vote.office });
  }
  if (unconfirmed(move).length > 0) {
    throw new Refusal('move.wrongStatus', { move: move.id, status: move.status });
  }
  const appraisals = [...move.appraisals, { ...vote, linesHash: linesHashOf(move), at: now }];
  const agreed = appraisals.filter(({ outcome }) => outcome === 'agree').length;
  const declined = appraisals.length - agreed;
  const voted = { ...move, appraisals };
  if (agreed >= move.quorum) {
    const details = { agreed, declined, quorum: move.quorum };
    return {
      move: { ...baseOf(voted), status: 'appraised' },
      facts: [fact('moveAppraised', details)],
    };
  }
  if (move.appraisers.length - declined < move.quorum) {
    return {
      ...rejectMove({
        move: voted,
        now,
        cause: { why: 'tooFewVotes', agreed, quorum: move.quorum },
        by: vote.office,
      }),
    };
  }
  return { move: { ...voted, version: move.version + 1 }, facts: [] };
}

/** The chairman submits the appraised move to the People's Council. */
export function submitMove({ move, now }: Step): MoveResult<'submitted'> {
  const appraised = inStatus(move, 'appraised');
  return {
    move: { ...baseOf(appraised), status: 'submitted', submittedAt: now },
    facts: [fact('moveSubmitted', {})],
  };
}

/** `after`: the document that this one carries out or takes back; it cannot be the younger one. */
function assertSigned(document: SignedDocument, now: Instant, after?: SignedDocument): void {
  const { issuedOn, number } = document;
  if (issuedOn > localDateOf(now)) throw new Refusal('move.documentDateAhead', { number, issuedOn });
  if (after !== undefined && issuedOn < after.issuedOn) {
    const earlier = { before: after.number, beforeOn: after.issuedOn };
    throw new Refusal('move.documentDateBefore', { number, issuedOn, ...earlier });
  }
}

/** The resolution of the People's Council: number, date, issuer. Refuses `move.documentDateAhead`. */
export function resolveMove(args: Step & { document: SignedDocument }): MoveResult<'resolvedByCouncil'> {
  const { document, now } = args;
  const move = inStatus(args.move, 'submitted');
  assertSigned(document, now);
  return {
    move: { ...move, status: 'resolvedByCouncil', resolution: document, version: move.version + 1 },
    facts: [fact('councilResolved', documentDetails(document))],
  };
}

/**
 * The decision of the People's Committee that carries out the resolution. Refuses `move.documentDateAhead`,
 * `move.documentDateBefore` when it is older than the resolution, `move.documentUsed` when it is the resolution over again.
 */
export function decideMove(args: Step & { document: SignedDocument }): MoveResult<'decidedByCommittee'> {
  const { document, now } = args;
  const move = inStatus(args.move, 'resolvedByCouncil');
  assertSigned(document, now, move.resolution);
  if (documentMark(document) === documentMark(move.resolution)) {
    throw new Refusal('move.documentUsed', { number: document.number });
  }
  const version = move.version + 1;
  return {
    move: { ...move, status: 'decidedByCommittee', committeeDecision: document, decidedAt: now, version },
    facts: [fact('committeeDecided', documentDetails(document))],
  };
}

/** Working days between decision and ledger entry in which the move can be stopped; over at 17:00 of the last. */
export function beginCoolingOff(
  args: Step & { calendar: Calendar; workingDays: number },
): MoveResult<'coolingOff'> {
  const move = inStatus(args.move, 'decidedByCommittee');
  const until = deadlineAfter(args.calendar, args.now, args.workingDays).at;
  return {
    move: { ...move, status: 'coolingOff', until, version: move.version + 1 },
    facts: [fact('coolingOffStarted', { until, workingDays: args.workingDays })],
  };
}

/** Stops a move while it cools off; it is then rejected, not committed. Refuses `move.stopped` the second time. */
export function stopMove(
  args: Step & { by: string | Localized; reason: StopReason },
): MoveResult<'coolingOff'> {
  const { by, reason, now } = args;
  const move = inStatus(args.move, 'coolingOff');
  if (move.stopped !== undefined) throw new Refusal('move.stopped', { move: move.id });
  return {
    move: { ...move, stopped: { by, at: now, reason }, version: move.version + 1 },
    facts: [fact('moveStopped', { by, reason })],
  };
}

function refOf({ projectId, sequence }: LedgerEntry): EntryRef {
  return { projectId, sequence };
}

/**
 * The ledger entry: what both documents decided becomes the plan of each project. Refuses `move.stopped`,
 * `move.stillCoolingOff` before the time is up, and the codes of `postEntries`. The other conditions of the law were
 * checked on the draft; what the Council has decided since is not judged again here.
 */
export function commitMove(args: Step & { projects: readonly Project[] }): PostedMove<'committed'> {
  const { now } = args;
  const { until, stopped, ...move } = inStatus(args.move, 'coolingOff');
  if (stopped !== undefined) throw new Refusal('move.stopped', { move: move.id });
  if (now < until) throw new Refusal('move.stillCoolingOff', { move: move.id, until });
  const posted = postEntries({ move, projects: args.projects, at: now, reversal: false });
  const amount = sumDong(move.donors.map((line) => line.amount));
  return {
    ...posted,
    move: {
      ...move,
      status: 'committed',
      committedAt: now,
      entries: posted.entries.map(refOf),
      version: move.version + 1,
    },
    facts: [fact('moveCommitted', { amount, entries: posted.entries.length })],
  };
}

/** Ends a move without an entry, from any status before `committed`; `by` is the office that said no. */
export function rejectMove(args: Step & { cause: RejectCause; by?: OfficeId }): MoveResult<'rejected'> {
  const { by, cause, now } = args;
  const move = inStatus<OpenStatus>(args.move, ...OPEN_MOVE);
  const rejection = { rejectedAt: now, rejectedIn: move.status, cause };
  return {
    move: {
      ...baseOf(move),
      ...rejection,
      status: 'rejected',
      ...(by === undefined ? {} : { rejectedBy: by }),
    },
    facts: [fact('moveRejected', { cause, rejectedIn: move.status }, by)],
  };
}

/**
 * Takes a committed move back by a signed document: mirror entries restore every plan. Refuses `move.documentDateAhead`,
 * `move.documentDateBefore` and, when a recipient has spent what it was given, `move.belowDisbursed`.
 */
export function reverseMove(
  args: Step & { document: SignedDocument; projects: readonly Project[] },
): PostedMove<'reversed'> {
  const { document, now } = args;
  const move = inStatus(args.move, 'committed');
  const { committedAt } = move;
  assertSigned(document, now, move.committeeDecision);
  const posted = postEntries({ move, projects: args.projects, at: now, reversal: true });
  const version = move.version + 1;
  return {
    ...posted,
    move: {
      ...move,
      status: 'reversed',
      reversedAt: now,
      reversal: document,
      mirrored: posted.entries.map(refOf),
      version,
    },
    facts: [
      fact('moveReversed', { ...documentDetails(document), committedAt, entries: posted.entries.length }),
    ],
  };
}

/**
 * What a move needs next. `ask` names the kind of approval (and the owners that have not confirmed, or the appraisers that
 * have not voted);
 * `commit` is what the system does itself: begin the cooling-off, post after it, or reject what was stopped.
 */
export type MoveStep =
  | {
      readonly step: 'ask';
      readonly kind: 'confirmMove' | 'appraiseMove';
      readonly offices: readonly OfficeId[];
    }
  | { readonly step: 'ask'; readonly kind: 'submitMove' | 'resolveMove' | 'decideMove' }
  | { readonly step: 'wait'; readonly until: Instant }
  | { readonly step: 'commit'; readonly act: 'beginCoolingOff' | 'post' | 'reject' }
  | { readonly step: 'done' };

/** Where a move stands at `now`; reading it again and again changes nothing. */
export function nextMoveStep(move: Move, now: Instant): MoveStep {
  switch (move.status) {
    case 'drafted': {
      const missing = unconfirmed(move);
      if (missing.length > 0) return { step: 'ask', kind: 'confirmMove', offices: missing };
      const voted = new Set(move.appraisals.map(({ office }) => office));
      const offices = move.appraisers.filter((office) => !voted.has(office));
      return { step: 'ask', kind: 'appraiseMove', offices };
    }
    case 'appraised':
      return { step: 'ask', kind: 'submitMove' };
    case 'submitted':
      return { step: 'ask', kind: 'resolveMove' };
    case 'resolvedByCouncil':
      return { step: 'ask', kind: 'decideMove' };
    case 'decidedByCommittee':
      return { step: 'commit', act: 'beginCoolingOff' };
    case 'coolingOff':
      if (move.stopped !== undefined) return { step: 'commit', act: 'reject' };
      return now < move.until ? { step: 'wait', until: move.until } : { step: 'commit', act: 'post' };
    case 'committed':
    case 'rejected':
    case 'reversed':
      return { step: 'done' };
  }
}
