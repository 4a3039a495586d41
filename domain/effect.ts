import * as z from 'zod';
import { ApprovalId, BlockerId, CaseId, MoveId, OfficeId, ProjectId } from './ids.ts';
import { Email } from './office.ts';
import { text } from './text.ts';
import { Instant } from './time.ts';

/** The mails that the product sends. `ask`, `remind`, `deputy`, `urge` and `freshLink` carry a link; the others tell. */
export const MailTemplate = z.enum([
  'ask',
  'remind',
  'deputy',
  'urge',
  'freshLink',
  'receipt',
  'movedOn',
  'notice',
]);
export type MailTemplate = z.infer<typeof MailTemplate>;

/**
 * What must follow a decision outside the database. Effects are written to the outbox in the same transaction as the
 * state; the outbox stream carries them out at least once, and each is harmless when it is carried out again.
 */
export const Effect = z.discriminatedUnion('type', [
  /** Mail about an approval; who gets it is looked up when it is sent. */
  z.object({
    type: z.literal('sendMail'),
    template: MailTemplate,
    approvalId: ApprovalId,
    generation: z.int().positive(),
    /** For `receipt`, `movedOn` and `freshLink`: to this address; otherwise to whoever acts for the office. */
    email: Email.optional(),
  }),
  /** Tells offices that a case or move ended, or that a case climbed to a rung of their district. */
  z.object({
    type: z.literal('sendNotice'),
    subject: z.union([CaseId, MoveId]),
    office: OfficeId,
    about: z.enum([
      'caseEscalated',
      'caseCleared',
      'caseOutOfScope',
      'caseReallocated',
      'caseSupplemented',
      'moveCommitted',
      'moveRejected',
      'coolingOff',
    ]),
  }),
  /** Wakes the workflow that waits for an approval; it reads the approval's state itself, so the call carries none. */
  z.object({
    type: z.literal('answerToken'),
    approvalId: ApprovalId,
    generation: z.int().positive(),
    token: z.string().min(1).max(2048),
  }),
  /** Starts the execution that clears a blocker; the execution name is the idempotency key. */
  z.object({ type: z.literal('startCase'), projectId: ProjectId, blockerId: BlockerId }),
  /** Starts the execution that takes a move, drafted without a case, along its legal path. */
  z.object({ type: z.literal('startMove'), moveId: MoveId }),
  /** Moves the deadlines of a page of open asks after a change of the calendar, and queues the page behind it. */
  z.object({
    type: z.literal('moveDeadlines'),
    calendarVersion: text(40),
    cursor: z.string().max(2000).optional(),
  }),
]);
export type Effect = z.infer<typeof Effect>;

/** One item of the outbox. `id` is its idempotency key: the same effect is never queued twice. */
export const OutboxItem = z.object({
  id: z.string().min(1).max(200),
  effect: Effect,
  queuedAt: Instant,
  doneAt: Instant.optional(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;
