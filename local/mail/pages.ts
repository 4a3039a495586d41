/** The readable mailbox: list and message side by side, one of them on a phone. Pure: data in, HTML out. */
import { html } from 'hono/html';
import type { Html, IconName, Language } from '#local/http/page.ts';
import { icon, mark, pageAnswer } from '#local/http/page.ts';
import { en } from '#local/mail/messages.en.ts';
import type { Messages } from '#local/mail/messages.vi.ts';
import { vi } from '#local/mail/messages.vi.ts';
import { bareAddress } from '#local/mail/outgoing.ts';
import { MAILBOX_CSS } from '#local/mail/pages.css.ts';
import type { CaughtMail, MailSummary, Outcome } from '#local/mail/store.ts';

export const VIEWS = ['html', 'text', 'headers'] as const;
export type View = (typeof VIEWS)[number];

export type MailboxView = {
  readonly language: Language;
  /** Epoch milliseconds of the host's clock. */
  readonly now: number;
  readonly relayed: boolean;
  readonly mails: readonly MailSummary[];
  readonly total: number;
  /** Counted from 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly to: string;
  readonly view: View;
  /** Undefined: none was asked for; null: the one that was asked for does not exist. */
  readonly open: CaughtMail | null | undefined;
  readonly headers: Readonly<Record<string, string>>;
};

const wordsOf = (language: Language): Messages => (language === 'en' ? en : vi);
const ZONE = 'Asia/Ho_Chi_Minh';

function dateText(at: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(wordsOf(language).locale, {
    timeZone: ZONE,
    hourCycle: 'h23',
    ...options,
  }).format(at);
}
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
/** English names the month, as the product does: 08/10 reads two ways there. */
const DAY = {
  vi: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'long', year: 'numeric' },
} as const;

/** `16:30` today, `08/10` or `8 Oct` this year, `08/10/2023` before. */
function shortTime(at: number, now: number, language: Language): string {
  const short = language === 'vi' ? DAY.vi : ({ ...DAY.en, month: 'short' } as const);
  const day = dateText(at, language, short);
  const today = dateText(now, language, short);
  if (day === today) return dateText(at, language, CLOCK);
  // Vietnamese in Intl writes 08-10 for a day without its year; the product writes 08/10.
  return day.slice(-4) === today.slice(-4) ? day.slice(0, -5) : day;
}

/** `thứ Tư` in the middle of a line, as the product writes it. */
function weekdayText(at: number, language: Language): string {
  const name = dateText(at, language, { weekday: 'long' });
  return language === 'vi' ? name.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()) : name;
}

export function longTime(at: number, language: Language): string {
  return `${dateText(at, language, CLOCK)}, ${weekdayText(at, language)} ${dateText(at, language, DAY[language])}`;
}

/** The address of the mailbox in a given state; what is default is left out. */
function href(
  view: MailboxView,
  change: { id?: string | undefined; page?: number; view?: View; lang?: Language; to?: string },
): string {
  const query = new URLSearchParams();
  const to = change.to ?? view.to;
  const page = change.page ?? view.page;
  const id = 'id' in change ? change.id : view.open?.id;
  const shown = change.view ?? (change.id === undefined ? view.view : 'html');
  if (to !== '') query.set('to', to);
  if (page > 1) query.set('page', String(page));
  if (id !== undefined) query.set('id', id);
  if (id !== undefined && shown !== 'html') query.set('view', shown);
  if (change.lang !== undefined) query.set('lang', change.lang);
  const text = query.toString();
  return text === '' ? '/mail' : `/mail?${text}`;
}

const OUTCOME: Readonly<Record<Outcome, { readonly icon: IconName; readonly tone: string }>> = {
  delivered: { icon: 'check', tone: 'ok' },
  bounced: { icon: 'returned', tone: 'bad' },
  complained: { icon: 'alert', tone: 'bad' },
  suppressed: { icon: 'ban', tone: 'quiet' },
};

function badge(outcome: Outcome, words: Messages): Html {
  const { icon: name, tone } = OUTCOME[outcome];
  return html`<span class="badge ${tone}">${icon(name, 14)} ${words[outcome]}</span>`;
}

function worst(mail: MailSummary): Outcome {
  const outcomes = Object.values(mail.outcomes);
  return outcomes.find((outcome) => outcome !== 'delivered') ?? 'delivered';
}

function kindOf(mail: MailSummary, words: Messages): string {
  const kind = mail.tags['kind'] ?? mail.tags['template'] ?? '';
  return Object.entries(words.kinds).find(([name]) => name === kind)?.[1] ?? kind;
}

const names = (addresses: readonly string[]): string =>
  addresses
    .map((address) => address.replace(/\s*<[^<>]*>\s*$/, '').replaceAll('"', '') || bareAddress(address))
    .join(', ');

