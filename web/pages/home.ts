import type { Call, Input } from '../api.ts';
import { capitalBar } from '../capital-bar.ts';
import { type Child, h } from '../dom.ts';
import { type IconName, icon } from '../icons.ts';
import { language, t, type WordKey, words } from '../language.ts';
import { CITY, type Context, REPORTS, type View } from '../page.ts';
import { asOf, card, cellAmount, dueBadge } from '../parts.ts';

const FULL_PAGE = 100;
/** Beyond this many pages the number says "over". */
const PAGES = 10;
const MOST_URGENT = 5;

/** How many cases the queue has; a number as words when there are more than one would wait for. */
async function count(call: Call, query: NonNullable<Input['query']>): Promise<string | number> {
  let total = 0;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const answer = await call('getQueue', { query: { ...query, limit: FULL_PAGE, cursor } });
    total += answer.items.length;
    if (answer.cursor === null) return total;
    cursor = answer.cursor;
  }
  return t('home.more', { n: total });
}

function door(href: string, name: IconName, words: readonly [WordKey, WordKey]): HTMLElement {
  return h(
    'a',
    { href, class: 'door' },
    icon(name, 22),
    h('span', {}, h('b', {}, t(words[0])), h('small', {}, t(words[1]))),
    icon('next'),
  );
}

function doors({ session }: Context): HTMLElement {
  const known = session.person() !== undefined;
  return card(
    t('home.doors'),
    h(
      'div',
      { class: 'doors' },
      door('/cases', 'list', ['nav.cases', 'home.door.cases']),
      (!known || session.may(...CITY)) && door('/capital', 'exchange', ['nav.capital', 'home.door.capital']),
      (!known || session.may(...REPORTS)) && door('/report', 'flag', ['nav.report', 'home.door.report']),
      session.config.local && door(`/mail?lang=${language()}`, 'mail', ['nav.mail', 'home.door.mail']),
      door('/api/openapi.json', 'code', ['nav.api', 'home.door.api']),
    ),
  );
}

function step(title: WordKey, text: WordKey): HTMLElement {
  return h('li', {}, h('b', {}, t(title)), h('p', {}, t(text)));
}

function strangersHome(context: Context): View {
  return {
    title: t('home.title'),
    body: [
      h('p', { class: 'lead' }, t('home.intro')),
      h(
        'div',
        { class: 'row' },
        h(
          'button',
          { type: 'button', class: 'btn primary', click: async () => context.session.signIn('/') },
          t('signIn.button'),
        ),
      ),
      card(
        t('home.steps'),
        h(
          'ol',
          { class: 'steps' },
          step('home.step.review', 'home.step.reviewText'),
          step('home.step.escalate', 'home.step.escalateText'),
          step('home.step.move', 'home.step.moveText'),
        ),
      ),
      doors(context),
    ],
  };
}

/** What is overdue; when nothing is, what is due next. */
async function urgentCard(call: Call): Promise<HTMLElement> {
  const overdue = await call('getQueue', { query: { overdue: 'true', limit: MOST_URGENT } });
  const late = overdue.items.length > 0;
  const { items, asOf: at } = late ? overdue : await call('getQueue', { query: { limit: MOST_URGENT } });
  const row = (item: (typeof items)[number]): HTMLElement =>
    h(
      'li',
      {},
      h('div', { class: 'split' }, dueBadge({ ...item, asOf: at }), cellAmount(item.atRisk)),
      h('a', { href: `/cases/${item.id}`, class: 'title' }, words(item.projectName)),
      h('p', { class: 'meta' }, words(item.why)),
    );
  return card(
    t(late ? 'home.overdue' : 'home.dueNext'),
    items.length === 0 ? h('p', {}, t('home.noCases')) : h('ul', { class: 'urgent' }, items.map(row)),
    asOf(at),
  );
}

function finding(open: string | number, overdue: string | number): string {
  if (open === 0) return t('home.findingNone');
  return overdue === 0 ? t('home.findingInTime', { open }) : t('home.finding', { open, overdue });
}

async function capitalCard({ call, session }: Context): Promise<Child> {
  if (!session.may(...CITY)) return null;
  const capital = await call('getCapital');
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('capital.year', { year: String(capital.planYear) })),
    capitalBar(capital),
  );
}

export async function homePage(context: Context): Promise<View> {
  if (context.session.person() === undefined) return strangersHome(context);
  const { call } = context;
  const [open, overdue, urgent, capital] = await Promise.all([
    count(call, { state: 'open' }),
    count(call, { overdue: 'true' }),
    urgentCard(call),
    capitalCard(context),
  ]);
  return {
    title: finding(open, overdue),
    body: [capital, h('div', { class: 'halves' }, urgent, doors(context))],
  };
}
