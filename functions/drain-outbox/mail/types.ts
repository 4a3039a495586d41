import type { Approval, DecidedApproval, OpenApproval } from '#domain/approval.ts';
import type { Effect } from '#domain/effect.ts';
import type { CaseId, MoveId } from '#domain/ids.ts';
import type { Locale, Localized } from '#domain/text.ts';
import type { Instant } from '#domain/time.ts';
import type { LinkRecipient, Neighbours, Silence } from '#functions/action-page/view/types.ts';

type Common = { readonly recipient: LinkRecipient; readonly locale: Locale; readonly now: Instant };

/** Asks somebody to act: carries the link and the six digits (`482917`). */
export type AskMail = Common & {
  readonly template: 'ask' | 'remind' | 'deputy' | 'urge' | 'freshLink';
  readonly approval: OpenApproval;
  readonly projectName: Localized;
  readonly link: string;
  readonly code: string;
  readonly silence: Silence;
  readonly neighbours: Neighbours;
  /** `remind`: the first, second … reminder. */
  readonly nth?: number;
};

/** Tells whoever decided what was recorded; `link` leads to the result page with "this was not me". */
export type ReceiptMail = Common & {
  readonly template: 'receipt';
  readonly approval: DecidedApproval;
  readonly projectName: Localized;
  readonly link: string;
  readonly neighbours: Neighbours;
  /** "This was not me" stops the move; until when is known once its cooling-off has begun. */
  readonly canStop?: { readonly until?: Instant };
};

/** Tells whoever was asked that nothing is expected any more, and who holds the matter now. */
export type MovedOnMail = Common & {
  readonly template: 'movedOn';
  readonly approval: Approval;
  readonly projectName: Localized;
  readonly holder?: Localized;
};

/** What a notice can be about: the notices of the outbox, and that a case was escalated. */
export type NoticeAbout = Extract<Effect, { type: 'sendNotice' }>['about'] | 'caseEscalated';

/** Tells an office what became of a case or a move; nothing is asked. */
export type NoticeMail = Common & {
  readonly template: 'notice';
  readonly about: NoticeAbout;
  readonly subjectId: CaseId | MoveId;
  readonly projectName: Localized;
  /** Facts worth a row each, for example amounts, the deciding office, the documents. */
  readonly facts: readonly { readonly label: Localized; readonly value: Localized }[];
  /** `caseEscalated`: the office that holds the case now. */
  readonly holder?: Localized;
  /** `coolingOff`: until when the move can be stopped. */
  readonly until?: Instant;
  readonly link?: string;
};

export type MailInput = AskMail | ReceiptMail | MovedOnMail | NoticeMail;

/** A mail ready to send: both bodies say the same in the same order. */
export type Mail = { readonly subject: string; readonly html: string; readonly text: string };