function row(view: MailboxView, mail: MailSummary, words: Messages): Html {
  const here = view.open?.id === mail.id;
  const outcome = worst(mail);
  const kind = kindOf(mail, words);
  return html`<li><a class="row" href="${href(view, { id: mail.id })}" ${here ? html`aria-current="true"` : ''}>
<span class="line"><span class="who">${names(mail.to)}</span> <time class="num" datetime="${new Date(mail.at).toISOString()}">${shortTime(mail.at, view.now, view.language)}</time></span>
<span class="subject">${mail.subject || words.subjectMissing}</span>
${kind !== '' || outcome !== 'delivered' ? html`<span class="marks">${kind === '' ? '' : html`<span class="badge due">${kind}</span>`}${outcome === 'delivered' ? '' : badge(outcome, words)}</span>` : ''}</a></li>`;
}

function pager(view: MailboxView, words: Messages): Html | '' {
  const pages = Math.max(1, Math.ceil(view.total / view.pageSize));
  if (pages === 1) return '';
  const step = (page: number, text: string): Html =>
    page < 1 || page > pages
      ? html`<span></span>`
      : html`<a class="btn" href="${href(view, { page, id: undefined })}">${text}</a>`;
  return html`<nav class="pager" aria-label="${words.pages}">${step(view.page - 1, words.newer)}<span class="num">${words.page(String(view.page), String(pages))}</span>${step(view.page + 1, words.older)}</nav>`;
}

function emptyList(view: MailboxView, words: Messages): Html {
  if (view.to !== '') {
    return html`<div class="empty"><p>${words.emptyFilter}</p><a class="btn" href="${href(view, { to: '', page: 1, id: undefined })}">${words.clearFilter}</a></div>`;
  }
  return html`<div class="empty">${icon('archive', 40)}<p><b>${words.empty}</b></p><p>${words.emptyHint}</p></div>`;
}

function listPane(view: MailboxView, words: Messages): Html {
  const count = new Intl.NumberFormat(words.locale).format(view.total);
  const title = view.to === '' ? words.titleAll(count) : words.titleFiltered(count, view.to);
  const shown = view.total === 0 && view.to === '' ? words.mailbox : title;
  return html`<section class="list" aria-label="${words.list}">
<div class="head">${view.open ? html`<h2>${shown}</h2>` : html`<h1>${shown}</h1>`}
<form class="filter" method="get" action="/mail" role="search"><label class="vh" for="to">${words.filterLabel}</label><input id="to" name="to" type="search" value="${view.to}" placeholder="${words.filterLabel}" autocomplete="off" autocapitalize="none"><button class="btn" type="submit">${icon('search')}<span class="vh">${words.filter}</span></button>${view.to === '' ? '' : html`<a class="clear" href="${href(view, { to: '', page: 1 })}">${words.clearFilter}</a>`}</form></div>
<div class="scroll">${view.mails.length === 0 ? emptyList(view, words) : html`<ol>${view.mails.map((mail) => row(view, mail, words))}</ol>`}</div>
${pager(view, words)}</section>`;
}

