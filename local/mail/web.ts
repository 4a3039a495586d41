/** The mailbox over HTTP: JSON for tools (`/_local/mail`, `/_local/mailbox`), pages for people (`/mail`). */

import * as z from 'zod';
import { languageHeaders, languageOf } from '#local/http/page.ts';
import { problem } from '#local/http/problem.ts';
import type { View } from '#local/mail/pages.ts';
import { mailboxPage, VIEWS } from '#local/mail/pages.ts';
import type { CaughtMail, MailStore, Mark } from '#local/mail/store.ts';
import type { HostClock } from '#local/service.ts';

export type MailWebParts = {
  readonly store: MailStore;
  readonly clock: HostClock;
  readonly relayed: boolean;
  /** Moves the host's clock forward by so many milliseconds; resolves when all that fell due is done. */
  advance(milliseconds: number): Promise<void>;
};

const PAGE_SIZE = 50;
const MOST_LISTED = 1000;

const addresses = z.array(z.email()).default([]);
const mailboxSchema = z.strictObject({ bounce: addresses, complain: addresses, accept: addresses });
const listSchema = z.object({
  to: z.string().optional(),
  since: z.union([z.iso.datetime({ offset: true }).transform(Date.parse), z.coerce.number()]).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(100),
});

/** A mail as `/_local/mail` shows it: `at` in ISO 8601, `delivery` by address. */
function mailJson(mail: CaughtMail): object {
  const { at, outcomes, text, html, ...rest } = mail;
  return {
    ...rest,
    text: text ?? null,
    html: html ?? null,
    at: new Date(at).toISOString(),
    delivery: outcomes,
  };
}

async function listJson(url: URL, store: MailStore): Promise<Response> {
  const query = listSchema.safeParse(Object.fromEntries(url.searchParams));
  if (!query.success) return problem(400, 'query-invalid', z.prettifyError(query.error));
  const { to, since, limit } = query.data;
  const { total, mails } = store.list({ to, since, whole: true, skip: 0, limit });
  const whole = await Promise.all(mails.map(async ({ id }) => store.read(id)));
  const found = whole.filter((mail) => mail !== undefined).map(mailJson);
  return Response.json(found, { headers: { 'x-total-count': String(total), 'cache-control': 'no-store' } });
}

async function mark(request: Request, store: MailStore): Promise<Response> {
  if (request.method === 'GET') return Response.json(store.marks());
  if (request.method !== 'POST')
    return problem(405, 'method-not-allowed', 'GET and POST are the methods here');
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = mailboxSchema.safeParse(body);
  if (!parsed.success) return problem(400, 'mailbox-invalid', z.prettifyError(parsed.error));
  const set = async (list: readonly string[], as: Mark | undefined): Promise<void> => {
    for (const address of list) await store.mark(address, as);
  };
  await set(parsed.data.bounce, 'bounce');
  await set(parsed.data.complain, 'complain');
  await set(parsed.data.accept, undefined);
  // A mailbox that works again is one that an operator has taken off the suppression list.
  for (const address of parsed.data.accept) await store.release(address);
  return Response.json(store.marks());
}

async function page(request: Request, parts: MailWebParts): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const to = (searchParams.get('to') ?? '').trim();
  const wanted = Math.max(1, Math.trunc(Number(searchParams.get('page') ?? 1)) || 1);
  const listed = (number: number) =>
    parts.store.list({ to, skip: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  const last = Math.max(1, Math.ceil(listed(1).total / PAGE_SIZE));
  const number = Math.min(wanted, last);
  const id = searchParams.get('id');
  const view: View = VIEWS.find((name) => name === searchParams.get('view')) ?? 'html';
  return mailboxPage({
    ...listed(number),
    language: languageOf(request),
    now: parts.clock.now(),
    relayed: parts.relayed,
    page: number,
    pageSize: PAGE_SIZE,
    to,
    view,
    open: id === null ? undefined : ((await parts.store.read(id)) ?? null),
    headers: languageHeaders(request),
  });
}

/** The mail itself, for the frame: no script, no form, no request to anywhere; links open in a new tab. */
async function body(id: string, store: MailStore): Promise<Response> {
  const mail = await store.read(id);
  if (mail?.html === undefined) return problem(404, 'mail-not-found', `There is no mail ${id} with HTML`);
  return new Response(`<base target="_blank">${mail.html}`, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

const HOUR_MS = 3_600_000;
const ADVANCES: Readonly<Record<string, number>> = {
  PT1H: HOUR_MS,
  P1D: 24 * HOUR_MS,
  P3D: 72 * HOUR_MS,
  P7D: 168 * HOUR_MS,
};

/** The forms of the page. Another site must not move the clock: the browser names the origin of a form. */
async function moveClock(request: Request, parts: MailWebParts): Promise<Response> {
  if (request.method !== 'POST') return problem(405, 'method-not-allowed', 'POST is the only method here');
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreign = origin !== null && origin !== 'null' && new URL(origin).host !== new URL(request.url).host;
  if (foreign || (site !== null && site !== 'same-origin' && site !== 'none')) {
    return problem(403, 'origin-foreign', 'This form can only be sent from the mailbox');
  }
  const form = new URLSearchParams(await request.text());
  const until = form.get('until');
  const by = until === null ? ADVANCES[form.get('advance') ?? ''] : Number(until) - parts.clock.now();
  if (by === undefined || !(by > 0))
    return problem(400, 'advance-invalid', 'advance is PT1H, P1D, P3D or P7D');
  await parts.advance(by);
  const back = form.get('return') ?? '';
  const location = back === '/mail' || back.startsWith('/mail?') ? back : '/mail';
  return new Response(null, { status: 303, headers: { location } });
}

/** Answers what begins with `/mail`, `/_local/mail` and `/_local/mailbox`; problem 404 for anything else. */
export async function mailWeb(request: Request, parts: MailWebParts): Promise<Response> {
  const url = new URL(request.url);
  const { pathname } = url;
  if (pathname === '/_local/mailbox') return mark(request, parts.store);
  if (pathname === '/mail/clock') return moveClock(request, parts);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return problem(405, 'method-not-allowed', 'GET is the only method here');
  }
  if (pathname === '/mail') return page(request, parts);
  if (pathname === '/_local/mail') return listJson(url, parts.store);
  const [, bodyOf] = /^\/mail\/([^/]+)\/body$/.exec(pathname) ?? [];
  if (bodyOf !== undefined) return body(bodyOf, parts.store);
  const [, id] = /^\/_local\/mail\/([^/]+)$/.exec(pathname) ?? [];
  const mail = id === undefined ? undefined : await parts.store.read(id);
  return mail === undefined
    ? problem(404, 'mail-not-found', `There is nothing at ${pathname}`)
    : Response.json(mailJson(mail), { headers: { 'cache-control': 'no-store' } });
}
