/** What several pages show the same way: badges, amounts, facts, tables, problems. */
import { formatDong } from '#domain/format.ts';
import type { Instant } from '#domain/time.ts';
import { localDateOf, plusDays } from '#domain/time.ts';
import { ApiProblem } from './api.ts';
import { type Child, h } from './dom.ts';
import { type IconName, icon } from './icons.ts';
import { exactDong, language, moment, named, shortDayOf, t } from './language.ts';

export type Tone = 'overdue' | 'due' | 'review' | 'up' | 'done' | 'quiet';

/** Icon, word, colour: in this order of trust. */
export function badge(tone: Tone, name: IconName, word: string): HTMLElement {
  return h('span', { class: `badge ${tone}` }, icon(name, 16), word);
}

const CASE_LOOKS: Readonly<Record<string, readonly [Tone, IconName]>> = {
  reported: ['review', 'flag'],
  inReview: ['review', 'dot'],
  returned: ['due', 'returned'],
  escalated: ['up', 'stairs'],
  reallocating: ['review', 'exchange'],
  paused: ['quiet', 'pause'],
  cleared: ['done', 'check'],
  reallocated: ['done', 'check'],
  outOfScope: ['quiet', 'ban'],
};

export function caseBadge(status: string): HTMLElement {
  const [tone, name] = CASE_LOOKS[status] ?? ['quiet', 'dot'];
  return badge(tone, name, named('caseStatus', status));
}

const MOVE_LOOKS: Readonly<Record<string, readonly [Tone, IconName]>> = {
  committed: ['done', 'check'],
  coolingOff: ['due', 'clock'],
  rejected: ['quiet', 'ban'],
  reversed: ['due', 'returned'],
};

export function moveBadge(status: string): HTMLElement {
  const [tone, name] = MOVE_LOOKS[status] ?? ['review', 'exchange'];
  return badge(tone, name, named('moveStatus', status));
}

export type Due = {
  readonly dueAt: Instant | null;
  readonly overdueWorkingDays: number;
  readonly asOf: Instant;
};

/** How a deadline stands, by the server's clock. */
export function dueBadge({ dueAt, overdueWorkingDays, asOf }: Due): HTMLElement {
  if (dueAt === null) return badge('quiet', 'pause', t('due.none'));
  if (overdueWorkingDays > 0) return badge('overdue', 'overdue', t('due.overdue', { n: overdueWorkingDays }));
  if (dueAt < asOf) return badge('overdue', 'overdue', t('due.past'));
  const today = localDateOf(asOf);
  const due = localDateOf(dueAt);
  if (due === today) return badge('due', 'clock', t('due.today'));
  return due <= plusDays(today, 2)
    ? badge('due', 'clock', t('due.soon'))
    : badge('review', 'dot', t('due.inTime'));
}

/** An amount as screens show it, with every đồng on hover and for screen readers' title. */
export function amount(value: number): HTMLElement {
  return h('span', { class: 'num', title: exactDong(value) }, formatDong(value, language()));
}

/** In a column whose head says the unit of money: "6.800 tỷ". */
export function cellAmount(value: number): HTMLElement {
  const short = formatDong(value, language()).replace(/\u00a0(đồng|VND)$/, '');
  return h('span', { class: 'num', title: exactDong(value) }, short);
}

export function time(instant: Instant): HTMLElement {
  return h('time', { datetime: instant, class: 'num', title: moment(instant) }, shortDayOf(instant));
}

export function asOf(instant: Instant): HTMLElement {
  return h('p', { class: 'meta' }, t('app.asOf', { at: moment(instant) }));
}

/** Facts as pairs; what is null has nothing to say. */
export function facts(...pairs: readonly (readonly [string, Child] | null)[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    pairs
      .filter((pair) => pair !== null)
      .map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  );
}

export function card(title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', { class: 'card' }, h('h2', {}, title), children);
}

export type Column<Row> = {
  readonly head: string;
  readonly cell: (row: Row) => Child;
  readonly number?: boolean;
  /** The cell that names the row. */
  readonly row?: boolean;
};

/** A real table; on a phone each row becomes a card whose cells carry the heads as labels. */
export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): HTMLElement {
  const heads = columns.map(({ head, number }) =>
    h('th', { scope: 'col', class: number === true ? 'right' : undefined }, head),
  );
  const cellsOf = (row: Row) =>
    columns.map(({ head, cell, number, row: names }) =>
      names === true
        ? h('th', { scope: 'row' }, cell(row))
        : h('td', { 'data-head': head, class: number === true ? 'right' : undefined }, cell(row)),
    );
  return h(
    'div',
    { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': `${caption}. ${t('list.scroll')}` },
    h(
      'table',
      {},
      h('caption', { class: 'vh' }, caption),
      h('thead', {}, h('tr', {}, heads)),
      h(
        'tbody',
        {},
        rows.map((row) => h('tr', {}, cellsOf(row))),
      ),
    ),
  );
}

/** What a failure says to the reader. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return t('error.unknown');
  if (error.code === 'offline') return t('error.offline');
  const said = error.message === '' ? t('error.unknown') : error.message;
  return error.errorCode === undefined ? said : `${said} ${t('error.code', { code: error.errorCode })}`;
}
