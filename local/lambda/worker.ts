/** One execution environment of a function: a worker thread that has loaded the bundle and runs one event at a time. */
import { Worker } from 'node:worker_threads';
import * as z from 'zod';

/** Room for short-lived objects (MiB): events make many of them, and every worker that collects them often takes the processor from the others. */
const YOUNG_MB = 64;

/** What came of an event: `payload` is JSON text; `failed` is Lambda's FunctionError. */
export type Outcome = { readonly payload: string; readonly failed: boolean };

/** AWS: the `errorType` of a function that ran longer than it may. */
export const TIMED_OUT = 'Sandbox.Timedout';

export type WorkerSettings = {
  readonly taskRoot: string;
  readonly handler: string;
  readonly functionName: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds that the host's clock is ahead of real time, one signed 64-bit number. */
  readonly clockOffset: SharedArrayBuffer;
  readonly logFile: string;
  readonly compileCache: string;
};

export type Event = { readonly requestId: string; readonly functionArn: string; readonly text: string };

const script = new URL('../worker-boot.mjs', import.meta.url);
const answerSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ ready: z.literal(false), payload: z.string() }),
  z.object({ requestId: z.string(), payload: z.string(), failed: z.boolean() }),
]);

function failure(errorType: string, errorMessage: string): Outcome {
  return { payload: JSON.stringify({ errorType, errorMessage }), failed: true };
}

/** Options that Node.js only takes for a whole process would stop the worker; source maps are the one that matters. */
function workerEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  const { NODE_OPTIONS: _, ...rest } = environment;
  return rest;
}

export class FunctionWorker {
  readonly #worker: Worker;
  readonly #settings: WorkerSettings;
  readonly #ready: Promise<Outcome | undefined>;
  #finish: ((outcome: Outcome) => void) | undefined;
  /** Set when the thread can take no more events. */
  #ended: Outcome | undefined;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    const { taskRoot, handler, functionName, clockOffset, logFile, compileCache } = settings;
    this.#worker = new Worker(script, {
      env: workerEnvironment(settings.environment),
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
      workerData: {
        taskRoot,
        handler,
        functionName,
        clockOffset,
        logFile,
        compileCache,
        memoryMb: String(settings.memoryMb),
      },
    });
    this.#ready = new Promise((ready) => this.#listen(ready));
  }

  /** False once the thread is gone; the pool then drops it. */
  get usable(): boolean {
    return this.#ended === undefined;
  }

  /** Runs one event; never throws. The timeout counts from the moment the handler could start. */
  async run(event: Event): Promise<Outcome> {
    const broken = await this.#ready;
    if (broken !== undefined) return broken;
    const { timeoutMs } = this.#settings;
    return new Promise((finish) => {
      const timer = setTimeout(() => {
        const seconds = (timeoutMs / 1000).toFixed(2);
        this.#end(
          failure(TIMED_OUT, `RequestId: ${event.requestId} Error: Task timed out after ${seconds} seconds`),
        );
        void this.#worker.terminate();
      }, timeoutMs);
      this.#finish = (outcome) => {
        clearTimeout(timer);
        this.#finish = undefined;
        finish(outcome);
      };
      if (this.#ended !== undefined) this.#finish(this.#ended);
      const { requestId, functionArn, text } = event;
      this.#worker.postMessage({ requestId, functionArn, timeoutMs, event: text });
    });
  }

  async stop(): Promise<void> {
    this.#end(failure('Runtime.ExitError', 'the host is closing'));
    await this.#worker.terminate();
  }

  #listen(ready: (broken: Outcome | undefined) => void): void {
    this.#worker.on('message', (message: unknown) => {
      const answer = answerSchema.parse(message);
      if ('requestId' in answer) this.#finish?.({ payload: answer.payload, failed: answer.failed });
      else if (answer.ready) ready(undefined);
      else {
        this.#end({ payload: answer.payload, failed: true });
        ready(this.#ended);
        void this.#worker.terminate();
      }
    });
    this.#worker.once('error', (error: unknown) => {
      const cause = error instanceof Error ? error : new Error(String(error));
      const outOfMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#end(failure(outOfMemory ? 'Runtime.OutOfMemory' : cause.name, cause.message));
      ready(this.#ended);
    });
    this.#worker.once('exit', (code) => {
      this.#end(failure('Runtime.ExitError', `Runtime exited with error: exit status ${code}`));
      ready(this.#ended);
    });
  }

  #end(outcome: Outcome): void {
    this.#ended ??= outcome;
    this.#finish?.(this.#ended);
  }
}
