/** Sessions, grants and tokens of the OpenID provider on disk, so that a restart keeps everybody signed in. */

import type { Adapter, AdapterPayload } from 'oidc-provider';
import * as z from 'zod';
import type { Journal } from '#local/events/journal.ts';
import { openJournal } from '#local/events/journal.ts';

const payloadSchema = z.record(z.string(), z.unknown());
const recordSchema = z.object({
  key: z.string(),
  /** Undefined: the entry was destroyed. */
  payload: payloadSchema.optional(),
  /** Epoch milliseconds of real time. */
  expiresAt: z.number().optional(),
});
type Entry = { readonly payload: Record<string, unknown>; readonly expiresAt: number | undefined };

export class GrantStore {
  readonly #entries = new Map<string, Entry>();
  #journal: Journal | undefined;

  /** Opens the store; what expired meanwhile is left out of the new file. */
  static async open(path: string): Promise<GrantStore> {
    const store = new GrantStore();
    const journal = await openJournal(path, (record) => store.#apply(recordSchema.parse(record)));
    const live = [...store.#entries].filter(([key]) => store.find(key) !== undefined);
    await journal.rewrite(live.map(([key, entry]) => ({ key, ...entry })));
    store.#journal = journal;
    return store;
  }

  find(key: string): Record<string, unknown> | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || (entry.expiresAt !== undefined && entry.expiresAt <= Date.now()))
      return undefined;
    return entry.payload;
  }

  /** The first payload of a model whose field has a value. */
  findBy(model: string, field: string, value: string): Record<string, unknown> | undefined {
    for (const [key, { payload }] of this.#entries) {
      if (key.startsWith(`${model}:`) && payload[field] === value) return this.find(key);
    }
    return undefined;
  }

  async put(key: string, payload: object | undefined, lifeSeconds?: number): Promise<void> {
    const record = recordSchema.parse({
      key,
      ...(payload === undefined ? {} : { payload: { ...payload } }),
      ...(lifeSeconds === undefined ? {} : { expiresAt: Date.now() + lifeSeconds * 1000 }),
    });
    this.#apply(record);
    await this.#journal?.append(record);
  }

  async consume(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const record = { ...entry, key, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1000) } };
    this.#apply(record);
    await this.#journal?.append(record);
  }

  async revoke(grantId: string): Promise<void> {
    const keys = [...this.#entries]
      .filter(([, { payload }]) => payload['grantId'] === grantId)
      .map(([key]) => key);
    await Promise.all(keys.map(async (key) => this.put(key, undefined)));
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  #apply({ key, payload, expiresAt }: z.infer<typeof recordSchema>): void {
    if (payload === undefined) this.#entries.delete(key);
    else this.#entries.set(key, { payload, expiresAt });
  }
}

/** The adapter of one model (`Session`, `RefreshToken`, …) of oidc-provider. */
export function grantAdapter(store: GrantStore, model: string): Adapter {
  const key = (id: string): string => `${model}:${id}`;
  const given = (payload: Record<string, unknown> | undefined): AdapterPayload | undefined => payload;
  return {
    upsert: async (id, payload, expiresIn) => store.put(key(id), payload, expiresIn),
    find: async (id) => Promise.resolve(given(store.find(key(id)))),
    findByUid: async (uid) => Promise.resolve(given(store.findBy(model, 'uid', uid))),
    findByUserCode: async (code) => Promise.resolve(given(store.findBy(model, 'userCode', code))),
    consume: async (id) => store.consume(key(id)),
    destroy: async (id) => store.put(key(id), undefined),
    revokeByGrantId: async (grantId) => store.revoke(grantId),
  };
}
