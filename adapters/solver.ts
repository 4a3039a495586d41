import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { MipAnswer, Solve } from '#domain/mip.ts';

/** Beside a bundle it is JavaScript; where the sources run as they are, it is this folder's own. */
const SCRIPTS = ['./solver-worker.mjs', './solver-worker.ts'] as const;
/** What the solver may take beyond its own limit before its thread is ended (ms): it looks at the clock between steps. */
const GRACE_MS = 5000;

type Reply = { readonly id: number; readonly answer?: MipAnswer; readonly error?: string };
type Waiting = {
  readonly worker: Worker;
  readonly resolve: (answer: MipAnswer) => void;
  readonly reject: (error: Error) => void;
};

function scriptUrl(): URL {
  const found = SCRIPTS.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url));
  if (found === undefined) throw new Error('the solver’s thread is not beside its adapter');
  return found;
}

/** One thread with HiGHS, started at the first question; it keeps no process alive. */
class SolverThread {
  readonly #waiting = new Map<number, Waiting>();
  readonly #graceMs: number;
  #worker: Worker | undefined;
  #asked = 0;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  readonly solve: Solve = async (mip, limits) => {
    this.#asked += 1;
    const id = this.#asked;
    const worker = this.#started();
    worker.ref();
    const guard = setTimeout(() => this.#giveUp(id, limits.seconds), limits.seconds * 1000 + this.#graceMs);
    try {
      return await new Promise<MipAnswer>((resolve, reject) => {
        this.#waiting.set(id, { worker, resolve, reject });
        worker.postMessage({ id, mip, limits });
      });
    } finally {
      clearTimeout(guard);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#worker?.unref();
    }
  };

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(scriptUrl());
    worker.on('message', ({ id, answer, error }: Reply) => {
      const waiting = this.#waiting.get(id);
      if (answer === undefined) waiting?.reject(new Error(`the solver failed: ${error ?? 'no answer'}`));
      else waiting?.resolve(answer);
    });
    const ended = (error: Error) => {
      if (this.#worker === worker) this.#worker = undefined;
      // By the time that a thread has ended, another may be at work on other questions.
      for (const asked of this.#waiting.values()) if (asked.worker === worker) asked.reject(error);
    };
    worker.once('error', (error: unknown) =>
      ended(error instanceof Error ? error : new Error(String(error))),
    );
    worker.once('exit', () => ended(new Error('the solver’s thread has ended')));
    this.#worker = worker;
    return worker;
  }

  /** A thread that overruns its limit by far is ended; the next question starts another. */
  #giveUp(id: number, seconds: number): void {
    const asked = this.#waiting.get(id);
    if (asked === undefined) return;
    asked.resolve({ type: 'nothingInTime', seconds });
    if (this.#worker === asked.worker) this.#worker = undefined;
    void asked.worker.terminate();
  }
}

/** HiGHS in a thread of its own: the same answer for the same program, within its limits of time and gap. */
export function createSolver(graceMs = GRACE_MS): Solve {
  return new SolverThread(graceMs).solve;
}
