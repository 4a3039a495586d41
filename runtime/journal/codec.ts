/**
 * A turn as the text of a journal record, and back. Values that stand in several places (the output of a state is the
 * input of the next) are written once, in the table `v`, and referred to by number. All casts of this file are reads of
 * what this file wrote; the CRC of the record vouches for it.
 */
import { isArray, type Json, parseJson } from '../asl/json.ts';
import type { Failure } from '../core/errors.ts';
import {
  type Execution,
  type Frame,
  type Group,
  type Identity,
  newExecution,
  type Status,
  type Task,
  type Wait,
} from '../core/execution.ts';
import { EVENT_TYPES, type EventType, type HistoryEvent } from '../core/history.ts';
import type { Turn } from '../core/turn.ts';

type Ref = number;
const NONE: Ref = -1;
/** The value is the one of the record before. */
const SAME: Ref = -2;

type WaitRecord =
  | Exclude<Wait, { kind: 'task' }>
  | (Omit<Extract<Wait, { kind: 'task' }>, 'task'> & { task: Omit<Task, 'arguments'> & { arguments: Ref } });
type FrameRecord = {
  id: number;
  sc: string;
  g?: number;
  i?: number;
  it?: Ref;
  st: string;
  in: Ref;
  va: Record<string, Ref> | 0;
  l: number;
  en: readonly [number, number, number];
  re: readonly number[];
  w?: WaitRecord;
};
type GroupRecord = Omit<Group, 'results' | 'items'> & { items: Ref };
type EventRecord = readonly [
  type: number,
  previous: number,
  payload: Ref,
  details: Record<string, Json> | 0,
  assigned: Record<string, Ref> | 0,
];

export type TurnRecord = {
  n: number;
  id?: Omit<Identity, 'input'> & { input: Ref };
  s: readonly [Status, Ref, Failure | 0, number, number, number, number, number, number];
  e: readonly EventRecord[];
  f: readonly FrameRecord[];
  d: readonly number[];
  g: readonly GroupRecord[];
  r: readonly (readonly [group: number, index: number, value: Ref])[];
  h: readonly number[];
  v: readonly Json[];
};

/** What of each frame is on disk already, so that big inputs and variables are not written again and again. */
export type Written = Map<number, { input: Json; vars: Frame['vars']; item: Json | undefined }>;

const TYPE_NUMBERS = new Map(EVENT_TYPES.map((type, i) => [type, i]));

class Values {
  readonly list: Json[] = [];
  readonly #known = new Map<Json, Ref>();

  ref(value: Json | undefined): Ref {
    if (value === undefined) return NONE;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const at = this.list.push(value) - 1;
    if (typeof value === 'object' || typeof value === 'string') this.#known.set(value, at);
    return at;
  }

  refs(values: { readonly [name: string]: Json }): Record<string, Ref> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.ref(value)]));
  }
}

/** The text of a turn's record. `full` writes all of the state, so that nothing before it is needed to load it. */
export function encodeTurn(turn: Turn, written: Written, full: boolean): string {
  const { execution, changes } = turn;
  const values = new Values();
  if (full) written.clear();
  const frames = full ? [...execution.frames.values()] : [...changes.frames];
  const groups = full ? [...execution.groups.values()] : [...changes.groups];
  const results = full
    ? groups.flatMap((group) =>
        [...group.results].map(([index, value]) => ({ group: group.id, index, value })),
      )
    : changes.results;
  const record: TurnRecord = {
    n: turn.now,
    ...(full ? { id: { ...execution.identity, input: values.ref(execution.identity.input) } } : {}),
    s: stateRecord(execution, values),
    e: turn.events.map((event) => eventRecord(event, values)),
    f: frames.map((frame) => frameRecord(frame, values, written)),
    d: [...changes.removedFrames],
    g: groups.map((group) => groupRecord(group, values, full || !hasItems(written.get(-group.id)))),
    r: results.map(({ group, index, value }) => [group, index, values.ref(value)] as const),
    h: [...changes.removedGroups],
    v: values.list,
  };
  for (const group of groups) written.set(-group.id, { input: group.phase, vars: {}, item: undefined });
  for (const id of changes.removedFrames) written.delete(id);
  return JSON.stringify(record);
}

function stateRecord(execution: Execution, values: Values): TurnRecord['s'] {
  const { status, output, failure, stoppedAt, deadline, lastEvent, redrives, redrivenAt, nextId } = execution;
  return [
    status,
    values.ref(output),
    failure ?? 0,
    stoppedAt ?? -1,
    deadline ?? -1,
    lastEvent,
    redrives,
    redrivenAt ?? -1,
    nextId,
  ];
}

function eventRecord(event: HistoryEvent, values: Values): EventRecord {
  const type = TYPE_NUMBERS.get(event.type) ?? 0;
  const assigned = event.assigned === undefined ? 0 : values.refs(event.assigned);
  return [type, event.previous, values.ref(event.payload), event.details ?? 0, assigned];
}

