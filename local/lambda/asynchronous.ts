/**
 * Asynchronous invocations: accepted means on disk. AWS: "How Lambda handles errors and retries with asynchronous
 * invocation": two retries, after one and two minutes, then the destination or dead-letter queue.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Activity } from '#local/activity.ts';
import { messageOf, parseJson } from '#local/json.ts';
import { AwsFault, type TimedWork } from '#local/service.ts';
import type { HostStore } from '#local/store.ts';
import type { Deliver } from './destinations.ts';
import type { DeclaredFunction } from './functions.ts';
import type { Invoker } from './invoker.ts';
import type { Outcome } from './worker.ts';

const minuteMs = 60_000;
const prefix = 'async/';
const invocationSchema = z.object({
  id: z.string(),
  functionArn: z.string(),
  event: z.string(),
  /** How often it has been tried. */
  attempts: z.number(),
  /** Epoch milliseconds of the host's clock. */
  acceptedAt: z.number(),
  dueAt: z.number(),
});
type Invocation = z.infer<typeof invocationSchema>;

export type AsynchronousOptions = {
  readonly invoker: Invoker;
  readonly store: HostStore;
  readonly deliver: Deliver;
  readonly now: () => number;
  readonly log: (message: string) => void;
  /** Told when work ends, because the next retry may have changed. */
  readonly settled: () => void;
};

export class AsynchronousInvocations implements TimedWork {
  readonly #options: AsynchronousOptions;
  readonly #activity: Activity;
  readonly #waiting = new Map<string, Invocation>();

  constructor(options: AsynchronousOptions) {
    this.#options = options;
    this.#activity = new Activity(options.settled);
    for (const { value } of options.store.list(prefix)) {
      const invocation = invocationSchema.parse(parseJson(value, 'an asynchronous invocation'));
      this.#waiting.set(invocation.id, invocation);
    }
  }

  /** Durable when it returns; throws an AwsFault for an unknown function. The event is JSON text. */
  accept(functionArn: string, event: string): void {
    const { arn } = this.#options.invoker.catalogue.find(functionArn);
    const now = this.#options.now();
    const invocation = {
      id: randomUUID(),
      functionArn: arn,
      event,
      attempts: 0,
      acceptedAt: now,
      dueAt: now,
    };
    this.#keep(invocation);
    this.#start(invocation);
  }

  nextAt(): number | undefined {
    let next: number | undefined;
    for (const { dueAt } of this.#waiting.values()) if (next === undefined || dueAt < next) next = dueAt;
    return next;
  }

  async fire(): Promise<void> {
    const now = this.#options.now();
    // Starting takes an invocation out of the map, which a Map allows while it is walked.
    for (const invocation of this.#waiting.values()) if (invocation.dueAt <= now) this.#start(invocation);
  }

  async idle(): Promise<void> {
    return this.#activity.idle();
  }

  #keep(invocation: Invocation): void {
    this.#options.store.set(prefix + invocation.id, JSON.stringify(invocation));
  }

  #start(invocation: Invocation): void {
    this.#waiting.delete(invocation.id);
    void this.#activity
      .track(() => this.#attempt(invocation))
      .catch((error: unknown) => {
        this.#options.log(`asynchronous invocation of ${invocation.functionArn}: ${messageOf(error)}`);
      });
  }

  async #attempt(invocation: Invocation): Promise<void> {
    const { invoker, now, store } = this.#options;
    const { declared } = invoker.catalogue.find(invocation.functionArn);
    const outcome = await invoker.run(invocation.functionArn, invocation.event);
    // A host that is closing has stopped the worker in the middle: the invocation stays on disk as it was.
    if (invoker.closed) return;
    const attempts = invocation.attempts + 1;
    const { retries, maximumAgeMs } = declared.asynchronous;
    const dueAt = now() + attempts * minuteMs;
    if (outcome.failed && attempts <= retries && dueAt - invocation.acceptedAt <= maximumAgeMs) {
      const again = { ...invocation, attempts, dueAt };
      this.#keep(again);
      this.#waiting.set(again.id, again);
      return;
    }
    await this.#report(declared, { ...invocation, attempts }, outcome);
    store.delete(prefix + invocation.id);
  }

  async #report(declared: DeclaredFunction, invocation: Invocation, outcome: Outcome): Promise<void> {
    const { onFailure, onSuccess, deadLetter } = declared.asynchronous;
    const destination = outcome.failed ? onFailure : onSuccess;
    if (outcome.failed) {
      this.#options.log(`${declared.name} failed ${invocation.attempts} times for good: ${outcome.payload}`);
    }
    const bodies: [string | undefined, string][] = [
      [destination, invocationRecord(invocation, outcome, this.#options.now())],
      [outcome.failed ? deadLetter : undefined, invocation.event],
    ];
    for (const [arn, body] of bodies) {
      if (arn === undefined) continue;
      await this.#options.deliver(declared.roleArn, arn, body).catch((error: unknown) => {
        if (!(error instanceof AwsFault)) throw error;
        this.#options.log(`${declared.name}: what failed could not be kept in ${arn}: ${error.message}`);
      });
    }
  }
}

/** AWS: "Destination JSON record". */
function invocationRecord(invocation: Invocation, outcome: Outcome, now: number): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: invocation.id,
      functionArn: invocation.functionArn,
      condition: outcome.failed ? 'RetriesExhausted' : 'Success',
      approximateInvokeCount: invocation.attempts,
    },
    requestPayload: parseJson(invocation.event, 'the event'),
    responseContext: { statusCode: 200, ...(outcome.failed ? { functionError: 'Unhandled' } : {}) },
    responsePayload: parseJson(outcome.payload, 'the answer'),
  });
}
