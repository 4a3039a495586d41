import type { Approval, OpenApproval } from './approval.ts';
import { pointsAhead, restartClock } from './approval-clock.ts';
import { approvalFact, closed } from './approval-end.ts';
import type { Calendar } from './calendar.ts';
import type { Case, HeldCase } from './case.ts';
import { resumeCase } from './case-pause.ts';
import { askAgain, climb } from './case-steps.ts';
import { type Change, mergeChanges, NO_CHANGE } from './change.ts';
import type { Effect } from './effect.ts';
import type { Ladder } from './ladder.ts';
import type { Move } from './move.ts';
import type { FactType } from './receipt.ts';
import { changeOfCase, noteFacts } from './seal.ts';
import { type Instant, msBetween } from './time.ts';

/** What the workflow does next about one approval; `change` is to be committed first, null when nothing was due. */
export type WaitPlan =
  | {
      readonly plan: 'ended';
      readonly status: Exclude<Approval['status'], 'open'>;
      readonly change: Change | null;
    }
  | {
      readonly plan: 'wait';
      readonly generation: number;
      /** Whole seconds, at least 1, until the next thing is due. */
      readonly timeoutSeconds: number;
      readonly change: Change | null;
    };

export type PlanWaitArgs = {
  readonly approval: Approval;
  /** The case, where the approval names one. */
  readonly case?: Case | undefined;
  /** The move, where the approval names one: it keeps the receipts. */
  readonly move?: Move | undefined;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
};

type Open = PlanWaitArgs & { readonly approval: OpenApproval };

function waitUntil(approval: OpenApproval, until: Instant, now: Instant, change: Change | null): WaitPlan {
  const timeoutSeconds = Math.max(1, Math.ceil(msBetween(now, until) / 1000));
  return { plan: 'wait', generation: approval.generation, timeoutSeconds, change };
}

/** True for a case whose holder is the one that this approval asks; any other case has moved on without it. */
export function waitsFor(record: Case | undefined, approval: Approval): record is HeldCase {
  return (
    record !== undefined && 'approvalId' in record && record.approvalId === approval.id && 'holder' in record
  );
}

/** The case after silence: up the ladder, or asked again where the rule (or the top) says so; never on by consent. */
function afterSilence(args: Open, fact: ReturnType<typeof approvalFact>): Change {
  const { approval, case: record, move, ladder, now } = args;
  const kind = approval.kind;
  const ofCase = kind === 'clearBlocker' || kind === 'answerQuestion' || kind === 'confirmCleared';
  if (!ofCase || !waitsFor(record, approval)) return noteFacts({ case: record, move }, [fact], now);
  const step =
    approval.onSilence === 'climb'
      ? climb({ case: record, ladder, now, cause: 'silence' })
      : askAgain({ case: record, ladder, now });
  return changeOfCase({ ...step, facts: [fact, ...step.facts] }, now);
}

/**
 * Silence has lasted long enough: the approval ends as `expired`, its case goes on. Nobody is mailed about it: every mail of
 * the ask named the day, and its page says who holds the matter now.
 */
export function expire(args: Open): Change {
  const { approval, now } = args;
  const ended: Approval = { ...closed(approval), status: 'expired', endedAt: now };
  const details = { expiresAt: approval.expiresAt, onSilence: approval.onSilence };
  const fact = approvalFact('approvalExpired', approval, details);
  return mergeChanges(afterSilence(args, fact), { approvals: [ended] });
}

/**
 * Carries out what is due at `now`. Several points that became due while nobody looked count as one, so that an outage
 * ends in one mail: the latest, but asking the deputy is never lost to a later reminder.
 */
function carryOutPoints(args: Open): { approval: OpenApproval; change: Change } | null {
  const { approval, case: record, move, calendar, now } = args;
  const due = pointsAhead(approval, calendar).filter(({ at }) => at <= now);
  const last = due.at(-1);
  if (last === undefined) return null;
  const act = due.some((point) => point.act === 'askDeputy') ? 'askDeputy' : last.act;
  const { id: approvalId, generation } = approval;
  const [type, template]: [FactType, 'deputy' | 'remind'] =
    act === 'askDeputy' ? ['deputyAsked', 'deputy'] : ['approvalReminded', 'remind'];
  const effects: Effect[] = [{ type: 'sendMail', template, approvalId, generation }];
  const fact = approvalFact(type, approval, { pointAt: last.at, points: due.length });
  const change = mergeChanges(noteFacts({ case: record, move }, [fact], now), { effects });
  return { approval: { ...approval, pointsDone: approval.pointsDone + due.length }, change };
}

/** Looks at a running clock: expired, points due, or nothing but waiting. `before` is what this call already changed. */
function planRunning(args: Open, before: Change | null): WaitPlan {
  const { calendar, now } = args;
  if (before === null && now >= args.approval.expiresAt) {
    return { plan: 'ended', status: 'expired', change: expire(args) };
  }
  const done = before === null ? carryOutPoints(args) : null;
  const { planAgain, ...approval } = done?.approval ?? args.approval;
  const next = pointsAhead(approval, calendar).at(0)?.at ?? approval.expiresAt;
  const until = next < approval.expiresAt ? next : approval.expiresAt;
  if (done === null && before === null && planAgain === undefined)
    return waitUntil(approval, until, now, null);
  const written = { approvals: [{ ...approval, version: approval.version + 1 }] };
  return waitUntil(approval, until, now, mergeChanges(before ?? done?.change ?? NO_CHANGE, written));
}

/** A stopped clock: wait for the review, or, when its date has come or the case goes on already, let it run again. */
function planStopped(args: Open, until: Instant): WaitPlan {
  const { approval, case: record, calendar, now } = args;
  const paused = record?.status === 'paused';
  if (paused && now < until) {
    const { planAgain, ...planned } = approval;
    const written = { ...planned, version: approval.version + 1 };
    return waitUntil(approval, until, now, planAgain ? mergeChanges({ approvals: [written] }) : null);
  }
  const restarted = restartClock({ approval, calendar, now });
  const resumed = paused ? resumeCase({ case: record, openApprovals: [approval], calendar, now }) : NO_CHANGE;
  return planRunning({ ...args, approval: restarted }, { ...resumed, approvals: [], effects: [] });
}

/**
 * Plans the wait for one approval and does exactly what is due at `now`: a reminder, a mail to the deputy, expiry (the
 * case climbs or is asked again), the end of a pause whose review date has come. Reading it again without a change in
 * between plans the same wait.
 *
 * The generation stays the same through reminders and the deputy's mail: holder and deputy may both answer, and the
 * first answer counts. Only forwarding takes the link from somebody. Refuses `calendar.yearMissing`.
 */
export function planWait(args: PlanWaitArgs): WaitPlan {
  const { approval } = args;
  if (approval.status !== 'open') return { plan: 'ended', status: approval.status, change: null };
  const open = { ...args, approval };
  return approval.stopped === undefined ? planRunning(open, null) : planStopped(open, approval.stopped.until);
}

/**
 * Keeps the task token of the present wait. `stale` when the approval has ended or moved on since that wait was planned:
 * the caller answers the token at once, and the workflow looks again. A second token for the same wait replaces the first.
 */
export function registerToken(args: {
  readonly approval: Approval;
  readonly generation: number;
  readonly token: string;
}): Change | 'stale' {
  const { approval, generation, token } = args;
  if (approval.status !== 'open' || approval.generation !== generation || approval.planAgain) return 'stale';
  const waiting = { token, generation };
  return mergeChanges({ approvals: [{ ...approval, waiting, version: approval.version + 1 }] });
}
