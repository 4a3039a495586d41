import { BIT, STATUS_MASK } from './table.ts';

/** So many ids stand together: what is added to or taken out of the middle moves no more than these. */
const CHUNK = 1024;

/** Ids in ascending order. */
class SortedIds {
  readonly #chunks: number[][] = [];

  /** The last chunk that begins at or before an id; 0 where none does. */
  #chunkOf(id: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#chunks[middle]?.[0] ?? 0) <= id) low = middle;
      else high = middle;
    }
    return low;
  }

  add(id: number): void {
    const at = this.#chunkOf(id);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([id]);
      return;
    }
    const place = placeOf(chunk, id);
    if (place === chunk.length) chunk.push(id);
    else chunk.splice(place, 0, id);
    if (chunk.length <= CHUNK) return;
    // the newest come last, so that a full last chunk stays full
    const half = at === this.#chunks.length - 1 ? CHUNK : CHUNK / 2;
    this.#chunks.splice(at + 1, 0, chunk.splice(half));
  }

  remove(id: number): void {
    const at = this.#chunkOf(id);
    const chunk = this.#chunks[at] ?? [];
    const place = placeOf(chunk, id);
    if (chunk[place] !== id) return;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /** The greatest id below another one. */
  below(id: number): number | undefined {
    const at = this.#chunkOf(id);
    const chunk = this.#chunks[at] ?? [];
    return chunk[placeOf(chunk, id) - 1] ?? this.#chunks[at - 1]?.at(-1);
  }
}

/** Where an id stands in a chunk, or would. */
function placeOf(chunk: readonly number[], id: number): number {
  let [low, high] = [0, chunk.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunk[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What of a state lists tell apart: the status, and whether it was redriven. */
const SLOT_MASK = STATUS_MASK | BIT.redriven;

export function sameSlot(a: number, b: number): boolean {
  return (a & SLOT_MASK) === (b & SLOT_MASK);
}

/**
 * Executions in the order of their ids, apart by what lists are asked for: the machine or Map Run, the status, whether they
 * were redriven. So a page costs what it shows, whatever else there is.
 */
export class Listing {
  readonly #lists = new Map<string, Map<number, SortedIds>>();

  add(list: string, state: number, id: number): void {
    const slots = this.#lists.get(list) ?? new Map<number, SortedIds>();
    const ids = slots.get(state & SLOT_MASK) ?? new SortedIds();
    ids.add(id);
    slots.set(state & SLOT_MASK, ids);
    this.#lists.set(list, slots);
  }

  remove(list: string, state: number, id: number): void {
    this.#lists
      .get(list)
      ?.get(state & SLOT_MASK)
      ?.remove(id);
  }

  /** Of the newest one in a slot before some id, the id. */
  below(list: string, state: number, id: number): number | undefined {
    return this.#lists
      .get(list)
      ?.get(state & SLOT_MASK)
      ?.below(id);
  }
}

/** Takes from several descending rows of things with an id what comes first, again and again, and each id once. */
export function* newestOf<T extends { readonly id: number }>(sources: readonly Iterator<T>[]): Generator<T> {
  const heads = sources.map((source) => ({ source, next: source.next() }));
  for (let last: number | undefined; ; ) {
    let newest: { readonly head: (typeof heads)[number]; readonly value: T } | undefined;
    for (const head of heads) {
      if (head.next.done === true) continue;
      const { value } = head.next;
      if (newest === undefined || value.id > newest.value.id) newest = { head, value };
    }
    if (newest === undefined) return;
    if (newest.value.id !== last) yield newest.value;
    last = newest.value.id;
    newest.head.next = newest.head.source.next();
  }
}
