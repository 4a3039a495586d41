import { type MessageKey, say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { freshLinkForm } from './ended.ts';
import { band, buttonForm, foot, page } from './frame.ts';
import { type Markup, markup } from './markup.ts';
import { ASK_FIELDS, type AskForm, type Intent } from './types.ts';

type Only = { readonly locale: Locale };

/**
 * Wrong id, wrong secret, nothing there: the same bytes for all of them, so a stranger learns nothing. The button posts to
 * the page's own address; the id in it is all that the server needs to send a fresh link to the address on file.
 */
export function renderUnknownLink({ locale }: Only): string {
  const heading = say(locale, 'unknown.heading');
  const body = markup`<h1>${heading}</h1><p class="lead">${say(locale, 'unknown.lead')}</p>
<p class="lead">${say(locale, 'fresh.lead')}</p>${freshLinkForm(locale, say(locale, 'fresh.button'))}${foot(locale, null)}`;
  return page({ locale, heading, body });
}

/** The answer to every wish for a fresh link, whether or not there was anything to send. */
export function renderFreshLinkSent({ locale }: Only): string {
  const heading = say(locale, 'fresh.sent');
  const body = markup`<h1>${heading}</h1>${band('done', markup`<p>${say(locale, 'fresh.sentLead')}</p>`)}<p class="fine">${say(locale, 'fresh.sentNone')}</p>${foot(locale, null)}`;
  return page({ locale, heading, body });
}

/** Too many wrong codes: this link takes no more of them, a fresh one brings a new code. */
export function renderTooManyTries({ locale }: Only): string {
  const heading = say(locale, 'locked.heading');
  const body = markup`<h1>${heading}</h1>${band('over', markup`<p>${say(locale, 'locked.lead')}</p>`)}${freshLinkForm(locale, say(locale, 'fresh.button'))}${foot(locale, null)}`;
  return page({ locale, heading, body, failed: true });
}

function hidden(name: string, value: string): Markup {
  return markup`<input type="hidden" name="${name}" value="${value}">`;
}

/** Everything that was typed, ready to be sent again by one button; the text is shown so that it can be copied. */
function retryForm(form: AskForm, locale: Locale): Markup {
  const names = [...ASK_FIELDS, 'seen', 'shownHash'] as const;
  const kept = names.filter((name) => name !== 'comment').map((name) => hidden(name, form[name]));
  return markup`<form method="post">${hidden('intent', 'decide')}${hidden('locale', locale)}${kept}<div class="fld"><label for="comment">${say(locale, 'comment.any')}</label><textarea id="comment" name="comment" rows="4" maxlength="1000">
${form.comment}</textarea></div><button>${say(locale, 'broken.retry')}</button></form>`;
}

const BUTTONS = {
  forward: 'forward.button',
  freshLink: 'fresh.button',
  notMe: 'notMe.button',
} as const satisfies Record<Exclude<Intent, 'decide'>, MessageKey>;

/** The button that was pressed, once more. */
function againForm(intent: keyof typeof BUTTONS, { shownHash }: AskForm, locale: Locale): Markup {
  const kept = markup`${hidden('locale', locale)}${hidden('shownHash', shownHash)}`;
  return buttonForm(intent, say(locale, BUTTONS[intent]), kept);
}

/** What was pressed when it failed, with everything that was typed. */
export type Failed = { readonly intent: Intent; readonly form: AskForm };

/** Something failed on our side: the code to tell the duty team, and what was sent ready to be sent again. */
export function renderServerError({
  locale,
  code,
  sent,
}: Only & { readonly code: string; readonly sent?: Failed }): string {
  const heading = say(locale, sent === undefined ? 'broken.headingRead' : 'broken.heading');
  const [lead, again] =
    sent === undefined
      ? (['broken.leadRead', null] as const)
      : sent.intent === 'decide'
        ? (['broken.lead', retryForm(sent.form, locale)] as const)
        : (['broken.leadAct', againForm(sent.intent, sent.form, locale)] as const);
  const body = markup`<h1>${heading}</h1>${band('over', markup`<p>${say(locale, lead)}</p>`)}${again}
<dl><div><dt>${say(locale, 'broken.code')}</dt><dd><span class="code">${code}</span></dd></div></dl><p class="fine">${say(locale, 'broken.tell')}</p>${foot(locale, null)}`;
  return page({ locale, heading, body, failed: true });
}
