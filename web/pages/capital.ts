import { formatDong } from '#domain/format.ts';
import type { Answer } from '../api.ts';
import { capitalBar } from '../capital-bar.ts';
import { type Child, h, replace } from '../dom.ts';
import { day, language, named, t, words } from '../language.ts';
import type { Context, View } from '../page.ts';
import { amount, asOf, type Column, card, cellAmount, facts, moveBadge, table, time } from '../parts.ts';

type Capital = Answer<'getCapital'>;
type Project = Answer<'listIdle'>['items'][number];
type Move = Answer<'listMoves'>['items'][number];
type Total = Omit<Capital['groups'][number], 'group'> & { readonly name: string };

const TOTALS = (): readonly Column<Total>[] => [
  { head: t('capital.group'), row: true, cell: ({ name }) => name },
  {
    head: t('capital.projects'),
    number: true,
    cell: ({ projects }) => h('span', { class: 'num' }, projects),
  },
  { head: t('capital.planned'), number: true, cell: ({ planned }) => cellAmount(planned) },
  { head: t('capital.disbursed'), number: true, cell: ({ disbursed }) => cellAmount(disbursed) },
  { head: t('capital.idle'), number: true, cell: ({ idle }) => cellAmount(idle) },
  { head: t('capital.headroom'), number: true, cell: ({ headroom }) => cellAmount(headroom) },
];

function groupsCard(capital: Capital): HTMLElement {
  const rows = capital.groups.map((total) => ({ ...total, name: named('group', total.group) }));
  const projects = capital.groups.reduce((sum, group) => sum + group.projects, 0);
  const title = t('capital.byGroup');
  return card(
    title,
    table(title, TOTALS(), [...rows, { ...capital, projects, name: t('capital.total') }]),
    h('p', { class: 'meta' }, t('capital.rounded')),
  );
}

type Figure = { readonly head: string; readonly of: (project: Project) => number };

function columns({ head, of }: Figure): readonly Column<Project>[] {
  return [
    {
      head: t('capital.project'),
      row: true,
      cell: ({ id, name, group }) => [
        h('a', { href: `/cases?project=${id}`, class: 'title' }, words(name)),
        h('div', { class: 'meta' }, named('group', group)),
      ],
    },
    { head: t('capital.planned'), number: true, cell: ({ capital }) => cellAmount(capital.planned) },
    { head, number: true, cell: (project) => cellAmount(of(project)) },
  ];
}

type List = {
  readonly title: string;
  readonly figure: Figure;
  readonly load: (cursor: string | undefined) => Promise<Answer<'listIdle'>>;
};

/** A list that grows by one page of the API with each press. */
async function projectsCard({ title, figure, load }: List): Promise<HTMLElement> {
  const shown: Project[] = [];
  const content = h('div');
  const next = async (cursor: string | undefined): Promise<void> => {
    const page = await load(cursor);
    shown.push(...page.items);
    const more = (following: string): HTMLElement =>
      h('button', { type: 'button', class: 'btn', click: async () => next(following) }, t('list.more'));
    replace(
      content,
      shown.length === 0 ? h('p', {}, t('capital.none')) : table(title, columns(figure), shown),
      page.cursor !== null && h('div', { class: 'row' }, more(page.cursor)),
    );
  };
  await next(undefined);
  return card(title, content);
}

function total(lines: Move['donors']): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

const MOVES = (): readonly Column<Move>[] => [
  {
    head: t('move.code'),
    row: true,
    cell: ({ id, donors }) => [
      h('a', { href: `/capital/${id}`, class: 'title' }, id),
      h('div', { class: 'meta' }, donors.map(({ projectName }) => words(projectName)).join(', ')),
    ],
  },
  { head: t('move.draftedAt'), cell: ({ draftedAt }) => time(draftedAt) },
  { head: t('move.status'), cell: ({ status }) => moveBadge(status) },
  { head: t('move.amount'), number: true, cell: ({ donors }) => cellAmount(total(donors)) },
];

function movesCard({ session }: Context, { items }: Answer<'listMoves'>): HTMLElement {
  const title = t('capital.moves');
  return card(
    title,
    items.length === 0 ? h('p', {}, t('capital.noMoves')) : table(title, MOVES(), items),
    session.may('staff') &&
      h(
        'div',
        { class: 'row' },
        h('a', { class: 'btn primary', href: '/capital/draft' }, t('capital.draft')),
      ),
  );
}

function datesCard(capital: Capital): Child {
  return card(
    t('capital.dates'),
    facts(
      [t('capital.adjustmentUntil'), day(capital.adjustmentUntil)],
      [t('capital.disbursementUntil'), day(capital.disbursementUntil)],
      capital.lastWorkingDay === null ? null : [t('capital.lastWorkingDay'), day(capital.lastWorkingDay)],
      [t('capital.headroom'), amount(capital.headroom)],
    ),
  );
}

export async function capitalPage(context: Context): Promise<View> {
  const { call } = context;
  const limit = 10;
  const [capital, moves, idle, absorbing] = await Promise.all([
    call('getCapital'),
    call('listMoves', { query: { limit: 50 } }),
    projectsCard({
      title: t('capital.idleList'),
      figure: { head: t('capital.idle'), of: (project) => project.idle },
      load: async (cursor) => call('listIdle', { query: { limit, cursor } }),
    }),
    projectsCard({
      title: t('capital.absorbingList'),
      figure: { head: t('capital.headroom'), of: (project) => project.headroom },
      load: async (cursor) => call('listAbsorbing', { query: { limit, cursor } }),
    }),
  ]);
  const title =
    capital.idle === 0
      ? t('capital.titleNone')
      : t('capital.title', { idle: formatDong(capital.idle, language()) });
  return {
    title,
    body: [
      h('p', { class: 'lead' }, t('capital.intro')),
      h(
        'div',
        { class: 'with-side' },
        h('div', {}, card(t('capital.year', { year: String(capital.planYear) }), capitalBar(capital))),
        h('div', {}, datesCard(capital)),
      ),
      movesCard(context, moves),
      h('div', { class: 'halves' }, idle, absorbing),
      groupsCard(capital),
      asOf(capital.asOf),
    ],
  };
}
