import * as z from 'zod';
import { OfficeId, ProjectId, UnitCode } from './ids.ts';
import { Dong } from './money.ts';
import { Localized, Provenance } from './text.ts';
import { LocalDate } from './time.ts';

/** The five groups of undisbursed capital in the report of 8 October 2024. */
export const ProjectGroup = z.enum(['siteClearance', 'newStart', 'ongoing', 'procedural', 'metro']);
export type ProjectGroup = z.infer<typeof ProjectGroup>;

/** Whose money it is: it decides who may move it, and capital never leaves its source. */
export const BudgetSource = z.enum(['city', 'central', 'oda']);
export type BudgetSource = z.infer<typeof BudgetSource>;

/** A month of a year, `2024-03`. */
export const Month = z.string().regex(/^(?:19|2\d)\d{2}-(0[1-9]|1[0-2])$/);

/** What was disbursed in each month of the plan year (`2024-03`), oldest first; the months sum to `capital.disbursed`. */
export const Spending = z.object({
  months: z.array(z.object({ month: Month, amount: Dong })).max(24),
  provenance: Provenance,
});
export type Spending = z.infer<typeof Spending>;

/**
 * Capital (vốn) of one plan year, three separate figures in đồng. `absorbable` is what the project can still spend by the
 * legal end of disbursement; what is planned, not spent and not absorbable lies idle.
 */
export const Capital = z.object({
  planYear: z.int().min(2020).max(2100),
  planned: Dong,
  disbursed: Dong,
  absorbable: Dong,
  asOf: LocalDate,
  provenance: Provenance,
});
export type Capital = z.infer<typeof Capital>;

/** A funded work (dự án). `totalInvestment` (TMĐT) and `compensationCost` are never mixed with the plan of a year. */
export const Project = z.object({
  id: ProjectId,
  name: Localized,
  group: ProjectGroup,
  /** The office that answers for the project (chủ đầu tư). */
  owner: OfficeId,
  /** The office that reports for the district, answers questions and confirms that a blocker is cleared. */
  reporter: OfficeId,
  /** In order of weight: the first unit's secretary is asked first. */
  units: z.array(UnitCode).min(1).max(22),
  capital: Capital,
  totalInvestment: Dong.optional(),
  compensationCost: Dong.optional(),
  budgetSource: BudgetSource,
  spending: Spending.optional(),
  /** Construction debt that stands out and advances to recover (đồng): they come before anything else. */
  owes: z.object({ debt: Dong, advances: Dong }).optional(),
  inMediumTermPlan: z.boolean(),
  proceduresComplete: z.boolean(),
  closed: z.boolean(),
  /**
   * What open moves take from the project and promise to it (đồng): reserved when a move is drafted, released when it is
   * posted or ends. Nobody else may be promised that capital.
   */
  reserved: z.object({ out: Dong, in: Dong }).prefault({ out: 0, in: 0 }),
  provenance: Provenance,
  /** Counts ledger entries; each entry carries the next number. */
  ledgerCount: z.int().nonnegative(),
  version: z.int().nonnegative(),
});
export type Project = z.infer<typeof Project>;

/** A project as a refusal names it: whoever reads it knows the name, whoever looks it up the code. */
export function nameWithCode({ id, name }: Pick<Project, 'id' | 'name'>): Localized {
  return { vi: `${name.vi} (${id})`, en: `${name.en} (${id})` };
}
