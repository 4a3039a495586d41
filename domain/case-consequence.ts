import type { Approval } from './approval.ts';
import { neededAsk } from './approval-ask.ts';
import { workingDaysLeft } from './approval-clock.ts';
import type { Calendar } from './calendar.ts';
import { deadlineAfter } from './calendar-count.ts';
import type { Case } from './case.ts';
import { reviewAt } from './case-life.ts';
import type { Change } from './change.ts';
import type { Effect } from './effect.ts';
import { formatDateTime, formatTime } from './format.ts';
import type { OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import { say } from './messages.ts';
import { inBoth, type Locale, type Localized } from './text.ts';
import { type Instant, localDateOf } from './time.ts';

/**
 * What an act would do, in words, told from the very change that it would write: nothing is promised that the change does
 * not hold. `before` are the open approvals that the act was decided on; `nameOf` says how an office is called.
 */
export type ConsequenceArgs = {
  readonly case: Case;
  readonly change: Change;
  readonly before: readonly Approval[];
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly nameOf: (office: OfficeId) => Localized;
  readonly now: Instant;
};

const LISTS = { vi: new Intl.ListFormat('vi'), en: new Intl.ListFormat('en-GB') } as const;

function together(names: readonly Localized[], locale: Locale): string {
  return LISTS[locale].format([...new Set(names.map((name) => name[locale]))]);
}

/** Asks that are taken back, and who is told that there is nothing left to do. */
function withdrawals({ change, before }: ConsequenceArgs): Localized[] {
  const told = change.effects.flatMap((effect) => {
    if (effect.type !== 'sendMail' || effect.template !== 'movedOn') return [];
    const links = before.find(({ id }) => id === effect.approvalId)?.links ?? [];
    return links.filter(({ email }) => email === effect.email).map(({ post }) => post);
  });
  const ended = change.approvals.filter(({ status }) => status === 'withdrawn');
  return [
    ...ended.map(({ officeName }) =>
      inBoth((locale) => say(locale, 'follows.withdrawn', { office: officeName[locale] })),
    ),
    ...(told.length === 0
      ? []
      : [inBoth((locale) => say(locale, 'follows.told', { posts: together(told, locale) }))]),
  ];
}

/** The mail that urges; the clock of the ask stays. */
function urging({ change, before, now }: ConsequenceArgs): Localized[] {
  return change.effects.flatMap((effect) => {
    if (effect.type !== 'sendMail' || effect.template !== 'urge') return [];
    const urged = before.find(({ id }) => id === effect.approvalId);
    if (urged === undefined) return [];
    const { officeName, deadline, urgedAt } = urged;
    const again = urgedAt !== undefined && localDateOf(urgedAt) === localDateOf(now);
    return [
      ...(again ? [inBoth((locale) => say(locale, 'follows.urgedToday', { at: formatTime(urgedAt) }))] : []),
      inBoth((locale) =>
        say(locale, 'follows.urged', {
          office: officeName[locale],
          at: formatDateTime(deadline.at, locale),
        }),
      ),
    ];
  });
}

/** Whoever gets a notice; the same act never sends two of different kinds. */
function notices({ change, nameOf }: ConsequenceArgs): Localized[] {
  const offices = change.effects
    .filter((effect): effect is Extract<Effect, { type: 'sendNotice' }> => effect.type === 'sendNotice')
    .map(({ office }) => nameOf(office));
  if (offices.length === 0) return [];
  return [inBoth((locale) => say(locale, 'follows.noticed', { offices: together(offices, locale) }))];
}

/** Who is asked next, with how much time, where the act leaves the case without an ask. */
function nextAsk(args: ConsequenceArgs, after: Case): Localized[] {
  const { ladder, calendar, nameOf, now } = args;
  const waits = after.status === 'inReview' || after.status === 'escalated' || after.status === 'returned';
  if (!waits || after.approvalId !== undefined) return [];
  const { office, rule } = neededAsk(after, ladder, now);
  const due = deadlineAfter(calendar, now, rule.answerWithin);
  return [
    inBoth((locale) =>
      say(locale, 'follows.asked', {
        office: nameOf(office)[locale],
        n: rule.answerWithin,
        at: formatDateTime(due.at, locale),
      }),
    ),
  ];
}

/** What becomes of clocks: they stand, or go on. */
function clocks(args: ConsequenceArgs, after: Case): Localized[] {
  const { case: record, change, calendar, now } = args;
  if (after.status === 'paused') {
    const kept = args.before.flatMap((approval) =>
      approval.status === 'open' && change.approvals.some(({ id }) => id === approval.id)
        ? [workingDaysLeft(approval, calendar, now)]
        : [],
    );
    return [
      ...kept.map((n) => inBoth((locale) => say(locale, 'follows.stopped', { n }))),
      inBoth((locale) => say(locale, 'follows.review', { at: formatDateTime(reviewAt(after), locale) })),
      inBoth((locale) => say(locale, 'follows.noDecision')),
    ];
  }
  if (record.status !== 'paused') return [];
  return change.approvals.flatMap((approval) =>
    approval.status === 'open'
      ? [
          inBoth((locale) =>
            say(locale, 'follows.goesOn', {
              office: approval.officeName[locale],
              at: formatDateTime(approval.deadline.at, locale),
            }),
          ),
        ]
      : [],
  );
}

/** Everything that follows from an act, in the order in which people ask. Refuses `calendar.yearMissing`. */
export function consequencesOf(args: ConsequenceArgs): Localized[] {
  const { case: record, change } = args;
  const after = change.cases.find(({ id }) => id === record.id);
  if (after === undefined) return [inBoth((locale) => say(locale, 'follows.nothing'))];
  return [
    ...urging(args),
    ...withdrawals(args),
    ...nextAsk(args, after),
    ...clocks(args, after),
    ...notices(args),
    ...(after.status === 'outOfScope' ? [inBoth((locale) => say(locale, 'follows.closed'))] : []),
    inBoth((locale) => say(locale, 'follows.receipts', { n: change.receipts.length })),
  ];
}
