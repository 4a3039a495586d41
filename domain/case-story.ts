import type { Approval, Outcome } from './approval.ts';
import type { Calendar, Deadline } from './calendar.ts';
import { likelyWorkingDaysBetween } from './calendar-count.ts';
import type { Case } from './case.ts';
import { seatAbove, seatsOf } from './case-rung.ts';
import { heldOf, type NextEvent } from './case-why.ts';
import type { ApprovalId, OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Localized } from './text.ts';
import { type Instant, type LocalDate, localDateOf, plusDays } from './time.ts';

/**
 * What a case has been through, read from its approvals: rung by rung, question by question, day by day. Nothing here
 * is stored; it is told anew from the records each time.
 */

/** How the last ask of a rung ended. */
export type RungEnd = Outcome | 'expired' | 'undeliverable' | 'reassigned' | 'escalated' | 'withdrawn';

/** One rung as a case met it. `passedOver`: its office reported the blocker and may not decide. */
export type RungStory = {
  readonly number: number;
  readonly name: Localized;
  /** Who was asked last on it, or would be asked. Null for a rung that is passed over. */
  readonly office: OfficeId | null;
  readonly officeName: Localized | null;
  readonly answerWithin: number;
  readonly state: 'done' | 'now' | 'next' | 'later' | 'passedOver';
  readonly from: Instant | null;
  /** When it was left; null while the case is on it. */
  readonly to: Instant | null;
  /** Working days from the first ask to the end, or to now; null where nobody was asked. */
  readonly usedWorkingDays: number | null;
  readonly ended: RungEnd | null;
  /** When the case climbs here by itself, if nobody does anything. */
  readonly comesAt: Instant | null;
};

function endOf(approval: Approval | undefined): { at: Instant | null; how: RungEnd | null } {
  if (approval === undefined) return { at: null, how: null };
  switch (approval.status) {
    case 'decided':
      return { at: approval.decision.decidedAt, how: approval.decision.outcome };
    case 'expired':
    case 'undeliverable':
      return { at: approval.endedAt, how: approval.status };
    case 'withdrawn': {
      const { reason } = approval;
      const how = reason === 'reassigned' || reason === 'escalated' ? reason : 'withdrawn';
      return { at: approval.endedAt, how };
    }
    case 'open':
      return { at: null, how: null };
  }
}

export type StoryArgs = {
  readonly case: Case;
  readonly ladder: Ladder;
  /** All approvals of the case, in order of asking. */
  readonly approvals: readonly Approval[];
  readonly calendar: Calendar;
  /** What happens by itself next (`nextEvent`). */
  readonly next: Pick<NextEvent, 'act' | 'at'> | null;
  readonly now: Instant;
};

function stateOf(args: StoryArgs, number: number): RungStory['state'] {
  const { case: record, ladder } = args;
  const held = heldOf(record);
  if (held?.rung === number) return 'now';
  if (record.climbed.includes(number) && (held === null || number < held.rung)) return 'done';
  if (!seatsOf(record, ladder).some(({ rung }) => rung.number === number)) return 'passedOver';
  const above = held === null ? null : seatAbove(record, ladder, held.rung);
  return above?.rung.number === number ? 'next' : 'later';
}

/** Every rung of the case's ladder, from the bottom. */
export function rungStories(args: StoryArgs): RungStory[] {
  const { case: record, ladder, approvals, calendar, next, now } = args;
  const seats = seatsOf(record, ladder);
  const rungs = ladder.rungs.toSorted((left, right) => left.number - right.number);
  return rungs.map(({ number, name, answerWithin }) => {
    const state = stateOf(args, number);
    const asks = approvals.filter((each) => each.rung === number && each.kind === 'clearBlocker');
    const all = approvals.filter((each) => each.rung === number);
    const last = asks.at(-1);
    const from = all.at(0)?.askedAt ?? null;
    const to = state === 'now' ? null : endOf(all.at(-1)).at;
    return {
      number,
      name,
      office: last?.office ?? seats.find(({ rung }) => rung.number === number)?.office ?? null,
      officeName: last?.officeName ?? null,
      answerWithin,
      state,
      from,
      to,
      usedWorkingDays:
        from === null ? null : likelyWorkingDaysBetween(calendar, localDateOf(from), localDateOf(to ?? now)),
      ended: endOf(last).how,
      comesAt: state === 'next' && next?.act === 'climb' ? next.at : null,
    };
  });
}

/** A question that came back to the reporter, and what became of it. */
export type QuestionThread = {
  readonly question: string;
  readonly askedBy: Localized;
  readonly askedAt: Instant;
  /** The ask of the reporter; null while it is being made. */
  readonly approvalId: ApprovalId | null;
  readonly office: OfficeId | null;
  readonly officeName: Localized | null;
  readonly dueAt: Instant | null;
  readonly state: 'open' | 'answered' | 'unanswered';
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
};

function answerOf(ask: Approval | undefined): Pick<QuestionThread, 'state' | 'answer' | 'answeredAt'> {
  if (ask?.status === 'decided') {
    const { comment: answer, decidedAt: answeredAt } = ask.decision;
    return { state: 'answered', answer, answeredAt };
  }
  const open = ask === undefined || ask.status === 'open';
  return { state: open ? 'open' : 'unanswered', answer: null, answeredAt: null };
}

/** The questions of a case with their answers, oldest first. `approvals` in order of asking. */
export function questionsOf(approvals: readonly Approval[]): QuestionThread[] {
  return approvals.flatMap((approval, index) => {
    if (approval.status !== 'decided' || approval.decision.outcome !== 'return') return [];
    const later = approvals.slice(index + 1);
    const nextRungAsk = later.findIndex(({ kind }) => kind === 'clearBlocker');
    const asks = (nextRungAsk === -1 ? later : later.slice(0, nextRungAsk)).filter(
      ({ kind }) => kind === 'answerQuestion',
    );
    const ask = asks.at(-1);
    return [
      {
        question: approval.decision.comment,
        askedBy: approval.officeName,
        askedAt: approval.decision.decidedAt,
        approvalId: ask?.id ?? null,
        office: ask?.office ?? null,
        officeName: ask?.officeName ?? null,
        dueAt: ask?.deadline.at ?? null,
        ...answerOf(ask),
      },
    ];
  });
}

/** One day of a count: its number, or why it does not count. */
export type CountedDay = {
  readonly date: LocalDate;
  readonly number: number | null;
  readonly reason: Localized | null;
};

/** A deadline day by day, from the day after it began to the due day: the days that `Deadline` has counted and skipped. */
export function daysOf(deadline: Deadline): CountedDay[] {
  const skipped = new Map(deadline.skipped.map(({ date, reason }) => [date, reason]));
  const days: CountedDay[] = [];
  const last = localDateOf(deadline.at);
  let number = 0;
  for (let date = plusDays(localDateOf(deadline.from), 1); date <= last; date = plusDays(date, 1)) {
    const reason = skipped.get(date) ?? null;
    if (reason === null) number += 1;
    days.push({ date, number: reason === null ? number : null, reason });
  }
  return days;
}

/** Working days since somebody holds the case, or since it stands still. Null once it is over. */
export function waitedWorkingDays(record: Case, calendar: Calendar, now: Instant): number | null {
  if ('closedAt' in record) return null;
  const since = 'since' in record ? record.since : record.openedAt;
  return likelyWorkingDaysBetween(calendar, localDateOf(since), localDateOf(now));
}
