/**
 * The frame of the host's own pages (mailbox, role picker): plain HTML that needs no script, the product's colours,
 * light and dark by the reader's setting, nothing from other hosts.
 */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { FACE_CSS } from '#local/http/face.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The languages of every page; Vietnamese unless somebody chose English. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const LANGUAGE_COOKIE = 'kt_lang';

/** `?lang=` first, then the choice of an earlier visit. */
export function languageOf(request: Request): Language {
  const asked = new URL(request.url).searchParams.get('lang');
  const kept = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=(\\w+)`).exec(
    request.headers.get('cookie') ?? '',
  )?.[1];
  return (asked ?? kept) === 'en' ? 'en' : 'vi';
}

/** Keeps the choice that `?lang=` made, so that the next page need not carry it. */
export function languageHeaders(request: Request): Readonly<Record<string, string>> {
  const asked = new URL(request.url).searchParams.get('lang');
  if (asked !== 'vi' && asked !== 'en') return {};
  return { 'set-cookie': `${LANGUAGE_COOKIE}=${asked}; Path=/; Max-Age=31536000; SameSite=Lax` };
}

/** Tabler outline icons, 24 px grid: the paths only. */
const ICONS = {
  alert: 'M12 8v4M12 16h.01M8.7 3h6.6L21 8.700v6.600L15.300 21H8.700L3 15.300V8.700z',
  archive: 'M3 4h18v4H3zM5 8v10a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8M10 12h4',
  back: 'M5 12h14M5 12l6 6M5 12l6-6',
  ban: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M5.700 5.700l12.600 12.600',
  check: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9 12l2 2l4-4',
  clock: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3 3',
  external: 'M12 6H6a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-6M11 13l9-9M15 4h5v5',
  mail: 'M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 7l9 6l9-6',
  person: 'M8 7a4 4 0 1 0 8 0a4 4 0 0 0-8 0M6 21v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2',
  returned: 'M18 18v-6a3 3 0 0 0-3-3H5l4-4M9 13L5 9',
  search: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M21 21l-6-6',
} as const;
export type IconName = keyof typeof ICONS;

export function icon(name: IconName, size = 18): Html {
  return html`<svg width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}

export function mark(size = 30): Html {
  return html`<svg width="${size}" height="${size}" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0F6470"/><path d="M6 11.500c4.200 0 4.200-3.500 8.400-3.500 3.200 0 4 2 6.600 3.100" stroke="#fff" stroke-opacity=".55" stroke-width="2.600" fill="none" stroke-linecap="round"/><path d="M6 18c4.600 0 5.400-3.600 10-3.600S21.400 18 26 18" stroke="#fff" stroke-width="2.600" fill="none" stroke-linecap="round"/><path d="M6 24.300c4.600 0 5.400-3.600 10-3.600s5.400 3.600 10 3.600" stroke="#fff" stroke-width="2.600" fill="none" stroke-linecap="round"/><circle cx="24.800" cy="10.800" r="2.300" fill="#F2B84B"/></svg>`;
}

/** Tokens of the visual direction (contrast is computed there), and what every page shares. */
const BASE_CSS = `
:root{color-scheme:light dark;--bg:#F5F7F6;--surface:#FFF;--sunk:#EDF1F0;--ink:#14242B;--ink2:#465861;--ink3:#5E6F77;--line:#D3DCDC;--line2:#74858B;--primary:#0F6470;--on:#FFF;--hover:#0B525C;--tint:#E3F0F1;--focus:#0B3B8C;--nav:#0B3F48;--nav-text:#E6F1F2;--nav-dim:#A9CDD2;--mark:#F2B84B;--due:#8A5A00;--due-bg:#FFF3DB;--bad:#96190F;--bad-bg:#FCEBE8;--ok:#176B45;--ok-bg:#E2F3EA;--quiet:#56666E;--quiet-bg:#EDF1F2}
@media (prefers-color-scheme:dark){:root{--bg:#0E171A;--surface:#152125;--sunk:#0A1214;--ink:#E9F0F0;--ink2:#B4C3C6;--ink3:#93A5A9;--line:#2B3B40;--line2:#6B7F85;--primary:#7CC3CC;--on:#062329;--hover:#98D4DB;--tint:#173338;--focus:#FFD466;--nav:#0A1214;--nav-text:#E9F0F0;--nav-dim:#93A5A9;--due:#F7CB78;--due-bg:#3A2A0C;--bad:#FF9486;--bad-bg:#40201C;--ok:#7FD0A0;--ok-bg:#15321F;--quiet:#AEBCC1;--quiet-bg:#26343A}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:400 .9375rem/1.45 "Be Vietnam Pro",system-ui,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:break-word}
@media (min-width:2560px){html{font-size:18px}}@media (min-width:3840px){html{font-size:20px}}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}ul,ol{list-style:none}
h1{font-weight:600;font-size:1.125rem;line-height:1.45;text-wrap:balance}
a{color:var(--primary);text-underline-offset:3px}a:hover{color:var(--hover)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.nav :focus-visible{outline-color:#FFD466}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--surface);padding:8px 12px;z-index:9}
.strip{background:var(--mark);color:#2A1C00;font-size:.8125rem;line-height:1.25rem;padding:6px 16px;display:flex;gap:4px 16px;flex-wrap:wrap;align-items:center;justify-content:space-between}
.nav{background:var(--nav);color:var(--nav-text);display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:56px}
.nav a{color:inherit}.nav .home{display:flex;align-items:center;gap:10px;text-decoration:none;font-weight:600;min-height:44px}
.nav .langs{margin-left:auto;display:flex;gap:4px}.nav .langs a{display:inline-flex;align-items:center;justify-content:center;min-width:44px;min-height:44px;text-decoration:none;color:var(--nav-dim)}
.nav .langs a[aria-current]{color:var(--nav-text);font-weight:600;text-decoration:underline}
.btn{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:44px;padding:0 16px;border-radius:6px;border:1px solid var(--line2);background:var(--surface);color:var(--ink);font:inherit;font-weight:600;text-decoration:none;cursor:pointer;white-space:nowrap;transition:background-color 120ms ease-out}
.btn:hover{background:var(--tint);color:var(--ink)}.btn.primary{background:var(--primary);border-color:var(--primary);color:var(--on)}.btn.primary:hover{background:var(--hover)}
input,select{min-height:44px;border:1px solid var(--line2);border-radius:6px;background:var(--surface);color:var(--ink);font:inherit;padding:0 12px;min-width:0}
::placeholder{color:var(--ink3);opacity:1}
.num{font-variant-numeric:tabular-nums}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{.strip,.nav,.noprint{display:none!important}}
`;

export type PageParts = {
  readonly language: Language;
  readonly title: string;
  /** Styles of this page alone. */
  readonly css: string;
  readonly body: Html;
  readonly bodyClass?: string;
  /** Extra headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
};

/** What the page may load: its own styles, the face, pictures and frames of this host. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `form-action` is left open: a sign-in ends in a redirect to the application, which browsers count as its target. */
export async function pageAnswer(parts: PageParts): Promise<Response> {
  const text = await html`<!doctype html>
<html lang="${parts.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${parts.title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${FACE_CSS}"><style>${raw(BASE_CSS + parts.css)}</style></head>
<body class="${parts.bodyClass ?? ''}">${parts.body}</body>
</html>`;
  return new Response(String(text), {
    status: parts.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...parts.headers,
    },
  });
}
