import type { Outcome } from '#domain/approval.ts';
import { needsComment } from '#domain/approval-checks.ts';
import { RefusalCode } from '#domain/errors.ts';
import { formatDate } from '#domain/format.ts';
import { say, sayField, sayRefusal } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { LocalDate } from '#domain/time.ts';
import { EMPTY_FORM } from './form.ts';
import { type Markup, markup } from './markup.ts';
import type { AskField, AskProblem, AskView } from './types.ts';
import { commentLabelOf, listed, outcomeLabel } from './wording.ts';

/** Paths of the domain's form, by which the language files know what a field wants. */
const PATHS: Readonly<Partial<Record<AskProblem['field'], string>>> = {
  documentNumber: 'document.number',
  documentDate: 'document.issuedOn',
  documentIssuer: 'document.issuer',
};

/** What is wrong, in the same words beside the field and in the summary on top. */
export function problemText({ field, code, details }: AskProblem, locale: Locale): string {
  const refusal = RefusalCode.safeParse(code);
  if (refusal.success) return sayRefusal(locale, { code: refusal.data, details: details ?? {} });
  return sayField(locale, { path: PATHS[field] ?? field, code });
}

/** The sentence above a field that is wrong, and the class that marks the field. */
export function problemOf(
  view: AskView,
  field: AskField,
): { readonly error: Markup | null; readonly bad: string } {
  const problem = view.problems?.find((each) => each.field === field);
  if (problem === undefined) return { error: null, bad: '' };
  const text = problemText(problem, view.locale);
  return { error: markup`<p class="err" id="${field}-error">${text}</p>`, bad: ' bad' };
}

/** What is offered as a choice: forwarding is an act of its own, with a button of its own. */
export function choicesOf({ approval }: AskView): readonly Outcome[] {
  return approval.outcomes.filter((outcome) => outcome !== 'forward');
}

/** Those offered outcomes that need a reason; an answer to a question is the text itself. */
export function needComment(view: AskView): readonly Outcome[] {
  return choicesOf(view).filter((outcome) => needsComment(view.approval.kind, outcome));
}

function named(view: AskView, outcomes: readonly Outcome[]): string {
  const { approval, locale } = view;
  const quoted = outcomes.map((outcome) =>
    say(locale, 'form.quote', { outcome: outcomeLabel(approval.kind, outcome, locale) }),
  );
  return listed(quoted, (list, last) => say(locale, 'form.or', { list, last }));
}

/** Hidden until one of `outcomes` is chosen, unless something in it has to be put right. */
function onlyFor(outcomes: readonly Outcome[], bad: string): string {
  return bad === '' ? ` only ${outcomes.map((outcome) => `on-${outcome}`).join(' ')}` : bad;
}

function describedBy(field: AskField, error: Markup | null): string {
  return error === null ? `${field}-hint` : `${field}-error ${field}-hint`;
}

export function commentField(view: AskView): Markup {
  const { locale, approval, form = EMPTY_FORM } = view;
  const { error, bad } = problemOf(view, 'comment');
  const needing = needComment(view);
  const hint =
    needing.length === 0
      ? say(locale, 'form.commentOptional')
      : needing.length === choicesOf(view).length
        ? say(locale, 'form.commentAlways')
        : say(locale, 'form.commentFor', { outcomes: named(view, needing) });
  return markup`<div class="fld${bad}"><label for="comment">${commentLabelOf(approval.kind, locale)}</label><p class="hint" id="comment-hint">${hint}</p>${error}<textarea id="comment" name="comment" rows="3" maxlength="1000" aria-describedby="${describedBy('comment', error)}"${invalid(error)}>
${form.comment}</textarea></div>`;
}

function invalid(error: Markup | null): Markup | null {
  return error === null ? null : markup` aria-invalid="true"`;
}

/** A day in the form as people here write it: never the browser's order of day and month. */
function typedDate(value: string): string {
  const date = LocalDate.safeParse(value);
  return date.success ? formatDate(date.data, 'vi') : value;
}

const DATE_INPUT = markup` class="short" type="text" inputmode="numeric" autocomplete="off" maxlength="10"`;

