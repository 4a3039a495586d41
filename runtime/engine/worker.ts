import { randomInt, randomUUID } from 'node:crypto';
import type { Machine } from '../asl/machine.ts';
import { advance, type Happening } from '../core/advance.ts';
import { failure } from '../core/errors.ts';
import { type Execution, type Identity, newExecution, nextDue } from '../core/execution.ts';
import type { HistoryEvent } from '../core/history.ts';
import { outstanding } from '../core/outstanding.ts';
import type { Around, Turn } from '../core/turn.ts';
import { decodeTurn, encodeTurn, eventsOf, rebuild, type TurnRecord } from '../journal/codec.ts';
import { FLAG, KIND, splitText } from '../journal/format.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../query/intrinsics.ts';
import { Entry, type Executions, indexLine, type Live } from './executions.ts';
import type { EngineOptions } from './options.ts';
import type { Registry, RegistryChange } from './registry.ts';
import { Timers } from './timers.ts';

const DEFAULT_HOT = 4096;
/** A chain of records is closed off by a full one when it has grown to this multiple of the last full record. */
const CHAIN_FACTOR = 4;
const MIN_CHAIN_BYTES = 16 * 1024;

const systemChance: Chance = {
  random: () => randomInt(2 ** 47) / 2 ** 47,
  uuid: () => randomUUID(),
};

export type TurnListener = (entry: Entry, turn: Turn) => void;

/**
 * Runs turns: loads an execution, lets the core decide, journals what came of it, and hands the commands over once that
 * is on disk. The only place where executions change.
 */
export class Worker {
  readonly options: EngineOptions;
  readonly registry: Registry;
  readonly executions: Executions;
  readonly journal: Journal;
  readonly chance: Chance;
  readonly #durable: boolean;
  readonly #timers = new Timers<Entry>();
  readonly #hot = new Map<number, Entry>();
  #listener: TurnListener = () => undefined;
  #pending = 0;
  #idle: (() => void)[] = [];
  #timerListeners: (() => void)[] = [];
  #earliest: number | undefined;

  constructor(parts: {
    options: EngineOptions;
    registry: Registry;
    executions: Executions;
    journal: Journal;
  }) {
    this.options = parts.options;
    this.registry = parts.registry;
    this.executions = parts.executions;
    this.journal = parts.journal;
    this.chance = parts.options.chance ?? systemChance;
    this.#durable = parts.options.dataDir !== undefined;
  }

  get now(): number {
    return this.options.clock.now();
  }

  /** Called with every turn once it is on disk. */
  onTurn(listener: TurnListener): void {
    this.#listener = listener;
  }

  /** Changes machines, versions, …; durable once {@link settled} resolves. */
  register(...changes: RegistryChange[]): void {
    for (const change of changes) {
      this.registry.apply(change);
      const head = { kind: KIND.registry, flags: 0, depth: 0, execution: 0, due: undefined, previous: 0 };
      if (this.#durable) this.journal.append(head, JSON.stringify(change));
    }
  }

  begin(identity: Identity, timeoutSeconds: number | undefined): Entry {
    const entry = new Entry(this.executions.nextId(), indexLine(identity));
    const execution = newExecution(entry.id, identity, timeoutSeconds);
    const events = this.#durable ? undefined : [];
    entry.live = { execution, written: new Map(), events, fullBytes: 0, deltaBytes: 0, pinned: 0 };
    this.executions.add(entry);
    this.turn(entry, { type: 'started' });
    return entry;
  }

  /** Lets something happen to an execution. The answer is known at once; it is durable once {@link settled} resolves. */
  turn(entry: Entry, happening: Happening): Turn {
    const live = this.load(entry);
    const machine = this.registry.machine(live.execution.identity.revision);
    const around = { now: this.now, chance: this.chance, region: this.options.region };
    const turn = this.#advance(machine, entry, { live, happening, around });
    const { frames, removedFrames, groups } = turn.changes;
    if (turn.events.length === 0 && frames.size === 0 && removedFrames.size === 0 && groups.size === 0)
      return turn;
    entry.status = live.execution.status;
    entry.stoppedAt = live.execution.stoppedAt;
    const due = nextDue(live.execution);
    const yields = due === 0;
    entry.due = yields ? undefined : due;
    if (this.#durable) this.#write(entry, live, turn);
    else live.events?.push(...turn.events);
    this.#timers.update(entry);
    this.#timersChanged();
    this.#whenDurable(entry, live, () => {
      this.#listener(entry, turn);
      if (yields) this.turn(entry, { type: 'due' });
    });
    return turn;
  }

