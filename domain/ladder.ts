import * as z from 'zod';
import { AuthorityLevel, BlockerCategory } from './blocker.ts';
import { OfficeId, type UnitCode } from './ids.ts';
import { Localized, Provenance, text } from './text.ts';
import { LocalDate } from './time.ts';

/** The offices that a rung can ask; `owner`, `districtChair` and `districtSecretary` depend on the project. */
export const RungOffice = z.enum([
  'owner',
  'districtChair',
  'districtSecretary',
  'department',
  'cityChairman',
  'standingCommittee',
]);
export type RungOffice = z.infer<typeof RungOffice>;

export const RungNumber = z.int().min(1).max(6);

/** The level from which capital may be moved and a case may be put out of scope: the city's departments and above. */
export const CITY_RUNG = 4;

/** What the system does by itself while an office has not answered; days count from the ask. */
export const RungPoint = z.object({
  afterWorkingDays: z.int().min(1).max(60),
  act: z.enum(['remind', 'askDeputy']),
});
export type RungPoint = z.infer<typeof RungPoint>;

/**
 * One rung (bậc). `answerWithin` working days is the due time that the mail names; after `silenceAfter` working days
 * without an answer the rung's silence rule applies. Silence never counts as consent, so there is no rule for it.
 */
export const Rung = z.object({
  number: RungNumber,
  office: RungOffice,
  name: Localized,
  answerWithin: z.int().min(1).max(60),
  points: z.array(RungPoint).max(8),
  silenceAfter: z.int().min(1).max(90),
  onSilence: z.enum(['climb', 'askAgain']),
  provenance: Provenance,
});
export type Rung = z.infer<typeof Rung>;

/** What holds for an ask that is not a rung: the reporter's, the steps of a move, the operator's. */
export const StepRule = Rung.pick({
  answerWithin: true,
  points: true,
  silenceAfter: true,
  onSilence: true,
  provenance: true,
});
export type StepRule = z.infer<typeof StepRule>;

/** Which offices the ladder and the legal path of a move ask; those of a unit are found by `officeOfUnit`. */
export const LadderOffices = z.object({
  departmentByCategory: z.partialRecord(BlockerCategory, OfficeId),
  defaultDepartment: OfficeId,
  cityChairman: OfficeId,
  standingCommittee: OfficeId,
  /** Votes on a move: `quorum` of the `appraisers` must agree. */
  appraisers: z.array(OfficeId).min(1).max(12),
  quorum: z.int().min(1),
  /** Records the People's Council's resolution. */
  council: OfficeId,
  /** Records the People's Committee's decision. */
  committee: OfficeId,
  /** Drafts moves (planning and finance). */
  finance: OfficeId,
  /** Asked when nobody else can be: never nobody. */
  duty: OfficeId,
});

/** The escalation ladder (thang) is data: versioned, valid from a day; a case keeps the version it was opened with. */
export const Ladder = z.object({
  version: text(40),
  validFrom: LocalDate,
  rungs: z.array(Rung).min(1).max(6),
  /** The rung on which a case of an authority level begins; the lowest where the ladder does not say. */
  firstRung: z.partialRecord(AuthorityLevel, RungNumber).optional(),
  steps: z.object({
    answerQuestion: StepRule,
    confirmCleared: StepRule,
    confirmMove: StepRule,
    appraiseMove: StepRule,
    submitMove: StepRule,
    resolveMove: StepRule,
    decideMove: StepRule,
    recoverCase: StepRule,
  }),
  /** Working days between the committee's decision and the ledger entry, in which the move can be stopped. */
  coolingOff: z.int().min(1).max(30),
  offices: LadderOffices,
});
export type Ladder = z.infer<typeof Ladder>;

/** The id of a district's own office: `district-secretary-776` is the Party secretary of Quận 8. */
export function officeOfUnit(kind: 'districtChair' | 'districtSecretary', unit: UnitCode): OfficeId {
  return OfficeId.parse(`${kind === 'districtChair' ? 'district-chair' : 'district-secretary'}-${unit}`);
}
