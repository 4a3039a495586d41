import type { Approval, ApprovalKind, Shown } from './approval.ts';
import type { Blocker } from './blocker.ts';
import { idleOf } from './capital-figures.ts';
import type { HeldCase } from './case.ts';
import { formatCount, formatDate, formatDateTime, formatDong, formatExactDong } from './format.ts';
import type { Sha256 } from './ids.ts';
import { say, sayBoth } from './messages.ts';
import { sumDong } from './money.ts';
import type { Move } from './move.ts';
import { linesHashOf, shortHash } from './move-lines.ts';
import type { Project } from './project.ts';
import { reasonInBoth } from './reason.ts';
import { hashOf } from './receipt-chain.ts';
import { inBoth, type Localized } from './text.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';

type ShownFact = Shown['facts'][number];
type ClockTimes = { readonly deadline: { readonly at: Instant }; readonly expiresAt: Instant };

function same(words: string): Localized {
  return { vi: words, en: words };
}

function fact(label: Localized, value: Localized): ShownFact {
  return { label, value };
}

function day(date: LocalDate): Localized {
  return inBoth((locale) => formatDate(date, locale));
}

function dueFact({ deadline }: ClockTimes): ShownFact {
  return fact(
    sayBoth('shown.due'),
    inBoth((locale) => formatDateTime(deadline.at, locale)),
  );
}

function waitsFact({ expiresAt }: ClockTimes): ShownFact {
  return fact(
    sayBoth('shown.waitsUntil'),
    inBoth((locale) => formatDateTime(expiresAt, locale)),
  );
}

/** What silence leads to, in words: `next` is the rung above; without it the same office is asked again. */
function silenceFact(next: Localized | undefined): ShownFact {
  const value =
    next === undefined
      ? sayBoth('shown.asksAgain')
      : inBoth((locale) => say(locale, 'shown.climbs', { next: next[locale] }));
  return fact(sayBoth('shown.onSilence'), value);
}

function clockFacts(clock: ClockTimes, next: Localized | undefined): ShownFact[] {
  return [dueFact(clock), waitsFact(clock), silenceFact(next)];
}

/** What is shown, and the hash that a decision on it must carry. */
export function sealShown(shown: Shown): { shown: Shown; shownHash: Sha256 } {
  return { shown, shownHash: hashOf(shown) };
}

/** The same facts with the times of another clock. */
export function restateClock(shown: Shown, clock: ClockTimes): Pick<Approval, 'shown' | 'shownHash'> {
  const restated = new Map([dueFact(clock), waitsFact(clock)].map((each) => [each.label.vi, each]));
  const facts = shown.facts.map((each) => restated.get(each.label.vi) ?? each);
  return sealShown({ ...shown, facts });
}

function blockerFacts(blocker: Blocker): ShownFact[] {
  const { householdsLeft, requestBy } = blocker;
  return [
    fact(sayBoth('shown.category'), sayBoth(`category.${blocker.category}`)),
    fact(sayBoth('shown.blocker'), same(blocker.description)),
    fact(sayBoth('shown.cause'), sayBoth(`cause.${blocker.cause}`)),
    fact(sayBoth('shown.authority'), sayBoth(`authority.${blocker.authorityLevel}`)),
    fact(
      sayBoth('shown.householdsLeft'),
      householdsLeft === undefined
        ? sayBoth('shown.householdsUnknown')
        : inBoth((locale) => formatCount(householdsLeft, locale)),
    ),
    fact(sayBoth('shown.request'), same(blocker.request)),
    ...(requestBy === undefined ? [] : [fact(sayBoth('shown.requestBy'), day(requestBy))]),
    fact(sayBoth('shown.since'), day(localDateOf(blocker.reportedAt))),
  ];
}

function capitalFacts({ capital }: Project): ShownFact[] {
  const { planYear } = capital;
  const dong = (amount: number) => inBoth((locale) => formatDong(amount, locale));
  return [
    fact(sayBoth('shown.planned', { year: String(planYear) }), dong(capital.planned)),
    fact(sayBoth('shown.disbursed'), dong(capital.disbursed)),
    fact(sayBoth('shown.idle'), dong(idleOf(capital))),
    fact(sayBoth('shown.figuresAsOf'), day(capital.asOf)),
  ];
}

function storyFacts(held: HeldCase): ShownFact[] {
  const question = held.status === 'returned' ? held.question : held.answered?.question;
  return [
    ...(question === undefined ? [] : [fact(sayBoth('shown.question'), same(question))]),
    ...(held.answered === undefined ? [] : [fact(sayBoth('shown.answer'), same(held.answered.answer))]),
    ...(held.referred === undefined ? [] : [fact(sayBoth('shown.referred'), same(held.referred.reason))]),
    ...(held.commitment === undefined ? [] : [fact(sayBoth('shown.promisedBy'), day(held.commitment.doBy))]),
  ];
}

