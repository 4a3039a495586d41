import * as z from 'zod';
import { CaseId, ProjectId } from './ids.ts';
import { Dong } from './money.ts';
import { Month } from './project.ts';
import { Localized } from './text.ts';

/** How much the data bears: `thin` says that the figure rests on what the owner declares, for months are missing. */
export const Confidence = z.enum(['fair', 'thin']);

export const ForecastReason = z.object({
  code: z.enum([
    'history',
    'thinHistory',
    'declared',
    'nothingDeclared',
    'openCase',
    'households',
    'yearEnd',
  ]),
  text: Localized,
});
export type ForecastReason = z.infer<typeof ForecastReason>;

/**
 * What a project can still spend from tomorrow to a day (đồng): one run in ten ends below `p10`, one in two below `p50`,
 * one in ten above `p90`. Never more than what its owner declares to be able to (`absorbable`).
 */
export const Forecast = z.object({
  projectId: ProjectId,
  projectName: Localized,
  /** Of the plan, not yet spent. */
  remaining: Dong,
  absorbable: Dong,
  p10: Dong,
  p50: Dong,
  p90: Dong,
  mean: Dong,
  confidence: Confidence,
  reasons: z.array(ForecastReason),
});
export type Forecast = z.infer<typeof Forecast>;

/** An open case of a project as the forecast sees it. `endsIn`: working days from today until it is expected to end. */
export const OpenBlocker = z.object({
  caseId: CaseId,
  endsIn: z.int().nonnegative(),
  /** Households that still have to hand over their land; null when the report counts none. */
  households: z.int().nonnegative().nullable(),
});
export type OpenBlocker = z.infer<typeof OpenBlocker>;

/**
 * How the forecast would have done on months that are known: of every project with enough months before `cut`, what it
 * then spent against what its pace alone had let expect (what owners declared at that time is not known).
 */
export const Calibration = z.object({
  /** First month that was held back, and the last one; null while no month is known. */
  cut: Month.nullable(),
  until: Month.nullable(),
  /** Months that the forecast saw, and months that were held back. */
  monthsSeen: z.int().nonnegative(),
  monthsHeld: z.int().nonnegative(),
  /** Projects that could be tried, and those with too few months before the cut or none after it. */
  tried: z.int().nonnegative(),
  tooThin: z.int().nonnegative(),
  /** Of the tried projects, how many spent less than P10, from P10 to P90, and more than P90. */
  below: z.int().nonnegative(),
  within: z.int().nonnegative(),
  above: z.int().nonnegative(),
  /** `within` of `tried`: 0.8 is what P10 and P90 promise. Null when none was tried. */
  share: z.number().min(0).max(1).nullable(),
  /** Sums over the tried projects in đồng: the medians, and what was spent. */
  expected: Dong,
  spent: Dong,
  /** `expected` of `spent`: above 1 the forecast hopes for too much. Null when nothing was spent. */
  bias: z.number().nonnegative().nullable(),
  /** True when months of a tried project are made up: then the figures say how the method works, not how good it is. */
  illustrative: z.boolean(),
});
export type Calibration = z.infer<typeof Calibration>;

/**
 * What the forecast takes for granted. None of it is measured on real projects: every number is illustrative, and shown so.
 * `season`: pace of disbursement per working day of a month against the average of the year's first nine months (public
 * capital leaves the treasury late); the last entry is January of the next year. Up to September it follows what the whole
 * city disbursed by month: with a flatter year the back-test expected half of what was spent.
 */
export const ASSUMPTIONS = {
  season: [0.1, 0.2, 0.5, 0.7, 0.9, 1.3, 1.3, 1.6, 2.3, 2.4, 3, 4.5, 4],
  /** Months with figures before a pace counts, and before it counts in full. */
  fewMonths: 3,
  manyMonths: 6,
  /** Weight of the project's own pace against what its owner declares, with few and with many months. */
  paceWeight: { few: 0.25, many: 0.4 },
  /** Part of the declared figure that is reached (least, most likely, most): with a pace of its own, and without one. */
  reached: { fair: [0.5, 0.85, 1], thin: [0.25, 0.75, 1] },
  /** Bounds of the spread of a pace (relative), and the shock that all projects share. */
  spread: { least: 0.25, most: 0.9 },
  sharedShock: 0.1,
  /** A case ends this early and this late against what is expected. */
  caseSpan: { early: 0.5, late: 2 },
  /** Part of its pace that a project keeps while it is blocked. */
  paceWhileBlocked: 0.25,
  /** Households that hand over in one working day. */
  householdsADay: 4,
} as const;
