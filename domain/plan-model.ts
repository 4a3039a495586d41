import { UnitCode } from './ids.ts';
import { type Mip, MipBuilder, type MipRow } from './mip.ts';
import type { Clash } from './plan.ts';
import type { Giver, Piece, Problem, Taker } from './plan-problem.ts';
import type { Project } from './project.ts';

/** The program counts in tỷ: with đồng its numbers would leave the solver's tolerances. */
export const SCALE = 1_000_000_000;

/** A condition that can be left out, to find which of them cannot hold together. */
export type Clause = { readonly code: Clash['code']; readonly of?: string };

/** The columns of a giver or taker: the amount (for a taker, in pieces), and whether it has a line. */
export type GiverColumns = { readonly giver: Giver; readonly amount: number; readonly line: number };
/** A straight piece of a taker's curve (đồng) with its column. */
export type PieceColumn = Piece & { readonly column: number };
export type TakerColumns = {
  readonly taker: Taker;
  readonly pieces: readonly PieceColumn[];
  readonly line: number;
};

export type PlanModel = {
  readonly mip: Mip;
  readonly givers: readonly GiverColumns[];
  readonly takers: readonly TakerColumns[];
};

/** More than any project takes: what stands where the capacity of recipients is left out. */
const UNBOUNDED = 1_000_000;

export function unitOf({ units }: Project): UnitCode {
  return UnitCode.parse(units.at(0));
}

/** Every condition of a problem that can be left out, the wishes first: a wish is what somebody can take back. */
export function clausesOf({ givers, takers, wishes }: Problem): Clause[] {
  return [
    ...(wishes.amount === 'all' ? [{ code: 'moveAll' as const }] : []),
    ...givers.flatMap(({ fixed, project }) =>
      fixed === null ? [] : [{ code: 'fixedDonor' as const, of: project.id }],
    ),
    ...takers.flatMap(({ fixed, project }) =>
      fixed === null ? [] : [{ code: 'fixedRecipient' as const, of: project.id }],
    ),
    ...wishes.unitCaps.map(({ unit }) => ({ code: 'unitCap' as const, of: unit })),
    ...wishes.groupCaps.map(({ group }) => ({ code: 'groupCap' as const, of: group })),
    { code: 'capacity' },
    { code: 'maxRecipients' },
    { code: 'leastLine' },
    { code: 'moveSize' },
  ];
}

class Writer {
  readonly #problem: Problem;
  readonly #held: readonly Clause[];
  readonly #builder = new MipBuilder();

  constructor(problem: Problem, held: readonly Clause[]) {
    this.#problem = problem;
    this.#held = held;
  }

