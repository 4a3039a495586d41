import type { Json, JsonObject } from '../asl/json.ts';
import type { Environment } from '../query/environment.ts';
import type { Chance } from '../query/intrinsics.ts';
import type { Execution, Frame, Variables } from './execution.ts';

/** What does not change while a turn runs. */
export type Surroundings = { readonly now: number; readonly chance: Chance };

type Data = { input: Json; result?: Json | undefined; errorOutput?: Json | undefined };

/** What expressions of the current state of a frame can see. */
export class FrameEnvironment implements Environment {
  readonly input: Json;
  readonly result: Json | undefined;
  readonly errorOutput: Json | undefined;
  readonly #execution: Execution;
  readonly #frame: Frame;
  readonly #surroundings: Surroundings;
  /** Parts of the context object that only this evaluation has: Task.Token, Map.Item. */
  readonly #extra: JsonObject | undefined;

  constructor(
    of: { execution: Execution; frame: Frame; extra?: JsonObject | undefined },
    around: Surroundings,
    data: Data,
  ) {
    this.#execution = of.execution;
    this.#frame = of.frame;
    this.#extra = of.extra;
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
    const of = { execution: this.#execution, frame: this.#frame, extra: this.#extra };
    return new FrameEnvironment(of, this.#surroundings, data);
  }

  context(): JsonObject {
    const context = contextObject(this.#execution, this.#frame);
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
export function contextObject(execution: Execution, frame: Frame): JsonObject {
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
      RedriveCount: execution.redrives,
      ...(execution.redrivenAt === undefined ? {} : { RedriveTime: isoTime(execution.redrivenAt) }),
    },
    StateMachine: { Id: identity.machineArn, Name: identity.machineName },
    State: {
      Name: frame.state,
      EnteredTime: isoTime(frame.entered.at),
      ...(retries === 0 ? {} : { RetryCount: retries }),
    },
    ...(map === undefined ? {} : { Map: map }),
  };
}
