import * as z from 'zod';
import { RefusalCode } from './errors.ts';
import { ApprovalId, CaseId } from './ids.ts';
import { say, sayRefusal } from './messages.ts';
import { type Locale, Localized, text } from './text.ts';

/** What an official typed; stays as typed in every language. */
const typed = (longest: number) => text(longest);

/** Whoever holds a link says that the decision taken with it was not theirs. */
const notMine = z.object({ why: z.literal('notMine'), post: Localized, approvalId: ApprovalId });

/** Why a move was stopped while it cooled off. */
export const StopReason = z.union([typed(500), notMine]);
export type StopReason = z.infer<typeof StopReason>;

/** Why a move was drafted. */
export const DraftReason = z.union([
  typed(1000),
  z.object({ why: z.literal('idleInCase'), project: Localized, caseId: CaseId }),
]);
export type DraftReason = z.infer<typeof DraftReason>;

/** Why a move was rejected. */
export const RejectCause = z.union([
  typed(1000),
  z.object({ why: z.literal('tooFewVotes'), agreed: z.int(), quorum: z.int() }),
  z.object({ why: z.literal('stopped'), reason: StopReason }),
  /** What the law or the figures say against it on the day on which it would have been posted. */
  z.object({
    why: z.literal('refused'),
    code: RefusalCode,
    details: z.record(z.string(), z.union([z.string(), z.number(), Localized])),
  }),
]);
export type RejectCause = z.infer<typeof RejectCause>;

/**
 * A reason in the reader's language. What the system knows is kept as a code with what it names, and worded only here: a
 * record that kept a sentence would be in one language for everybody.
 */
export function sayReason(locale: Locale, reason: DraftReason | StopReason | RejectCause): string {
  if (typeof reason === 'string') return reason;
  switch (reason.why) {
    case 'notMine':
      return say(locale, 'notMe.reason', { post: reason.post[locale], approval: reason.approvalId });
    case 'idleInCase':
      return say(locale, 'move.reasonIdle', { project: reason.project[locale], case: reason.caseId });
    case 'tooFewVotes':
      return say(locale, 'move.votesCause', { agreed: reason.agreed, quorum: reason.quorum });
    case 'stopped':
      return say(locale, 'move.stoppedCause', { reason: sayReason(locale, reason.reason) });
    case 'refused':
      return sayRefusal(locale, reason);
  }
}

/** The same reason in both languages, for pages that the reader can turn to the other one. */
export function reasonInBoth(reason: DraftReason | StopReason | RejectCause): { vi: string; en: string } {
  return { vi: sayReason('vi', reason), en: sayReason('en', reason) };
}
