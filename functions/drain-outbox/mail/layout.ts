import { glued } from '#domain/format.ts';
import type { Locale } from '#domain/text.ts';
import { type Markup, markup } from '#functions/action-page/view/markup.ts';

/**
 * One piece of a mail. Both bodies are made from the same list, so that HTML and text always say the same in the same
 * order. Text of districts stands in these values only: it is escaped, and never becomes a link.
 */
export type Block =
  | { readonly type: 'text'; readonly text: string; readonly strong?: readonly string[] }
  | { readonly type: 'rows'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly type: 'button'; readonly label: string; readonly link: string }
  | { readonly type: 'code'; readonly label: string; readonly code: string }
  | { readonly type: 'fine'; readonly text: string };

export type Letter = {
  readonly locale: Locale;
  readonly subject: string;
  /** What mailboxes show beside the subject: no amount, no code, no secret. */
  readonly preview: string;
  readonly blocks: readonly Block[];
  readonly footer: readonly string[];
  /** Repeated in the footer of the HTML body as text; the plain body has it on a line of its own anyway. */
  readonly copy?: { readonly label: string; readonly link: string };
};

const FONT = "font-family:Arial,'Helvetica Neue',Helvetica,sans-serif";
const INK = '#14242b';
const INK2 = '#465861';
const WHITE = '#ffffff';
const LINE = '#e1e7e7';
const TEAL = '#0f6470';
const PAPER = '#eef2f1';

function cell(style: string, inside: Markup): Markup {
  return markup`<tr><td bgcolor="${WHITE}" style="background-color:${WHITE};color:${INK};${FONT};font-size:16px;line-height:25px;${style}">${inside}</td></tr>`;
}

const CODE = /([A-Z]{2}-\d{4}-\d+)/;

/** Words as they may break: a number stays with its word, and a code is whole, for it is read out and copied. */
function words(text: string): Markup {
  const parts = glued(text).split(CODE);
  return markup`${parts.map((part) =>
    CODE.test(part) ? markup`<span style="white-space:nowrap">${part}</span>` : markup`${part}`,
  )}`;
}

/** The text with its strong parts, each where it first stands after the one before. */
function sentence(text: string, strong: readonly string[]): Markup {
  const [first, ...others] = strong;
  const at = first === undefined ? -1 : text.indexOf(first);
  if (first === undefined || at < 0) return words(text);
  return markup`${words(text.slice(0, at))}<b>${glued(first)}</b>${sentence(text.slice(at + first.length), others)}`;
}

function rowsOf(rows: readonly (readonly [string, string])[]): Markup {
  const style = `background-color:${WHITE};border-bottom:1px solid ${LINE};${FONT};font-size:15px;line-height:22px;vertical-align:top`;
  return markup`<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="border-top:1px solid #74858b">${rows.map(
    ([label, value]) =>
      markup`<tr><td width="100" bgcolor="${WHITE}" style="${style};padding:9px 12px 9px 0;color:${INK2}">${glued(label)}</td><td bgcolor="${WHITE}" style="${style};padding:9px 0;color:${INK};white-space:pre-line;word-break:break-word">${words(value)}</td></tr>`,
  )}</table>`;
}

function blockHtml(block: Block): Markup {
  switch (block.type) {
    case 'text':
      return cell('padding:0 22px 14px', sentence(block.text, block.strong ?? []));
    case 'rows':
      return cell('padding:4px 22px 22px', rowsOf(block.rows));
    case 'button':
      return cell(
        'padding:0 22px 18px',
        markup`<table role="presentation" cellspacing="0" cellpadding="0" border="0"><tr><td bgcolor="${TEAL}" style="background-color:${TEAL};border-radius:6px"><a href="${block.link}" style="display:inline-block;padding:14px 28px;background-color:${TEAL};border-radius:6px;color:${WHITE};${FONT};font-size:17px;line-height:24px;font-weight:bold;text-decoration:none">${block.label}</a></td></tr></table>`,
      );
    case 'code':
      return cell(
        'padding:0 22px 18px',
        markup`${block.label}: <b style="font-size:22px;letter-spacing:3px;white-space:nowrap">${block.code}</b>`,
      );
    case 'fine':
      return cell(`padding:0 22px 8px;font-size:14px;line-height:22px;color:${INK2}`, words(block.text));
  }
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'fine':
      return block.text;
    case 'rows':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'button':
      return `${block.label}:\n${block.link}`;
    case 'code':
      return `${block.label}: ${block.code}`;
  }
}

/** The footer keeps the address in sight for those whose mail program shows no buttons. */
function footerHtml({ footer, copy }: Letter): Markup {
  const lines = copy === undefined ? footer : [...footer, `${copy.label} ${copy.link}`];
  const style = `background-color:#f5f7f6;color:${INK2};${FONT};font-size:13px;line-height:20px`;
  return markup`<tr><td bgcolor="#f5f7f6" style="${style};padding:14px 22px 16px;border-top:1px solid ${LINE};border-radius:0 0 8px 8px;word-break:break-word">${lines.map(
    (line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`),
  )}</td></tr>`;
}

/** A table of 560 px, every cell with its own colours, no picture, nothing loaded from anywhere. */
export function letterHtml(letter: Letter): string {
  const { locale, subject, preview, blocks } = letter;
  return markup`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light"><title>${subject}</title></head>
<body style="margin:0;padding:0;background-color:${PAPER};color:${INK}"><div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${PAPER}" aria-hidden="true">${preview}</div>
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" bgcolor="${PAPER}" style="background-color:${PAPER}"><tr><td align="center" bgcolor="${PAPER}" style="background-color:${PAPER};padding:20px 12px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" bgcolor="${WHITE}" style="max-width:560px;background-color:${WHITE};border:1px solid #d3dcdc;border-radius:8px;border-collapse:separate;text-align:left">
<tr><td bgcolor="${WHITE}" style="background-color:${WHITE};color:${TEAL};${FONT};font-size:16px;line-height:24px;font-weight:bold;padding:20px 22px 14px;border-radius:8px 8px 0 0"><table role="presentation" cellspacing="0" cellpadding="0" border="0"><tr><td width="30" height="30" align="center" bgcolor="${TEAL}" style="background-color:${TEAL};color:${WHITE};border-radius:8px;${FONT};font-size:24px;line-height:30px;font-weight:bold" aria-hidden="true">≈</td><td bgcolor="${WHITE}" style="background-color:${WHITE};color:${TEAL};${FONT};font-size:16px;line-height:30px;font-weight:bold;padding-left:10px">Khơi Thông</td></tr></table></td></tr>
${blocks.map(blockHtml)}<tr><td bgcolor="${WHITE}" style="background-color:${WHITE};font-size:12px;line-height:12px">&nbsp;</td></tr>
${footerHtml(letter)}</table></td></tr></table></body></html>
`.toString();
}

/** The same blocks as plain text: the link and the code each on a line of their own. */
export function letterText({ blocks, footer }: Letter): string {
  const body = blocks.map(blockText).join('\n\n');
  return `${body}\n\n-- \n${footer.join('\n')}\n`.replaceAll('\u00a0', ' ');
}
