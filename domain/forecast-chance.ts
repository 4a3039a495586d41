/** Chance that can be repeated: the same seed gives the same draws, on every machine. */
export type Chance = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Of the standard normal distribution (Box and Muller 1958). */
  readonly normal: () => number;
  /** Triangular over least, most likely, most. */
  readonly triangle: (shape: readonly [number, number, number]) => number;
};

/** 32 bits of a text and a number (FNV-1a, then a finisher), so that neighbouring seeds have nothing in common. */
function seedOf(text: string, number: number): number {
  let hash = 0x811c9dc5 ^ number;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
}

/** A stream of draws of its own for each name (mulberry32): a project's draws do not depend on which others there are. */
export function chanceOf(name: string, seed: number): Chance {
  let state = seedOf(name, seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const triangle = ([least, likely, most]: readonly [number, number, number]) => {
    const [at, span] = [next(), most - least];
    const turn = (likely - least) / span;
    return at < turn
      ? least + Math.sqrt(at * span * (likely - least))
      : most - Math.sqrt((1 - at) * span * (most - likely));
  };
  return { next, normal, triangle };
}

/** The value at a place; 0 outside of the list. */
export function valueAt(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}

/** The value below which `share` of the sorted values lie. */
export function quantile(sorted: Float64Array, share: number): number {
  return valueAt(sorted, Math.min(sorted.length - 1, Math.floor(share * sorted.length)));
}

export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
