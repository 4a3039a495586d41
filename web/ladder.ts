import type { Answer } from './api.ts';
import { h } from './dom.ts';
import { type IconName, icon } from './icons.ts';
import { t, words } from './language.ts';
import { time } from './parts.ts';

type CaseAnswer = Answer<'getCase'>;
type Rung = Answer<'getLadder'>['rungs'][number];
type State = 'done' | 'now' | 'next' | 'later';

const ICONS: Readonly<Record<State, IconName>> = { done: 'check', now: 'dot', next: 'next', later: 'clock' };

function stateOf(number: number, { case: record, summary }: CaseAnswer): State {
  const { climbed } = record;
  const here = summary.rung;
  if (number === here) return 'now';
  if (climbed.includes(number)) return 'done';
  return here !== null && number === here + 1 ? 'next' : 'later';
}

function step(rung: Rung, answer: CaseAnswer): HTMLElement {
  const state = stateOf(rung.number, answer);
  const asked = answer.approvals
    .filter(({ kind, rung: on }) => kind === 'clearBlocker' && on === rung.number)
    .toSorted((left, right) => (left.askedAt < right.askedAt ? 1 : -1))
    .at(0);
  return h(
    'li',
    { class: state, 'aria-current': state === 'now' ? 'step' : undefined },
    h('span', { class: 'meta' }, t('case.rung', { rung: rung.number })),
    h('b', {}, words(rung.name)),
    asked === undefined
      ? h('span', { class: 'meta' }, t('case.days', { n: rung.answerWithin }))
      : h(
          'span',
          { class: 'meta' },
          words(asked.officeName),
          ', ',
          time(asked.askedAt),
          ' → ',
          time(asked.dueAt),
        ),
    h('span', { class: 'state' }, icon(ICONS[state], 16), t(`rung.${state}`)),
  );
}

/** The stairs of the ladder: passed, present, next (dashed), later. */
export function ladderCard(answer: CaseAnswer, rungs: readonly Rung[]): HTMLElement {
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('case.ladder')),
    h('p', { class: 'meta' }, t('case.ladderNote')),
    h(
      'ol',
      { class: 'stairs' },
      rungs.map((rung) => step(rung, answer)),
    ),
  );
}
