import type { Outcome } from '#domain/approval.ts';
import { explainDeadline } from '#domain/calendar-count.ts';
import { formatDate, formatDateTime, formatTime, glued } from '#domain/format.ts';
import { say } from '#domain/messages.ts';
import { DAY_MS, type Instant, localDateOf, msBetween } from '#domain/time.ts';
import { factLists } from './facts.ts';
import {
  choicesOf,
  codeField,
  commentField,
  doByField,
  documentFields,
  problemOf,
  problemText,
} from './fields.ts';
import { changedFacts, EMPTY_FORM, seenOf } from './form.ts';
import { addressLine, band, buttonForm, foot, page } from './frame.ts';
import { type Markup, markup } from './markup.ts';
import type { AskProblem, AskView } from './types.ts';
import { consequenceOf, leadOf, legendOf, outcomeLabel, silenceSentence } from './wording.ts';

const SOON_MS = 2 * DAY_MS;

/** Due, due soon, overdue, or the clock stands; then how the deadline was counted and what silence leads to. */
function dueBlock(view: AskView): Markup {
  const { approval, locale, now, silence } = view;
  const { deadline, stopped } = approval;
  const left = msBetween(now, deadline.at);
  const at = markup`<b>${formatDateTime(deadline.at, locale)}</b>`;
  const words =
    stopped !== undefined
      ? band(
          'rest',
          markup`<p>${say(locale, 'due.stopped')} <b class="nb">${formatDate(localDateOf(stopped.until), locale)}</b></p><p>${say(locale, 'due.stoppedLater')}</p>`,
        )
      : left > 0
        ? band(left <= SOON_MS ? 'soon' : 'act', markup`<p>${say(locale, 'due.by')} ${at}</p>`)
        : band(
            'over',
            markup`<p class="st">${say(locale, 'due.over')} ${at}</p><p>${say(locale, 'due.overStill', { at: formatDateTime(silence.endsAt, locale) })}</p>`,
          );
  const sentence = stopped === undefined ? silenceSentence(view) : '';
  return markup`${words}<p class="fine">${glued(sentence)} ${say(locale, 'due.noConsent')}</p><details><summary>${say(locale, 'due.why')}</summary><p class="fine">${explainDeadline(deadline)[locale]}.</p></details>`;
}

function option(view: AskView, outcome: Outcome): Markup {
  const { approval, locale, neighbours, form = EMPTY_FORM } = view;
  const checked = form.outcome === outcome ? markup` checked` : null;
  return markup`<label class="opt"><input type="radio" name="outcome" id="o-${outcome}" value="${outcome}" required${checked}><span><b>${outcomeLabel(approval.kind, outcome, locale)}</b><span>${glued(consequenceOf(approval, outcome, { locale, neighbours }))}</span></span></label>`;
}

/** The choices as radio cards, none chosen beforehand. Where there is one only, the button itself says what it does. */
function choiceFields(view: AskView): Markup {
  const { approval, locale, neighbours } = view;
  const [only, ...others] = choicesOf(view);
  const legend = legendOf(approval.kind, locale);
  if (only !== undefined && others.length === 0) {
    const follows = glued(consequenceOf(approval, only, { locale, neighbours }));
    return markup`<input type="hidden" name="outcome" value="${only}"><h2 class="one" id="outcome">${legend}</h2><p class="lead">${follows}</p>`;
  }
  const { error, bad } = problemOf(view, 'outcome');
  const described = error === null ? null : markup` aria-describedby="outcome-error"`;
  return markup`<fieldset class="outs${bad}" id="outcome"${described}><legend>${legend}</legend>${error}${choicesOf(view).map((outcome) => option(view, outcome))}</fieldset>`;
}

function decideForm(view: AskView): Markup {
  const { approval, locale } = view;
  const [only, ...others] = choicesOf(view);
  const label =
    only !== undefined && others.length === 0
      ? outcomeLabel(approval.kind, only, locale)
      : say(locale, 'form.send');
  return markup`<form method="post" novalidate><input type="hidden" name="intent" value="decide"><input type="hidden" name="locale" value="${locale}"><input type="hidden" name="shownHash" value="${approval.shownHash}"><input type="hidden" name="seen" value="${seenOf(approval.shown)}">
${choiceFields(view)}
${doByField(view)}${documentFields(view)}${commentField(view)}${codeField(view)}
<button>${label}</button></form>
<p class="fine">${say(locale, 'form.notSigned')} ${say(locale, 'form.notSentYet')}</p>`;
}

