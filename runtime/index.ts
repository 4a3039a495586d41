/**
 * A durable engine for the Amazon States Language that speaks the API of AWS Step Functions.
 *
 *     const engine = await openEngine({ dataDir, clock: { now: () => Date.now() }, accountId, region, transport });
 *     const server = http.createServer(createWireServer(engine));
 */

import { Body } from './api/body.ts';
import type { Context } from './api/context.ts';
import { ApiError } from './api/errors.ts';
import { OPERATIONS, READ_ONLY } from './api/operations.ts';
import { Effects } from './engine/effects.ts';
import { type Opened, openJournal } from './engine/open.ts';
import type { EngineOptions } from './engine/options.ts';
import { Worker } from './engine/worker.ts';

export { ApiError } from './api/errors.ts';
export { checkJournal, type Report } from './engine/check.ts';
export type { Authorization, EngineOptions } from './engine/options.ts';
export type { ServiceRequest, ServiceResponse, Transport } from './engine/transport.ts';
export { createHttpTransport } from './wire/http-transport.ts';
export { createWireServer } from './wire/server.ts';

export type Engine = {
  /** Any operation of the API, by its name, with the body that the wire carries. @throws ApiError */
  handle(operation: string, body: unknown): Promise<unknown>;
  /** Epoch ms of the earliest timer. */
  nextTimerAt(): number | undefined;
  /** Time has passed or the clock was moved: fires everything due at `clock.now()`, in order of its due time. */
  tick(): Promise<void>;
  /** Resolves when nothing is under way: no transition, no commit, no call. Waiting for a token or a timer is idle. */
  idle(): Promise<void>;
  /** Called when the earliest timer has changed: the host arms one real timer for {@link nextTimerAt}. */
  onTimerChange(listener: () => void): void;
  /**
   * Moves closed executions into the archive, gives their room in the journal back and takes a snapshot, now. The engine
   * does all that by itself as it works; this is for the moment before a copy of the data folder is made.
   */
  compact(): Promise<void>;
  /** Writes what is left and lets go of the data folder. Calls that are under way are taken up at the next start. */
  close(): Promise<void>;
};

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const opened = await openJournal(options);
  const worker = new Worker({ options, ...opened });
  let engine: OpenEngine | undefined;
  const effects = new Effects(worker, async (operation, body) => engine?.handle(operation, body));
  const { keeper } = opened;
  engine = new OpenEngine({ worker, effects }, opened);
  if (keeper !== undefined) worker.onWritten(() => keeper.nudge());
  const busy = opened.executions.busy();
  resumeLater(worker, () => {
    for (const entry of busy) effects.resume(entry);
    keeper?.nudge();
  });
  await worker.settled();
  return engine;
}

/** Work is taken up again when the caller has the engine: the calls it makes may well come back to it. */
function resumeLater(worker: Worker, resume: () => void): void {
  worker.begun();
  setImmediate(() => {
    resume();
    worker.done();
  });
}

class OpenEngine implements Engine {
  readonly #context: Context;
  readonly #opened: Pick<Opened, 'keeper' | 'release'>;
  #closed = false;

  constructor(context: Context, opened: Pick<Opened, 'keeper' | 'release'>) {
    this.#context = context;
    this.#opened = opened;
  }

  async handle(operation: string, body: unknown): Promise<unknown> {
    const { worker } = this.#context;
    const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
    if (run === undefined)
      throw new ApiError('UnknownOperationException', `The operation '${operation}' is not known`);
    if (this.#closed) throw new ApiError('ServiceUnavailable', 'The engine is closed');
    const { stalled } = worker.journal;
    if (stalled !== undefined && !READ_ONLY.has(operation)) {
      throw new ApiError(
        'ServiceUnavailable',
        `Nothing can be written to the data folder: ${stalled.message}`,
      );
    }
    const answer = await run(this.#context, new Body(body));
    await worker.settled();
    return answer;
  }

  nextTimerAt(): number | undefined {
    return this.#context.worker.nextTimerAt();
  }

  async tick(): Promise<void> {
    await this.#context.worker.tick();
  }

  async idle(): Promise<void> {
    await this.#context.worker.idle();
  }

  onTimerChange(listener: () => void): void {
    this.#context.worker.onTimerChange(listener);
  }

  async compact(): Promise<void> {
    await this.#opened.keeper?.compact();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#context.effects.activities.close();
    await this.#opened.keeper?.close();
    await this.#context.worker.journal.close();
    this.#opened.release();
  }
}
