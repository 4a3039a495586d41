import type { Json } from '../asl/json.ts';
import type { Failure } from './errors.ts';

/** Statuses of an execution; anything but RUNNING is final (unless it is redriven). */
export const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type Status = (typeof STATUSES)[number];

export function isStatus(value: unknown): value is Status {
  return STATUSES.some((status) => status === value);
}

/** What an execution is called and what it runs; fixed at its start. */
export type Identity = {
  readonly arn: string;
  readonly name: string;
  /** Unqualified ARN of the state machine. */
  readonly machineArn: string;
  readonly machineName: string;
  /** Key of the definition that it runs for all its life. */
  readonly revision: string;
  readonly roleArn: string;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly express?: boolean;
  /** Child of a Distributed Map: where its result goes. */
  readonly item?: {
    readonly parent: number;
    readonly group: number;
    readonly index: number;
    readonly mapRunArn: string;
  };
  /** Scope that it runs: the machine's root, or the item processor of a Distributed Map. */
  readonly scope: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly input: Json;
};

/** All that is known about an execution between two turns. Plain data; {@link advance} is the only one to change it. */
export type Execution = {
  /** Number within the engine. */
  readonly id: number;
  readonly identity: Identity;
  status: Status;
  output: Json | undefined;
  failure: Failure | undefined;
  stoppedAt: number | undefined;
  /** Epoch ms of the machine's TimeoutSeconds. */
  deadline: number | undefined;
  lastEvent: number;
  redrives: number;
  redrivenAt: number | undefined;
  nextId: number;
  readonly frames: Map<number, Frame>;
  readonly groups: Map<number, Group>;
};

export type Variables = { readonly [name: string]: Json };

/** A line of work: the top level of the machine, a branch of a Parallel or an item of an inline Map. */
export type Frame = {
  readonly id: number;
  readonly scope: string;
  /** Group that it belongs to, and its place there; absent for the top level. */
  readonly group?: number;
  readonly index?: number;
  /** Map.Item.Value of the context object. */
  readonly item?: Json;
  /** Name of the current state. */
  state: string;
  /** Raw input of the current state. */
  input: Json;
  /** Variables assigned in this scope; those of outer scopes are found through the group. */
  vars: Variables;
  /** Id of the last event on this line: the next one's previousEventId. */
  last: number;
  /** Its …StateEntered event; `id` 0: the current state has not been entered yet. */
  entered: { id: number; previous: number; at: number };
  /** Attempts used, per retrier of the current state. */
  retries: readonly number[];
  wait: Wait | undefined;
};

/** Why a frame does not go on by itself. Times are epoch ms. */
export type Wait =
  | { readonly kind: 'timer'; readonly due: number }
  | { readonly kind: 'retry'; readonly due: number }
  | { readonly kind: 'task'; readonly task: Task; readonly due?: number; readonly heartbeat?: number }
  | { readonly kind: 'group'; readonly group: number }
  /** Nothing to wait for: gave way after very many transitions without a pause. */
  | { readonly kind: 'yield' };

/** Work that was handed out for a Task state. */
export type Task = {
  /** Id of its …Scheduled event; names the task within the execution. */
  readonly scheduled: number;
  /** `scheduled` → effect to be done (again, after a crash); `submitted` → it was done, somebody will answer. */
  readonly stage: 'scheduled' | 'submitted';
  /** What the task gets: the evaluated Parameters or Arguments. */
  readonly arguments: Json;
  /** Secret part of the task token, for tasks that are answered from outside. */
  readonly secret?: string;
  readonly credentials?: Json;
  /** Milliseconds without a heartbeat after which it has timed out. */
  readonly heartbeatMs?: number;
  /** Name given to a nested execution, so that starting it again starts it once. */
  readonly child?: string;
};

/** A running Parallel or Map: what its lines of work have in common. */
export type Group = {
  readonly id: number;
  /** Frame whose state it is. */
  readonly frame: number;
  readonly kind: 'parallel' | 'map' | 'mapRun';
  /** Input per line, by index. Empty until the reader has brought them. */
  items: readonly Json[];
  readonly results: Map<number, Json>;
  /** Index of the next line to start. */
  next: number;
  running: number;
  succeeded: number;
  failed: number;
  concurrency: number;
  toleratedCount: number | undefined;
  toleratedPercentage: number | undefined;
  /** Id of the …Started event. */
  readonly started: number;
  readonly mapRunArn?: string;
  /** Evaluated arguments of ItemReader and ResultWriter, and MaxItems. */
  readonly io?: { readonly reader?: Json; readonly maxItems?: number; readonly writer?: Json };
  /**
   * What the group is doing besides its items: reading them first, writing results last. `failed`: its lines were cut
   * off; it is kept for a redrive.
   */
  phase: 'reading' | 'items' | 'writing' | 'failed';
  /** Why the run fails once its results are written. */
  failure?: Failure | undefined;
  /** Map Run: how often it was redriven, when last (epoch ms), and the items that wait to be run again. */
  redrives?: number;
  redrivenAt?: number;
  again?: readonly number[];
};

export function newExecution(id: number, identity: Identity, timeoutSeconds: number | undefined): Execution {
  return {
    id,
    identity,
    status: 'RUNNING',
    output: undefined,
    failure: undefined,
    stoppedAt: undefined,
    deadline: timeoutSeconds === undefined ? undefined : identity.startedAt + timeoutSeconds * 1000,
    lastEvent: 0,
    redrives: 0,
    redrivenAt: undefined,
    nextId: 1,
    frames: new Map(),
    groups: new Map(),
  };
}

/** Epoch ms at which the execution wants to be woken: the earliest of its timers. */
export function nextDue(execution: Execution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  let earliest = execution.deadline ?? Number.POSITIVE_INFINITY;
  for (const frame of execution.frames.values()) earliest = Math.min(earliest, dueOf(frame.wait));
  return earliest === Number.POSITIVE_INFINITY ? undefined : earliest;
}

export function dueOf(wait: Wait | undefined): number {
  switch (wait?.kind) {
    case 'timer':
    case 'retry':
      return wait.due;
    case 'task':
      return Math.min(wait.due ?? Number.POSITIVE_INFINITY, wait.heartbeat ?? Number.POSITIVE_INFINITY);
    case 'yield':
      return 0;
    case 'group':
    case undefined:
      return Number.POSITIVE_INFINITY;
  }
}
