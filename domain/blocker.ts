import * as z from 'zod';
import { BlockerId, OfficeId, ProjectId } from './ids.ts';
import { Provenance, text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

/** The 18 categories of blockers (vướng mắc), by the words officials use. */
export const BlockerCategory = z.enum([
  'GPMB',
  'TDC',
  'THUTUC',
  'DIEUCHINH',
  'QUYHOACH',
  'PHAPLY',
  'DAUTHAU',
  'NHATHAU',
  'CDT',
  'HTKT',
  'VATLIEU',
  'KYTHUAT',
  'VON',
  'ODA',
  'HOSO',
  'PHOIHOP',
  'TW',
  'KHAC',
]);
export type BlockerCategory = z.infer<typeof BlockerCategory>;

/** The level that has the power to clear the blocker. */
export const AuthorityLevel = z.enum(['commune', 'district', 'department', 'city', 'council', 'central']);
export type AuthorityLevel = z.infer<typeof AuthorityLevel>;

/** What a reporter states; everything else about a blocker is known or decided by the system. */
export const BlockerReport = z.object({
  projectId: ProjectId,
  category: BlockerCategory,
  authorityLevel: AuthorityLevel,
  cause: z.enum(['subjective', 'objective']),
  description: text(500),
  request: text(300),
  requestBy: LocalDate.optional(),
  /** Households are counted, never named. */
  householdsLeft: z.int().nonnegative().max(1_000_000).optional(),
});
export type BlockerReport = z.infer<typeof BlockerReport>;

/** A reported blocker (vướng mắc): one cause, one category, one authority level. A report creates it, a case clears it. */
export const Blocker = BlockerReport.extend({
  id: BlockerId,
  reportedBy: OfficeId,
  reportedAt: Instant,
  provenance: Provenance,
});
export type Blocker = z.infer<typeof Blocker>;