/** All that an ask about a case shows, from the server, in both languages; `unitNames` in the project's order. */
export function showCase(args: {
  readonly kind: 'clearBlocker' | 'answerQuestion' | 'confirmCleared';
  readonly case: HeldCase;
  readonly project: Project;
  readonly blocker: Blocker;
  readonly unitNames: readonly Localized[];
  readonly clock: ClockTimes;
  readonly next: Localized | undefined;
}): Pick<Approval, 'shown' | 'shownHash'> {
  const { kind, project, unitNames, clock, next } = args;
  const units = inBoth((locale) => unitNames.map((name) => name[locale]).join(', '));
  return sealShown({
    title: inBoth((locale) => say(locale, `shown.title.${kind}`, { subject: project.name[locale] })),
    facts: [
      fact(sayBoth('shown.case'), same(args.case.id)),
      fact(sayBoth('shown.project'), project.name),
      fact(sayBoth('shown.units'), units),
      ...blockerFacts(args.blocker),
      ...storyFacts(args.case),
      ...capitalFacts(project),
      ...clockFacts(clock, next),
    ],
  });
}

/** The figures of a project in one line, as its owner answers for them. */
function figuresFact({ name, capital }: Project): ShownFact {
  const { planned, disbursed, absorbable, asOf } = capital;
  return fact(
    inBoth((locale) => say(locale, 'shown.ownFigures', { project: name[locale] })),
    inBoth((locale) =>
      say(locale, 'shown.figures', {
        planned: formatDong(planned, locale),
        disbursed: formatDong(disbursed, locale),
        absorbable: formatDong(absorbable, locale),
        idle: formatDong(idleOf(capital), locale),
        date: formatDate(asOf, locale),
      }),
    ),
  );
}

export type MoveAsk = Extract<ApprovalKind, `${string}Move`>;

/** All that an ask about a move shows: every line in exact đồng, both sums, the hash of the lines, where they come from. */
export function showMove(args: {
  readonly kind: MoveAsk;
  readonly move: Move;
  readonly clock: ClockTimes;
  /** The projects whose figures the asked office confirms and answers for. */
  readonly answersFor: readonly Project[];
}): Pick<Approval, 'shown' | 'shownHash'> {
  const { kind, move, clock, answersFor } = args;
  const exact = (amount: number) => inBoth((locale) => formatExactDong(amount, locale));
  const lines = (side: 'shown.donor' | 'shown.recipient', of: Move['donors']) =>
    of.map(({ projectName, amount }) =>
      fact(
        inBoth((locale) => say(locale, side, { project: projectName[locale] })),
        exact(amount),
      ),
    );
  const total = (of: Move['donors']) => exact(sumDong(of.map(({ amount }) => amount)));
  return sealShown({
    title: sayBoth(`shown.title.${kind}`, { subject: move.id }),
    facts: [
      fact(sayBoth('shown.move'), same(move.id)),
      fact(sayBoth('shown.planYear'), same(String(move.planYear))),
      ...lines('shown.donor', move.donors),
      ...lines('shown.recipient', move.recipients),
      fact(sayBoth('shown.totalTaken'), total(move.donors)),
      fact(sayBoth('shown.totalGiven'), total(move.recipients)),
      fact(sayBoth('shown.linesHash'), same(shortHash(linesHashOf(move)))),
      ...answersFor.map(figuresFact),
      fact(sayBoth('shown.reason'), reasonInBoth(move.reason)),
      fact(sayBoth('shown.rules'), same(move.rulesVersion)),
      ...clockFacts(clock, undefined),
    ],
  });
}

/** What the operator is shown: where it happened and what was said. Texts are machine output, so they are made printable. */
export function showRecovery(args: {
  readonly subject: string;
  readonly execution: string;
  readonly error: string;
  readonly cause: string;
  readonly clock: ClockTimes;
}): Pick<Approval, 'shown' | 'shownHash'> {
  const printable = (words: string) => {
    const clean = words
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 1000);
    return clean === '' ? sayBoth('shown.unclear') : same(clean.toWellFormed());
  };
  return sealShown({
    title: sayBoth('shown.title.recoverCase', { subject: args.subject }),
    facts: [
      fact(sayBoth('shown.subject'), printable(args.subject)),
      fact(sayBoth('shown.execution'), printable(args.execution)),
      fact(sayBoth('shown.error'), printable(args.error)),
      fact(sayBoth('shown.cause'), printable(args.cause)),
      ...clockFacts(args.clock, undefined),
    ],
  });
}
