import type { Answer, Call } from '../api.ts';
import { type Child, h } from '../dom.ts';
import { language, named, t, words } from '../language.ts';
import type { Context, View } from '../page.ts';
import { asOf, type Column, caseBadge, cellAmount, dueBadge, table, time } from '../parts.ts';

type Queue = Answer<'getQueue'>;
type Row = Queue['items'][number];

const STATES = ['open', 'overdue', 'paused', 'closed'] as const;
type State = (typeof STATES)[number];
const TITLES = {
  open: 'cases.title',
  overdue: 'cases.titleOverdue',
  paused: 'cases.titlePaused',
  closed: 'cases.titleClosed',
} as const;

function stateOf(query: URLSearchParams): State {
  return STATES.find((state) => state === query.get('state')) ?? 'open';
}

/** Six pips and the same in words. */
export function rungPips(rung: number): HTMLElement {
  const pips = [1, 2, 3, 4, 5, 6].map((step) =>
    h('i', { class: step < rung ? 'past' : step === rung ? 'here' : undefined }),
  );
  return h(
    'span',
    { class: 'pips' },
    h('span', { 'aria-hidden': 'true' }, pips),
    t('cases.rungOf', { rung }),
  );
}

/** Names of units by code, for the line under the project. */
type Names = ReadonlyMap<string, string>;

/** A project that lies in more districts than fit says how many. */
function placesOf({ units }: Row, names: Names): string {
  return units.length > 3
    ? t('cases.units', { n: units.length })
    : units.map((code) => names.get(code) ?? code).join(', ');
}

function columns(at: Queue['asOf'], units: Names): readonly Column<Row>[] {
  return [
    {
      head: t('cases.due'),
      cell: (row) => [
        row.status === 'paused' ? caseBadge(row.status) : dueBadge({ ...row, asOf: at }),
        row.dueAt !== null && h('div', { class: 'meta' }, time(row.dueAt)),
      ],
    },
    {
      head: t('cases.project'),
      row: true,
      cell: (row) => [
        h('a', { href: `/cases/${row.id}`, class: 'title' }, words(row.projectName)),
        h(
          'div',
          { class: 'meta' },
          [row.id, placesOf(row, units), named('category', row.category)].join(' · '),
        ),
      ],
    },
    {
      head: t('cases.holder'),
      cell: (row) => [
        row.holderName === null ? caseBadge(row.status) : h('div', {}, words(row.holderName)),
        row.rung !== null && rungPips(row.rung),
      ],
    },
    { head: t('cases.why'), cell: (row) => h('span', { class: 'why' }, words(row.why)) },
    { head: t('cases.atRisk'), number: true, cell: (row) => cellAmount(row.atRisk) },
  ];
}

function select(name: string, label: string, options: readonly Child[]): HTMLElement {
  return h(
    'div',
    { class: 'filter' },
    h('label', { for: `filter-${name}` }, label),
    h('select', { id: `filter-${name}`, name }, options),
  );
}

function option(value: string, label: string, chosen: string | null): HTMLElement {
  return h('option', { value, selected: value === (chosen ?? '') }, label);
}

type Directory = {
  readonly units: Answer<'listUnits'>['items'];
  readonly rungs: Answer<'getLadder'>['rungs'];
};

function filters(query: URLSearchParams, { units, rungs }: Directory): HTMLElement {
  const state = stateOf(query);
  const all = option('', t('cases.all'), null);
  return h(
    'form',
    { method: 'get', action: '/cases', class: 'filters', role: 'search', 'aria-label': t('cases.filter') },
    select(
      'state',
      t('cases.state'),
      STATES.map((each) => option(each === 'open' ? '' : each, t(`cases.state.${each}`), state)),
    ),
    select('rung', t('cases.rung'), [
      all.cloneNode(true),
      rungs.map(({ number, name }) =>
        option(String(number), `${number}. ${name[language()]}`, query.get('rung')),
      ),
    ]),
    select('unit', t('cases.unit'), [
      all,
      units.map(({ code, name }) => option(code, name[language()], query.get('unit'))),
    ]),
    h('button', { class: 'btn' }, t('cases.apply')),
    query.size > 0 && h('a', { href: '/cases', class: 'clear' }, t('cases.clear')),
  );
}

function paging(query: URLSearchParams, { cursor }: Queue): Child {
  const following = new URLSearchParams(query);
  const first = new URLSearchParams(query);
  first.delete('cursor');
  if (cursor !== null) following.set('cursor', cursor);
  if (cursor === null && !query.has('cursor')) return null;
  return h(
    'nav',
    { class: 'row', 'aria-label': t('cases.paging') },
    query.has('cursor') && h('a', { class: 'btn', href: `/cases?${first.toString()}` }, t('cases.first')),
    cursor !== null && h('a', { class: 'btn', href: `/cases?${following.toString()}` }, t('cases.next')),
  );
}

/** The filters are the API's own: nothing is left out here. */
async function queueOf(call: Call, query: URLSearchParams): Promise<Queue> {
  const cursor = query.get('cursor') ?? undefined;
  const project = query.get('project');
  if (project !== null) return call('listCases', { query: { project, cursor } });
  const state = stateOf(query);
  return call('getQueue', {
    query: {
      ...(state === 'overdue' ? { overdue: 'true' } : { state }),
      rung: query.get('rung') ?? undefined,
      unit: query.get('unit') ?? undefined,
      cursor,
      limit: 25,
    },
  });
}

function empty(query: URLSearchParams, { cursor }: Queue): HTMLElement {
  if (query.has('project')) return h('p', {}, t('cases.emptyProject'));
  return h('p', {}, t(cursor === null ? 'cases.empty' : 'cases.emptyPage'));
}

export async function casesPage({ call, place: { query } }: Context): Promise<View> {
  const [queue, { items: units }, { rungs }] = await Promise.all([
    queueOf(call, query),
    call('listUnits'),
    call('getLadder'),
  ]);
  const project = query.get('project');
  const title = project === null ? t(TITLES[stateOf(query)]) : t('cases.titleProject', { project });
  const names: Names = new Map(units.map(({ code, name }) => [code, name[language()]]));
  return {
    title,
    body: [
      h('p', { class: 'lead' }, t('cases.intro')),
      filters(query, { units, rungs }),
      queue.items.length === 0
        ? h('div', { class: 'card' }, empty(query, queue))
        : h('div', { class: 'card flush queue' }, table(title, columns(queue.asOf, names), queue.items)),
      paging(query, queue),
      asOf(queue.asOf),
    ],
  };
}
