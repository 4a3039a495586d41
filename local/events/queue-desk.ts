/** What happens to messages, whoever asks: sending, taking, hiding, giving up, keeping for the retention period. */
import { randomUUID } from 'node:crypto';
import type { MessageAttributes, QueueStore, StoredMessage } from '#local/events/queue-store.ts';
import type { HostClock } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

export type QueueSettings = {
  /** Seconds that a received message stays hidden. */
  readonly VisibilityTimeout: number;
  /** Seconds that a message is kept. */
  readonly MessageRetentionPeriod: number;
  /** Seconds before a new message can be received. */
  readonly DelaySeconds: number;
  readonly RedrivePolicy?:
    | { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number }
    | undefined;
};

export type Queue = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly settings: QueueSettings;
};

export type Outgoing = {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly delaySeconds?: number | undefined;
};

/** `max` messages, hidden for `hiddenSeconds`, waiting up to `waitSeconds` of real time for the first. */
export type Taking = {
  readonly max: number;
  readonly hiddenSeconds?: number | undefined;
  readonly waitSeconds: number;
};

export class QueueDesk {
  readonly queues: readonly Queue[];
  readonly #store: QueueStore;
  readonly #clock: HostClock;
  /** Long polls that a new message wakes. */
  #sleepers: (() => void)[] = [];

  constructor(queues: readonly Queue[], store: QueueStore, clock: HostClock) {
    this.queues = queues;
    this.#store = store;
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** By name, URL or ARN: all of them end in the name. Throws QueueDoesNotExist. */
  find(reference: string): Queue {
    const name = reference.split(/[/:]/).at(-1);
    const queue = this.queues.find((candidate) => candidate.name === name);
    if (queue === undefined) throw new AwsFault('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  /** What the retention period has not taken yet, oldest first. */
  kept(queue: Queue): readonly StoredMessage[] {
    const oldest = this.now() - queue.settings.MessageRetentionPeriod * 1000;
    return this.#store.messages(queue.name).filter((message) => message.sentAt > oldest);
  }

  async send(queue: Queue, { body, attributes, delaySeconds }: Outgoing): Promise<StoredMessage> {
    const sentAt = this.now();
    const visibleAt = sentAt + (delaySeconds ?? queue.settings.DelaySeconds) * 1000;
    const message = { id: randomUUID(), body, attributes, sentAt, visibleAt, receives: 0 };
    await this.#store.put(queue.name, message);
    this.wake();
    return message;
  }

  async take(queue: Queue, taking: Taking): Promise<readonly StoredMessage[]> {
    const first = await this.#takeVisible(queue, taking);
    if (first.length > 0 || taking.waitSeconds === 0) return first;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, taking.waitSeconds * 1000);
      this.#sleepers.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    return this.#takeVisible(queue, taking);
  }

  /** The message that a receipt handle stands for; undefined when it was received again or deleted since. */
  held(queue: Queue, handle: string): StoredMessage | undefined {
    const [id, receipt] = handle.split('.');
    if (receipt === undefined) {
      throw new AwsFault('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    return this.#store
      .messages(queue.name)
      .find((message) => message.id === id && message.receipt === receipt);
  }

  async remove(queue: Queue, message: StoredMessage): Promise<void> {
    await this.#store.remove(queue.name, message.id);
  }

  async hide(queue: Queue, message: StoredMessage, seconds: number): Promise<void> {
    await this.#store.put(queue.name, { ...message, visibleAt: this.now() + seconds * 1000 });
  }

  async purge(queue: Queue): Promise<void> {
    await this.#store.purge(queue.name);
  }

  /** Ends the long polls under way. */
  wake(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const rouse of sleepers) rouse();
  }

  async close(): Promise<void> {
    this.wake();
    await this.#store.close();
  }

  async #takeVisible(queue: Queue, taking: Taking): Promise<readonly StoredMessage[]> {
    const now = this.now();
    const hidden = (taking.hiddenSeconds ?? queue.settings.VisibilityTimeout) * 1000;
    const redrive = queue.settings.RedrivePolicy;
    const due = this.kept(queue).filter(({ visibleAt }) => visibleAt <= now);
    const dead =
      redrive === undefined ? [] : due.filter(({ receives }) => receives >= redrive.maxReceiveCount);
    const taken = due.filter((message) => !dead.includes(message)).slice(0, taking.max);
    const marked = taken.map((message) => ({
      ...message,
      receipt: randomUUID(),
      visibleAt: now + hidden,
      receives: message.receives + 1,
      firstReceivedAt: message.firstReceivedAt ?? now,
    }));
    // All are marked in memory before the first wait, so that no second receiver gets one of them.
    const marking = marked.map((message) => this.#store.put(queue.name, message));
    for (const message of dead) await this.#bury(queue, message, redrive?.deadLetterTargetArn ?? '');
    await Promise.all(marking);
    return marked;
  }

  /** Into the dead-letter queue first: a crash between the two leaves the message twice, never nowhere. */
  async #bury(queue: Queue, message: StoredMessage, deadLetterArn: string): Promise<void> {
    const grave = this.find(deadLetterArn);
    const { receipt: _, ...rest } = message;
    const buried = this.#store.put(grave.name, {
      ...rest,
      visibleAt: this.now(),
      receives: 0,
      deadFrom: queue.arn,
    });
    await Promise.all([buried, this.#store.remove(queue.name, message.id)]);
  }
}
