import type { Approval, Decision, DecisionForm, OpenApproval, Outcome } from './approval.ts';
import type { Calendar } from './calendar.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import { sameAddress } from './office.ts';
import { type Instant, type LocalDate, localDateOf, plusDays } from './time.ts';

/** Who decides, for which office, and how sure we are of it. `generation` is that of the link, when one was used. */
export type Decider = Decision['by'] & {
  readonly auth: Decision['auth'];
  /** The office acted for: the approval's, or the duty office when it stands in. */
  readonly office: OfficeId;
  readonly generation?: number | undefined;
};

/** Outcomes that mean nothing without words. */
const NEEDS_COMMENT: readonly Outcome[] = ['return', 'decline', 'refer', 'outOfScope', 'reallocate'];
/** A promise further ahead than this is none. */
const LONGEST_PROMISE_DAYS = 366;
/** After the promised day the reporter is asked: the calendar must reach that far. */
const DAYS_TO_CONFIRM = 60;

/**
 * The approval, when it can still be acted on at `now` (with a link of `generation`, if given). Time decides, not the timer:
 * from `expiresAt` on it is too late even if nothing has marked it yet. Refuses `approval.decided|expired|withdrawn|
 * undeliverable`, `case.wrongStatus` while its case is paused, `approval.newerGeneration`.
 */
export function assertOpen(approval: Approval, now: Instant, generation = approval.generation): OpenApproval {
  switch (approval.status) {
    case 'decided': {
      const { outcome, decidedAt: at, by } = approval.decision;
      throw new Refusal('approval.decided', { approval: approval.id, outcome, at, by: by.post });
    }
    case 'expired':
    case 'withdrawn':
    case 'undeliverable':
      throw new Refusal(`approval.${approval.status}`, { approval: approval.id, endedAt: approval.endedAt });
    case 'open':
  }
  if (now >= approval.expiresAt && approval.stopped === undefined) {
    throw new Refusal('approval.expired', { approval: approval.id, endedAt: approval.expiresAt });
  }
  if (approval.stopped !== undefined) {
    throw new Refusal('case.wrongStatus', { status: 'paused', until: approval.stopped.until });
  }
  if (generation !== approval.generation) {
    throw new Refusal('approval.newerGeneration', { approval: approval.id });
  }
  return approval;
}

/** Refuses `approval.doByRequired`, `approval.doByNotAhead`, and `input.invalid` for a day that is out of all reason. */
function assertDoBy(doBy: LocalDate | undefined, calendar: Calendar, now: Instant): void {
  const today = localDateOf(now);
  if (doBy === undefined) throw new Refusal('approval.doByRequired');
  if (doBy <= today) throw new Refusal('approval.doByNotAhead', { doBy });
  const lastYear = Math.max(...calendar.years.map(({ year }) => year));
  const counted = Number(plusDays(doBy, DAYS_TO_CONFIRM).slice(0, 4)) <= lastYear;
  if (doBy > plusDays(today, LONGEST_PROMISE_DAYS) || !counted) {
    throw new Refusal('input.invalid', { doBy }, [{ path: 'doBy', code: 'too_big' }]);
  }
}

/** Refuses `approval.documentRequired`, `move.documentDateAhead`. */
function assertDocument(document: DecisionForm['document'], now: Instant): void {
  if (document === undefined) throw new Refusal('approval.documentRequired');
  const { issuedOn, number } = document;
  if (issuedOn > localDateOf(now)) throw new Refusal('move.documentDateAhead', { number, issuedOn });
}

/** Only a step of a move that the law wants signed takes a document. */
export function takesDocument(kind: Approval['kind'], outcome: Outcome): boolean {
  return outcome === 'agree' && (kind === 'resolveMove' || kind === 'decideMove');
}

/** Whether an answer means nothing without words. */
export function needsComment(kind: Approval['kind'], outcome: Outcome): boolean {
  return NEEDS_COMMENT.includes(outcome) || (kind === 'answerQuestion' && outcome === 'agree');
}

/** Holds what was typed against what was asked; each missing piece has its own code. */
export function assertForm(
  approval: OpenApproval,
  form: DecisionForm,
  calendar: Calendar,
  now: Instant,
): void {
  const { outcome, comment } = form;
  const { kind } = approval;
  if (form.shownHash !== approval.shownHash)
    throw new Refusal('approval.stalePage', { approval: approval.id });
  if (!approval.outcomes.includes(outcome)) throw new Refusal('approval.outcomeNotOffered', { outcome });
  if (needsComment(kind, outcome) && comment.trim() === '') {
    throw new Refusal('approval.commentRequired', { outcome });
  }
  if (kind === 'clearBlocker' && outcome === 'agree') assertDoBy(form.doBy, calendar, now);
  if (takesDocument(kind, outcome)) assertDocument(form.document, now);
}

/** What was heard about the same matter: the asks of the same ballot, and of the other steps of the same move. */
type Heard = { readonly ballot: readonly Approval[]; readonly otherAsks?: readonly Approval[] | undefined };

/** Is this office asked, or does the duty post stand in for it? Refuses `auth.forbidden`: nobody else learns how an ask stands. */
export function assertAsked({ office }: Approval, decider: Decider): void {
  if (decider.office !== office && decider.standing !== 'duty') {
    throw new Refusal('auth.forbidden', { office: decider.office });
  }
}

/**
 * May this person of the office that is asked decide this? Refuses `approval.conflictOfInterest` (the office submitted what is
 * decided), `approval.codeRequired` (a link alone is too weak for the outcome), `approval.alreadyVoted` (one office counts
 * once in a ballot, and so does one person for several offices of an appraisal), and `approval.samePerson` (who decided one
 * step of a move decides no other).
 */
export function assertMayDecide(
  approval: OpenApproval,
  outcome: Outcome,
  decider: Decider,
  { ballot, otherAsks = [] }: Heard,
): void {
  const { office, auth, email } = decider;
  if ([office, approval.office].some((each) => approval.excluded.includes(each))) {
    throw new Refusal('approval.conflictOfInterest', { office });
  }
  if (approval.stepUp.includes(outcome) && auth === 'link')
    throw new Refusal('approval.codeRequired', { outcome });
  if (outcome === 'forward') return;
  for (const vote of ballot) {
    if (vote.id === approval.id || vote.status !== 'decided') continue;
    // An owner answers for its own projects: who holds two such posts answers for both.
    const samePerson = approval.kind === 'appraiseMove' && sameAddress(vote.decision.by.email, email);
    if (vote.office === approval.office || samePerson) {
      throw new Refusal('approval.alreadyVoted', { office: vote.office, at: vote.decision.decidedAt });
    }
  }
  const other = otherAsks.find(
    (each) =>
      each.status === 'decided' && each.kind !== approval.kind && sameAddress(each.decision.by.email, email),
  );
  if (other !== undefined) throw new Refusal('approval.samePerson', { office: other.office });
}
