import type { Approval } from '#domain/approval.ts';
import { formatDate, formatDateTime, glued } from '#domain/format.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { localDateOf } from '#domain/time.ts';
import { addressLine, band, buttonForm, factRow, foot, page } from './frame.ts';
import { type Markup, markup } from './markup.ts';
import type { EndedView } from './types.ts';

type Ended<Status extends Approval['status']> = EndedView & {
  readonly approval: Extract<Approval, { status: Status }>;
};

type Words = { readonly heading: string; readonly lead: string };

/** Asks for a fresh link: it goes to the address on file, whoever presses the button. */
export function freshLinkForm(locale: Locale, label: string): Markup {
  return markup`${buttonForm('freshLink', label, null)}<p class="fine">${say(locale, 'fresh.note')}</p>`;
}

/** A state in which there is nothing to decide here: what happened, who holds the matter, and the way to them. */
function endedPage({ approval, locale, holder }: EndedView, { heading, lead }: Words): string {
  const endedAt = 'endedAt' in approval ? approval.endedAt : undefined;
  const rows = markup`<dl>${
    endedAt === undefined ? null : factRow(say(locale, 'ended.at'), formatDateTime(endedAt, locale))
  }${
    holder === undefined
      ? null
      : factRow(
          say(locale, 'ended.holder'),
          say(locale, 'ended.holderSince', {
            post: holder.post[locale],
            date: formatDate(localDateOf(holder.since), locale),
          }),
        )
  }</dl>`;
  const body = markup`${addressLine(approval, locale)}<h1>${heading}</h1><p class="lead">${glued(approval.shown.title[locale])}</p>
${band('note', markup`<p>${lead}</p>`)}${endedAt === undefined && holder === undefined ? null : rows}
${holder === undefined ? null : freshLinkForm(locale, say(locale, 'fresh.toHolder'))}
${foot(locale, null)}`;
  return page({ locale, heading, body });
}

/** The time to answer is over, whether or not the timer has already written so. */
export function renderExpired(view: Ended<'expired' | 'open'>): string {
  const { locale } = view;
  return endedPage(view, { heading: say(locale, 'ended.expired'), lead: say(locale, 'ended.expiredLead') });
}

/** Taken back: the vote is over, the matter was reassigned, replaced or closed. */
export function renderWithdrawn(view: Ended<'withdrawn'>): string {
  const { locale, approval } = view;
  return endedPage(view, {
    heading: say(locale, 'ended.withdrawn'),
    lead: say(locale, `ended.${approval.reason}`),
  });
}

/** The mail did not arrive, so this was no ask: the office is asked afresh. */
export function renderUndeliverable(view: Ended<'undeliverable'>): string {
  const { locale } = view;
  return endedPage(view, {
    heading: say(locale, 'ended.undeliverable'),
    lead: say(locale, 'ended.undeliverableLead'),
  });
}

/** A link of an older generation: somebody else is asked now, or a newer mail was sent. */
export function renderMovedToDeputy(view: EndedView): string {
  const { locale } = view;
  return endedPage(view, { heading: say(locale, 'ended.moved'), lead: say(locale, 'ended.movedLead') });
}
