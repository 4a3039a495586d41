/**
 * Events on their way to targets: kept on disk until the target took them or they were given up (at least once).
 * A failed delivery is tried again by the host's clock; what is given up goes to the dead-letter queue.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Journal } from '#local/events/journal.ts';
import { openJournal } from '#local/events/journal.ts';
import type { HostClock, TimedWork } from '#local/service.ts';

const deliverySchema = z.object({
  id: z.string(),
  targetArn: z.string(),
  /** ARN of the rule or schedule that sends. */
  ruleArn: z.string(),
  /** What the target receives. */
  input: z.string(),
  maximumRetries: z.number(),
  /** Given up when older than this, in milliseconds. */
  maximumAgeMs: z.number(),
  deadLetterArn: z.string().optional(),
  createdAt: z.number(),
  dueAt: z.number(),
  attempts: z.number(),
});

export type Delivery = Readonly<z.infer<typeof deliverySchema>>;
export type NewDelivery = Omit<Delivery, 'id' | 'createdAt' | 'dueAt' | 'attempts'>;

const changeSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('keep'), delivery: deliverySchema }),
  z.object({ do: z.literal('done'), id: z.string() }),
  z.object({ do: z.literal('anchor'), key: z.string(), at: z.number() }),
]);
type Change = z.infer<typeof changeSchema>;

/** Why a target did not take an event; `afterMs` says when the target's own rule tries again (else: back off). */
export class DeliveryFailed extends Error {
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  readonly maximumRetries: number | undefined;

  constructor(
    code: string,
    message: string,
    retry: { readonly afterMs?: number; readonly maximum?: number } = {},
  ) {
    super(message);
    this.name = 'DeliveryFailed';
    this.code = code;
    this.retryAfterMs = retry.afterMs;
    this.maximumRetries = retry.maximum;
  }
}

export type DeliveryPorts = {
  readonly clock: HostClock;
  /** Hands the event to its target. A `DeliveryFailed` is tried again; so is any other error, and it is reported. */
  send(delivery: Delivery): Promise<void>;
  /** Takes what was given up; `undefined` for the queue when the rule names none. */
  giveUp(delivery: Delivery, failure: { code: string; message: string; condition: string }): Promise<void>;
  /** One line for the host's log. */
  report(line: string): void;
  /** `nextAt` may have moved. */
  changed(): void;
};

const FIRST_BACK_OFF_MS = 1000;
/** EventBridge backs off "with exponential delay"; ten minutes keeps a local rehearsal moving. */
const LONGEST_BACK_OFF_MS = 600_000;

export class Deliveries implements TimedWork {
  readonly #ports: DeliveryPorts;
  readonly #waiting = new Map<string, Delivery>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #anchors = new Map<string, number>();
  #journal: Journal | undefined;
  #closed = false;

  private constructor(ports: DeliveryPorts) {
    this.#ports = ports;
  }

  /** Opens the queue at `path`; what was undelivered when the host died is due at once. */
  static async open(path: string, ports: DeliveryPorts): Promise<Deliveries> {
    const deliveries = new Deliveries(ports);
    const journal = await openJournal(path, (record) => deliveries.#apply(changeSchema.parse(record)));
    await journal.rewrite([
      ...[...deliveries.#anchors].map(([key, at]): Change => ({ do: 'anchor', key, at })),
      ...[...deliveries.#waiting.values()].map((delivery): Change => ({ do: 'keep', delivery })),
    ]);
    deliveries.#journal = journal;
    return deliveries;
  }

  /** Resolves once all of them are on the disk; their first attempts have then begun. */
  async add(deliveries: readonly NewDelivery[]): Promise<void> {
    const now = this.#ports.clock.now();
    const added = deliveries.map((delivery) => ({
      ...delivery,
      id: randomUUID(),
      createdAt: now,
      dueAt: now,
      attempts: 0,
    }));
    await Promise.all(added.map(async (delivery) => this.#change({ do: 'keep', delivery })));
    await this.fire();
    this.#ports.changed();
  }

  /** When the thing called `key` was first seen, in epoch ms: the same after a restart. */
  async anchor(key: string): Promise<number> {
    const known = this.#anchors.get(key);
    if (known !== undefined) return known;
    const at = this.#ports.clock.now();
    await this.#change({ do: 'anchor', key, at });
    return at;
  }

  nextAt(): number | undefined {
    const times = [...this.#waiting.values()]
      .filter(({ id }) => !this.#running.has(id))
      .map(({ dueAt }) => dueAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Starts every attempt that is due; `idle` waits for them. */
  async fire(): Promise<void> {
    if (this.#closed) return;
    const now = this.#ports.clock.now();
    const due = [...this.#waiting.values()]
      .filter(({ id, dueAt }) => dueAt <= now && !this.#running.has(id))
      .toSorted((a, b) => a.dueAt - b.dueAt);
    for (const delivery of due) {
      const attempt = this.#attempt(delivery).finally(() => {
        this.#running.delete(delivery.id);
        this.#ports.changed();
      });
      this.#running.set(delivery.id, attempt);
    }
    await Promise.resolve();
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Starts nothing more, waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.idle();
    await this.#journal?.close();
  }

  async #attempt(delivery: Delivery): Promise<void> {
    try {
      await this.#ports.send(delivery);
      await this.#change({ do: 'done', id: delivery.id });
    } catch (error) {
      await this.#failed(delivery, error).catch((cause: unknown) => {
        // The event stays on disk and in memory; the next fire tries it again.
        this.#ports.report(`event ${delivery.id} for ${delivery.targetArn}: ${String(cause)}`);
        const dueAt = this.#ports.clock.now() + LONGEST_BACK_OFF_MS;
        this.#waiting.set(delivery.id, { ...delivery, dueAt });
      });
    }
  }

  async #failed(delivery: Delivery, error: unknown): Promise<void> {
    const failure =
      error instanceof DeliveryFailed ? error : new DeliveryFailed('INTERNAL_ERROR', String(error));
    const now = this.#ports.clock.now();
    const attempts = delivery.attempts + 1;
    const maximum = Math.min(delivery.maximumRetries, failure.maximumRetries ?? Number.POSITIVE_INFINITY);
    const spent = attempts > maximum;
    const backOff = Math.min(FIRST_BACK_OFF_MS * 2 ** delivery.attempts, LONGEST_BACK_OFF_MS);
    const dueAt = now + (failure.retryAfterMs ?? backOff);
    if (!spent && dueAt <= delivery.createdAt + delivery.maximumAgeMs) {
      await this.#change({ do: 'keep', delivery: { ...delivery, attempts, dueAt } });
      return;
    }
    const condition = spent ? 'MaximumRetryAttempts' : 'MaximumEventAgeInSeconds';
    this.#ports.report(
      `event ${delivery.id} for ${delivery.targetArn} given up after ${attempts} attempts: ${failure.message}`,
    );
    await this.#ports.giveUp(
      { ...delivery, attempts },
      { code: failure.code, message: failure.message, condition },
    );
    await this.#change({ do: 'done', id: delivery.id });
  }

  async #change(change: Change): Promise<void> {
    this.#apply(change);
    await this.#journal?.append(change);
  }

  #apply(change: Change): void {
    if (change.do === 'keep') this.#waiting.set(change.delivery.id, change.delivery);
    else if (change.do === 'done') this.#waiting.delete(change.id);
    else this.#anchors.set(change.key, change.at);
  }
}
