import * as z from 'zod';
import { Attachment, MOST_ATTACHMENTS } from './attachment.ts';
import { AuthorityLevel, BlockerCategory, BlockerReport, Solution } from './blocker.ts';
import { DraftCode, OfficeId, ProjectId } from './ids.ts';
import { text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

/** A draft that nobody touched is removed after this. */
export const DRAFT_DAYS = 30;

/** What has been answered so far: the parts of a report, each of which may still be missing or half written. */
export const DraftAnswers = z.strictObject({
  projectId: ProjectId.optional(),
  description: text(500, 0).optional(),
  category: BlockerCategory.optional(),
  cause: BlockerReport.shape.cause.optional(),
  householdsLeft: BlockerReport.shape.householdsLeft,
  solution: Solution.optional(),
  authorityLevel: AuthorityLevel.optional(),
  request: text(300, 0).optional(),
  requestBy: LocalDate.optional(),
  attachments: z.array(Attachment).max(MOST_ATTACHMENTS).optional(),
});
export type DraftAnswers = z.infer<typeof DraftAnswers>;

/**
 * A draft of a report, kept for one person and for whoever of the same office has its code. `requestId` is that of the
 * report it will become. `version` is the writer's own count: a device that has not seen a later one may not write over it.
 */
export const Draft = z.object({
  code: DraftCode,
  requestId: z.uuid(),
  person: z.string().min(1).max(128),
  office: OfficeId,
  version: z.int().positive(),
  savedAt: Instant,
  answers: DraftAnswers,
});
export type Draft = z.infer<typeof Draft>;
