/** Runs the functions of the template: the one place through which gateway, events, streams, machines and SDKs invoke. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Activity } from '#local/activity.ts';
import type { Credentials } from '#local/endpoint/dispatcher.ts';
import { parseJson } from '#local/json.ts';
import type { DeclaredFunction, FunctionCatalogue } from './functions.ts';
import { FunctionPool, WorkerBudget } from './pool.ts';
import { Turns, type Waits } from './turns.ts';
import type { Outcome } from './worker.ts';

export type InvokerOptions = {
  readonly catalogue: FunctionCatalogue;
  readonly activity: Activity;
  readonly region: string;
  /** The host's AWS endpoint, where the functions' SDKs go. */
  readonly endpointUrl: string;
  /** Where S3 is reached, by browsers too. */
  readonly filesUrl: string;
  readonly credentialsOf: (declared: DeclaredFunction) => Credentials;
  readonly clockOffset: SharedArrayBuffer;
  /** Folder for `logs/<function>.jsonl` and the compile cache. */
  readonly dataDir: string;
};

/** All functions of a host together never have more threads than this. */
const workerLimit = 40;

/** So many events that nobody waits for keep the processors busy; more would only make a person wait behind them. */
const turns = { abreast: 2 * availableParallelism(), longestMs: 500 };

/** AWS: "Defined runtime environment variables", without the address of the X-Ray daemon: nobody listens for traces here. */
function environmentOf(declared: DeclaredFunction, options: InvokerOptions): Record<string, string> {
  const credentials = options.credentialsOf(declared);
  return {
    LANG: 'en_US.UTF-8',
    PATH: process.env['PATH'] ?? '',
    TZ: ':UTC',
    ...declared.environment,
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL: options.endpointUrl,
    // Presigned URLs are for browsers, which reach one port: the public one.
    AWS_ENDPOINT_URL_S3: options.filesUrl,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_LAMBDA_FUNCTION_NAME: declared.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(declared.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${declared.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: declared.taskRoot,
    _HANDLER: declared.handler,
  };
}

export class Invoker {
  readonly catalogue: FunctionCatalogue;
  readonly #options: InvokerOptions;
  readonly #budget = new WorkerBudget(workerLimit);
  readonly #turns = new Turns(turns);
  readonly #pools = new Map<string, FunctionPool>();
  #closed = false;

  constructor(options: InvokerOptions) {
    this.catalogue = options.catalogue;
    this.#options = options;
    mkdirSync(join(options.dataDir, 'logs'), { recursive: true });
  }

  /**
   * Runs a function with an event (JSON text) and waits for the outcome. What the function throws is in the outcome.
   * Throws an AwsFault when there is no such function.
   */
  async run(reference: string, event: string, waits: Waits = 'nobody'): Promise<Outcome> {
    const { declared, arn } = this.catalogue.find(reference);
    if (!declared.runtime.startsWith('nodejs')) {
      const errorMessage = `${declared.logicalId}: the host runs Node.js functions only, not ${declared.runtime}`;
      return { payload: JSON.stringify({ errorType: 'Runtime.InvalidRuntime', errorMessage }), failed: true };
    }
    const requestId = randomUUID();
    const pool = this.#pool(declared);
    const outcome = await this.#options.activity.track(() =>
      this.#turns.take(waits, () => pool.run({ requestId, functionArn: arn, text: event }, waits)),
    );
    if (waits === 'person') void this.#options.activity.idle().then(() => pool.prepare());
    return outcome;
  }

  /** The contract's InvokeFunction: values in and out. `error` is set when the function threw. */
  async invoke(
    reference: string,
    payload: unknown,
    waits: Waits = 'nobody',
  ): Promise<{ payload: unknown; error?: string }> {
    const outcome = await this.run(reference, JSON.stringify(payload) ?? 'null', waits);
    const value = parseJson(outcome.payload, `the answer of ${reference}`);
    return outcome.failed ? { payload: value, error: 'Unhandled' } : { payload: value };
  }

  /** Resolves when no person waits for a page, or after the longest time that anything waits for its turn. */
  async calm(): Promise<void> {
    return this.#turns.calm();
  }

  /** True once close() was asked for: outcomes after that say nothing about the functions. */
  get closed(): boolean {
    return this.#closed;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  #pool(declared: DeclaredFunction): FunctionPool {
    const known = this.#pools.get(declared.name);
    if (known !== undefined) return known;
    const { taskRoot, handler, name, memoryMb, timeoutMs } = declared;
    const { clockOffset, dataDir } = this.#options;
    const settings = {
      taskRoot,
      handler,
      functionName: name,
      memoryMb,
      timeoutMs,
      environment: environmentOf(declared, this.#options),
      clockOffset,
      logFile: join(dataDir, 'logs', `${name}.jsonl`),
      compileCache: join(dataDir, 'compile-cache'),
    };
    const pool = new FunctionPool(settings, this.#budget, declared.reserved);
    this.#pools.set(declared.name, pool);
    return pool;
  }
}
