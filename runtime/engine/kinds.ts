/** What executions have in common: held once, however many there are, and referred to by number. */
export type Kind = {
  readonly machineArn: string;
  /** `Machine`, or `Machine/label` for children of a Distributed Map: as in the execution's ARN. */
  readonly family: string;
  readonly mapRunArn: string | null;
};

type Held = { kind: Kind; number: number; executions: number };

export class Kinds {
  readonly #byKey = new Map<string, Held>();
  readonly #byNumber: (Held | undefined)[] = [];
  readonly #free: number[] = [];

  /** The number of a kind; one more execution is of it. */
  take(kind: Kind): number {
    const key = `${kind.family}\n${kind.machineArn}\n${kind.mapRunArn ?? ''}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      known.executions += 1;
      return known.number;
    }
    const number = this.#free.pop() ?? this.#byNumber.length;
    this.#hold(key, { kind, number, executions: 1 });
    return number;
  }

  #hold(key: string, held: Held): void {
    this.#byKey.set(key, held);
    this.#byNumber[held.number] = held;
  }

  /** One execution less; a kind that has none left is forgotten. */
  release(number: number): void {
    const held = this.#byNumber[number];
    if (held === undefined) return;
    held.executions -= 1;
    if (held.executions > 0) return;
    const { family, machineArn, mapRunArn } = held.kind;
    this.#byKey.delete(`${family}\n${machineArn}\n${mapRunArn ?? ''}`);
    this.#byNumber[number] = undefined;
    this.#free.push(number);
  }

  get(number: number): Kind {
    const held = this.#byNumber[number];
    if (held === undefined) throw new TypeError(`kind ${number} of executions is not known`);
    return held.kind;
  }

  /** Numbers of the kinds that match. */
  matching(matches: (kind: Kind) => boolean): ReadonlySet<number> {
    const found = [...this.#byKey.values()].filter(({ kind }) => matches(kind));
    return new Set(found.map(({ number }) => number));
  }

  /** All of them by number, `null` where a number is free. */
  list(): (Kind | null)[] {
    return this.#byNumber.map((held) => held?.kind ?? null);
  }

  /** Takes over a list that {@link list} gave; `executions` of each are counted by the caller. */
  restore(kinds: readonly (Kind | null)[], executions: Uint32Array): void {
    for (const [number, kind] of kinds.entries()) {
      const count = executions[number] ?? 0;
      if (kind === null || count === 0) {
        this.#byNumber[number] = undefined;
        this.#free.push(number);
        continue;
      }
      const key = `${kind.family}\n${kind.machineArn}\n${kind.mapRunArn ?? ''}`;
      this.#hold(key, { kind, number, executions: count });
    }
  }
}
