import { html, raw } from 'hono/html';

/** HTML that is safe to send: made by `markup` from escaped values, or a constant of ours. */
export type Markup = ReturnType<typeof raw>;
type Part = string | number | Markup | null | readonly Part[];

/** HTML of ours with values in it: every value that is not itself `Markup` is escaped. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const made = html(strings, ...values);
  if (made instanceof Promise) throw new TypeError('markup takes no promises');
  return made;
}

/** A constant of ours (stylesheet, icon) as it stands. Never for anything that somebody typed. */
export function constant(text: string): Markup {
  return raw(text);
}