  #holds(code: Clause['code'], of?: string): boolean {
    return this.#held.some((clause) => clause.code === code && (of === undefined || clause.of === of));
  }

  #least(most: number, fixed: number | null): number {
    if (fixed !== null || !this.#holds('leastLine')) return 0;
    return Math.min(this.#problem.leastLine, most) / SCALE;
  }

  giver(giver: Giver): GiverColumns {
    const { idle, fixed, project } = giver;
    const builder = this.#builder;
    const [most, least] = [idle / SCALE, this.#least(idle, fixed)];
    const isFixed = fixed !== null && this.#holds('fixedDonor', project.id);
    const all = !isFixed && this.#holds('moveAll');
    const low = isFixed ? fixed / SCALE : all ? most : 0;
    const amount = builder.column(low, isFixed ? low : most);
    const line = builder.column(low > 0 ? 1 : 0, 1, true);
    builder.row(Number.NEGATIVE_INFINITY, 0, [
      [amount, 1],
      [line, -most],
    ]);
    builder.row(0, Number.POSITIVE_INFINITY, [
      [amount, 1],
      [line, -least],
    ]);
    return { giver, amount, line };
  }

  taker(taker: Taker): TakerColumns {
    const { headroom, fixed, project, pieces } = taker;
    const builder = this.#builder;
    const bounded = this.#holds('capacity');
    const open = bounded ? pieces : [{ length: UNBOUNDED * SCALE, slope: 0 }];
    const columns = open.map((piece) => ({ ...piece, column: builder.column(0, piece.length / SCALE) }));
    const isFixed = fixed !== null && this.#holds('fixedRecipient', project.id);
    const line = builder.column(isFixed ? 1 : 0, 1, true);
    const taken = columns.map(({ column }) => [column, 1] as const);
    const most = bounded ? headroom / SCALE : UNBOUNDED;
    builder.row(Number.NEGATIVE_INFINITY, 0, [...taken, [line, -most]]);
    builder.row(0, Number.POSITIVE_INFINITY, [...taken, [line, -this.#least(headroom, fixed)]]);
    if (isFixed) builder.row(fixed / SCALE, fixed / SCALE, taken);
    return { taker, pieces: columns, line };
  }

  caps(takers: readonly TakerColumns[]): void {
    const { wishes } = this.#problem;
    for (const { unit, most } of wishes.unitCaps) {
      if (this.#holds('unitCap', unit)) this.#cap(takers, most, (project) => unitOf(project) === unit);
    }
    for (const { group, most } of wishes.groupCaps) {
      if (this.#holds('groupCap', group)) this.#cap(takers, most, (project) => project.group === group);
    }
  }

  #most(lines: readonly { readonly line: number }[], most: number): void {
    this.#builder.row(
      0,
      most,
      lines.map(({ line }) => [line, 1] as const),
    );
  }

  /** What one move holds: lines of its donors, lines in all, and owners, each of whom confirms the own figures. */
  size(givers: readonly GiverColumns[], takers: readonly TakerColumns[]): void {
    const { maxDonors, maxLines, maxOwners } = this.#problem;
    this.#most(givers, maxDonors);
    this.#most([...givers, ...takers], maxLines);
    const owners = new Map<string, number>();
    const owned = [
      ...givers.map(({ giver, line }) => ({ owner: giver.project.owner, line })),
      ...takers.map(({ taker, line }) => ({ owner: taker.project.owner, line })),
    ];
    for (const { owner, line } of owned) {
      const column = owners.get(owner) ?? this.#builder.column(0, 1);
      owners.set(owner, column);
      this.#builder.row(0, Number.POSITIVE_INFINITY, [
        [column, 1],
        [line, -1],
      ]);
    }
    this.#most(
      [...owners.values()].map((line) => ({ line })),
      maxOwners,
    );
  }

  #cap(takers: readonly TakerColumns[], most: number, counts: (project: Project) => boolean): void {
    const counted = takers.filter(({ taker }) => counts(taker.project));
    const entries: MipRow['entries'] = counted.flatMap(({ pieces }) =>
      pieces.map(({ column }) => [column, 1] as const),
    );
    this.#builder.row(Number.NEGATIVE_INFINITY, most / SCALE, entries);
  }

  model(): PlanModel {
    const { givers, takers, maxRecipients } = this.#problem;
    const [giving, taking] = [givers.map((each) => this.giver(each)), takers.map((each) => this.taker(each))];
    const builder = this.#builder;
    builder.row(0, 0, [
      ...giving.map(({ amount }) => [amount, 1] as const),
      ...taking.flatMap(({ pieces }) => pieces.map(({ column }) => [column, -1] as const)),
    ]);
    if (this.#holds('maxRecipients')) this.#most(taking, maxRecipients);
    if (this.#holds('moveSize')) this.size(giving, taking);
    this.caps(taking);
    return { mip: builder.build(), givers: giving, takers: taking };
  }
}

/** The program of a problem under the conditions that are held (all of them, unless told). */
export function modelOf(problem: Problem, held: readonly Clause[] = clausesOf(problem)): PlanModel {
  return new Writer(problem, held).model();
}

/** What is expected to be spent, in tỷ. */
export function expectedCosts({ takers }: PlanModel): Map<number, number> {
  return new Map(
    takers.flatMap(({ pieces }) => pieces.map(({ column, slope }): [number, number] => [column, slope])),
  );
}

const RANKS = 10;

/** The legal order: an amount counts the more, the earlier its recipient comes. */
export function priorityCosts({ takers }: PlanModel): Map<number, number> {
  return new Map(
    takers.flatMap(({ taker, pieces }) =>
      pieces.map(({ column }): [number, number] => [column, RANKS - taker.rank]),
    ),
  );
}

/** Few lines: every line costs one. */
export function lineCosts({ givers, takers }: PlanModel): Map<number, number> {
  return new Map([...givers, ...takers].map(({ line }): [number, number] => [line, -1]));
}
