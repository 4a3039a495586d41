import type { Json, JsonObject } from '../asl/json.ts';
import type { Environment } from '../query/environment.ts';
import type { Chance } from '../query/intrinsics.ts';
import type { Execution, Frame, Variables } from './execution.ts';

/** What does not change while a turn runs. */
export type Surroundings = { readonly now: number; readonly chance: Chance };

/** Where an evaluation takes place. */
type Place = {
  execution: Execution;
  frame: Frame;
  /** Whether the state can retry: only then the context object counts its attempts. */
  recoverable: boolean;
  extra?: JsonObject | undefined;
  trace?: Environment['trace'];
  /** A context object to use instead of the execution's own (TestState). */
  context?: JsonObject | undefined;
};

type Data = { input: Json; result?: Json | undefined; errorOutput?: Json | undefined };

/** What expressions of the current state of a frame can see. */
export class FrameEnvironment implements Environment {
  readonly input: Json;
  readonly result: Json | undefined;
  readonly errorOutput: Json | undefined;
  readonly trace: Environment['trace'];
  readonly #execution: Execution;
  readonly #frame: Frame;
  readonly #recoverable: boolean;
  readonly #context: JsonObject | undefined;
  readonly #surroundings: Surroundings;
  /** Parts of the context object that only this evaluation has: Task.Token, Map.Item. */
  readonly #extra: JsonObject | undefined;

  constructor(of: Place, around: Surroundings, data: Data) {
    this.#execution = of.execution;
    this.#frame = of.frame;
    this.#recoverable = of.recoverable;
    this.#extra = of.extra;
    this.trace = of.trace;
    this.#context = of.context;
    this.#surroundings = around;
    this.input = data.input;
    this.result = data.result;
    this.errorOutput = data.errorOutput;
  }

  get now(): number {
    return this.#surroundings.now;
  }

  get chance(): Chance {
    return this.#surroundings.chance;
  }

  with(data: Data): FrameEnvironment {
    const of = {
      execution: this.#execution,
      frame: this.#frame,
      recoverable: this.#recoverable,
      extra: this.#extra,
      trace: this.trace,
      context: this.#context,
    };
    return new FrameEnvironment(of, this.#surroundings, data);
  }

  context(): JsonObject {
    if (this.#context !== undefined) return this.#context;
    const context = contextObject(this.#execution, this.#frame, this.#recoverable);
    return this.#extra === undefined ? context : { ...context, ...this.#extra };
  }

  variable(name: string): Json | undefined {
    for (
      let frame: Frame | undefined = this.#frame;
      frame !== undefined;
      frame = outer(this.#execution, frame)
    ) {
      if (Object.hasOwn(frame.vars, name)) return frame.vars[name];
    }
    return undefined;
  }

  variables(): Variables {
    let all: Variables = {};
    for (
      let frame: Frame | undefined = this.#frame;
      frame !== undefined;
      frame = outer(this.#execution, frame)
    ) {
      all = { ...frame.vars, ...all };
    }
    return all;
  }
}

/** The frame whose Parallel or Map a frame belongs to. */
function outer(execution: Execution, frame: Frame): Frame | undefined {
  if (frame.group === undefined) return undefined;
  const group = execution.groups.get(frame.group);
  return group === undefined ? undefined : execution.frames.get(group.frame);
}

/** Where a frame stands in a Map, seen through enclosing Parallels. */
function mapItem(execution: Execution, frame: Frame): JsonObject | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = outer(execution, at)) {
    if (at.item !== undefined && at.index !== undefined) return { Item: { Index: at.index, Value: at.item } };
  }
  return undefined;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** The context object (guide, "Accessing execution data from the Context object"). */
export function contextObject(execution: Execution, frame: Frame, recoverable: boolean): JsonObject {
  const { identity } = execution;
  const map = mapItem(execution, frame);
  const retries = frame.retries.reduce((sum, n) => sum + n, 0);
  return {
    Execution: {
      Id: identity.arn,
      Input: identity.input,
      StartTime: isoTime(identity.startedAt),
      Name: identity.name,
      RoleArn: identity.roleArn,
      ...(identity.express === true ? {} : { RedriveCount: execution.redrives }),
      ...(execution.redrivenAt === undefined ? {} : { RedriveTime: isoTime(execution.redrivenAt) }),
    },
    StateMachine: { Id: identity.machineArn, Name: identity.machineName },
    State: {
      Name: frame.state,
      EnteredTime: isoTime(frame.entered.at),
      ...(recoverable ? { RetryCount: retries } : {}),
    },
    ...(map === undefined ? {} : { Map: map }),
  };
}