/** The one address that a mail asks to open: an action link, or else the first link. */
export function mainLink(mail: Pick<CaughtMail, 'text' | 'html'>): string | undefined {
  const hrefs = [...(mail.html ?? '').matchAll(/href\s*=\s*["']([^"']+)["']/gi)].map(([, url]) =>
    (url ?? '').replaceAll('&amp;', '&'),
  );
  const plain = ((mail.text ?? '').match(/https?:\/\/[^\s<>"')\]]+/g) ?? []).map((url) =>
    url.replace(/[.,;:!?]+$/, ''),
  );
  const links = [...hrefs, ...plain].filter((url) => /^https?:\/\//i.test(url) && URL.canParse(url));
  return links.find((url) => new URL(url).pathname.startsWith('/a/')) ?? links[0];
}

/** When the mail's answer is due: tag or header `due`, ISO 8601 or epoch milliseconds. */
export function dueOf(mail: Pick<CaughtMail, 'tags' | 'headers'>): number | undefined {
  const header = mail.headers.find(({ name }) => name.toLowerCase() === 'x-khoi-thong-due')?.value;
  const due = mail.tags['due'] ?? header;
  if (due === undefined) return undefined;
  const at = /^\d+$/.test(due) ? Number(due) : Date.parse(due);
  return Number.isNaN(at) ? undefined : at;
}

function headerTable(mail: CaughtMail, words: Messages): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ...(mail.cc.length === 0 ? [] : [['Cc', mail.cc.join(', ')] as const]),
    ...(mail.replyTo.length === 0 ? [] : [['Reply-To', mail.replyTo.join(', ')] as const]),
    ['Subject', mail.subject],
    [words.messageId, mail.id],
    ...mail.headers.map(({ name, value }) => [name, value] as const),
    ...Object.entries(mail.tags).map(([name, value]) => [words.tag(name), value] as const),
  ];
  return html`<div class="plain" tabindex="0" role="region" aria-label="${words.tabHeaders}"><table><thead class="vh"><tr><th scope="col">${words.headerName}</th><th scope="col">${words.headerValue}</th></tr></thead><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
}

function content(view: MailboxView, mail: CaughtMail, words: Messages): Html {
  if (view.view === 'headers') return headerTable(mail, words);
  if (view.view === 'text' || mail.html === undefined) {
    const notice =
      view.view === 'html' && mail.text !== undefined ? html`<p class="note">${words.noHtml}</p>` : '';
    return html`${notice}<div class="plain" tabindex="0" role="region" aria-label="${words.tabText}"><pre>${mail.text ?? words.noText}</pre></div>`;
  }
  return html`<iframe src="/mail/${mail.id}/body" title="${mail.subject || words.message}" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
}

function messagePane(view: MailboxView, words: Messages): Html {
  const mail = view.open;
  if (mail === undefined || mail === null) {
    const text = mail === null ? words.gone : words.choose;
    return html`<section class="message none" id="message" aria-label="${words.message}"><p>${view.total === 0 && mail === undefined ? '' : text}</p></section>`;
  }
  const link = mainLink(mail);
  const tabs: Readonly<Record<View, string>> = {
    html: words.tabHtml,
    text: words.tabText,
    headers: words.tabHeaders,
  };
  const outcomes = Object.entries(mail.outcomes);
  return html`<article class="message" id="message" aria-labelledby="subject">
<a class="back" href="${href(view, { id: undefined })}">${icon('back')} ${words.back}</a>
<div class="about"><h1 id="subject">${mail.subject || words.subjectMissing}</h1>
<dl><div><dt>${words.from}</dt><dd>${mail.from}</dd></div><div><dt>${words.to}</dt><dd>${mail.to.join(', ')} ${outcomes.length === 1 ? badge(worst(mail), words) : ''}</dd></div>${mail.cc.length === 0 ? '' : html`<div><dt>${words.cc}</dt><dd>${mail.cc.join(', ')}</dd></div>`}<div><dt>${words.sentAt}</dt><dd class="num">${longTime(mail.at, view.language)}</dd></div></dl>
${outcomes.length > 1 ? html`<ul class="outcomes">${outcomes.map(([address, outcome]) => html`<li>${address} ${badge(outcome, words)}</li>`)}</ul>` : ''}
${link === undefined ? '' : html`<a class="btn primary" href="${link}" target="_blank" rel="noopener noreferrer">${icon('external')} ${words.openLink}<span class="vh">, ${words.openLinkHint}</span></a>`}</div>
<nav class="tabs" aria-label="${words.tabs}">${(['html', 'text', 'headers'] as const).map((name) => html`<a href="${href(view, { id: mail.id, view: name })}" ${view.view === name ? html`aria-current="page"` : ''}>${tabs[name]}</a>`)}</nav>
<div class="body">${content(view, mail, words)}</div></article>`;
}

function clockForm(view: MailboxView, words: Messages): Html {
  const due = view.open ? dueOf(view.open) : undefined;
  const back = href(view, {});
  const choices = [
    ['PT1H', words.hour],
    ['P1D', words.day],
    ['P3D', words.days3],
    ['P7D', words.week],
  ] as const;
  const toDue =
    due !== undefined && due > view.now
      ? html`<form class="ahead" method="post" action="/mail/clock"><input type="hidden" name="return" value="${back}"><button class="btn small" name="until" value="${due}">${icon('clock', 16)} ${words.clockToDue(shortTime(due, view.now, view.language))}</button></form>`
      : '';
  return html`<div class="clock noprint">${toDue}<form method="post" action="/mail/clock"><input type="hidden" name="return" value="${back}"><label for="advance">${words.clockBy}</label><select id="advance" name="advance">${choices.map(([value, text]) => html`<option value="${value}" ${value === 'P1D' ? 'selected' : ''}>${text}</option>`)}</select><button class="btn small" type="submit">${icon('clock', 16)} ${words.clockGo}</button></form></div>`;
}

/** The whole page as an answer. */
export async function mailboxPage(view: MailboxView): Promise<Response> {
  const words = wordsOf(view.language);
  const language = (code: Language, text: string, label: string): Html =>
    html`<a href="${href(view, { lang: code })}" lang="${code}" hreflang="${code}" aria-label="${text}, ${label}" ${view.language === code ? html`aria-current="true"` : ''}>${text}</a>`;
  const body = html`<a class="skip" href="#message">${words.skip}</a>
<header><div class="strip"><span>${view.relayed ? words.stripRelay : words.strip}</span><span class="num">${words.hostTime(longTime(view.now, view.language))}</span></div>
<div class="nav"><a class="home" href="/">${mark()}<span>${words.product} <span class="dim">· ${words.mailbox}</span></span></a><nav class="langs" aria-label="${words.languages}">${language('vi', 'VI', 'Tiếng Việt')}${language('en', 'EN', 'English')}</nav></div></header>
<main>${clockForm(view, words)}<div class="panes">${listPane(view, words)}${messagePane(view, words)}</div></main>`;
  return pageAnswer({
    language: view.language,
    title: `${view.open ? `${view.open.subject} · ` : ''}${words.mailbox} · ${words.product}`,
    css: MAILBOX_CSS,
    body,
    bodyClass: view.open ? 'reading' : view.open === null ? 'listing missing' : 'listing',
    headers: view.headers,
    status: view.open === null ? 404 : 200,
  });
}