/** The promised day, for agreeing to clear a blocker. */
export function doByField(view: AskView): Markup | null {
  const { locale, approval, form = EMPTY_FORM } = view;
  if (approval.kind !== 'clearBlocker' || !approval.outcomes.includes('agree')) return null;
  const { error, bad } = problemOf(view, 'doBy');
  const hint = `${say(locale, 'form.requiredFor', { outcomes: named(view, ['agree']) })} ${say(locale, 'form.dateHint')}`;
  return markup`<div class="fld${onlyFor(['agree'], bad)}"><label for="doBy">${say(locale, 'form.doBy')}</label><p class="hint" id="doBy-hint">${hint}</p>${error}<input${DATE_INPUT} id="doBy" name="doBy" value="${typedDate(form.doBy)}" aria-describedby="${describedBy('doBy', error)}"${invalid(error)}></div>`;
}

type DocumentInput = {
  readonly view: AskView;
  readonly field: 'documentNumber' | 'documentDate' | 'documentIssuer';
  readonly hint: string;
  readonly value: string;
};

function documentInput({ view, field, hint, value }: DocumentInput): Markup {
  const { error, bad } = problemOf(view, field);
  const described = [error === null ? '' : `${field}-error`, hint === '' ? '' : `${field}-hint`]
    .join(' ')
    .trim();
  const kind =
    field === 'documentDate' ? DATE_INPUT : markup` type="text" maxlength="200" autocomplete="off"`;
  return markup`<div class="fld${bad}"><label for="${field}">${say(view.locale, `form.${field}`)}</label>${
    hint === '' ? null : markup`<p class="hint" id="${field}-hint">${hint}</p>`
  }${error}<input${kind} id="${field}" name="${field}" value="${value}"${
    described === '' ? null : markup` aria-describedby="${described}"`
  }${invalid(error)}></div>`;
}

const EXAMPLES = { resolveMove: '45/NQ-HĐND', decideMove: '5210/QĐ-UBND' } as const;
const ISSUERS = { resolveMove: 'form.council', decideMove: 'form.committee' } as const;

/** Number, date and issuer of the signed document, for recording what the Council or the Committee decided. */
export function documentFields(view: AskView): Markup | null {
  const { locale, approval, form } = view;
  const { kind } = approval;
  if (kind !== 'resolveMove' && kind !== 'decideMove') return null;
  const bad = (['documentNumber', 'documentDate', 'documentIssuer'] as const)
    .map((field) => problemOf(view, field).bad)
    .find((each) => each !== '');
  const hint = say(locale, 'form.requiredFor', { outcomes: named(view, ['agree']) });
  const example = say(locale, 'form.documentNumberHint', { example: EXAMPLES[kind] });
  const issuer = form?.documentIssuer ?? say(locale, ISSUERS[kind]);
  return markup`<fieldset class="sub${bad === undefined ? onlyFor(['agree'], '') : ''}"><legend>${say(locale, 'form.document')}</legend><p class="hint">${hint}</p>${documentInput(
    { view, field: 'documentNumber', hint: example, value: form?.documentNumber ?? '' },
  )}${documentInput({ view, field: 'documentDate', hint: say(locale, 'form.dateHint'), value: typedDate(form?.documentDate ?? '') })}${documentInput(
    { view, field: 'documentIssuer', hint: '', value: issuer },
  )}</fieldset>`;
}

/** The six digits that stand in the mail and not in the link, for outcomes that need more than the link. */
export function codeField(view: AskView): Markup | null {
  const { locale, approval, form = EMPTY_FORM } = view;
  const needing = choicesOf(view).filter((outcome) => approval.stepUp.includes(outcome));
  if (!view.codeRequired || needing.length === 0) return null;
  const { error, bad } = problemOf(view, 'code');
  const always = needing.length === choicesOf(view).length;
  const whenHint = always ? '' : ` ${say(locale, 'form.codeFor', { outcomes: named(view, needing) })}`;
  return markup`<div class="fld scr${always ? bad : onlyFor(needing, bad)}"><label for="code">${say(locale, 'form.code')}</label><p class="hint" id="code-hint">${say(locale, 'form.codeHint')}${whenHint}</p>${error}<input class="short" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="11" value="${error === null ? form.code : ''}" aria-describedby="${describedBy('code', error)}"${invalid(error)}></div>`;
}
