import type { Approval, Outcome } from '#domain/approval.ts';
import { formatDate, formatShortDate } from '#domain/format.ts';
import { isMessageKey, type MessageKey, say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { epochMs, type Instant, localDateOf } from '#domain/time.ts';
import type { Neighbours, Silence } from './types.ts';

/** A day as people say it: without the year inside the present one. */
export function nearDate(at: Instant, locale: Locale, now: Instant): string {
  const date = localDateOf(at);
  const sameYear = date.slice(0, 4) === localDateOf(now).slice(0, 4);
  return sameYear ? formatShortDate(date, locale) : formatDate(date, locale);
}

type KeyOf<Topic extends string> = Extract<MessageKey, `${Topic}.${string}`>;

function isKeyOf<Topic extends string>(topic: Topic, key: string): key is KeyOf<Topic> {
  return key.startsWith(`${topic}.`) && isMessageKey(key);
}

/** «Ý kiến xử lý», or what the group of outcomes is called for this kind of ask. */
export function legendOf(kind: Approval['kind'], locale: Locale): string {
  const key = `legend.${kind}`;
  return say(locale, isKeyOf('legend', key) ? key : 'legend.any');
}

/** «Lý do hoặc chỉ đạo», or what the text is called for this kind of ask. */
export function commentLabelOf(kind: Approval['kind'], locale: Locale): string {
  const key = `comment.${kind}`;
  return say(locale, isKeyOf('comment', key) ? key : 'comment.any');
}

/** What is asked, in one sentence. */
export function leadOf({ kind, policy }: Approval, locale: Locale): string {
  if (kind === 'appraiseMove' && policy.type === 'kOfN') {
    return say(locale, 'ask.appraiseMoveVotes', { k: policy.k, n: policy.n });
  }
  return say(locale, `ask.${kind}`);
}

/** The outcome as the one who decides would say it: «Tôi xử lý được». */
export function outcomeLabel(kind: Approval['kind'], outcome: Outcome, locale: Locale): string {
  const key = `outcome.${kind}.${outcome}`;
  return say(locale, isKeyOf('outcome', key) ? key : `outcome.any.${outcome}`);
}

/** What follows an outcome, in a sentence that is true before and after the decision. */
export function consequenceOf(
  { kind, officeName, outcomes }: Approval,
  outcome: Outcome,
  { locale, neighbours }: { locale: Locale; neighbours: Neighbours },
): string {
  const atTop = kind === 'clearBlocker' && outcome === 'decline' && !outcomes.includes('refer');
  const key = `consequence.${kind}.${outcome}${atTop ? 'Top' : ''}`;
  const starts = kind === 'clearBlocker' && outcome === 'agree' ? 'reporterInside' : 'reporter';
  return say(locale, isKeyOf('consequence', key) ? key : `consequence.any.${outcome}`, {
    next: neighbours.next?.[locale] ?? say(locale, 'neighbour.next'),
    reporter: neighbours.reporter?.[locale] ?? say(locale, `neighbour.${starts}`),
    office: officeName[locale],
  });
}

/** «a, b hoặc c», with the joining word that the message gives. */
export function listed(items: readonly string[], join: (list: string, last: string) => string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : join(items.slice(0, -1).join(', '), last);
}

type SilenceArgs = {
  readonly silence: Silence;
  readonly neighbours: Neighbours;
  readonly locale: Locale;
  readonly now: Instant;
};

/** «Nếu chưa có ý kiến, hệ thống nhắc lại ngày 24/10 và chuyển … ngày 29/10.» Only what is still ahead; '' when nothing is. */
export function silenceSentence({ silence, neighbours, locale, now }: SilenceArgs): string {
  const ahead = silence.points.filter(({ at }) => epochMs(at) > epochMs(now));
  const next = neighbours.next?.[locale] ?? say(locale, 'neighbour.next');
  const end = { date: nearDate(silence.endsAt, locale, now) };
  const and = (list: string, last: string) => say(locale, 'silence.and', { list, last });
  const acts = [...new Set(ahead.map(({ act }) => act))];
  const steps = [
    ...acts.map((act) => {
      const dates = ahead.filter((point) => point.act === act).map(({ at }) => nearDate(at, locale, now));
      return say(locale, `silence.${act}`, { date: listed(dates, and) });
    }),
    ...(epochMs(silence.endsAt) > epochMs(now)
      ? [
          silence.onSilence === 'climb'
            ? say(locale, 'silence.climb', { ...end, next })
            : say(locale, 'silence.askAgain', end),
        ]
      : []),
  ];
  if (steps.length === 0) return '';
  return say(locale, 'silence.sentence', {
    steps: listed(steps, and),
  });
}
