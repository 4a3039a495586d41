/** A mixed-integer program in plain data: maximise the costs of the columns within rows and bounds. */
export type MipColumn = {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly integer: boolean;
};

/** `lower ≤ Σ coefficient × column ≤ upper`; ±Infinity where there is no bound. */
export type MipRow = {
  readonly lower: number;
  readonly upper: number;
  readonly entries: readonly (readonly [column: number, coefficient: number])[];
};

export type Mip = { readonly columns: readonly MipColumn[]; readonly rows: readonly MipRow[] };

export type MipAnswer =
  /** `bound`: no solution is better than this. */
  | {
      readonly type: 'found';
      readonly values: readonly number[];
      readonly objective: number;
      readonly bound: number;
      readonly seconds: number;
    }
  | { readonly type: 'infeasible'; readonly seconds: number }
  /** Nothing was found in the time allowed, and nothing was disproved. */
  | { readonly type: 'nothingInTime'; readonly seconds: number };

/** Time and gap always stand; `start` is a solution to begin with (a value for each column). */
export type MipLimits = {
  readonly seconds: number;
  readonly gap: number;
  /** Also near enough: an objective that counts whole things need not be proved to less than one. */
  readonly absoluteGap?: number | undefined;
  readonly start?: readonly number[] | undefined;
};

/** Solves a program: the same answer for the same program, as long as the time suffices. */
export type Solve = (mip: Mip, limits: MipLimits) => Promise<MipAnswer>;

/** Collects columns and rows, and says which column is which. */
export class MipBuilder {
  readonly #columns: MipColumn[] = [];
  readonly #rows: MipRow[] = [];

  column(lower: number, upper: number, integer = false): number {
    this.#columns.push({ cost: 0, lower, upper, integer });
    return this.#columns.length - 1;
  }

  row(lower: number, upper: number, entries: MipRow['entries']): void {
    this.#rows.push({ lower, upper, entries });
  }

  build(): Mip {
    return { columns: this.#columns, rows: this.#rows };
  }
}

/** The same program with another objective. */
export function withObjective(mip: Mip, costs: ReadonlyMap<number, number>): Mip {
  return {
    rows: mip.rows,
    columns: mip.columns.map((column, index) => ({ ...column, cost: costs.get(index) ?? 0 })),
  };
}

/** The same program with one more row: what an objective has reached must not be lost. */
export function withFloor(mip: Mip, costs: ReadonlyMap<number, number>, floor: number): Mip {
  const row = { lower: floor, upper: Number.POSITIVE_INFINITY, entries: [...costs] };
  return { columns: mip.columns, rows: [...mip.rows, row] };
}
