import type { ApprovalKind, OpenApproval, Outcome, Policy } from './approval.ts';
import { type Clock, startClock, withDaysLeft } from './approval-clock.ts';
import { approvalFact } from './approval-end.ts';
import { showCase, showRecovery } from './approval-shown.ts';
import type { Blocker } from './blocker.ts';
import type { Calendar } from './calendar.ts';
import { CLOSING_TIME } from './calendar-count.ts';
import { idleOf, remainingOf } from './capital-figures.ts';
import type { Case, HeldCase } from './case.ts';
import { firstSeat, rungOf, seatAbove } from './case-rung.ts';
import { onSeat, seatNotices } from './case-steps.ts';
import { type Change, mergeChanges } from './change.ts';
import type { Effect } from './effect.ts';
import { Refusal } from './errors.ts';
import type { ApprovalId, OfficeId } from './ids.ts';
import { CITY_RUNG, type Ladder, type StepRule } from './ladder.ts';
import type { Move } from './move.ts';
import { movableOf } from './move-rules.ts';
import type { Office } from './office.ts';
import type { Project } from './project.ts';
import type { Rules } from './rules.ts';
import { changeOfCase, noteFacts } from './seal.ts';
import type { Localized } from './text.ts';
import { DAY_MS, epochMs, type Instant, instantAt, instantOf, localDateOf } from './time.ts';

type CaseAsk = 'clearBlocker' | 'answerQuestion' | 'confirmCleared';

/** Outcomes that escalate, reject, override or move money: they need more than the mailed link. */
const STEP_UP: Record<ApprovalKind, readonly Outcome[]> = {
  clearBlocker: ['decline', 'refer', 'reallocate', 'outOfScope'],
  answerQuestion: [],
  confirmCleared: ['decline'],
  confirmMove: ['agree', 'decline'],
  appraiseMove: ['agree', 'decline'],
  submitMove: ['agree', 'decline'],
  resolveMove: ['agree', 'decline'],
  decideMove: ['agree', 'decline'],
  recoverCase: [],
};

/** The outcomes that are offered, in the order of the page, and those of them that need the step-up. */
export function outcomesFor(
  kind: ApprovalKind,
  place: { readonly rung: number; readonly top: boolean; readonly movable: number } = {
    rung: 0,
    top: false,
    movable: 0,
  },
): { outcomes: Outcome[]; stepUp: Outcome[] } {
  const offer = (outcomes: Outcome[]) => ({
    outcomes,
    stepUp: outcomes.filter((outcome) => STEP_UP[kind].includes(outcome)),
  });
  switch (kind) {
    case 'clearBlocker': {
      const city = place.rung >= CITY_RUNG;
      const up: Outcome[] = place.top ? ['decline'] : ['refer', 'decline'];
      const money: Outcome[] = city && place.movable > 0 ? ['reallocate'] : [];
      return offer([
        'agree',
        'return',
        ...up,
        ...money,
        ...(city ? (['outOfScope'] as const) : []),
        'forward',
      ]);
    }
    case 'answerQuestion':
    case 'recoverCase':
      return offer(['agree', 'forward']);
    case 'confirmCleared':
    case 'confirmMove':
    case 'appraiseMove':
    case 'submitMove':
    case 'resolveMove':
    case 'decideMove':
      return offer(['agree', 'decline', 'forward']);
  }
}

/** What an ask is made of; `openAsk` adds what every new ask begins with. */
export type AskParts = Clock &
  Pick<
    OpenApproval,
    'id' | 'kind' | 'outcomes' | 'stepUp' | 'excluded' | 'shown' | 'shownHash' | 'onSilence'
  > &
  Partial<Pick<OpenApproval, 'caseId' | 'moveId' | 'rung' | 'category' | 'waiting'>> & {
    readonly policy?: Policy;
    readonly office: Office;
    readonly now: Instant;
  };

/** An open approval of generation 1: nobody has a link yet, nothing was sent yet. */
export function openAsk({ office, now, policy = { type: 'single' }, ...parts }: AskParts): OpenApproval {
  return {
    ...parts,
    status: 'open',
    office: office.id,
    officeName: office.name,
    policy,
    askedAt: now,
    generation: 1,
    links: [],
    mails: [],
    passedOver: [],
    version: 0,
  };
}

