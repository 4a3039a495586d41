/** The role picker, and what is shown when a sign-in cannot go on. Plain HTML; every post is a button of one form. */
import { html } from 'hono/html';
import type { Html, Language } from '#local/http/page.ts';
import { mark, pageAnswer } from '#local/http/page.ts';
import type { SampleAccount } from '#local/identity/accounts.ts';
import { en } from '#local/identity/messages.en.ts';
import type { Messages } from '#local/identity/messages.vi.ts';
import { vi } from '#local/identity/messages.vi.ts';

export const wordsOf = (language: Language): Messages => (language === 'en' ? en : vi);

const CSS = `
main{max-width:29.5rem;margin:0 auto;padding:32px 16px 56px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.intro{padding:24px}.intro h1{font-size:1.625rem;line-height:1.3;margin-top:12px}.intro p{color:var(--ink2);margin-top:8px;text-wrap:balance}
h2{font-size:.8125rem;font-weight:600;color:var(--ink2);background:var(--sunk);padding:8px 24px;border-top:1px solid var(--line)}
.post{display:block;width:100%;min-height:56px;padding:10px 24px;text-align:left;border:0;border-top:1px solid var(--line);background:var(--surface);color:var(--ink);font:inherit;cursor:pointer;transition:background-color 120ms ease-out}
.post:hover{background:var(--tint)}.post:focus-visible{outline-offset:-3px}.post b{display:block;font-weight:600;color:var(--primary);text-wrap:balance}.post span{color:var(--ink2);font-size:.8125rem}
.say{padding:24px}.say p{margin:8px 0 16px;color:var(--ink2)}
@media (max-width:520px){main{padding:0 0 40px}.card{border-width:0 0 1px;border-radius:0}.intro,.say{padding:20px 16px}h2,.post{padding-left:16px;padding-right:16px}}
`;

/** «Quận 8» does not part at the end of a line. */
const whole = (name: string): string => name.replaceAll(/ (?=\d)/g, '\u00a0');

function frame(language: Language, here: string, inside: Html): Html {
  const words = wordsOf(language);
  const link = (code: Language, name: string): Html =>
    html`<a href="${here}?lang=${code}" lang="${code}" hreflang="${code}" aria-label="${code.toUpperCase()}, ${name}" ${language === code ? html`aria-current="true"` : ''}>${code.toUpperCase()}</a>`;
  return html`<header><div class="strip"><span>${words.strip}</span></div><div class="nav"><a class="home" href="/">${mark()}<span>${words.product}</span></a><nav class="langs" aria-label="${words.languages}">${link('vi', 'Tiếng Việt')}${link('en', 'English')}</nav></div></header><main><div class="card">${inside}</div></main>`;
}

export type PickerParts = {
  readonly language: Language;
  readonly accounts: readonly SampleAccount[];
  /** Path of this sign-in; the form posts to it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

export async function pickerPage({ language, accounts, path, headers }: PickerParts): Promise<Response> {
  const words = wordsOf(language);
  const english = language === 'en';
  const sectionOf = (account: SampleAccount): string =>
    (english ? account.sectionEn : account.sectionVi) ?? account.groups[0] ?? '';
  const sections = [...new Set(accounts.map(sectionOf))];
  const post = (account: SampleAccount): Html => {
    const does = english ? account.doesEn : account.doesVi;
    return html`<button class="post" name="username" value="${account.username}"><b>${whole(english ? account.postEn : account.postVi)}</b><span>${does ?? account.email}</span></button>`;
  };
  const inside = html`<div class="intro">${mark(40)}<h1>${words.title}</h1><p>${words.hint}</p></div><form method="post" action="${path}">${sections.map(
    (section) =>
      html`<section><h2>${section}</h2>${accounts.filter((account) => sectionOf(account) === section).map(post)}</section>`,
  )}</form>`;
  const body = frame(language, path, inside);
  return pageAnswer({ language, title: `${words.title} · ${words.product}`, css: CSS, body, headers });
}

/** The sign-in is over or was never begun; the way out is the front page. */
export async function expiredPage(language: Language): Promise<Response> {
  const words = wordsOf(language);
  const inside = html`<div class="say"><h1>${words.expired}</h1><p>${words.expiredWhy}</p><a class="btn primary" href="/">${words.retry}</a></div>`;
  return pageAnswer({
    language,
    title: `${words.expired} · ${words.product}`,
    css: CSS,
    body: frame(language, '/', inside),
    status: 400,
  });
}

/** The application asked for something that the provider does not give; `reason` is the provider's own, in English. */
export async function refusedPage(language: Language, reason: string): Promise<Response> {
  const words = wordsOf(language);
  const inside = html`<div class="say"><h1>${words.expired}</h1><p>${words.refusedWhy}</p><p lang="en">${reason}</p><a class="btn primary" href="/">${words.retry}</a></div>`;
  const body = frame(language, '/', inside);
  return pageAnswer({ language, title: `${words.expired} · ${words.product}`, css: CSS, body, status: 400 });
}

/** `form` is the provider's own hidden form with the id `op.logoutForm`. */
export async function signOutPage(language: Language, form: Html): Promise<Response> {
  const words = wordsOf(language);
  const inside = html`<div class="say">${form}<h1>${words.signOut}</h1><p></p><button class="btn primary" form="op.logoutForm" name="logout" value="yes">${words.signOutYes}</button></div>`;
  return pageAnswer({
    language,
    title: `${words.signOut} · ${words.product}`,
    css: CSS,
    body: frame(language, '/', inside),
  });
}
