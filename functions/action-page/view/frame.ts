import type { Approval } from '#domain/approval.ts';
import { glued } from '#domain/format.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { constant, type Markup, markup } from './markup.ts';
import { STYLE } from './style.ts';
import type { Intent } from './types.ts';

const MARK = constant(
  '<svg width="36" height="36" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#1a7683"/><g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"><path d="M6 11.500c4.200 0 4.200-3.500 8.400-3.500 3.200 0 4 2 6.600 3.100" stroke-opacity=".55"/><path d="M6 18c4.600 0 5.400-3.600 10-3.600s5.400 3.600 10 3.600M6 24.300c4.600 0 5.400-3.600 10-3.600s5.400 3.600 10 3.600"/></g><circle cx="24.800" cy="10.800" r="2.300" fill="#f2b84b"/></svg>',
);

const icon = (paths: string) =>
  constant(
    `<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );
const CIRCLE = '<path d="M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0"/>';

/** What a band says at a glance; its colour only repeats icon and words. */
const ICONS = {
  soon: icon(`${CIRCLE}<path d="M12 7v5l3 2"/>`),
  act: icon(`${CIRCLE}<path d="M12 7v5l3 2"/>`),
  over: icon(
    '<path d="M12.802 2.165l5.575 2.389c.48.206.863.589 1.070 1.070l2.388 5.574c.22.512.22 1.092 0 1.604l-2.389 5.575c-.206.480-.589.863-1.070 1.070l-5.574 2.388c-.512.220-1.092.220-1.604 0l-5.575-2.389a2.036 2.036 0 0 1-1.070-1.070l-2.388-5.574a2.036 2.036 0 0 1 0-1.604l2.389-5.575c.206-.480.589-.863 1.070-1.070l5.574-2.388a2.036 2.036 0 0 1 1.604 0zM12 8v4M12 16h.01"/>',
  ),
  rest: icon(`${CIRCLE}<path d="M10 9v6M14 9v6"/>`),
  note: icon(`${CIRCLE}<path d="M12 8h.01M11 12h1v4h1"/>`),
  done: icon(`${CIRCLE}<path d="M9 12l2 2l4-4"/>`),
} as const;
export type Tone = keyof typeof ICONS;

export function band(tone: Tone, words: Markup): Markup {
  return markup`<div class="band ${tone}">${ICONS[tone]}<div>${words}</div></div>`;
}

/** `HS-2024-0002` or `DC-2024-0001`: what officials quote. A step of a move goes by the move, as its papers do, also where a case waits for it. */
export function codeOf(approval: Approval): string {
  return approval.moveId ?? approval.caseId ?? approval.id;
}

/** «Gửi: Chủ tịch UBND Quận 8  Hồ sơ HS-2024-0002» */
export function addressLine(approval: Approval, locale: Locale): Markup {
  const matter = approval.moveId === undefined ? 'page.case' : 'page.move';
  return markup`<p class="to">${say(locale, 'page.to')}: <b>${glued(approval.officeName[locale])}</b> <span class="id">${say(locale, matter)} ${codeOf(approval)}</span></p>`;
}

/** A form of one button. It posts to the page's own address, so the secret stands nowhere in the page. */
export function buttonForm(intent: Intent, label: string, inside: Markup | null): Markup {
  return markup`<form method="post"><input type="hidden" name="intent" value="${intent}">${inside}<button class="plain">${label}</button></form>`;
}

export function factRow(label: string, value: string | Markup): Markup {
  return markup`<div><dt>${glued(label)}</dt><dd>${typeof value === 'string' ? glued(value) : value}</dd></div>`;
}

export type PageParts = {
  readonly locale: Locale;
  readonly heading: string;
  readonly body: Markup;
  /** The title begins with «Lỗi:», so that a screen reader says first what matters. */
  readonly failed?: boolean;
};

/** The page around a state: head, mark, the other language, help. One document, no script, nothing from elsewhere. */
export function page({ locale, heading, body, failed = false }: PageParts): string {
  const title = say(locale, 'page.title', { heading });
  const other = locale === 'vi' ? 'en' : 'vi';
  return markup`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${failed ? say(locale, 'page.errorTitle', { title }) : title}</title><style>${constant(STYLE)}</style></head>
<body><header class="top"><div>${MARK}<p><b>Khơi Thông</b>${say(locale, 'page.tagline')}</p><a href="?lang=${other}" lang="${other}" hreflang="${other}">${say(locale, 'page.otherLanguage')}</a></div></header>
<main>${body}</main></body></html>
`.toString();
}

/** The end of every page: what else one can do, and whom to call. */
export function foot(locale: Locale, links: Markup | null): Markup {
  return markup`<div class="foot">${links}<p class="fine">${say(locale, 'page.help')}</p></div>`;
}