/** The mail that carries the ask to whoever acts for the office when it is sent. */
export function mailAsk({ id: approvalId, generation }: OpenApproval): Effect {
  return { type: 'sendMail', template: 'ask', approvalId, generation };
}

/** The ask that a case needs: what, of which office, by which rule, counted from when (null: from the ask). */
export type NeededAsk = {
  readonly kind: CaseAsk;
  readonly office: OfficeId;
  readonly rule: StepRule;
  readonly countFrom: Instant | null;
};

/** The case with a holder: a case that was only reported comes to its first rung. Refuses what is paused or over. */
function heldCase(record: Case, ladder: Ladder, now: Instant): { held: HeldCase; effects: Effect[] } {
  switch (record.status) {
    case 'reported': {
      const seat = firstSeat(record, ladder);
      const { status: _reported, ...base } = record;
      return { held: onSeat(base, seat, now), effects: seatNotices(base, seat) };
    }
    case 'inReview':
    case 'returned':
    case 'escalated':
      return { held: record, effects: [] };
    case 'reallocating':
    case 'paused':
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      throw new Refusal('case.wrongStatus', { case: record.id, status: record.status });
  }
}

function askOf(held: HeldCase, ladder: Ladder): NeededAsk {
  const { holder: office, commitment, answered } = held;
  if (held.status === 'returned') {
    return { kind: 'answerQuestion', office, rule: ladder.steps.answerQuestion, countFrom: null };
  }
  if (commitment !== undefined) {
    const countFrom = instantAt(commitment.doBy, CLOSING_TIME);
    return { kind: 'confirmCleared', office, rule: ladder.steps.confirmCleared, countFrom };
  }
  const rung = rungOf(ladder, held.rung);
  const rule = answered === undefined ? rung : withDaysLeft(rung, answered.workingDaysLeft);
  return { kind: 'clearBlocker', office, rule, countFrom: null };
}

/**
 * What the case needs to be asked at `now`: load the office it names, then `askForCase`. Refuses `case.wrongStatus` for a
 * case that is paused, reallocating or over, and `case.changed` when an approval is open already.
 */
export function neededAsk(record: Case, ladder: Ladder, now: Instant): NeededAsk {
  const { held } = heldCase(record, ladder, now);
  if (held.approvalId !== undefined) throw new Refusal('case.changed', { case: held.id });
  return askOf(held, ladder);
}

/** Offices with a conflict of interest: nobody decides on what he reported, nor confirms what he promised. */
function excludedFrom(ask: NeededAsk, held: HeldCase): OfficeId[] {
  if (ask.kind === 'clearBlocker') return [held.reportedBy];
  return held.commitment === undefined ? [] : [held.commitment.office];
}

/** The office's name where silence leads; absent where the same office is asked again. */
function nextRung(ask: NeededAsk, held: HeldCase, ladder: Ladder): Localized | undefined {
  if (ask.rule.onSilence === 'askAgain') return undefined;
  return seatAbove(held, ladder, held.rung)?.rung.name;
}

export type AskForCaseArgs = {
  readonly approvalId: ApprovalId;
  readonly case: Case;
  readonly project: Project;
  readonly blocker: Blocker;
  /** Names of the project's units, in its order. */
  readonly unitNames: readonly Localized[];
  /** The record of the office that `neededAsk` names. */
  readonly office: Office;
  readonly ladder: Ladder;
  /** In force today: they say whether capital of the project could be moved at all. */
  readonly rules: Rules;
  readonly calendar: Calendar;
  readonly now: Instant;
};

/**
 * Asks the office that the case needs now: the open approval (generation 1, with its clock and all that its page shows),
 * the case held by that office until the due time, the receipt and the mail. A confirmation counts from the end of the
 * promised day. Refuses like `neededAsk`, `case.changed` for the wrong office, `calendar.yearMissing`.
 */
