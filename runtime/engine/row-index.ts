/** Finds rows of a table by a 32-bit hash of something in them: open addressing in one array, 8 bytes a row or so. */
export class RowIndex {
  /** Row + 1; 0 where nothing was ever, {@link GONE} where something was. */
  #slots = new Int32Array(64);
  #used = 0;
  #kept = 0;
  readonly #hashOf: (row: number) => number;

  constructor(hashOf: (row: number) => number) {
    this.#hashOf = hashOf;
  }

  add(row: number): void {
    if ((this.#used + 1) * 2 > this.#slots.length) this.#resize(this.#kept + 1);
    this.#put(row);
  }

  #put(row: number): void {
    const mask = this.#slots.length - 1;
    let at = this.#hashOf(row) & mask;
    while ((this.#slots[at] ?? 0) !== 0) at = (at + 1) & mask;
    this.#slots[at] = row + 1;
    this.#used += 1;
    this.#kept += 1;
  }

  remove(row: number): void {
    const mask = this.#slots.length - 1;
    for (let at = this.#hashOf(row) & mask; (this.#slots[at] ?? 0) !== 0; at = (at + 1) & mask) {
      if (this.#slots[at] !== row + 1) continue;
      this.#slots[at] = GONE;
      this.#kept -= 1;
      return;
    }
  }

  /** The row with this hash that matches; -1 where there is none. */
  find(hash: number, matches: (row: number) => boolean): number {
    const mask = this.#slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = this.#slots[at] ?? 0;
      if (slot === 0) return -1;
      if (slot !== GONE && matches(slot - 1)) return slot - 1;
    }
  }

  #resize(rows: number): void {
    const before = this.#slots;
    this.#clear(rows);
    for (const slot of before) if (slot > 0) this.#put(slot - 1);
  }

  #clear(rows: number): void {
    this.#slots = new Int32Array(Math.max(64, 2 ** Math.ceil(Math.log2(rows * 3))));
    this.#used = 0;
    this.#kept = 0;
  }

  /** Begins anew with the rows 0 to `rows` - 1. */
  rebuild(rows: number): void {
    this.#clear(rows);
    for (let row = 0; row < rows; row += 1) this.#put(row);
  }
}

const GONE = -1;

/** 32-bit FNV-1a of the UTF-16 units of a family and a name, spread over all bits. */
export function nameHash(family: string, name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < family.length; i += 1) hash = Math.imul(hash ^ family.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash, 0x01000193);
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return spread(hash);
}

export function spread(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
