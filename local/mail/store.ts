/** Caught mails, the suppression list and the marks of the mailbox simulator: one durable file, an index in memory. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Journal, JournalPosition } from '#local/events/journal.ts';
import { openJournal } from '#local/events/journal.ts';

const outcomeSchema = z.enum(['delivered', 'bounced', 'complained', 'suppressed']);
const mailSchema = z.object({
  id: z.string(),
  /** Epoch milliseconds of the host's clock. */
  at: z.number(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  tags: z.record(z.string(), z.string()),
  configurationSet: z.string().optional(),
  /** What became of it, by bare address. */
  outcomes: z.record(z.string(), outcomeSchema),
});
const suppressionSchema = z.object({
  address: z.string(),
  reason: z.enum(['BOUNCE', 'COMPLAINT']),
  at: z.number(),
});
const markSchema = z.enum(['bounce', 'complain']);
const recordSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('mail'), mail: mailSchema }),
  z.object({ do: z.literal('suppress'), entry: suppressionSchema }),
  z.object({ do: z.literal('release'), address: z.string() }),
  z.object({ do: z.literal('mark'), address: z.string(), as: markSchema.optional() }),
]);

export type Outcome = z.infer<typeof outcomeSchema>;
export type CaughtMail = Readonly<z.infer<typeof mailSchema>>;
export type Suppression = Readonly<z.infer<typeof suppressionSchema>>;
export type Mark = z.infer<typeof markSchema>;
type Change = z.infer<typeof recordSchema>;

/** What a list needs of a mail; the bodies stay on the disk. */
export type MailSummary = Pick<
  CaughtMail,
  'id' | 'at' | 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'tags' | 'outcomes'
>;
type Entry = { readonly summary: MailSummary; readonly position: JournalPosition };

export type MailQuery = {
  /** Bare address; a part of an address or of a name unless `whole`; any case. */
  readonly to?: string | undefined;
  readonly whole?: boolean;
  /** Only mails at or after this, epoch ms. */
  readonly since?: number | undefined;
  readonly skip: number;
  readonly limit: number;
};

function summaryOf(mail: CaughtMail): MailSummary {
  const { id, at, from, to, cc, bcc, subject, tags, outcomes } = mail;
  return { id, at, from, to, cc, bcc, subject, tags, outcomes };
}

export class MailStore {
  readonly #mails: Entry[] = [];
  readonly #byId = new Map<string, Entry>();
  readonly #suppressed = new Map<string, Suppression>();
  readonly #marks = new Map<string, Mark>();
  #journal: Journal | undefined;

  static async open(path: string): Promise<MailStore> {
    const store = new MailStore();
    store.#journal = await openJournal(path, (record, position) =>
      store.#apply(recordSchema.parse(record), position),
    );
    return store;
  }

  /** Resolves with the id once the mail is on the disk. */
  async add(mail: Omit<CaughtMail, 'id'>): Promise<CaughtMail> {
    const whole = { ...mail, id: `${randomUUID()}-000000` };
    await this.#change({ do: 'mail', mail: whole });
    return whole;
  }

  /** Newest first, and how many there are in all. */
  list(query: MailQuery): { readonly total: number; readonly mails: readonly MailSummary[] } {
    const wanted = query.to?.trim().toLowerCase();
    const found = this.#mails
      .map(({ summary }) => summary)
      .filter(({ at, outcomes, tags, to }) => {
        if (query.since !== undefined && at < query.since) return false;
        if (wanted === undefined || wanted === '') return true;
        const bare = Object.keys(outcomes).map((address) => address.toLowerCase());
        if (query.whole === true) return bare.includes(wanted);
        const about = tags['subject'] ?? '';
        return [...bare, ...to, about].some((text) => text.toLowerCase().includes(wanted));
      })
      .toReversed();
    return { total: found.length, mails: found.slice(query.skip, query.skip + query.limit) };
  }

  async read(id: string): Promise<CaughtMail | undefined> {
    const entry = this.#byId.get(id);
    if (entry === undefined || this.#journal === undefined) return undefined;
    const record = recordSchema.parse(await this.#journal.read(entry.position));
    return record.do === 'mail' ? record.mail : undefined;
  }

  suppression(address: string): Suppression | undefined {
    return this.#suppressed.get(address.toLowerCase());
  }

  suppressions(): readonly Suppression[] {
    return [...this.#suppressed.values()];
  }

  async suppress(entry: Suppression): Promise<void> {
    await this.#change({ do: 'suppress', entry: { ...entry, address: entry.address.toLowerCase() } });
  }

  async release(address: string): Promise<void> {
    if (this.suppression(address) === undefined) return;
    await this.#change({ do: 'release', address: address.toLowerCase() });
  }

  markOf(address: string): Mark | undefined {
    return this.#marks.get(address.toLowerCase());
  }

  /** `undefined` takes the mark away. */
  async mark(address: string, as: Mark | undefined): Promise<void> {
    await this.#change({ do: 'mark', address: address.toLowerCase(), ...(as === undefined ? {} : { as }) });
  }

  marks(): Readonly<Record<Mark, readonly string[]>> {
    const marked = (as: Mark): readonly string[] =>
      [...this.#marks].filter(([, mark]) => mark === as).map(([address]) => address);
    return { bounce: marked('bounce'), complain: marked('complain') };
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  async #change(change: Change): Promise<void> {
    if (this.#journal === undefined) throw new Error('the mail store is not open');
    this.#apply(change, await this.#journal.append(change));
  }

  #apply(change: Change, position: JournalPosition): void {
    if (change.do === 'mail') {
      const entry = { summary: summaryOf(change.mail), position };
      this.#mails.push(entry);
      this.#byId.set(change.mail.id, entry);
    } else if (change.do === 'suppress') this.#suppressed.set(change.entry.address, change.entry);
    else if (change.do === 'release') this.#suppressed.delete(change.address);
    else if (change.as === undefined) this.#marks.delete(change.address);
    else this.#marks.set(change.address, change.as);
  }
}
