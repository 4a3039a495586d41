import type { Json, JsonObject } from '../asl/json.ts';
import type { Machine, State } from '../asl/machine.ts';
import type { Environment } from '../query/environment.ts';
import { FrameEnvironment, type Surroundings } from './environment.ts';
import type { Failure } from './errors.ts';
import type { Execution, Frame, Group, Task } from './execution.ts';
import type { EventType, HistoryEvent } from './history.ts';
import { isRecoverable } from './recovery.ts';

/** What comes into a turn from outside. */
export type Around = Surroundings & {
  readonly region: string;
  readonly trace?: Environment['trace'];
  readonly context?: JsonObject | undefined;
};

/** What the worker has to do once the turn is on disk. Every command can be derived again from the execution. */
export type Command =
  | { readonly type: 'task'; readonly frame: number; readonly task: Task }
  | { readonly type: 'readItems'; readonly group: number }
  | { readonly type: 'startItem'; readonly group: number; readonly index: number; readonly input: Json }
  | { readonly type: 'stopItems'; readonly mapRunArn: string }
  | { readonly type: 'writeResults'; readonly group: number }
  /** Stop a nested execution that its parent no longer waits for. */
  | { readonly type: 'stopChild'; readonly task: Task; readonly resource: string };

/** What is left to do within the turn. */
export type Work =
  | { readonly kind: 'run'; readonly frame: Frame }
  | { readonly kind: 'ended'; readonly frame: Frame; readonly output: Json }
  | { readonly kind: 'failed'; readonly frame: Frame; readonly failure: Failure };

/** What a turn changed, so that the journal writes no more than that. */
export type Changes = {
  readonly frames: Set<Frame>;
  readonly removedFrames: Set<number>;
  readonly groups: Set<Group>;
  readonly results: { readonly group: number; readonly index: number; readonly value: Json }[];
  readonly removedGroups: Set<number>;
};

/** Events of one execution (AWS quota): the last one tells that it ended. */
export const MAX_HISTORY_EVENTS = 25_000;

/** Thrown where an event would be one too many: the execution fails. */
export class HistoryFull extends Error {}

type Recorded = {
  payload?: Json | undefined;
  assigned?: JsonObject | undefined;
  details?: JsonObject | undefined;
  previous?: number;
};

/** Events after which there is none, and so may be the last that there is room for. */
const ENDS = new Set<EventType>([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
]);

/** One run of {@link advance}: the execution while it changes, with what it leaves behind. */
export class Turn implements Surroundings {
  readonly machine: Machine;
  readonly execution: Execution;
  readonly now: number;
  readonly chance: Surroundings['chance'];
  /** Region that events and ARNs name. */
  readonly region: string;
  /** Told the steps of input and output processing, for an inspection. */
  readonly trace: Environment['trace'];
  /** Stands in for the context object, in an inspection. */
  readonly context: JsonObject | undefined;
  readonly events: HistoryEvent[] = [];
  readonly commands: Command[] = [];
  readonly work: Work[] = [];
  readonly changes: Changes = {
    frames: new Set(),
    removedFrames: new Set(),
    groups: new Set(),
    results: [],
    removedGroups: new Set(),
  };

  constructor(machine: Machine, execution: Execution, around: Around) {
    this.machine = machine;
    this.execution = execution;
    this.now = around.now;
    this.chance = around.chance;
    this.region = around.region;
    this.trace = around.trace;
    this.context = around.context;
  }

  /** Adds an event on no line of work in particular. */
  event(type: EventType, recorded: Recorded = {}): number {
    const id = this.execution.lastEvent + 1;
    const full = id >= MAX_HISTORY_EVENTS && this.execution.identity.express !== true;
    if (full && !ENDS.has(type)) throw new HistoryFull();
    this.execution.lastEvent = id;
    const { payload, assigned, details, previous = 0 } = recorded;
    this.events.push({ id, previous, at: this.now, type, payload, assigned, details });
    return id;
  }

  /** Adds an event on the frame's line: its predecessor is the line's last one, and it becomes the last one. */
  record(frame: Frame, type: EventType, recorded: Recorded = {}): number {
    const id = this.event(type, { previous: frame.last, ...recorded });
    frame.last = id;
    this.changes.frames.add(frame);
    return id;
  }

  environment(frame: Frame, extra?: JsonObject): FrameEnvironment {
    const recoverable = isRecoverable(this.state(frame));
    const { trace, context } = this;
    const place = { execution: this.execution, frame, recoverable, extra, trace, context };
    return new FrameEnvironment(place, this, { input: frame.input });
  }

  state(frame: Frame): State {
    const state = this.machine.scopes.get(frame.scope)?.states.get(frame.state);
    if (state === undefined) throw new TypeError(`no state '${frame.state}' in scope '${frame.scope}'`);
    return state;
  }

  nextId(): number {
    const id = this.execution.nextId;
    this.execution.nextId = id + 1;
    return id;
  }

  /** Starts a line of work at the first state of a scope. */
  spawn(
    scope: string,
    input: Json,
    place: { group?: number; index?: number; item?: Json; last: number },
  ): Frame {
    const startAt = this.machine.scopes.get(scope)?.startAt ?? '';
    const { last, ...where } = place;
    const entered = { id: 0, previous: last, at: this.now };
    const frame: Frame = {
      id: this.nextId(),
      scope,
      ...where,
      state: startAt,
      input,
      vars: {},
      last,
      entered,
      retries: [],
      wait: undefined,
    };
    this.execution.frames.set(frame.id, frame);
    this.changes.frames.add(frame);
    this.work.push({ kind: 'run', frame });
    return frame;
  }

  touch(frame: Frame): void {
    this.changes.frames.add(frame);
  }

  remove(frame: Frame): void {
    this.execution.frames.delete(frame.id);
    this.changes.frames.delete(frame);
    this.changes.removedFrames.add(frame.id);
  }

  addGroup(group: Group): void {
    this.execution.groups.set(group.id, group);
    this.changes.groups.add(group);
  }

  groupChanged(group: Group): void {
    this.changes.groups.add(group);
  }

  setResult(group: Group, index: number, value: Json): void {
    group.results.set(index, value);
    this.changes.groups.add(group);
    this.changes.results.push({ group: group.id, index, value });
  }

  removeGroup(group: Group): void {
    this.execution.groups.delete(group.id);
    this.changes.groups.delete(group);
    this.changes.removedGroups.add(group.id);
  }

  ended(frame: Frame, output: Json): void {
    this.work.push({ kind: 'ended', frame, output });
  }

  failed(frame: Frame, failure: Failure): void {
    this.work.push({ kind: 'failed', frame, failure });
  }
}