export function askForCase(args: AskForCaseArgs): Change {
  const { approvalId, project, blocker, office, ladder, rules, calendar, now } = args;
  const needed = neededAsk(args.case, ladder, now);
  const { held, effects } = heldCase(args.case, ladder, now);
  if (office.id !== needed.office) throw new Refusal('case.changed', { case: held.id, office: office.id });
  const { kind, rule, countFrom } = needed;
  const from = countFrom !== null && countFrom > now ? countFrom : now;
  const clock = startClock({ calendar, from, rule });
  const idle = idleOf(project.capital);
  const movable = movableOf(project, rules, localDateOf(now));
  const top = seatAbove(held, ladder, held.rung) === null;
  const approval = openAsk({
    id: approvalId,
    kind,
    office,
    now,
    caseId: held.id,
    rung: held.rung,
    category: held.category,
    ...outcomesFor(kind, { rung: held.rung, top, movable }),
    excluded: excludedFrom(needed, held),
    onSilence: rule.onSilence,
    ...showCase({
      kind,
      case: held,
      project,
      blocker,
      unitNames: args.unitNames,
      clock,
      next: nextRung(needed, held, ladder),
    }),
    ...clock,
  });
  const newRung = kind === 'clearBlocker' && held.climbed.at(-1) !== held.rung;
  const asked: HeldCase = {
    ...held,
    atRisk: remainingOf(project.capital),
    idle,
    approvalId,
    deadline: clock.deadline,
    holderName: office.name,
    undeliverable: false,
    climbed: newRung ? [...held.climbed, held.rung] : held.climbed,
  };
  const details = {
    rung: held.rung,
    round: held.rounds,
    dueAt: clock.deadline.at,
    shownHash: approval.shownHash,
  };
  const facts = [approvalFact('approvalAsked', approval, details)];
  return mergeChanges(changeOfCase({ case: asked, facts, effects: [...effects, mailAsk(approval)] }, now), {
    approvals: [approval],
  });
}

/** The operator is called also when no calendar covers the days ahead: then every day counts. */
function operatorClock(calendar: Calendar, now: Instant, rule: StepRule): Clock {
  try {
    return startClock({ calendar, from: now, rule });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const at = (days: number) => instantOf(epochMs(now) + days * DAY_MS);
    const { answerWithin, silenceAfter } = rule;
    return {
      deadline: {
        from: now,
        at: at(answerWithin),
        workingDays: answerWithin,
        skipped: [],
        calendarVersion: calendar.version,
      },
      points: [],
      pointsDone: 0,
      expiresAt: at(Math.max(answerWithin, silenceAfter)),
    };
  }
}

/**
 * Calls the operator: something unexpected happened in `execution`, whose task token waits for the answer. The receipt
 * goes to the move's or the case's chain; neither need exist yet. Error texts are shown to the operator, not chained.
 */
export function askOperator(args: {
  readonly approvalId: ApprovalId;
  readonly token: string;
  readonly execution: string;
  readonly error: string;
  readonly cause: string;
  readonly case?: Case | undefined;
  readonly move?: Move | undefined;
  /** The record of the duty office. */
  readonly office: Office;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
}): Change {
  const { approvalId: id, token, execution, error, cause, case: record, move, office, now } = args;
  const rule = args.ladder.steps.recoverCase;
  const clock = operatorClock(args.calendar, now, rule);
  const subject = move?.id ?? record?.id ?? execution;
  const approval = openAsk({
    id,
    kind: 'recoverCase',
    office,
    now,
    excluded: [],
    onSilence: rule.onSilence,
    ...(record === undefined ? {} : { caseId: record.id }),
    ...(move === undefined ? {} : { moveId: move.id }),
    ...outcomesFor('recoverCase'),
    ...showRecovery({ subject, execution, error, cause, clock }),
    ...clock,
    waiting: { token, generation: 1 },
  });
  const facts = [approvalFact('operatorCalled', approval, { shownHash: approval.shownHash })];
  return mergeChanges(noteFacts({ case: record, move }, facts, now), {
    approvals: [approval],
    effects: [mailAsk(approval)],
  });
}
