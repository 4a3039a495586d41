import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { isOver } from '#domain/case-statuses.ts';
import { formatCount, formatDateTime, formatDong, formatPercent } from '#domain/format.ts';
import { say } from '#domain/messages.ts';
import { OPEN_SETS } from '#domain/publication/dcat.ts';
import { PUBLIC_CASE_STATUSES, type PublicBlocker } from '#domain/publication/open-data.ts';
import type { Locale } from '#domain/text.ts';
import { localDateOf } from '#domain/time.ts';
import type { OpenData } from './gather.ts';
import { PAGE_WORDS } from './words.ts';

/** The public page: one document without script, picture or font from anywhere; 57 squares take a few kilobytes. */
const STYLE = [
  ':root{color-scheme:light dark;--bg:#f5f7f6;--card:#fff;--ink:#14242b;--ink2:#465861;--line:#d3dcdc;--nav:#0b3f48;--pri:#0f6470;--focus:#0b3b8c;--warn:#fff3db;--warnink:#6b4600;--open:#1f66a8;--back:#8a5a00;--up:#7d1f68;--rest:#56666e;--done:#176b45}',
  '@media(prefers-color-scheme:dark){:root{--bg:#0e171a;--card:#152125;--ink:#e9f0f0;--ink2:#b4c3c6;--line:#2b3b40;--nav:#0a1214;--pri:#7cc3cc;--focus:#ffd466;--warn:#3a2a0c;--warnink:#f7cb78;--open:#8fc1f2;--back:#f7cb78;--up:#f0a6da;--rest:#aebcc1;--done:#7fd0a0}}',
  '*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:400 17px/26px system-ui,"Segoe UI",Roboto,Arial,sans-serif}',
  'header{background:var(--nav);color:#fff;padding:14px 0}header div,main,footer{max-width:880px;margin:auto}header div{padding:0 16px}header a{color:#fff;float:right;line-height:44px}header b{line-height:44px}',
  'main,footer{padding:8px 16px}h1{font-size:28px;line-height:36px;margin:20px 0 4px;text-wrap:balance}h2{font-size:20px;line-height:28px;margin:32px 0 8px}p{margin:8px 0}.fine{color:var(--ink2);font-size:15px;line-height:23px}',
  '.mark{background:var(--warn);color:var(--warnink);font-weight:600;text-align:center;text-wrap:balance;padding:8px 16px;font-size:15px}',
  '.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;padding:0;margin:20px 0;list-style:none}.sums li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px}.sums b{display:block;font-size:30px;line-height:38px;font-variant-numeric:tabular-nums}',
  '.cells{display:flex;flex-wrap:wrap;gap:4px;margin:8px 0}.cells i{width:18px;height:18px;border-radius:3px;background:var(--c)}',
  '.k{--c:var(--open)}.b{--c:var(--back)}.u{--c:var(--up)}.r{--c:var(--rest)}.d{--c:var(--done)}.by{max-width:440px}td i{display:inline-block;width:12px;height:12px;border-radius:2px;background:var(--c);margin-right:8px}',
  'table{border-collapse:collapse;width:100%;font-size:16px}th,td{text-align:left;padding:6px 8px 6px 0;border-bottom:1px solid var(--line)}th{font-weight:600}tbody th{font-weight:400}.sum>*{font-weight:600;border-bottom:0}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal;vertical-align:bottom}tr>:last-child{padding-right:0}@media(max-width:480px){table{font-size:13px;line-height:20px}th,td{padding-right:6px}.sum .n{font-weight:400}}',
  'a{color:var(--pri)}.files{padding:0;list-style:none}.files li{padding:4px 0;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 24px}.files a{display:inline-block;padding:9px 0;min-height:44px;min-width:64px;text-align:right}@media(max-width:480px){.files li,.files span{display:block}.files a{min-width:0;margin-right:20px}}:focus-visible{outline:3px solid var(--focus);outline-offset:2px}header :focus-visible{outline-color:#ffd466}',
  '@media print{@page{size:A4;margin:15mm}:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--ink2:#333;--line:#999}body{font-size:11pt;line-height:15pt}main{padding:0}header,footer,.files,.files+p,h2:has(+.files){display:none}.cells i,td i{print-color-adjust:exact}h2{margin-top:18pt;break-after:avoid}tr{break-inside:avoid}}',
].join('');
const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