  /** A mistake of the interpreter must not leave an execution hanging half way: it ends, with what is known. */
  #advance(machine: Machine, entry: Entry, what: { live: Live; happening: Happening; around: Around }): Turn {
    try {
      return advance(machine, what.live.execution, what.happening, what.around);
    } catch (error) {
      this.#log('error', `execution ${entry.name} broke the interpreter`, error);
      const cause = `Internal error: ${error instanceof Error ? error.message : String(error)}`;
      return advance(
        machine,
        what.live.execution,
        { type: 'broken', failure: failure('States.Runtime', cause) },
        what.around,
      );
    }
  }

  #write(entry: Entry, live: Live, turn: Turn): void {
    const { execution } = live;
    const closed = execution.status !== 'RUNNING';
    const first = entry.depth === 0;
    const limit = Math.max(MIN_CHAIN_BYTES, CHAIN_FACTOR * live.fullBytes);
    const full = first || live.deltaBytes > limit;
    const machine = this.registry.machine(execution.identity.revision);
    const busy = !closed && outstanding(machine, execution).length > 0;
    const json = encodeTurn(turn, live.written, full);
    const text = first ? `${JSON.stringify(indexLine(execution.identity))}\n${json}` : json;
    const flags =
      (full ? FLAG.full : 0) | (closed ? FLAG.closed : 0) | (busy ? FLAG.busy : 0) | (first ? FLAG.index : 0);
    entry.depth += 1;
    const head = {
      kind: KIND.turn,
      flags,
      depth: entry.depth,
      execution: entry.id,
      due: entry.due,
      previous: entry.pointer,
    };
    entry.pointer = this.journal.append(head, text);
    if (full) live.fullBytes = json.length;
    live.deltaBytes = full ? 0 : live.deltaBytes + json.length;
  }

  #whenDurable(entry: Entry, live: Live, then: () => void): void {
    live.pinned += 1;
    this.begun();
    this.journal.durable().then(
      () => {
        live.pinned -= 1;
        then();
        this.#cool(entry, live);
        this.done();
      },
      (error: unknown) => this.#log('error', 'the journal cannot be written', error),
    );
  }

  /** Lets go of what nobody needs at hand: closed executions at once, waiting ones when there are many. */
  #cool(entry: Entry, live: Live): void {
    if (!this.#durable || entry.live !== live || live.pinned > 0) return;
    if (entry.status !== 'RUNNING') {
      entry.live = undefined;
      this.#hot.delete(entry.id);
      return;
    }
    this.#hot.delete(entry.id);
    this.#hot.set(entry.id, entry);
    const limit = this.options.hot ?? DEFAULT_HOT;
    for (const [id, oldest] of this.#hot) {
      if (this.#hot.size <= limit) return;
      if ((oldest.live?.pinned ?? 0) > 0) continue;
      oldest.live = undefined;
      this.#hot.delete(id);
    }
  }

  /** The execution behind an entry, from the journal where it is not at hand. */
  load(entry: Entry): Live {
    if (entry.live !== undefined) return entry.live;
    const chain = this.#chain(entry);
    const { execution, written } = rebuild(entry.id, chain);
    const live: Live = {
      execution,
      written,
      events: undefined,
      fullBytes: 0,
      deltaBytes: MIN_CHAIN_BYTES * chain.length,
      pinned: 0,
    };
    if (execution.status === 'RUNNING') {
      entry.live = live;
      this.#hot.set(entry.id, entry);
    }
    return live;
  }

  /** All events of an execution so far. Everything must be durable. */
  history(entry: Entry): HistoryEvent[] {
    if (!this.#durable) return entry.live?.events ?? [];
    const turns: TurnRecord[] = [];
    for (let pointer = entry.pointer, left = entry.depth; left > 0; left -= 1) {
      const record = this.journal.read(pointer);
      turns.push(decodeTurn(splitText(record).json));
      pointer = record.head.previous;
    }
    const older = entry.archived ? this.#archived(entry) : [];
    return [...older, ...turns.reverse()].flatMap(eventsOf);
  }

  #archived(entry: Entry): TurnRecord[] {
    return (this.executions.archive?.records(entry.id) ?? []).map(decodeTurn);
  }

  /** Records that make up the state: from the last full one on. */
  #chain(entry: Entry): TurnRecord[] {
    const chain: TurnRecord[] = [];
    for (let pointer = entry.pointer, left = entry.depth; left > 0; left -= 1) {
      const record = this.journal.read(pointer);
      chain.push(decodeTurn(splitText(record).json));
      if ((record.head.flags & FLAG.full) !== 0) return chain.reverse();
      pointer = record.head.previous;
    }
    const older = this.#archived(entry);
    const full = older.findLastIndex((record) => record.id !== undefined);
    return [...older.slice(full), ...chain.reverse()];
  }

  execution(entry: Entry): Execution {
    return this.load(entry).execution;
  }

  /** Resolves when everything that was decided so far is on disk. */
  async settled(): Promise<void> {
    await this.journal.durable();
  }

  /** Something is under way; {@link idle} waits until as many {@link done} have come. */
  begun(): void {
    this.#pending += 1;
  }

  done(): void {
    this.#pending -= 1;
    if (this.#pending > 0) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }

  async idle(): Promise<void> {
    while (this.#pending > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Registers a timer of an execution that was found on disk. */
  restoreTimer(entry: Entry): void {
    this.#timers.update(entry);
  }

  nextTimerAt(): number | undefined {
    return this.#timers.earliest()?.due;
  }

  onTimerChange(listener: () => void): void {
    this.#timerListeners.push(listener);
  }

  #timersChanged(): void {
    const earliest = this.nextTimerAt();
    if (earliest === this.#earliest) return;
    this.#earliest = earliest;
    for (const listener of this.#timerListeners) listener();
  }

  /** Fires everything that is due at the clock's time, in order of its due time. */
  async tick(): Promise<void> {
    for (
      let entry = this.#timers.earliest();
      entry?.due !== undefined && entry.due <= this.now;
      entry = this.#timers.earliest()
    ) {
      const before = entry.due;
      this.turn(entry, { type: 'due' });
      // a timer that nothing waited for must not fire for ever
      if (entry.due === before) {
        entry.due = nextDue(this.execution(entry));
        this.#timers.update(entry);
        if (entry.due === before) break;
      }
    }
    this.#timersChanged();
    await this.settled();
  }

  #log(level: 'warn' | 'error', message: string, error: unknown): void {
    this.options.log?.({ level, message, error: error instanceof Error ? error.message : String(error) });
  }
}
