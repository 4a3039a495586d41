import { randomInt, randomUUID } from 'node:crypto';
import type { Machine } from '../asl/machine.ts';
import { advance, type Happening } from '../core/advance.ts';
import { failure } from '../core/errors.ts';
import { type Execution, type Identity, newExecution, nextDue } from '../core/execution.ts';
import type { HistoryEvent } from '../core/history.ts';
import { outstanding } from '../core/outstanding.ts';
import type { Around, Turn } from '../core/turn.ts';
import { decodeTurn, encodeTurn, eventsOf, rebuild, type TurnRecord } from '../journal/codec.ts';
import { FLAG, KIND, type RecordAt, splitText } from '../journal/format.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../query/intrinsics.ts';
import { chainOf } from './chain.ts';
import { type Entry, indexLine, type Live } from './entry.ts';
import type { Executions } from './executions.ts';
import type { EngineOptions } from './options.ts';
import type { Registry, RegistryChange } from './registry.ts';

const DEFAULT_HOT = 1024;
/** A chain of records is closed off by a full one when it has grown to this multiple of the last full record. */
const CHAIN_FACTOR = 4;
const MIN_CHAIN_BYTES = 16 * 1024;

const systemChance: Chance = {
  random: () => randomInt(2 ** 47) / 2 ** 47,
  uuid: () => randomUUID(),
};

function turnOf(record: RecordAt): TurnRecord {
  return decodeTurn(splitText(record).json);
}

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
  /** Executions at hand, the one that was needed longest ago first. */
  readonly #hot = new Set<number>();
  #listener: TurnListener = () => undefined;
  #onWritten: () => void = () => undefined;
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

  /** Called whenever something more is on disk. */
  onWritten(listener: () => void): void {
    this.#onWritten = listener;
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
    const entry = this.executions.open(indexLine(identity));
    const execution = newExecution(entry.id, identity, timeoutSeconds);
    const events = this.#durable ? undefined : [];
    entry.live = { execution, written: new Map(), events, fullBytes: 0, deltaBytes: 0, pinned: 0 };
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
    const due = nextDue(live.execution);
    const yields = due === 0;
    this.#decided(entry, live.execution, yields ? undefined : due);
    if (this.#durable) this.#write(entry, live, turn);
    else live.events?.push(...turn.events);
    this.#timersChanged();
    this.#whenDurable(entry, live, () => {
      this.#listener(entry, turn);
      if (yields) this.turn(entry, { type: 'due' });
    });
    return turn;
  }

  #decided(entry: Entry, { status, stoppedAt, redrives }: Execution, due: number | undefined): void {
    entry.decided({ status, stoppedAt, due, redriven: redrives > 0 });
    if (entry.row >= 0) this.executions.timers.update(entry.row, entry.due !== undefined);
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
      (full ? FLAG.full : 0) |
      (closed ? FLAG.closed : 0) |
      (busy ? FLAG.busy : 0) |
      (first ? FLAG.index : 0) |
      (entry.redriven ? FLAG.redriven : 0) |
      (first && entry.archived ? FLAG.archived : 0);
    const head = {
      kind: KIND.turn,
      flags,
      depth: entry.depth + 1,
      execution: entry.id,
      due: entry.due,
      previous: first ? 0 : entry.pointer,
    };
    entry.recorded(this.journal.append(head, text), { first, busy });
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
        this.#onWritten();
        this.done();
      },
      (error: unknown) => this.#log('error', 'the journal cannot be written', error),
    );
  }

  /** Lets go of what nobody needs at hand: closed executions at once, waiting ones when there are many. */
  #cool(entry: Entry, live: Live): void {
    if (!this.#durable || entry.live !== live || live.pinned > 0) return;
    this.#hot.delete(entry.id);
    if (entry.status !== 'RUNNING') {
      entry.live = undefined;
      return;
    }
    this.#hot.add(entry.id);
    const limit = this.options.hot ?? DEFAULT_HOT;
    for (const id of this.#hot) {
      if (this.#hot.size <= limit) return;
      if (this.executions.forget(id)) this.#hot.delete(id);
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
      this.#hot.add(entry.id);
    }
    return live;
  }

  /** All events of an execution so far. Everything must be durable. */
  history(entry: Entry): HistoryEvent[] {
    if (!this.#durable) return entry.live?.events ?? [];
    const older = entry.archived ? this.#archived(entry) : [];
    return [...older, ...chainOf(this.journal, entry).map(turnOf)].flatMap(eventsOf);
  }

  #archived(entry: Entry): TurnRecord[] {
    return (this.executions.archive?.records(entry.id) ?? []).map(decodeTurn);
  }

  /** Records that make up the state: from the last full one on. */
  #chain(entry: Entry): TurnRecord[] {
    const chain = chainOf(this.journal, entry, ({ head }) => (head.flags & FLAG.full) !== 0).map(turnOf);
    if (chain[0]?.id !== undefined) return chain;
    const older = this.#archived(entry);
    return [...older.slice(older.findLastIndex((record) => record.id !== undefined)), ...chain];
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

  nextTimerAt(): number | undefined {
    return this.#earliestTimer()?.due;
  }

  #earliestTimer(): Entry | undefined {
    const row = this.executions.timers.earliest();
    return row < 0 ? undefined : this.executions.at(row);
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
      let entry = this.#earliestTimer();
      entry?.due !== undefined && entry.due <= this.now;
      entry = this.#earliestTimer()
    ) {
      const before = entry.due;
      this.turn(entry, { type: 'due' });
      // a timer that nothing waited for must not fire for ever
      if (entry.due === before) {
        const execution = this.execution(entry);
        this.#decided(entry, execution, nextDue(execution));
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