export const PAGE_HEADERS = {
  'Content-Security-Policy': `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** Where the page stands, in each language: an address of its own is kept and passed on as it is. */
export const PAGES: Readonly<Record<Locale, string>> = { vi: '/cong-khai', en: '/public-status' };

type Markup = ReturnType<typeof raw>;
type Status = PublicBlocker['status'];

function markup(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
  const made = html(strings, ...values);
  if (made instanceof Promise) throw new TypeError('markup takes no promises');
  return made;
}

/** One colour a status, the same as in the app. */
const LOOKS: Readonly<Record<Status, 'k' | 'b' | 'u' | 'r' | 'd'>> = {
  notOpened: 'r',
  reported: 'k',
  inReview: 'k',
  returned: 'b',
  escalated: 'u',
  reallocating: 'k',
  paused: 'r',
  cleared: 'd',
  reallocated: 'd',
  outOfScope: 'r',
};
const DONE: readonly Status[] = ['cleared', 'reallocated'];

const statusWords = (locale: Locale, status: Status): string =>
  say(locale, status === 'notOpened' ? 'caseStatus.reported' : `caseStatus.${status}`);

function sums({ blockers, now }: OpenData, locale: Locale): Markup {
  const words = PAGE_WORDS[locale];
  const month = localDateOf(now).slice(0, 7);
  const count = (fits: (blocker: PublicBlocker) => boolean) =>
    formatCount(blockers.filter(fits).length, locale);
  const rows = [
    [count(() => true), words.blocked],
    [count(({ status }) => !isOver(status)), words.open],
    [count(({ status }) => DONE.includes(status)), words.clearedAll],
    [
      count(({ status, closedOn }) => DONE.includes(status) && closedOn?.startsWith(month) === true),
      words.clearedMonth,
    ],
  ] as const;
  return markup`<ul class="sums">${rows.map(([sum, name]) => markup`<li><b>${sum}</b>${name}</li>`)}</ul>`;
}

/** Squares in the order of the path, and the same in a table for whoever reads it aloud. */
function cells({ blockers }: OpenData, locale: Locale): Markup {
  const words = PAGE_WORDS[locale];
  const byStatus = PUBLIC_CASE_STATUSES.map((status) => ({
    status,
    own: blockers.filter((blocker) => blocker.status === status),
  })).filter(({ own }) => own.length > 0);
  const squares = byStatus.flatMap(({ status, own }) =>
    own.map(() => markup`<i class="${LOOKS[status]}"></i>`),
  );
  const rows = byStatus.map(
    ({ status, own }) =>
      markup`<tr><td><i class="${LOOKS[status]}"></i>${statusWords(locale, status)}</td><td class="n">${formatCount(own.length, locale)}</td></tr>`,
  );
  return markup`<h2>${words.cells}</h2><div class="cells" aria-hidden="true">${squares}</div>
<table class="by"><thead><tr><th scope="col">${words.status}</th><th scope="col" class="n">${words.count}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function disbursement({ groups, planYear }: OpenData, locale: Locale): Markup {
  const words = PAGE_WORDS[locale];
  // The heading names the currency, the cells only how many of it.
  const amount = (dong: number) => formatDong(dong, locale).replace(/\u00a0(đồng|VND)$/, '');
  const row = (name: string, planned: number, disbursed: number, looks: Markup | '' = '') =>
    markup`<tr${looks}><th scope="row">${name}</th><td class="n">${amount(planned)}</td><td class="n">${amount(disbursed)}</td><td class="n">${planned === 0 ? words.unknown : formatPercent(disbursed / planned, locale)}</td></tr>`;
  const total = (figure: 'planned' | 'disbursed') => groups.reduce((sum, group) => sum + group[figure], 0);
  const rows = groups.map(({ group, planned, disbursed }) =>
    row(say(locale, `group.${group}`), planned, disbursed),
  );
  return markup`<h2>${words.disbursement.replace('{year}', String(planYear))}</h2><table>
<thead><tr><th scope="col">${words.group}</th><th scope="col" class="n">${words.planned}</th><th scope="col" class="n">${words.disbursed}</th><th scope="col" class="n">${words.rate}</th></tr></thead>
<tbody>${rows}${row(words.total, total('planned'), total('disbursed'), raw(' class="sum"'))}</tbody></table><p class="fine">${words.method}</p>`;
}

function downloads(locale: Locale): Markup {
  const words = PAGE_WORDS[locale];
  const sets = OPEN_SETS.map(
    ({ name, ...title }) =>
      markup`<li>${title[locale]} <span><a href="/api/open/${name}.csv">CSV</a> <a href="/api/open/${name}.json">JSON</a></span></li>`,
  );
  return markup`<h2>${words.download}</h2><ul class="files">${sets}<li>${words.standard} <span><a href="/api/open/oc4ids.json">JSON</a></span></li><li>${words.catalogue} <span><a href="/api/open/catalog.jsonld">JSON-LD</a></span></li></ul><p class="fine">${words.licence}</p>`;
}

function framed(locale: Locale, title: string, body: Markup): string {
  const other = locale === 'vi' ? 'en' : 'vi';
  const page = markup`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Khơi Thông</title><style>${raw(STYLE)}</style></head><body>
<header><div><a href="${PAGES[other]}" hreflang="${other}" lang="${other}">${PAGE_WORDS[locale].other}</a><b>Khơi Thông</b></div></header>
${body}</body></html>`;
  return String(page);
}

/** The figures cannot be shown now: said to people in words, not as a problem document. */
export function failedPage(locale: Locale): string {
  const title = say(locale, 'broken.headingRead');
  const body = markup`<main><h1>${title}</h1><p>${say(locale, 'broken.leadRead')}</p></main>`;
  return framed(locale, title, body);
}

export function statusPage(data: OpenData, locale: Locale): string {
  const words = PAGE_WORDS[locale];
  const mark = data.illustrative ? markup`<p class="mark" role="note">${words.illustrative}</p>` : raw('');
  const body = markup`<main>${mark}<h1>${words.title}</h1><p class="fine">${words.city}. ${words.asOf.replace('{at}', formatDateTime(data.now, locale))}.</p>
${sums(data, locale)}${cells(data, locale)}${disbursement(data, locale)}${downloads(locale)}</main><footer>${mark}</footer>`;
  return framed(locale, words.title, body);
}
