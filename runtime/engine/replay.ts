import { isArray, isObject, parseJson } from '../asl/json.ts';
import { isStatus } from '../core/execution.ts';
import { FLAG, type Head, KIND, type RecordAt, splitText } from '../journal/format.ts';
import { JournalError } from '../journal/segments.ts';
import { type Decided, type Entry, readIndexLine } from './entry.ts';
import type { Executions } from './executions.ts';
import type { Registry, RegistryChange } from './registry.ts';

type Staged = { readonly first: number; pointer: number; depth: number };

/** Takes the records of a journal in, one after the other, and makes the index of what is in it. */
export class Replay {
  readonly #registry: Registry;
  readonly #executions: Executions;
  /** Chains of copies that are not whole yet. */
  readonly #staged = new Map<number, Staged>();
  /** Executions whose first records are gone, with whether the ones that are left say that they closed. */
  readonly #orphans = new Map<number, boolean>();

  constructor(registry: Registry, executions: Executions) {
    this.#registry = registry;
    this.#executions = executions;
  }

  /** @throws JournalError where records are missing */
  take(record: RecordAt, pointer: number): void {
    const { head } = record;
    if (head.kind === KIND.registry) {
      this.#registry.apply(readChange(splitText(record).json));
      return;
    }
    const row = this.#executions.table.rowOf(head.execution);
    const known = row < 0 ? undefined : this.#executions.at(row);
    const isCopy = (head.flags & FLAG.copy) !== 0;
    if (known === undefined && head.depth > 1)
      this.#orphans.set(head.execution, (head.flags & FLAG.closed) !== 0);
    else if (known !== undefined && isCopy && !continues(known, head)) this.#stage(known, head, pointer);
    else this.#put(known ?? this.#begin(record), record, pointer);
  }

  #begin(record: RecordAt): Entry {
    const line = splitText(record).index;
    const { execution, flags } = record.head;
    if (line === '') throw new JournalError(`the first record of execution ${execution} is missing`);
    this.#orphans.delete(execution);
    return this.#executions.insert(execution, readIndexLine(line), (flags & FLAG.archived) !== 0);
  }

  /** A chain of copies stands for the first one as soon as it is as long. */
  #stage(entry: Entry, head: Head, pointer: number): void {
    const staged = this.#staged.get(entry.id);
    if (head.depth === 1) this.#staged.set(entry.id, { first: pointer, pointer, depth: 1 });
    else if (staged?.pointer === head.previous && staged.depth + 1 === head.depth)
      Object.assign(staged, { pointer, depth: head.depth });
    const now = this.#staged.get(entry.id);
    if (now === undefined || now.depth !== entry.depth) return;
    entry.moved(now.first, now.pointer);
    this.#staged.delete(entry.id);
  }

  #put(entry: Entry, record: RecordAt, pointer: number): void {
    const { head } = record;
    const first = head.depth === 1;
    if (!first && !continues(entry, head))
      throw new JournalError(`execution ${entry.id}: record ${head.depth} follows record ${entry.depth}`);
    const closed = (head.flags & FLAG.closed) !== 0;
    entry.recorded(pointer, { first, busy: (head.flags & FLAG.busy) !== 0 });
    if (closed && entry.express) this.#executions.remove(entry.id);
    else if (closed) entry.decided({ ...readClosing(entry, record), due: undefined });
    else {
      const redriven = (head.flags & FLAG.redriven) !== 0;
      entry.decided({ status: 'RUNNING', stoppedAt: undefined, due: head.due, redriven });
    }
  }

  /** @throws JournalError where an open execution has lost its first records */
  end(): void {
    for (const [id, closed] of this.#orphans) {
      if (!closed && this.#executions.archive?.get(id) === undefined)
        throw new JournalError(`the first record of execution ${id} is missing`);
    }
  }
}

function continues(entry: Entry, head: Head): boolean {
  return head.depth === entry.depth + 1 && head.previous === entry.pointer;
}

function readClosing(entry: Entry, record: RecordAt): Omit<Decided, 'due'> {
  const turn = parseJson(splitText(record).json);
  const state = isObject(turn) ? turn['s'] : undefined;
  const [status, , , stoppedAt, , , redrives] = isArray(state) ? state : [];
  if (!isStatus(status)) throw new JournalError(`the last record of execution ${entry.id} cannot be read`);
  return { status, stoppedAt: Number(stoppedAt), redriven: Number(redrives) > 0 };
}

function readChange(json: string): RegistryChange {
  return parseJson(json) as unknown as RegistryChange;
}
