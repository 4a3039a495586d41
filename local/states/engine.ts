/** What the host needs of the engine: the embedding contract of `runtime/`, as small as the host uses it. */
import type { JsonObject } from '#local/json.ts';
import type { HostClock } from '#local/service.ts';
import type { TaskAnswer, TaskCall } from './transport.ts';

export type Engine = {
  /** Serves an API operation; throws an Error with `code`, `message` and `status`. */
  handle(operation: string, body: JsonObject): Promise<unknown>;
  /** Epoch milliseconds of the host's clock. */
  nextTimerAt(): number | undefined;
  /** Does what is due. */
  tick(): Promise<void>;
  /** Resolves when every execution waits for a timer, a token or nothing at all. */
  idle(): Promise<void>;
  onTimerChange(listener: () => void): unknown;
  close(): Promise<void>;
};

export type EngineOptions = {
  readonly dataDir: string;
  readonly clock: HostClock;
  readonly accountId: string;
  readonly region: string;
  readonly transport: { call(call: TaskCall): Promise<TaskAnswer> };
  /** Throws an Error, worded as AWS does, when the role may not do what a machine wants within the engine. */
  readonly authorize: (call: { roleArn: string; action: string; resource: string }) => void;
  readonly log: (line: {
    readonly level: 'info' | 'warn' | 'error';
    readonly message: string;
    readonly [field: string]: unknown;
  }) => void;
};

export type OpenEngine = (options: EngineOptions) => Promise<Engine>;
