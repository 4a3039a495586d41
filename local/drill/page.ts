/** The action page as a browser without scripts uses it: what it offers, and a form sent from it. */

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

/** Opens the link. Reading decides nothing, so it may be done as often as one likes. */
export async function read(link: string): Promise<Sent> {
  const answer = await fetch(link);
  return { status: answer.status, html: await answer.text() };
}

/** Presses the button of the form on the page that was read. */
export async function press(link: string, fields: Readonly<Record<string, string>>): Promise<Sent> {
  const answer = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: answer.status, html: await answer.text() };
}
