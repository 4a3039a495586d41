import type { Approval, MailRecord } from './approval.ts';
import { pointsAhead } from './approval-clock.ts';
import type { Calendar } from './calendar.ts';
import { likelyWorkingDaysBetween, workingDaysUpTo } from './calendar-count.ts';
import type { Case, HeldCase } from './case.ts';
import { reviewAt } from './case-life.ts';
import { seatAbove } from './case-rung.ts';
import { formatDate, formatDateTime } from './format.ts';
import type { Ladder } from './ladder.ts';
import { say } from './messages.ts';
import type { Locale, Localized } from './text.ts';
import { type Instant, localDateOf } from './time.ts';

/** What has to be known to say why a case stands where it stands; `approval` is its present ask, if there is one. */
export type Circumstances = {
  readonly approval?: Approval | undefined;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
};

/** The next thing that happens to a case if nobody does anything; `next` names the rung that it climbs to. */
export type NextEvent =
  | { readonly act: 'remind' | 'askDeputy' | 'askAgain' | 'resume'; readonly at: Instant }
  | { readonly act: 'climb'; readonly at: Instant; readonly next: Localized };

/** The case as it is held; a paused case is held by whoever held it before. Null when it waits for nobody's answer. */
export function heldOf(record: Case): HeldCase | null {
  switch (record.status) {
    case 'inReview':
    case 'returned':
    case 'escalated':
      return record;
    case 'paused':
      return heldOf(record.before);
    case 'reported':
    case 'reallocating':
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      return null;
  }
}

/** When the present ask is due; null while nobody is asked and while the clock stands. */
export function dueOf(record: Case): Instant | null {
  return record.status === 'paused' ? null : (heldOf(record)?.deadline?.at ?? null);
}

/** Working days past the due day; 0 while it is not past, and on the due day itself. */
export function overdueWorkingDays(record: Case, calendar: Calendar, now: Instant): number {
  const due = dueOf(record);
  return due === null || now <= due
    ? 0
    : likelyWorkingDaysBetween(calendar, localDateOf(due), localDateOf(now));
}

/** Working days until the due day, 0 on it and after it; null while nothing is due, or only in more than a month. */
export function workingDaysLeft(record: Case, calendar: Calendar, now: Instant): number | null {
  const due = dueOf(record);
  if (due === null) return null;
  const left = workingDaysUpTo(calendar, localDateOf(now), localDateOf(due));
  return Number.isFinite(left) ? left : null;
}

/** What comes by itself: the review of a pause, the next point of the present ask, or what its silence leads to. */
export function nextEvent(record: Case, circumstances: Circumstances): NextEvent | null {
  if (record.status === 'paused') return { act: 'resume', at: reviewAt(record) };
  const { approval, ladder, calendar } = circumstances;
  const held = heldOf(record);
  if (held === null || approval?.status !== 'open') return null;
  const { expiresAt: at, onSilence } = approval;
  const point = pointsAhead(approval, calendar).find((each) => each.at <= at);
  if (point !== undefined) return point;
  const above = onSilence === 'climb' ? seatAbove(held, ladder, held.rung) : null;
  return above === null ? { act: 'askAgain', at } : { act: 'climb', at, next: above.rung.name };
}

function mailSentence(mail: MailRecord | undefined, locale: Locale): string {
  if (mail === undefined) return say(locale, 'why.mail.none');
  return say(locale, `why.mail.${mail.state}`, { date: formatDate(localDateOf(mail.sentAt), locale) });
}

function waitingSentence(record: HeldCase, { calendar, now }: Circumstances, locale: Locale): string {
  const holder = record.holderName[locale];
  const due = dueOf(record);
  if (due === null) return say(locale, record.undeliverable ? 'why.askingAgain' : 'why.asking', { holder });
  const n = overdueWorkingDays(record, calendar, now);
  if (n > 0) return say(locale, 'why.overdue', { holder, n });
  return say(locale, now > due ? 'why.overdueToday' : 'why.waiting', {
    holder,
    at: formatDateTime(due, locale),
  });
}

/** The sentences about the case itself, without what comes next. */
function stands(record: Case, circumstances: Circumstances, locale: Locale): string[] {
  const on = (instant: Instant) => formatDate(localDateOf(instant), locale);
  switch (record.status) {
    case 'reported':
      return [say(locale, 'why.reported', { date: on(record.openedAt) })];
    case 'inReview':
    case 'returned':
    case 'escalated': {
      const { approval } = circumstances;
      const mail = approval?.status === 'open' ? [mailSentence(approval.mails.at(-1), locale)] : [];
      return [waitingSentence(record, circumstances, locale), ...mail];
    }
    case 'reallocating': {
      const date = on(record.since);
      const { moveId: move } = record;
      return [
        move === undefined
          ? say(locale, 'why.reallocating', { date })
          : say(locale, 'why.moving', { move, date }),
      ];
    }
    case 'paused': {
      const reason = say(locale, `pauseReason.${record.reason}`);
      return [say(locale, 'why.paused', { date: on(record.since), reason })];
    }
    case 'cleared':
      return [say(locale, 'why.cleared', { date: on(record.closedAt) })];
    case 'reallocated':
      return [say(locale, 'why.reallocated', { date: on(record.closedAt), move: record.moveId })];
    case 'outOfScope':
      return [say(locale, 'why.outOfScope', { date: on(record.closedAt) })];
  }
}

/** Who holds the case since when or how late, and what became of the mail. */
export function whyStuck(record: Case, circumstances: Circumstances): Localized {
  const sentences = (locale: Locale) => stands(record, circumstances, locale).join(' ');
  return { vi: sentences('vi'), en: sentences('en') };
}

/** What happens by itself next, when, and the same as a sentence; null when nothing does until somebody acts. */
export function nextByItself(
  record: Case,
  circumstances: Circumstances,
): { readonly act: NextEvent['act']; readonly at: Instant; readonly words: Localized } | null {
  const event = nextEvent(record, circumstances);
  if (event === null) return null;
  const sentence = (locale: Locale) => {
    const act =
      event.act === 'climb'
        ? say(locale, 'why.act.climb', { next: event.next[locale] })
        : say(locale, `why.act.${event.act}`);
    return say(locale, 'why.next', { at: formatDateTime(event.at, locale), act });
  };
  return { act: event.act, at: event.at, words: { vi: sentence('vi'), en: sentence('en') } };
}
