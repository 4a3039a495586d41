/** Opens the session, watches the address, shows the page that stands there. */
import { ApiProblem, createClient } from './api.ts';
import { type Child, h, inBackground, onFailure, replace } from './dom.ts';
import { language, t } from './language.ts';
import type { Page, View } from './page.ts';
import { capitalPage } from './pages/capital.ts';
import { casePage } from './pages/case.ts';
import { casesPage } from './pages/cases.ts';
import { draftPage } from './pages/draft.ts';
import { homePage } from './pages/home.ts';
import { movePage } from './pages/move.ts';
import { reportPage } from './pages/report.ts';
import { sentenceOf } from './parts.ts';
import { findRoute, go, type Route, watchAddress } from './router.ts';
import { openSession, type Session } from './session.ts';
import { drawShell } from './shell.ts';

const ROUTES: readonly Route<Page>[] = [
  { pattern: '/', page: homePage },
  { pattern: '/cases', page: casesPage },
  { pattern: '/cases/{caseId}', page: casePage },
  { pattern: '/report', page: reportPage },
  { pattern: '/capital', page: capitalPage },
  { pattern: '/capital/draft', page: draftPage },
  { pattern: '/capital/{moveId}', page: movePage },
];
/** Pages that come sooner show no sign of loading. */
const PATIENCE_MS = 200;

function signInView(session: Session, title: string, text?: string): View {
  const back = location.pathname === '/signed-in' ? '/' : location.pathname + location.search;
  const button = h(
    'button',
    { type: 'button', class: 'btn primary', click: async () => session.signIn(back) },
    t('signIn.button'),
  );
  return { title, body: [text !== undefined && h('p', {}, text), h('div', { class: 'row' }, button)] };
}

function failedView(session: Session, error: unknown, again: () => void): View {
  if (error instanceof ApiProblem && error.code === 'auth.required')
    return signInView(session, t('signIn.needed'));
  const retry = h('button', { type: 'button', class: 'btn', click: again }, t('error.retry'));
  return {
    title: t('error.title'),
    body: [h('p', { role: 'alert' }, sentenceOf(error)), h('div', { class: 'row' }, retry)],
  };
}

const lostView = (): View => ({
  title: t('error.notFound'),
  body: [h('p', {}, h('a', { href: '/' }, t('error.home')))],
});

class App {
  readonly #session: Session;
  /** Counts pages, so that a slow answer never overwrites a later page. */
  #turn = 0;
  #notice = '';

  constructor(session: Session) {
    this.#session = session;
  }

  show(moved: 'first' | 'forward' | 'back'): void {
    inBackground(this.#show(moved));
  }

  async #show(moved: 'first' | 'forward' | 'back'): Promise<void> {
    this.#turn++;
    const turn = this.#turn;
    const notice = this.#notice;
    this.#notice = '';
    const main = drawShell(this.#session, () => this.show('back'));
    const waiting = setTimeout(
      () => replace(main, h('p', { class: 'loading' }, t('app.loading'))),
      PATIENCE_MS,
    );
    const { title, body } = await this.#view();
    clearTimeout(waiting);
    if (turn !== this.#turn) return;
    document.title = t('app.title', { title });
    const heading = h('h1', { tabindex: -1 }, title);
    const said: Child = notice !== '' && h('p', { class: 'notice', role: 'status' }, notice);
    replace(main, said, heading, body);
    if (moved !== 'forward') return;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  async #view(): Promise<View> {
    const session = this.#session;
    const place = { path: location.pathname, query: new URLSearchParams(location.search) };
    if (place.path === '/signed-in') return this.#finish();
    const found = findRoute(ROUTES, place.path);
    if (found === undefined) return lostView();
    if (place.path !== '/' && session.person() === undefined) return signInView(session, t('signIn.needed'));
    const call = createClient({ token: async () => session.token(), language });
    const done = (message: string): void => {
      this.#notice = message;
      this.show('forward');
    };
    try {
      return await found.page({ call, session, place: { ...place, params: found.params }, done });
    } catch (error) {
      return failedView(session, error, () => this.show('forward'));
    }
  }

  async #finish(): Promise<View> {
    const back = await this.#session.finish(new URL(location.href));
    if (back === undefined) return signInView(this.#session, t('signIn.failed'), t('signIn.failedWhy'));
    go(back, 'replace');
    return { title: t('app.loading'), body: [] };
  }
}

async function open(): Promise<void> {
  onFailure((error) => {
    document.querySelector('main')?.prepend(h('p', { class: 'summary', role: 'alert' }, sentenceOf(error)));
  });
  const app = new App(await openSession());
  watchAddress((moved) => app.show(moved));
}

open().catch(() => {
  document.body.replaceChildren(h('main', {}, h('h1', {}, t('error.title')), h('p', {}, t('error.offline'))));
});
