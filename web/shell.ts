/** The frame around every page: navigation, language, who is signed in. */
import { type Child, h } from './dom.ts';
import { type IconName, icon, mark } from './icons.ts';
import { language, speak, t, type WordKey } from './language.ts';
import { CITY, REPORTS } from './page.ts';
import type { Session } from './session.ts';

type Entry = {
  readonly href: string;
  readonly icon: IconName;
  readonly word: WordKey;
  /** Only in the full navigation. */
  readonly wide?: true;
};

/** Entries without right are absent, not grey; a stranger sees what there is. */
function entries(session: Session): readonly Entry[] {
  const known = session.person() !== undefined;
  const city: readonly Entry[] = [{ href: '/capital', icon: 'exchange', word: 'nav.capital' }];
  const report: readonly Entry[] = [{ href: '/report', icon: 'flag', word: 'nav.report' }];
  const mail: readonly Entry[] = [
    { href: `/mail?lang=${language()}`, icon: 'mail', word: 'nav.mail', wide: true },
  ];
  return [
    { href: '/', icon: 'home', word: 'nav.home' },
    { href: '/cases', icon: 'list', word: 'nav.cases' },
    ...(!known || session.may(...CITY) ? city : []),
    ...(!known || session.may(...REPORTS) ? report : []),
    ...(session.config.local ? mail : []),
    { href: '/api/openapi.json', icon: 'code', word: 'nav.api', wide: true },
  ];
}

function isHere(href: string): boolean {
  return href === '/' ? location.pathname === '/' : location.pathname.startsWith(href);
}

function links(session: Session): readonly Child[] {
  return entries(session).map(({ href, icon: name, word, wide }) =>
    h(
      'a',
      { href, class: wide && 'wide', 'aria-current': isHere(href) ? 'page' : undefined },
      icon(name, 20),
      h('span', {}, t(word)),
    ),
  );
}

function languages(redraw: () => void): HTMLElement {
  const button = (code: 'vi' | 'en', name: string): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        id: `speak-${code}`,
        lang: code,
        'aria-pressed': String(language() === code),
        'aria-label': name,
        click: () => {
          speak(code);
          redraw();
          document.getElementById(`speak-${code}`)?.focus();
        },
      },
      code.toUpperCase(),
    );
  return h(
    'div',
    { class: 'langs', role: 'group', 'aria-label': t('app.language') },
    button('vi', 'VI, Tiếng Việt'),
    button('en', 'EN, English'),
  );
}

function personOf(session: Session): HTMLElement {
  const person = session.person();
  if (person === undefined) {
    const back = location.pathname + location.search;
    return h(
      'button',
      { type: 'button', class: 'btn', click: async () => session.signIn(back) },
      t('signIn.button'),
    );
  }
  return h(
    'div',
    { class: 'person' },
    icon('person'),
    h('span', {}, person.name),
    h('button', { type: 'button', class: 'btn', click: () => session.signOut() }, t('signIn.out')),
  );
}

/** Draws the frame into the page and answers where its content goes. */
export function drawShell(session: Session, redraw: () => void): HTMLElement {
  document.documentElement.lang = language();
  const main = h('main', { id: 'main', tabindex: -1 });
  const home = h(
    'a',
    { href: '/', class: 'brand' },
    mark(),
    h('span', {}, h('b', {}, t('app.name')), h('small', {}, t('app.tagline'))),
  );
  document.body.replaceChildren(
    h('a', { href: '#main', class: 'skip' }, t('app.skip')),
    h(
      'div',
      { class: 'shell' },
      h('header', { class: 'side' }, home, h('nav', { 'aria-label': t('app.nav') }, links(session))),
      h(
        'div',
        { class: 'column' },
        h(
          'section',
          { class: 'top', 'aria-label': t('app.account') },
          session.config.local && h('span', { class: 'tag' }, t('app.local')),
          h('span', { class: 'grow' }),
          languages(redraw),
          personOf(session),
        ),
        main,
        h(
          'footer',
          {},
          t('app.help'),
          session.config.local && [
            ' ',
            h('a', { href: `/mail?lang=${language()}` }, t('app.mailbox')),
            ' · ',
            h('a', { href: '/api/openapi.json' }, t('nav.api')),
          ],
        ),
      ),
    ),
  );
  return main;
}
