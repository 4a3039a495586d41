import type { Approval, Decision, DecisionForm, OpenApproval } from './approval.ts';
import { applyToCase } from './approval-apply.ts';
import {
  assertAsked,
  assertForm,
  assertMayDecide,
  assertOpen,
  type Decider,
  takesDocument,
} from './approval-checks.ts';
import { approvalFact, closed, tellMovedOn, wake, withdraw } from './approval-end.ts';
import { forward, type Heirs } from './approval-forward.ts';
import { waitsFor } from './approval-wait.ts';
import type { Calendar } from './calendar.ts';
import type { Case } from './case.ts';
import { returnToLadder } from './case-life.ts';
import { type Change, mergeChanges } from './change.ts';
import type { Effect } from './effect.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Move } from './move.ts';
import { changedProjects, release } from './move-lines.ts';
import { confirmMove, decideMove, rejectMove, resolveMove, submitMove, voteOnMove } from './move-path.ts';
import { noticesOf } from './move-step.ts';
import type { Project } from './project.ts';
import type { Fact } from './receipt.ts';
import { hashOf } from './receipt-chain.ts';
import { chainFacts, changeOfCase, noteFacts } from './seal.ts';
import type { Instant } from './time.ts';

export type { Decider } from './approval-checks.ts';
export { markUndeliverable, recordMail } from './approval-delivery.ts';
export { tally } from './ballot.ts';
export { urge } from './case-command.ts';

export type DecideArgs = {
  readonly approval: Approval;
  readonly form: DecisionForm;
  readonly decider: Decider;
  /** The approval's case and move, where it names them; also the case of the approval's move. */
  readonly case?: Case | undefined;
  readonly move?: Move | undefined;
  /** The approvals of the same ballot, in any status; empty for a single ask. */
  readonly ballot: readonly Approval[];
  /** The other asks of the same move: who decided one step of it decides no other. */
  readonly otherAsks?: readonly Approval[] | undefined;
  /** The projects of the move's lines: a rejected move gives back what it reserved. */
  readonly projects?: readonly Project[] | undefined;
  /** Who is next, where the ask is to be forwarded. */
  readonly heirs?: Heirs | undefined;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
};

type Deciding = Omit<DecideArgs, 'approval'> & {
  readonly approval: OpenApproval;
  readonly decision: Decision;
  readonly recorded: Fact;
};

function decisionOf({ form, decider, now, approval }: DecideArgs): Decision {
  const { outcome, comment, doBy, document, shownHash } = form;
  const { name, post, email, standing, auth } = decider;
  const promises = approval.kind === 'clearBlocker' && outcome === 'agree' && doBy !== undefined;
  const signed = takesDocument(approval.kind, outcome) && document !== undefined;
  return {
    outcome,
    comment,
    decidedAt: now,
    by: { name, post, email, standing },
    auth,
    shownHash,
    ...(promises ? { doBy } : {}),
    ...(signed ? { document } : {}),
  };
}

/** The receipt names office and standing, never the person; `decisionHash` proves the record that does. */
function decisionFact(approval: OpenApproval, decision: Decision, decider: Decider): Fact {
  const { outcome, auth, shownHash, doBy, document } = decision;
  return approvalFact('decisionRecorded', approval, {
    outcome,
    auth,
    shownHash,
    standing: decider.standing,
    decisionHash: hashOf(decision),
    ...(decider.office === approval.office ? {} : { actedFrom: decider.office }),
    ...(doBy === undefined ? {} : { doBy }),
    ...(document === undefined ? {} : { document }),
  });
}

function moveOf({ move, approval }: Deciding): Move {
  if (move === undefined || move.id !== approval.moveId) {
    throw new Refusal('move.unknown', { move: approval.moveId ?? '' });
  }
  return move;
}

/** What the decision does to the move, by the kind of ask; the legal path is `move-path.ts`. */
function stepMove(args: Deciding): { readonly move: Move; readonly facts: readonly Fact[] } {
  const { approval, decision, now } = args;
  const { kind, office, id: approvalId } = approval;
  const { outcome, document, comment } = decision;
  const move = moveOf(args);
  const agrees = outcome === 'agree';
  if (kind === 'appraiseMove') {
    return voteOnMove({ move, now, vote: { office, approvalId, outcome: agrees ? 'agree' : 'decline' } });
  }
  if (kind === 'confirmMove' && agrees) return confirmMove({ move, now, office, approvalId });
  if (!agrees) return rejectMove({ move, now, cause: comment, by: office });
  // Every step but the submission was held against its document before.
  if (kind === 'submitMove' || document === undefined) return submitMove({ move, now });
  return kind === 'resolveMove' ? resolveMove({ move, now, document }) : decideMove({ move, now, document });
}

