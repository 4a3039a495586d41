import type { DecidedApproval } from '#domain/approval.ts';
import { formatDate, formatDateTime, glued } from '#domain/format.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { epochMs } from '#domain/time.ts';
import { factLists } from './facts.ts';
import { addressLine, band, buttonForm, codeOf, factRow, foot, page } from './frame.ts';
import { type Markup, markup } from './markup.ts';
import type { DecidedView } from './types.ts';
import { commentLabelOf, consequenceOf, outcomeLabel } from './wording.ts';

/** «Phó Chủ tịch UBND Quận 8, thay Chủ tịch UBND Quận 8»: the post, never the person's name. */
function deciderOf({ decision, officeName }: DecidedApproval, locale: Locale): string {
  const post = decision.by.post[locale];
  if (decision.by.standing === 'holder') return post;
  return say(locale, 'decided.byFor', { post, office: officeName[locale] });
}

function decisionRows(view: DecidedView): Markup {
  const { approval, locale, neighbours } = view;
  const { decision, kind } = approval;
  const { document, doBy, comment } = decision;
  return markup`<dl>${factRow(say(locale, 'decided.by'), deciderOf(approval, locale))}${
    comment === '' ? null : factRow(commentLabelOf(kind, locale), comment)
  }${doBy === undefined ? null : factRow(say(locale, 'form.doBy'), formatDate(doBy, locale))}${
    document === undefined
      ? null
      : factRow(
          say(locale, 'form.document'),
          say(locale, 'decided.documentOf', {
            number: document.number,
            date: formatDate(document.issuedOn, locale),
            issuer: document.issuer,
          }),
        )
  }${factRow(say(locale, 'decided.follows'), consequenceOf(approval, decision.outcome, { locale, neighbours }))}</dl>`;
}

/** A way to say that somebody else pressed the button: it stops a move that is cooling off, else it names whom to tell. */
function notMeBlock({ approval, locale, now, canStopUntil }: DecidedView): Markup {
  const post = approval.decision.by.post[locale];
  const stoppable = canStopUntil !== undefined && epochMs(canStopUntil) > epochMs(now);
  const inside = stoppable
    ? markup`<p class="fine">${say(locale, 'notMe.explainStop', { post, at: formatDateTime(canStopUntil, locale) })}</p>${buttonForm('notMe', say(locale, 'notMe.button'), null)}`
    : markup`<p class="fine">${say(locale, 'notMe.explain', { post, id: codeOf(approval) })}</p>`;
  return markup`<details><summary>${say(locale, 'notMe.summary')}</summary><div>${inside}</div></details>`;
}

/** What was decided, when, by which post, and what follows: right after the POST and on every later visit. */
export function renderDecided(view: DecidedView): string {
  const { approval, locale, attempted } = view;
  const { decision, kind, shown } = approval;
  const heading = say(locale, 'decided.heading', { outcome: outcomeLabel(kind, decision.outcome, locale) });
  const other =
    attempted === undefined
      ? null
      : markup`<div class="alert warn" role="alert"><p>${say(locale, 'decided.attempted', { outcome: outcomeLabel(kind, attempted, locale) })}</p></div>`;
  const body = markup`${other}${addressLine(approval, locale)}<h1>${heading}</h1><p class="lead">${glued(shown.title[locale])}</p>
${band('done', markup`<p>${say(locale, 'decided.band')} <b>${formatDateTime(decision.decidedAt, locale)}</b>. ${say(locale, 'decided.nothingMore')}</p>`)}
${decisionRows(view)}<p class="fine">${say(locale, 'form.notSigned')}</p>
<details><summary>${say(locale, 'decided.showFacts')}</summary><div>${factLists(shown.facts, locale)}</div></details>
${foot(locale, notMeBlock(view))}`;
  return page({ locale, heading, body });
}

/** After "this was not me": the move is stopped and the duty team knows. */
export function renderNotMe({ approval, locale }: Pick<DecidedView, 'approval' | 'locale'>): string {
  const heading = say(locale, 'notMe.done');
  const lead = say(locale, 'notMe.doneLead', { post: approval.decision.by.post[locale] });
  const body = markup`${addressLine(approval, locale)}<h1>${heading}</h1>${band('rest', markup`<p>${lead}</p>`)}${foot(locale, null)}`;
  return page({ locale, heading, body });
}
