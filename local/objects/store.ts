/** Objects on disk: one file per body, one journal for what is where. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Journal } from '#local/events/journal.ts';
import { openJournal } from '#local/events/journal.ts';

const objectSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  /** Name of the file with the body. */
  file: z.string(),
  size: z.number(),
  /** MD5 of the body, in quotes. */
  etag: z.string(),
  /** Epoch milliseconds of the host's clock. */
  at: z.number(),
  /** What is given back with the body: content-type, cache-control, x-amz-meta-…, x-amz-checksum-… */
  headers: z.record(z.string(), z.string()),
});
const changeSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('put'), object: objectSchema }),
  z.object({ do: z.literal('delete'), bucket: z.string(), key: z.string() }),
]);

export type StoredObject = Readonly<z.infer<typeof objectSchema>>;
type Change = z.infer<typeof changeSchema>;

const nameOf = (bucket: string, key: string): string => `${bucket}/${key}`;

export class ObjectStore {
  readonly #folder: string;
  readonly #objects = new Map<string, StoredObject>();
  #journal: Journal | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the store in `folder`; bodies that a crash left without an object are removed. */
  static async open(folder: string): Promise<ObjectStore> {
    const store = new ObjectStore(folder);
    await mkdir(join(folder, 'bodies'), { recursive: true });
    const journal = await openJournal(join(folder, 'objects.log'), (record) =>
      store.#apply(changeSchema.parse(record)),
    );
    const kept = [...store.#objects.values()];
    await journal.rewrite(kept.map((object): Change => ({ do: 'put', object })));
    const files = new Set(kept.map(({ file }) => file));
    for (const file of await readdir(join(folder, 'bodies'))) {
      if (!files.has(file)) await rm(store.#path(file));
    }
    store.#journal = journal;
    return store;
  }

  get(bucket: string, key: string): StoredObject | undefined {
    return this.#objects.get(nameOf(bucket, key));
  }

  /** Objects of a bucket whose keys begin with the prefix, by key in UTF-8 order as S3 lists them. */
  list(bucket: string, prefix: string): readonly StoredObject[] {
    return [...this.#objects.values()]
      .filter((object) => object.bucket === bucket && object.key.startsWith(prefix))
      .toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  async body(object: StoredObject): Promise<Buffer> {
    return readFile(this.#path(object.file));
  }

  /** The body is on the disk before the object is; an object that it replaces is whole until then. */
  async put(
    object: Pick<StoredObject, 'bucket' | 'key' | 'at' | 'headers'>,
    body: Buffer,
  ): Promise<StoredObject> {
    const file = randomUUID();
    const handle = await open(this.#path(file), 'wx');
    try {
      await handle.writeFile(body);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const stored = { ...object, file, size: body.length, etag };
    await this.#replace(object.bucket, object.key, { do: 'put', object: stored });
    return stored;
  }

  async delete(bucket: string, key: string): Promise<void> {
    if (this.get(bucket, key) !== undefined) await this.#replace(bucket, key, { do: 'delete', bucket, key });
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  async #replace(bucket: string, key: string, change: Change): Promise<void> {
    await this.#journal?.append(change);
    const before = this.get(bucket, key);
    this.#apply(change);
    if (before !== undefined) await rm(this.#path(before.file), { force: true });
  }

  #path(file: string): string {
    return join(this.#folder, 'bodies', file);
  }

  #apply(change: Change): void {
    if (change.do === 'put')
      this.#objects.set(nameOf(change.object.bucket, change.object.key), change.object);
    else this.#objects.delete(nameOf(change.bucket, change.key));
  }
}