/** A ballot that is over early: the asks that are still open are taken back. */
function closeBallot({ approval, ballot, now }: Deciding, move: Move): ReturnType<typeof withdraw>[] {
  if (approval.policy.type === 'single' || move.status === 'drafted') return [];
  return ballot.flatMap((other) =>
    other.status === 'open' && other.id !== approval.id ? [withdraw(other, 'ballotClosed', now)] : [],
  );
}

/** A rejected move gives its case back to the ladder in the same change, so the case never waits for a dead move. */
function caseAfter(args: Deciding, move: Move): Partial<Change> {
  const { case: record, ladder, now } = args;
  if (move.status !== 'rejected' || move.caseId === undefined) return {};
  if (record === undefined) throw new Refusal('case.unknown', { case: move.caseId });
  return returnToLadder({ case: record, moveId: move.id, ladder, now });
}

/**
 * Who hears that the move is rejected: whoever drafted it and its owners, but not who said so itself, nor who was still
 * asked: that ask is taken back, and says so.
 */
function toldOfRejection(move: Move, silent: readonly OfficeId[]): Effect[] {
  if (move.status !== 'rejected') return [];
  const offices = [move.draftedBy, ...move.owners].filter((office) => !silent.includes(office));
  return noticesOf(move, offices, 'moveRejected');
}

function decideOnMove(args: Deciding): Change {
  const { now, recorded, decision } = args;
  const { move, facts } = stepMove(args);
  const rest = closeBallot(args, move);
  const chained = chainFacts(move, [recorded, ...facts, ...rest.map(({ fact }) => fact)], now);
  const { document } = decision;
  const { projects = [] } = args;
  const silent = [args.approval.office, ...rest.map(({ approval }) => approval.office)];
  return mergeChanges(
    {
      projects: move.status === 'rejected' ? changedProjects(projects, release(projects, move)) : [],
      moves: [chained.record],
      receipts: chained.receipts,
      approvals: rest.map((each) => each.approval),
      effects: [...rest.flatMap(({ effects }) => effects), ...toldOfRejection(move, silent)],
      documents: document === undefined ? [] : [{ moveId: move.id, document }],
    },
    caseAfter(args, move),
  );
}

function decideOnCase(args: Deciding): Change {
  const { approval, case: record, recorded, now } = args;
  if (record === undefined) throw new Refusal('case.unknown', { case: approval.caseId ?? '' });
  if (!waitsFor(record, approval)) throw new Refusal('case.changed', { case: record.id });
  const step = applyToCase({ ...args, case: record });
  return changeOfCase({ ...step, facts: [recorded, ...step.facts] }, now);
}

/** What the decision does to whatever it is about. */
function apply(args: Deciding): Change {
  const { approval, case: record, move, recorded, now } = args;
  switch (approval.kind) {
    case 'clearBlocker':
    case 'answerQuestion':
    case 'confirmCleared':
      return decideOnCase(args);
    case 'recoverCase': {
      const facts = [recorded, approvalFact('operatorResumed', approval, {})];
      return noteFacts({ case: record, move }, facts, now);
    }
    case 'confirmMove':
    case 'appraiseMove':
    case 'submitMove':
    case 'resolveMove':
    case 'decideMove':
      return decideOnMove(args);
  }
}

/**
 * An official's decision, held against everything that could stand against it, and all that follows: approval, case, move,
 * ballot, receipts, documents, mails, the waiting workflow's wake-up. The first valid decision wins; the same click again
 * is refused with `approval.decided`, which says what was decided, when and by whom.
 *
 * Refuses, in this order: what `assertAsked` refuses (another office's ask), `assertOpen` (ended, too late, paused, older
 * link), `assertForm` (stale page, outcome, reason, day, document), `assertMayDecide` (conflict, code, ballot, person), then
 * `case.unknown|changed`, `move.unknown|wrongStatus|documentUsed`, `approval.noDeputy`.
 */
export function decide(args: DecideArgs): Change {
  const { form, decider, now } = args;
  assertAsked(args.approval, decider);
  const approval = assertOpen(args.approval, now, decider.generation);
  assertForm(approval, form, args.calendar, now);
  assertMayDecide(approval, form.outcome, decider, args);
  const decision = decisionOf(args);
  const recorded = decisionFact(approval, decision, decider);
  if (form.outcome === 'forward') return forward({ ...args, approval, email: decider.email, recorded });
  const decided: Approval = { ...closed(approval), status: 'decided', decision };
  const { id: approvalId, generation } = approval;
  const receipt: Effect = {
    type: 'sendMail',
    template: 'receipt',
    approvalId,
    generation,
    email: decider.email,
  };
  return mergeChanges(
    { approvals: [decided], effects: [receipt, ...tellMovedOn(approval, decider.email), ...wake(approval)] },
    apply({ ...args, approval, decision, recorded }),
  );
}