function forwardBlock({ approval, locale }: AskView): Markup | null {
  if (!approval.outcomes.includes('forward') || approval.stopped !== undefined) return null;
  const hash = markup`<input type="hidden" name="shownHash" value="${approval.shownHash}">`;
  return markup`<details><summary>${say(locale, 'forward.summary')}</summary><div><p class="fine">${say(locale, 'forward.explain', { office: approval.officeName[locale] })}</p>${buttonForm('forward', say(locale, 'forward.button'), hash)}</div></details>`;
}

/** Where the link of a problem leads: the first choice, the field, or nowhere when no field is to blame. */
function target(problem: AskProblem, view: AskView): string {
  return problem.field === 'outcome' ? `o-${choicesOf(view)[0] ?? ''}` : problem.field;
}

function problemItem(problem: AskProblem, view: AskView): Markup {
  const text = problemText(problem, view.locale);
  return problem.field === 'page'
    ? markup`<li><span>${text}</span></li>`
    : markup`<li><a href="#${target(problem, view)}">${text}</a></li>`;
}

/** What has to be put right, before everything else; it takes the focus and is read out. */
function summary(view: AskView): Markup | null {
  const { problems = [], locale } = view;
  if (problems.length === 0) return null;
  const fixable = problems.filter(({ field }) => field !== 'page').length;
  const heading =
    fixable === 0
      ? say(locale, 'problems.notSent')
      : fixable === 1
        ? say(locale, 'problems.one')
        : say(locale, 'problems.many', { n: fixable });
  return markup`<div class="alert" role="alert" tabindex="-1" autofocus><h2>${heading}</h2><ul>${problems.map((problem) => problemItem(problem, view))}</ul><p class="fine">${say(locale, 'problems.kept')}</p></div>`;
}

function standingLine({ approval, recipient, locale }: AskView): Markup | null {
  const office = approval.officeName[locale];
  if (recipient.standing === 'holder') return null;
  const words =
    recipient.standing === 'deputy'
      ? say(locale, 'page.asDeputy', { office, post: recipient.post[locale] })
      : say(locale, 'page.asDuty', { office });
  return markup`<p class="to">${words}</p>`;
}

function askPage(view: AskView, top: Markup | null, failed: boolean): string {
  const { approval, locale, caseLink } = view;
  const { shown } = approval;
  const heading = shown.title[locale];
  const changed = changedFacts(shown, failed ? (view.form?.seen ?? '') : '');
  const links =
    caseLink === undefined ? null : markup`<p><a href="${caseLink}">${say(locale, 'page.caseLink')}</a></p>`;
  const body = markup`${top}${addressLine(approval, locale)}${standingLine(view)}<h1>${glued(heading)}</h1><p class="lead">${leadOf(approval, locale)}</p>
${dueBlock(view)}${factLists(shown.facts, locale, changed)}
${approval.stopped === undefined ? decideForm(view) : null}
${foot(locale, markup`${forwardBlock(view)}${links}`)}`;
  return page({ locale, heading, body, failed });
}

/**
 * The open ask: what it is, by when, all facts, the choices with their consequences; after a refused POST also what to fix.
 * While the case is paused nothing can be sent, and the page says until when.
 */
export function renderAsk(view: AskView): string {
  const top = summary(view);
  return askPage(view, top, top !== null);
}

/** The ask after somebody answered a page that is no longer true: what changed is marked, what was typed is kept. */
export function renderStale(view: AskView & { readonly changedAt?: Instant }): string {
  const { approval, locale, form = EMPTY_FORM, changedAt } = view;
  const labels = [...changedFacts(approval.shown, form.seen)].map(({ label }) => label[locale]);
  const heading =
    changedAt === undefined
      ? say(locale, 'stale.heading')
      : say(locale, 'stale.headingAt', { time: formatTime(changedAt) });
  const list =
    labels.length === 0 ? null : markup`<p>${say(locale, 'stale.changes', { list: labels.join(', ') })}</p>`;
  const top = markup`<div class="alert warn" role="alert" tabindex="-1" autofocus><h2>${heading}</h2>${list}<p>${say(locale, 'stale.lead')}</p></div>`;
  return askPage(view, top, true);
}
