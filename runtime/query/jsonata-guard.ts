/**
 * What one evaluation may take. AWS was measured to accept `[1..873782]` and a text of 2^22 characters, and to refuse one
 * item more and 2^23 characters: so a value holds 6,990,256 bytes at most, where a number counts as eight and a character
 * as one. `$range` makes 360,145 items at most, and calls and operators nest 100 deep.
 */
export const MAX_BYTES = 6_990_256;
const NUMBER_BYTES = 8;
const MAX_ITEMS = MAX_BYTES / NUMBER_BYTES;
export const MAX_RANGE_ITEMS = 360_145;
export const MAX_DEPTH = 100;
/** Bytes that all values of one evaluation come to, those thrown away included, so that none harms the process. */
const MAX_TOTAL_BYTES = 2 ** 27;
/** Steps of one evaluation: AWS gives it a second, which is about as many here. */
export const MAX_STEPS = 2_000_000;

export class MemoryLimit extends Error {
  constructor() {
    super('Expression evaluation memory limit exceeded: Check for excessive memory usage');
    this.name = 'MemoryLimit';
  }
}

/** What one tuple of a join takes, by and large. */
const TUPLE_BYTES = 256;

/** Watches over an evaluation; called from the evaluator's source, see `jsonata-sync.ts`. */
export class Guard {
  #total = 0;
  /** Bytes of values that were made before: what is made of them is not walked through again. */
  #known = new WeakMap<object, number>();

  begin(): void {
    this.#total = 0;
    this.#known = new WeakMap();
  }

  /** Takes in what a node gave, and gives it on: only constructors make a value, others pass on what there is. */
  held(type: string, value: unknown): unknown {
    if (type === 'unary') return this.made(value);
    if (typeof value === 'string') this.text(value.length);
    else if (Array.isArray(value) && value.length > MAX_ITEMS) throw new MemoryLimit();
    return value;
  }

  /** Takes in a value that was just made, and gives it on. @throws MemoryLimit */
  made(value: unknown): unknown {
    if (typeof value === 'string') {
      this.text(value.length);
      this.#charge(value.length);
    } else if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value) && value.length > MAX_ITEMS) throw new MemoryLimit();
      this.#charge(this.weigh(value));
    }
    return value;
  }

  /** So many items are about to be made. @throws MemoryLimit */
  items(count: number): void {
    if (count > MAX_ITEMS) throw new MemoryLimit();
    this.#charge(count * NUMBER_BYTES);
  }

  /** A text of so many characters is about to be made. @throws MemoryLimit */
  text(length: number): void {
    if (length > MAX_BYTES) throw new MemoryLimit();
  }

  /** These texts are about to be joined. @throws MemoryLimit */
  joined(texts: readonly string[], separator: string): void {
    let length = texts.length * separator.length;
    for (const text of texts) length += text.length;
    this.text(length);
  }

  /** A list that is about to grow. @throws MemoryLimit */
  growing<T extends readonly unknown[]>(list: T): T {
    if (list.length >= MAX_ITEMS) throw new MemoryLimit();
    return list;
  }

  /** A stream of tuples that is about to grow. @throws MemoryLimit */
  tuples<T extends readonly unknown[]>(stream: T): T {
    this.#charge(TUPLE_BYTES);
    return this.growing(stream);
  }

  /** Bytes of a value, shared parts counted as often as they stand in it. @throws MemoryLimit */
  weigh(value: unknown): number {
    if (typeof value === 'string') return value.length;
    if (typeof value !== 'object' || value === null || '_jsonata_lambda' in value) return NUMBER_BYTES;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    let bytes = 0;
    for (const part of Array.isArray(value) ? value : Object.values(value)) {
      bytes += this.weigh(part);
      if (bytes > MAX_BYTES) throw new MemoryLimit();
    }
    this.#known.set(value, bytes);
    return bytes;
  }

  #charge(bytes: number): void {
    this.#total += bytes;
    if (this.#total > MAX_TOTAL_BYTES) throw new MemoryLimit();
  }
}
