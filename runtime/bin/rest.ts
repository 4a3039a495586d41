import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often it is looked whether the process rests. */
const LOOK_MS = 2000;
/** Below this share of its time at work, a process rests. */
const RESTING = 0.02;
/** So much has to have been taken since the last time for it to be worth the while. */
const WORTH_BYTES = 16 * 1024 * 1024;

export type Process = {
  /** Share of the time since the last look that the process was at work, 0 to 1. */
  readonly utilization: () => number;
  /** Bytes that the heap holds, used or free. */
  readonly heap: () => number;
  /** Collects all that can be collected and gives it back to the system. */
  readonly collect: () => void;
};

/**
 * V8 keeps the room that a burst of work took, used or not, for as long as nothing more happens. This gives it back once
 * the burst is over: while there is work it does nothing, so it costs no throughput, and a process that rests stays so.
 */
export class Rest {
  readonly #process: Process;
  #settled: number;

  constructor(process: Process) {
    this.#process = process;
    this.#settled = process.heap();
  }

  look(): void {
    const { utilization, heap, collect } = this.#process;
    if (utilization() > RESTING || heap() < this.#settled + WORTH_BYTES) return;
    collect();
    this.#settled = heap();
  }
}

/** Lets this process give memory back whenever it rests; keeps it alive no longer than anything else does. */
export function restWhenIdle(): void {
  let before = performance.eventLoopUtilization();
  const rest = new Rest({
    utilization: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    heap: () => getHeapStatistics().total_heap_size,
    collect,
  });
  setInterval(() => rest.look(), LOOK_MS).unref();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext("gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })");
  setFlagsFromString('--no-expose-gc');
}
