import type { Approval, DecidedApproval, OpenApproval, Outcome } from '#domain/approval.ts';
import type { FieldProblem, RefusalDetails } from '#domain/errors.ts';
import type { Locale, Localized } from '#domain/text.ts';
import type { Instant } from '#domain/time.ts';

/** The fields of the decision form, by the names under which the browser sends them. */
export const ASK_FIELDS = [
  'outcome',
  'comment',
  'doBy',
  'documentNumber',
  'documentDate',
  'documentIssuer',
  'code',
] as const;
export type AskField = (typeof ASK_FIELDS)[number];

/**
 * What was typed, exactly as it came, so that it can stand in the form again. `seen` are the fingerprints of the facts
 * that the page showed, `shownHash` the hash that the decision must carry.
 */
export type AskForm = Readonly<Record<AskField | 'seen' | 'shownHash', string>>;

/** What the pressed button wants (field `intent`): one form each, so nothing is sent by accident. */
export type Intent = 'decide' | 'forward' | 'freshLink' | 'notMe';

/** Something to put right, beside its field, or on top of the page where no field is to blame. */
export type AskProblem = {
  readonly field: AskField | 'page';
  /** A refusal's code, or the rule of a field (`required`, `too_big`, …). */
  readonly code: FieldProblem['code'];
  readonly details?: RefusalDetails;
};

/** Whoever the link was mailed to. */
export type LinkRecipient = {
  readonly name: string;
  readonly post: Localized;
  readonly standing: 'holder' | 'deputy' | 'duty';
};

/** What happens by itself while nobody answers: the points still ahead, and what ends the ask. */
export type Silence = {
  readonly points: readonly { readonly act: 'remind' | 'askDeputy'; readonly at: Instant }[];
  readonly endsAt: Instant;
  readonly onSilence: 'climb' | 'askAgain';
};

/** Offices that the consequences name: the next rung (absent at the top) and the office that reported or asked. */
export type Neighbours = { readonly next?: Localized; readonly reporter?: Localized };

/** The open ask: `form` and `problems` after a refused POST, `caseLink` when the visitor may read the whole case. */
export type AskView = {
  readonly approval: OpenApproval;
  readonly recipient: LinkRecipient;
  readonly locale: Locale;
  readonly now: Instant;
  readonly silence: Silence;
  readonly neighbours: Neighbours;
  /** The typed code is asked for the outcomes in `approval.stepUp` (not when a session vouches for the visitor). */
  readonly codeRequired: boolean;
  readonly form?: AskForm;
  readonly problems?: readonly AskProblem[];
  readonly caseLink?: string;
};

/** The decided ask, right after the POST and on every later visit. */
export type DecidedView = {
  readonly approval: DecidedApproval;
  readonly locale: Locale;
  readonly now: Instant;
  readonly neighbours: Neighbours;
  /** Set when somebody just tried to decide otherwise: it says that this was not recorded. */
  readonly attempted?: Outcome;
  /** While a move is in its cooling-off: until when "this was not me" still stops it. */
  readonly canStopUntil?: Instant;
};

/** An ask that is over, or a link that is older than the present one. */
export type EndedView = {
  readonly approval: Approval;
  readonly locale: Locale;
  /** Who holds the matter now; a fresh link is offered to them. Absent when there is nothing left to do. */
  readonly holder?: { readonly post: Localized; readonly since: Instant };
};
