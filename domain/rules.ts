import * as z from 'zod';
import { Dong, PositiveDong } from './money.ts';
import { BudgetSource, ProjectGroup } from './project.ts';
import { Localized, text } from './text.ts';
import { isWithin, LocalDate } from './time.ts';

/** Conditions of a move that data can check; each is a refusal code of `errors.ts`. */
export const MoveCondition = z.enum([
  'move.unbalanced',
  'move.amountNotPositive',
  'move.duplicateLine',
  'move.donorIsRecipient',
  'project.unknown',
  'project.closed',
  'move.aboveIdle',
  'move.belowDisbursed',
  'move.aboveAbsorbable',
  'move.aboveTotalInvestment',
  'move.recipientNotInPlan',
  'move.recipientProceduresIncomplete',
  'move.budgetSourceDiffers',
  'move.afterDeadline',
  'move.tooLarge',
  'move.decidedElsewhere',
  'move.owesFirst',
]);
export type MoveCondition = z.infer<typeof MoveCondition>;

/** Where a condition comes from. `verified` is false when the text of the law itself was not read: say so on screen. */
export const LegalSource = z.object({ title: Localized, reference: text(300), verified: z.boolean() });
export type LegalSource = z.infer<typeof LegalSource>;

/** A day of the year, `MM-DD`. */
export const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Who may take capital, in what order: 1 comes first; a group that is not listed takes nothing. */
export const RecipientPriority = z.object({
  group: ProjectGroup,
  rank: z.int().min(1).max(9),
  name: Localized,
});

/** Who decides that capital of a budget source moves from project to project. */
export const Decider = z.object({
  budgetSource: BudgetSource,
  /** False when only a higher level may decide: the city can propose, and no move of ours takes effect. */
  cityDecides: z.boolean(),
  who: Localized,
  basis: LegalSource,
});
export type Decider = z.infer<typeof Decider>;

/** The rules of moving capital as they stood during a span of days (`validTo`: first day on which they no longer held). */
export const Rules = z.object({
  version: text(40),
  name: Localized,
  validFrom: LocalDate,
  validTo: LocalDate.optional(),
  /** After this day of the plan year the plan is not adjusted any more. */
  planAdjustmentUntil: MonthDay,
  /** Up to this day of the NEXT year the plan of a year may be disbursed. */
  disbursementUntil: MonthDay,
  /** In the listed cases the plan of a year may be disbursed up to this day of the NEXT year; somebody decides it. */
  carryOver: z.object({ until: MonthDay, cases: z.array(Localized).min(1), decides: Localized }),
  /** Where the three dates come from. */
  dateBasis: z.object({ planAdjustment: LegalSource, disbursement: LegalSource, carryOver: LegalSource }),
  deciders: z.array(Decider).min(1),
  priority: z.array(RecipientPriority).min(1),
  priorityBasis: LegalSource,
  /** Most lines a drafted move names, the least that is worth a line, and what amounts are rounded to (đồng). */
  draft: z.object({ maxRecipients: z.int().min(1).max(24), leastLine: Dong, roundTo: PositiveDong }),
  conditions: z.record(MoveCondition, LegalSource),
});
export type Rules = z.infer<typeof Rules>;

/** The rules in force on a day, or undefined when none of them covers it. Spans are half-open. */
export function rulesInForce(all: readonly Rules[], date: LocalDate): Rules | undefined {
  return all.find(({ validFrom: from, validTo: to }) => isWithin({ from, to }, date));
}
