import * as z from 'zod';
import { Attachment, KeptAttachment, MOST_ATTACHMENTS, MOST_KEPT_ATTACHMENTS } from './attachment.ts';
import { BlockerId, OfficeId, ProjectId, Sha256 } from './ids.ts';
import { PersonalDataKind } from './personal-data.ts';
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

/** What a district can ask for to clear a blocker: what decides who has the power to do it. */
export const Solution = z.enum([
  'approveCompensation',
  'enforceRecovery',
  'resettle',
  'approveProcedure',
  'adjustProject',
  'adjustPlanning',
  'settleContract',
  'selectContractor',
  'replaceContractor',
  'strengthenOwner',
  'moveUtilities',
  'supplyMaterial',
  'approveDesign',
  'allotCapital',
  'settleLoan',
  'completeDossier',
  'coordinate',
  'askCentral',
  'other',
]);
export type Solution = z.infer<typeof Solution>;

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
  /** What exactly is asked for, where the reporter said it: the rule of competence follows from it. */
  solution: Solution.optional(),
  attachments: z.array(Attachment).max(MOST_ATTACHMENTS).optional(),
});
export type BlockerReport = z.infer<typeof BlockerReport>;

/** A reported blocker (vướng mắc): one cause, one category, one authority level. A report creates it, a case clears it. */
export const Blocker = BlockerReport.extend({
  id: BlockerId,
  reportedBy: OfficeId,
  reportedAt: Instant,
  provenance: Provenance,
  attachments: z.array(KeptAttachment).max(MOST_KEPT_ATTACHMENTS).optional(),
  /** What the rule said when it was reported: within the district's own competence, beyond it, or null: no rule. */
  withinCompetence: z.boolean().nullable().optional(),
  /** Kinds of personal data that the reporter was warned of, and sent all the same. */
  warnedOf: z.array(PersonalDataKind).optional(),
  /** Of the request that made it: the same request again is the same blocker. */
  requestHash: Sha256.optional(),
  /** Requests by which it was amended or added to: the same request again changes nothing. */
  handled: z.array(z.uuid()).max(60).optional(),
  /** 1 for the report as it came in (absent there); each amendment is the next version. */
  version: z.int().min(2).optional(),
  amendedAt: Instant.optional(),
});
export type Blocker = z.infer<typeof Blocker>;
