import * as z from 'zod';
import { CaseId, ProjectId } from './ids.ts';
import { Dong } from './money.ts';
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
 * What the forecast takes for granted. None of it is measured on real projects: every number is illustrative, and shown so.
 * `season`: pace of disbursement per working day of a month against the average of the year's first nine months (public
 * capital leaves the treasury late); the last entry is January of the next year.
 */
export const ASSUMPTIONS = {
  season: [0.4, 0.4, 0.8, 0.9, 1, 1.2, 1.2, 1.3, 1.5, 2.2, 3, 4.5, 4],
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
