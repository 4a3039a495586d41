import * as z from 'zod';
import { BlockerCategory } from './blocker.ts';
import { Deadline } from './calendar.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, Sha256 } from './ids.ts';
import { RungNumber, RungPoint } from './ladder.ts';
import { Email } from './office.ts';
import { Locale, Localized, text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

/**
 * What is asked. `clearBlocker` is the ask of a rung; `answerQuestion` and `confirmCleared` go to the reporter;
 * the move kinds follow the legal path; `recoverCase` is the operator's task when something unexpected happened.
 */
export const ApprovalKind = z.enum([
  'clearBlocker',
  'answerQuestion',
  'confirmCleared',
  'confirmMove',
  'appraiseMove',
  'submitMove',
  'resolveMove',
  'decideMove',
  'recoverCase',
]);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

export const Outcome = z.enum(['agree', 'return', 'decline', 'refer', 'forward', 'reallocate', 'outOfScope']);
export type Outcome = z.infer<typeof Outcome>;

/** `kOfN`: enough when `k` of the `n` offices of the same `ballot` agree; over early when that is sure or impossible. */
export const Policy = z.discriminatedUnion('type', [
  z.object({ type: z.literal('single') }),
  z.object({
    type: z.literal('kOfN'),
    k: z.int().min(1),
    n: z.int().min(1).max(15),
    ballot: text(60),
  }),
]);
export type Policy = z.infer<typeof Policy>;

/** Number, date and issuer of a signed document: what makes a click count in law. */
export const SignedDocument = z.object({ number: text(60, 3), issuedOn: LocalDate, issuer: text(200) });
export type SignedDocument = z.infer<typeof SignedDocument>;

/** What makes a document one of its own: numbers begin afresh each year; spaces and case are no part of them. */
export function documentMark({ number, issuedOn }: Pick<SignedDocument, 'number' | 'issuedOn'>): string {
  return `${issuedOn.slice(0, 4)}#${number.normalize('NFC').replaceAll(/\s+/g, '').toUpperCase()}`;
}

/** How sure we are who decided: the mailed link alone, link and the code that is not in it, or a signed-in session. */
export const AuthStrength = z.enum(['link', 'linkAndCode', 'session']);

/** A decision (ý kiến xử lý) as it was taken: who, for which office, seeing what. */
export const Decision = z.object({
  outcome: Outcome,
  comment: text(1000, 0),
  doBy: LocalDate.optional(),
  document: SignedDocument.optional(),
  decidedAt: Instant,
  by: z.object({
    name: text(120),
    post: Localized,
    email: Email,
    standing: z.enum(['holder', 'deputy', 'duty']),
  }),
  auth: AuthStrength,
  shownHash: Sha256,
});
export type Decision = z.infer<typeof Decision>;

/** A link that was mailed: only hashes are kept. `codeHash` is of the six digits in the same mail. */
export const ApprovalLink = z.object({
  secretHash: Sha256,
  codeHash: Sha256,
  generation: z.int().positive(),
  email: Email,
  name: text(120),
  post: Localized,
  standing: z.enum(['holder', 'deputy', 'duty']),
  sentAt: Instant,
  codeTries: z.int().nonnegative(),
});
export type ApprovalLink = z.infer<typeof ApprovalLink>;

/** One mail about this approval and what became of it. */
export const MailRecord = z.object({
  messageId: text(200),
  template: text(40),
  email: Email,
  sentAt: Instant,
  state: z.enum(['sent', 'delivered', 'bounced', 'complained', 'suppressed']),
});
export type MailRecord = z.infer<typeof MailRecord>;

/** Words on the page: long enough for what people wrote (1000) and for the longest name with words around it. */
const ShownText = z.object({ vi: text(1200), en: text(1200) });

/** What the page shows and the decision's hash covers; everything from the server, in both languages where it is words. */
export const Shown = z.object({
  title: ShownText,
  /** A move has up to 40 lines; its owners see the figures of their projects beside them. */
  facts: z.array(z.object({ label: ShownText, value: ShownText })).max(100),
});
export type Shown = z.infer<typeof Shown>;

const common = {
  id: ApprovalId,
  kind: ApprovalKind,
  office: OfficeId,
  officeName: Localized,
  caseId: CaseId.optional(),
  moveId: MoveId.optional(),
  rung: RungNumber.optional(),
  category: BlockerCategory.optional(),
  policy: Policy,
  outcomes: z.array(Outcome).min(1),
  /** Outcomes that need more than the link: moving money, overriding somebody, closing as out of scope. */
  stepUp: z.array(Outcome),
  /** Offices that may not decide here because they submitted what is decided (conflict of interest). */
  excluded: z.array(OfficeId),
  shown: Shown,
  shownHash: Sha256,
  askedAt: Instant,
  deadline: Deadline,
  points: z.array(RungPoint),
  pointsDone: z.int().nonnegative(),
  /** When silence has lasted long enough; computed with the deadline. */
  expiresAt: Instant,
  /** The version of the calendar by which `expiresAt` was counted, where a later one than the deadline's moved it. */
  expiresBy: text(40).optional(),
  onSilence: z.enum(['climb', 'askAgain']),
  /** Goes up with every new wait, so that an older wait's token and an older link can be told from the present ones. */
  generation: z.int().positive(),
  links: z.array(ApprovalLink).max(20),
  mails: z.array(MailRecord).max(40),
  /** Addresses that are not to be asked again here: they forwarded the ask, or mail to them came back. */
  passedOver: z.array(Email),
  urgedAt: Instant.optional(),
  version: z.int().nonnegative(),
} as const;

/** Task token of the present wait. A cache: a new wait writes a new one with a new generation. */
const waiting = z.object({ token: z.string().min(1).max(2048), generation: z.int().positive() });

/** An approval (yêu cầu xử lý): one ask to one office. Its status decides its shape. */
export const Approval = z.discriminatedUnion('status', [
  z.object({
    ...common,
    status: z.literal('open'),
    waiting: waiting.optional(),
    /** While the case is paused the clock stands: since when, working days left then, and when to look again. */
    stopped: z.object({ at: Instant, workingDaysLeft: z.int().nonnegative(), until: Instant }).optional(),
    /** The clock changed while no wait was registered: a wait that was planned before is out of date. */
    planAgain: z.literal(true).optional(),
  }),
  z.object({ ...common, status: z.literal('decided'), decision: Decision }),
  z.object({ ...common, status: z.literal('expired'), endedAt: Instant }),
  z.object({
    ...common,
    status: z.literal('withdrawn'),
    endedAt: Instant,
    reason: z.enum(['ballotClosed', 'reassigned', 'escalated', 'caseClosed', 'superseded', 'operator']),
    successor: ApprovalId.optional(),
  }),
  z.object({ ...common, status: z.literal('undeliverable'), endedAt: Instant, email: Email }),
]);
export type Approval = z.infer<typeof Approval>;
export type OpenApproval = Extract<Approval, { status: 'open' }>;
export type DecidedApproval = Extract<Approval, { status: 'decided' }>;

/** What somebody sends from the action page or the API, before it is held against the approval. */
export const DecisionForm = z.object({
  outcome: Outcome,
  comment: text(1000, 0),
  doBy: LocalDate.optional(),
  document: SignedDocument.optional(),
  shownHash: Sha256,
  locale: Locale.optional(),
});
export type DecisionForm = z.infer<typeof DecisionForm>;
