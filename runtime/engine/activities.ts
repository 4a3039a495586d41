import type { Task } from '../core/execution.ts';
import { makeToken } from '../core/tasks.ts';
import type { Entry } from './entry.ts';
import type { Worker } from './worker.ts';

type Offer = { readonly entry: Entry; readonly frame: number; readonly task: Task };
type Poller = {
  readonly workerName: string | undefined;
  readonly resolve: (taken: Taken | undefined) => void;
};
export type Taken = { readonly taskToken: string; readonly input: string };

/** How long GetActivityTask waits for a task. */
const POLL_MS = 60_000;

/** Activity tasks that wait for a worker, and workers that wait for a task. */
export class Activities {
  readonly #worker: Worker;
  readonly #offers = new Map<string, Offer[]>();
  readonly #pollers = new Map<string, Poller[]>();

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  offer(arn: string, offer: Offer): void {
    this.#offers.set(arn, [...(this.#offers.get(arn) ?? []), offer]);
    const poller = this.#pollers.get(arn)?.shift();
    if (poller !== undefined) poller.resolve(this.#take(arn, poller.workerName));
  }

  /** The next task of an activity; waits for one until `cancel` is called. */
  poll(
    arn: string,
    workerName: string | undefined,
  ): { task: Promise<Taken | undefined>; cancel: () => void } {
    const taken = this.#take(arn, workerName);
    if (taken !== undefined) return { task: Promise.resolve(taken), cancel: () => undefined };
    let cancel = (): void => undefined;
    const task = new Promise<Taken | undefined>((resolve) => {
      const poller: Poller = { workerName, resolve };
      this.#pollers.set(arn, [...(this.#pollers.get(arn) ?? []), poller]);
      cancel = () => {
        this.#pollers.set(
          arn,
          (this.#pollers.get(arn) ?? []).filter((other) => other !== poller),
        );
        resolve(undefined);
      };
    });
    return { task, cancel: () => cancel() };
  }

  #take(arn: string, workerName: string | undefined): Taken | undefined {
    const offers = this.#offers.get(arn) ?? [];
    for (let offer = offers.shift(); offer !== undefined; offer = offers.shift()) {
      const { entry, frame, task } = offer;
      const wait = this.#worker.execution(entry).frames.get(frame)?.wait;
      if (entry.status !== 'RUNNING' || wait?.kind !== 'task' || wait.task.scheduled !== task.scheduled)
        continue;
      this.#worker.turn(entry, { type: 'activityStarted', frame, scheduled: task.scheduled, workerName });
      return {
        taskToken: makeToken(entry.id, frame, task.secret ?? ''),
        input: JSON.stringify(task.arguments),
      };
    }
    return undefined;
  }

  /** Ends a poll after the time that AWS lets it wait, one minute, by the real clock: it is the caller that waits. */
  onWaitOver(cancel: () => void): void {
    setTimeout(cancel, POLL_MS).unref();
  }

  /** Nobody will get a task any more: pollers go away with nothing. */
  close(): void {
    for (const pollers of this.#pollers.values()) for (const poller of pollers) poller.resolve(undefined);
    this.#pollers.clear();
  }
}
