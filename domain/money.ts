import * as z from 'zod';

/** One tỷ (10⁹) đồng. Amounts are stored in đồng, as integers; tỷ exists on screens only. */
export const TY = 1_000_000_000;

/** An amount in đồng: a whole number, never negative. 63,000 tỷ is 6.3 × 10¹³, far below what a double holds exactly. */
export const Dong = z.int().nonnegative().brand('Dong');
export type Dong = z.infer<typeof Dong>;

/** An amount greater than nothing: what a line of a move carries. */
export const PositiveDong = z.int().positive().brand('Dong');

export const NO_DONG = Dong.parse(0);

export function dong(amount: number): Dong {
  return Dong.parse(amount);
}

/** Exact sum; fails (RangeError by the schema) rather than leave the safe integers. */
export function sumDong(amounts: readonly Dong[]): Dong {
  return Dong.parse(amounts.reduce<number>((sum, amount) => sum + amount, 0));
}
