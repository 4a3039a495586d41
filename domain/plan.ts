import * as z from 'zod';
import { Forecast } from './forecast.ts';
import { OfficeId, ProjectId, Sha256, UnitCode } from './ids.ts';
import { Dong, PositiveDong } from './money.ts';
import { BudgetSource, ProjectGroup } from './project.ts';
import { LegalSource } from './rules.ts';
import { Localized, text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

/** `PA-` and the first 20 hexadecimal digits of the input's hash: the same question is the same plan. */
export const PlanId = z
  .string()
  .regex(/^PA-[0-9a-f]{20}$/)
  .brand('PlanId');
export type PlanId = z.infer<typeof PlanId>;

/** An amount that is no whole number of đồng above nothing is refused under the code of that rule. */
const amount = z
  .number()
  .refine((value) => Number.isSafeInteger(value) && value > 0, 'move.amountNotPositive')
  .pipe(PositiveDong);
const cap = z
  .number()
  .refine((value) => Number.isSafeInteger(value) && value >= 0, 'move.amountNotPositive')
  .pipe(Dong);

/** A line that the plan has to contain as it stands. */
export const FixedLine = z.strictObject({ projectId: ProjectId, amount });
export type FixedLine = z.infer<typeof FixedLine>;

/** What somebody wants of a plan; what is left out is decided by the rules. The address of the page carries it whole. */
export const Wishes = z.strictObject({
  source: BudgetSource.default('city'),
  /** Spending counts up to this day; the legal end of disbursement when it is left out. */
  by: LocalDate.optional(),
  /** `all`: every donor gives all that lies idle, or the plan is refused with the reason; `upTo`: what makes sense. */
  amount: z.enum(['all', 'upTo']).default('upTo'),
  /** Only these give; all that have idle capital when it is left out. */
  donors: z.array(ProjectId).max(30).optional(),
  /** Neither give nor take. */
  exclude: z.array(ProjectId).max(100).default([]),
  fixedDonors: z.array(FixedLine).max(30).default([]),
  fixedRecipients: z.array(FixedLine).max(30).default([]),
  /** Most that the recipients of a unit take together; a project counts in its first unit. */
  unitCaps: z
    .array(z.strictObject({ unit: UnitCode, most: cap }))
    .max(30)
    .default([]),
  groupCaps: z
    .array(z.strictObject({ group: ProjectGroup, most: cap }))
    .max(5)
    .default([]),
  leastLine: amount.optional(),
  maxRecipients: z.int().min(1).max(30).optional(),
});
export type Wishes = z.infer<typeof Wishes>;

export const PlanReason = z.object({
  code: z.enum([
    'idle',
    'partOfIdle',
    'fixed',
    'chance',
    'rank',
    'headroom',
    'unitCap',
    'groupCap',
    'thinData',
  ]),
  text: Localized,
});
export type PlanReason = z.infer<typeof PlanReason>;

/** A line of a plan: who, how much, what is expected of it, and why. Amounts in đồng. */
export const PlanLine = z.object({
  projectId: ProjectId,
  projectName: Localized,
  unit: UnitCode,
  group: ProjectGroup,
  amount: PositiveDong,
  /** Of the amount, what is expected to be spent by the day; 0 for a donor. */
  expected: Dong,
  reasons: z.array(PlanReason),
});
export type PlanLine = z.infer<typeof PlanLine>;

/** How sure the plan is and what it cost to find. Ratios are numbers from 0; `seconds` is the solver's own time. */
export const PlanQuality = z.object({
  /**
   * `optimal`: proved within the wanted gap; `workLimit`: the best that the work allowed finds, the same on every machine;
   * `timeLimit`: the best of the time allowed; `greedy`: the simple order.
   */
  status: z.enum(['optimal', 'workLimit', 'timeLimit', 'greedy']),
  gap: z.number().nonnegative().nullable(),
  wantedGap: z.number(),
  seconds: z.number(),
  timeLimit: z.number(),
  /** What the simple order (legal priority, largest headroom first) is expected to bring (đồng). */
  greedyExpected: Dong,
});

/** One of the conditions that cannot hold together. */
export const Clash = z.object({
  code: z.enum([
    'moveAll',
    'fixedDonor',
    'fixedRecipient',
    'unitCap',
    'groupCap',
    'maxRecipients',
    'moveSize',
    'leastLine',
    'capacity',
  ]),
  text: Localized,
  /** The rule of law behind it; absent for a wish. */
  source: LegalSource.optional(),
});
export type Clash = z.infer<typeof Clash>;

const Sums = z.object({ p10: Dong, p50: Dong, p90: Dong });

export const PlanResult = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('plan'),
    donors: z.array(PlanLine),
    recipients: z.array(PlanLine),
    /** Which donor's capital goes to which recipient, for pictures; the law knows lines only. */
    flows: z.array(z.object({ from: ProjectId, to: ProjectId, amount: PositiveDong })),
    moved: Dong,
    /** Of what is moved, what is expected to be spent by the day; the same capital left where it is brings nothing. */
    expected: Dong,
    /** The same in one run of ten, of two, and in nine of ten. */
    risk: Sums,
    units: z.int(),
    quality: PlanQuality,
  }),
  z.object({ type: z.literal('infeasible'), clashes: z.array(Clash), quality: PlanQuality.partial() }),
  z.object({ type: z.literal('nothing'), why: z.enum(['noDonor', 'noRecipient']), text: Localized }),
]);
export type PlanResult = z.infer<typeof PlanResult>;

/** A plan as it is kept: the question, the figures it was asked of, and the answer. Only its name ever changes. */
export const Plan = z.object({
  id: PlanId,
  inputHash: Sha256,
  /** Of the figures alone: when it differs from today's, figures have changed since. */
  portfolioHash: Sha256,
  rulesVersion: text(40),
  planYear: z.int(),
  wishes: Wishes,
  by: LocalDate,
  asOf: LocalDate,
  madeAt: Instant,
  madeBy: OfficeId.optional(),
  idle: Dong,
  result: PlanResult,
  forecasts: z.array(Forecast),
  name: text(120).optional(),
  namedBy: OfficeId.optional(),
  namedAt: Instant.optional(),
  version: z.int().nonnegative(),
});
export type Plan = z.infer<typeof Plan>;
