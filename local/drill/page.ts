/** The action page as a browser without scripts uses it: what it offers, and a form sent from it. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export type OpenPage = {
  readonly outcomes: readonly string[];
  readonly hidden: Readonly<Record<string, string>>;
  readonly wantsDocument: boolean;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescapeHtml(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\b${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : unescapeHtml(value);
}

/** What the decision form of the page holds; null when the page asks for nothing (any more). */
export function openPage(html: string): OpenPage | null {
  const form = html
    .split('<form')
    .find((part) => part.includes('name="intent" value="decide"') && part.includes('name="shownHash"'));
  if (form === undefined) return null;
  const inputs = [
    ...form
      .split('</form>')
      .join('')
      .matchAll(/<input [^>]*>/g),
  ].map(([tag]) => tag);
  const named = inputs.filter((tag) => attribute(tag, 'type') === 'hidden');
  const hidden = Object.fromEntries(
    named.map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']),
  );
  const radios = inputs.filter((tag) => attribute(tag, 'name') === 'outcome');
  return {
    outcomes: radios.map((tag) => attribute(tag, 'value') ?? ''),
    hidden,
    wantsDocument: form.includes('name="documentNumber"'),
  };
}

export type Sent = { readonly status: number; readonly html: string };

/** One connection for each official at work, as their browsers hold them open. */
const agent = new Agent({ keepAlive: true });

/** Node.js's own client: `fetch` takes a tenth of the processor time of the answer that it waits for. */
async function send(link: string, body?: string): Promise<Sent> {
  const form = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body ?? ''),
    'sec-fetch-site': 'same-origin',
  };
  const options = body === undefined ? { agent } : { agent, method: 'POST', headers: form };
  return new Promise((sent, failed) => {
    const call = request(link, options, (answer) => {
      text(answer).then((html) => sent({ status: answer.statusCode ?? 0, html }), failed);
    });
    call.once('error', (error: NodeJS.ErrnoException) => {
      // The host closed the connection in the moment in which it was used again: it has not seen the request.
      if (call.reusedSocket && error.code === 'ECONNRESET') send(link, body).then(sent, failed);
      else failed(error);
    });
    call.end(body);
  });
}

/** Opens the link. Reading decides nothing, so it may be done as often as one likes. */
export async function read(link: string): Promise<Sent> {
  return send(link);
}

/** Presses the button of the form on the page that was read. */
export async function press(link: string, fields: Readonly<Record<string, string>>): Promise<Sent> {
  return send(link, new URLSearchParams(fields).toString());
}

/**
 * Between an official's reading and pressing somebody else was faster (the deputy, or the vote that closed the ballot): the
 * page asks for nothing any more and says so. A page that still asks has refused what was sent.
 */
export function overtaken({ status, html }: { readonly status: number; readonly html: string }): boolean {
  return (status === 409 || status === 410) && openPage(html) === null;
}
