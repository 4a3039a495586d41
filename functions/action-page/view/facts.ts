import type { Shown } from '#domain/approval.ts';
import { glued } from '#domain/format.ts';
import { SHOWN_VI } from '#domain/messages/shown.vi.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { factRow } from './frame.ts';
import { type Markup, markup } from './markup.ts';

export type ShownFact = Shown['facts'][number];

/** How many facts stand first. */
const MAIN = 4;

/** What an official wants to know first, most wanted first. */
const OF_A_CASE = beginnings(
  'shown.question',
  'shown.answer',
  'shown.promisedBy',
  'shown.blocker',
  'shown.request',
  'shown.planned',
  'shown.since',
  'shown.error',
  'shown.disbursed',
  'shown.idle',
  'shown.cause',
  'shown.units',
);
const OF_A_MOVE = beginnings(
  'shown.totalTaken',
  'shown.totalGiven',
  'shown.reason',
  // Only an owner is shown these: it is what it confirms, and answers for.
  'shown.ownFigures',
  'shown.donor',
  'shown.recipient',
  'shown.linesHash',
);

/** A record keeps the words of its labels, not their keys: a label is known by what its Vietnamese words begin with. */
function beginnings(...keys: (keyof typeof SHOWN_VI)[]): readonly string[] {
  return keys.map((key) => SHOWN_VI[key].replace(/\{.*/, ''));
}

function rankIn(wanted: readonly string[]) {
  return ({ label }: ShownFact): number => {
    const at = wanted.findIndex((beginning) => label.vi.startsWith(beginning));
    return at < 0 ? wanted.length : at;
  };
}

type Split = { readonly main: readonly ShownFact[]; readonly rest: readonly ShownFact[] };

/** The most wanted facts, and the rest in the order of the record. Of a move all lines count: they are what is decided. */
export function splitFacts(facts: readonly ShownFact[], most?: number): Split {
  const isMove = facts.some(({ label }) => label.vi.startsWith(SHOWN_VI['shown.totalTaken']));
  const rank = rankIn(isMove ? OF_A_MOVE : OF_A_CASE);
  const lines = facts.filter((fact) => rank(fact) < OF_A_MOVE.length);
  const count = most ?? (isMove ? lines.length : MAIN);
  const main = facts.toSorted((a, b) => rank(a) - rank(b)).slice(0, count);
  return { main, rest: facts.filter((fact) => !main.includes(fact)) };
}

const OPEN = markup` open`;

function row(fact: ShownFact, locale: Locale, changed: ReadonlySet<ShownFact>): Markup {
  const mark = changed.has(fact) ? markup` <span class="new">${say(locale, 'facts.changed')}</span>` : null;
  return factRow(fact.label[locale], markup`${glued(fact.value[locale])}${mark}`);
}

/**
 * Everything that is decided on: the main facts, then the rest, those that have changed marked in words. On a phone the
 * rest is folded, so that the choices are near, unless something in it has changed; wider and on paper it is open.
 */
export function factLists(
  facts: readonly ShownFact[],
  locale: Locale,
  changed: ReadonlySet<ShownFact> = new Set(),
): Markup {
  const { main, rest } = splitFacts(facts);
  const rows = (list: readonly ShownFact[]) => list.map((fact) => row(fact, locale, changed));
  return markup`<dl>${rows(main)}</dl>${
    rest.length === 0
      ? null
      : markup`<details class="more"${rest.some((fact) => changed.has(fact)) ? OPEN : null}><summary>${say(locale, 'facts.more', { n: rest.length })}</summary><dl class="small">${rows(rest)}</dl></details>`
  }`;
}
