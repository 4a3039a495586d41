import type { Approval, ApprovalLink, Outcome } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import type { Locale } from '#domain/text.ts';
import { type AskContext, askContextOf } from '../ask-context.ts';
import { linkWithSecret, partsOfLink } from '../secrets.ts';
import type { Subject } from '../subject.ts';
import type { Deps } from './deps.ts';
import { renderAsk, renderStale } from './view/ask.ts';
import { renderDecided } from './view/decided.ts';
import { renderExpired, renderMovedToDeputy, renderUndeliverable, renderWithdrawn } from './view/ended.ts';
import { renderUnknownLink } from './view/plain.ts';
import type { AskView, EndedView } from './view/types.ts';

/** A page to answer with. */
export type Page = { readonly status: number; readonly html: string };

/** Somebody with a link that was mailed: the approval as it stands, which link it is, and the subject where it is known. */
export type Visit = {
  readonly approval: Approval;
  readonly link: ApprovalLink;
  readonly secret: string;
  readonly subject?: Subject;
};

/** One text for a wrong id, a wrong secret and nothing at all: a stranger learns nothing from it. */
export function unknownPage(locale: Locale): Page {
  return { status: 404, html: renderUnknownLink({ locale }) };
}

/** The visit that a link makes; null when it is none that was mailed. */
export async function visitOf(deps: Deps, linkText: string): Promise<Visit | null> {
  const parts = partsOfLink(linkText);
  if (parts === null) return null;
  try {
    const approval = await deps.getApproval(parts.approvalId);
    const link = linkWithSecret(approval.links, parts.secret);
    return link === undefined ? null : { approval, link, secret: parts.secret };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'approval.unknown') return null;
    throw error;
  }
}

/** Who holds the matter after this approval; nobody when the case is over. */
function holderOf({ case: record, holder }: AskContext): EndedView['holder'] {
  return record !== undefined && 'holder' in record && holder !== undefined
    ? { post: holder, since: record.since }
    : undefined;
}

function canStopUntil({ move }: AskContext) {
  return move?.status === 'coolingOff' && move.stopped === undefined ? move.until : undefined;
}

function ended(context: AskContext, approval: Approval, locale: Locale): EndedView {
  const holder = holderOf(context);
  return { approval, locale, ...(holder === undefined ? {} : { holder }) };
}

/** What was sent and refused: it stands in the form again, with what is wrong; `stale` when the facts have changed since. */
export type Typed = Pick<AskView, 'form' | 'problems'> & { readonly status: number; readonly stale: boolean };

/** The page of the approval's present state; `extra` is what the visitor just tried or typed. */
export async function pageOf(
  deps: Deps,
  { approval, link, subject }: Visit,
  locale: Locale,
  extra: {
    readonly attempted?: Outcome;
    readonly ask?: Typed;
  } = {},
): Promise<Page> {
  const now = deps.now();
  const context = await askContextOf(deps, approval, subject);
  const { silence, neighbours } = context;
  const over = ended(context, approval, locale);
  switch (approval.status) {
    case 'decided': {
      const until = canStopUntil(context);
      const { attempted } = extra;
      const stop = until === undefined ? {} : { canStopUntil: until };
      const other = attempted === undefined ? {} : { attempted };
      return {
        status: attempted === undefined ? 200 : 409,
        html: renderDecided({ approval, locale, now, neighbours, ...stop, ...other }),
      };
    }
    case 'expired':
      return { status: 410, html: renderExpired({ ...over, approval }) };
    case 'withdrawn':
      return { status: 410, html: renderWithdrawn({ ...over, approval }) };
    case 'undeliverable':
      return { status: 410, html: renderUndeliverable({ ...over, approval }) };
    case 'open': {
      if (link.generation !== approval.generation) return { status: 410, html: renderMovedToDeputy(over) };
      if (now >= approval.expiresAt && approval.stopped === undefined) {
        return { status: 410, html: renderExpired({ ...over, approval }) };
      }
      const { status = 200, stale = false, ...typed } = extra.ask ?? {};
      const codeRequired = approval.stepUp.length > 0;
      const view = { approval, recipient: link, locale, now, silence, neighbours, codeRequired, ...typed };
      return { status, html: stale ? renderStale(view) : renderAsk(view) };
    }
  }
}