function frameRecord(frame: Frame, values: Values, written: Written): FrameRecord {
  const before = written.get(frame.id);
  written.set(frame.id, { input: frame.input, vars: frame.vars, item: frame.item });
  return {
    id: frame.id,
    sc: frame.scope,
    ...(frame.group === undefined ? {} : { g: frame.group }),
    ...(frame.index === undefined ? {} : { i: frame.index }),
    ...(frame.item === undefined ? {} : { it: before === undefined ? values.ref(frame.item) : SAME }),
    st: frame.state,
    in: before !== undefined && before.input === frame.input ? SAME : values.ref(frame.input),
    va: before !== undefined && before.vars === frame.vars ? 0 : values.refs(frame.vars),
    l: frame.last,
    en: [frame.entered.id, frame.entered.previous, frame.entered.at],
    re: frame.retries,
    ...(frame.wait === undefined ? {} : { w: waitRecord(frame.wait, values) }),
  };
}

function waitRecord(wait: Wait, values: Values): WaitRecord {
  if (wait.kind !== 'task') return wait;
  return { ...wait, task: { ...wait.task, arguments: values.ref(wait.task.arguments) } };
}

/** The items of a group are written when they are known, and not again with each item that ends. */
function groupRecord(group: Group, values: Values, withItems: boolean): GroupRecord {
  const { results: _results, items, ...rest } = group;
  return { ...rest, items: withItems ? values.ref(items) : SAME };
}

/** Whether the items of a group are written: not while they are still being read. */
function hasItems(before: { readonly input: Json } | undefined): boolean {
  return before !== undefined && before.input !== 'reading';
}

export function decodeTurn(json: string): TurnRecord {
  return parseJson(json) as unknown as TurnRecord;
}

function eventTypeOf(number: number): EventType {
  const type = EVENT_TYPES[number];
  if (type === undefined) throw new TypeError(`a record has an event of the unknown type ${number}`);
  return type;
}

export function eventsOf(record: TurnRecord): HistoryEvent[] {
  const first = record.s[5] - record.e.length + 1;
  const value = (ref: Ref): Json | undefined => (ref < 0 ? undefined : record.v[ref]);
  return record.e.map(([type, previous, payload, details, assigned], i) => ({
    id: first + i,
    previous,
    at: record.n,
    type: eventTypeOf(type),
    payload: value(payload),
    details: details === 0 ? undefined : details,
    assigned: assigned === 0 ? undefined : lookup(assigned, record.v),
  }));
}

function lookup(refs: Record<string, Ref>, values: readonly Json[]): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, values[ref] ?? null]));
}

/** State of an execution from its records, oldest first; the first one must be a full one. */
export function rebuild(
  id: number,
  records: readonly TurnRecord[],
): { execution: Execution; written: Written } {
  const [first] = records;
  if (first?.id === undefined) throw new TypeError('the first record of a chain must be a full one');
  const { input, ...identity } = first.id;
  const execution = newExecution(id, { ...identity, input: first.v[input] ?? null }, undefined);
  for (const record of records) apply(execution, record);
  const written: Written = new Map();
  for (const frame of execution.frames.values())
    written.set(frame.id, { input: frame.input, vars: frame.vars, item: frame.item });
  for (const group of execution.groups.values())
    written.set(-group.id, { input: group.phase, vars: {}, item: undefined });
  return { execution, written };
}

function apply(execution: Execution, record: TurnRecord): void {
  const value = (ref: Ref): Json | undefined => (ref < 0 ? undefined : record.v[ref]);
  const time = (at: number): number | undefined => (at < 0 ? undefined : at);
  const [status, output, failure, stoppedAt, deadline, lastEvent, redrives, redrivenAt, nextId] = record.s;
  Object.assign(execution, { status, lastEvent, redrives, nextId });
  execution.output = value(output);
  execution.failure = failure === 0 ? undefined : failure;
  execution.stoppedAt = time(stoppedAt);
  execution.deadline = time(deadline);
  execution.redrivenAt = time(redrivenAt);
  for (const frame of record.f)
    execution.frames.set(frame.id, restoreFrame(frame, execution.frames.get(frame.id), record.v));
  for (const id of record.d) execution.frames.delete(id);
  for (const { items, ...group } of record.g) {
    const before = execution.groups.get(group.id);
    const list = items === SAME ? before?.items : value(items);
    const results = before?.results ?? new Map<number, Json>();
    execution.groups.set(group.id, { ...group, results, items: isArray(list) ? list : [] });
  }
  for (const [group, index, ref] of record.r)
    execution.groups.get(group)?.results.set(index, value(ref) ?? null);
  for (const id of record.h) execution.groups.delete(id);
}

function restoreFrame(record: FrameRecord, before: Frame | undefined, values: readonly Json[]): Frame {
  const value = (ref: Ref): Json => values[ref] ?? null;
  const item = record.it === SAME ? before?.item : record.it === undefined ? undefined : value(record.it);
  return {
    id: record.id,
    scope: record.sc,
    ...(record.g === undefined ? {} : { group: record.g }),
    ...(record.i === undefined ? {} : { index: record.i }),
    ...(item === undefined ? {} : { item }),
    state: record.st,
    input: record.in === SAME ? (before?.input ?? null) : value(record.in),
    vars: record.va === 0 ? (before?.vars ?? {}) : lookup(record.va, values),
    last: record.l,
    entered: { id: record.en[0], previous: record.en[1], at: record.en[2] },
    retries: record.re,
    wait: record.w === undefined ? undefined : restoreWait(record.w, value),
  };
}

function restoreWait(wait: WaitRecord, value: (ref: Ref) => Json): Wait {
  if (wait.kind !== 'task') return wait;
  return { ...wait, task: { ...wait.task, arguments: value(wait.task.arguments) } };
}
