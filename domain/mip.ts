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
      /** What ended the search: a proof within the gap, the work allowed (the same on every machine), or the clock. */
      readonly ended: 'proved' | 'work' | 'time';
    }
  | { readonly type: 'infeasible'; readonly seconds: number }
  /** Nothing was found in the work and time allowed, and nothing was disproved. */
  | { readonly type: 'nothingInTime'; readonly seconds: number };

/** Work, time and gap always stand; `start` is a solution to begin with (a value for each column). */
export type MipLimits = {
  /** Nodes of the search tree: what ends a long search in the same place wherever and whenever it runs. */
  readonly nodes: number;
  /** The clock, for a machine that is too slow for the work: what it ends may end elsewhere another time. */
  readonly seconds: number;
  readonly gap: number;
  /** Also near enough: an objective that counts whole things need not be proved to less than one. */
  readonly absoluteGap?: number | undefined;
  readonly start?: readonly number[] | undefined;
};

/** What a node costs grows with the program: so much work is some seconds of a small one and of a large one. */
const WORK = 1_000_000;
const NODES = { least: 100, most: 5000 };

/** How many nodes a program may take. Those of a city are proved at the first. */
export function nodesFor({ columns }: Mip): number {
  return Math.min(NODES.most, Math.max(NODES.least, Math.floor(WORK / Math.max(1, columns.length))));
}

/** Solves a program: the same answer for the same program, unless the clock has ended the search. */
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
