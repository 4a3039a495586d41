/** The messages of all queues, durable: one journal, its records applied in order to maps in memory. */
import * as z from 'zod';
import type { Journal } from '#local/events/journal.ts';
import { openJournal } from '#local/events/journal.ts';

const attributeSchema = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});

const messageSchema = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), attributeSchema),
  /** Epoch milliseconds of the host's clock. */
  sentAt: z.number(),
  visibleAt: z.number(),
  receives: z.number(),
  firstReceivedAt: z.number().optional(),
  /** The handle that the last receiver got; an older one no longer fits. */
  receipt: z.string().optional(),
  /** ARN of the queue that gave the message up (DeadLetterQueueSourceArn). */
  deadFrom: z.string().optional(),
});

const changeSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('put'), queue: z.string(), message: messageSchema }),
  z.object({ do: z.literal('remove'), queue: z.string(), id: z.string() }),
  z.object({ do: z.literal('purge'), queue: z.string() }),
]);

export type MessageAttributes = Readonly<Record<string, z.infer<typeof attributeSchema>>>;
export type StoredMessage = Readonly<z.infer<typeof messageSchema>>;
type Change = z.infer<typeof changeSchema>;

export const messageAttributesSchema = z.record(z.string(), attributeSchema);

export class QueueStore {
  readonly #queues = new Map<string, Map<string, StoredMessage>>();
  #journal: Journal | undefined;

  /** Opens the store at `path` and writes the file anew without what was deleted. */
  static async open(path: string): Promise<QueueStore> {
    const store = new QueueStore();
    const journal = await openJournal(path, (record) => store.#apply(changeSchema.parse(record)));
    await journal.rewrite(
      [...store.#queues].flatMap(([queue, messages]) =>
        [...messages.values()].map((message): Change => ({ do: 'put', queue, message })),
      ),
    );
    store.#journal = journal;
    return store;
  }

  messages(queue: string): readonly StoredMessage[] {
    return [...(this.#queues.get(queue)?.values() ?? [])];
  }

  /** Adds or replaces; the memory changes at once (nobody else can take the message), the promise waits for the disk. */
  async put(queue: string, message: StoredMessage): Promise<void> {
    await this.#change({ do: 'put', queue, message });
  }

  async remove(queue: string, id: string): Promise<void> {
    await this.#change({ do: 'remove', queue, id });
  }

  async purge(queue: string): Promise<void> {
    await this.#change({ do: 'purge', queue });
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  async #change(change: Change): Promise<void> {
    this.#apply(change);
    await this.#journal?.append(change);
  }

  #apply(change: Change): void {
    const messages = this.#queues.get(change.queue) ?? new Map<string, StoredMessage>();
    this.#queues.set(change.queue, messages);
    if (change.do === 'put') messages.set(change.message.id, change.message);
    else if (change.do === 'remove') messages.delete(change.id);
    else messages.clear();
  }
}
