/**
 * Reads that are asked for in the same turn of the event loop, put together as one: a function that needs an approval's
 * case, office and move at once makes one call for the three, without having to know.
 */

type Waiting<K, V> = {
  readonly key: K;
  readonly found: (value: V | undefined) => void;
  readonly failed: (error: unknown) => void;
};

/**
 * Makes of a read of many a read of one. `readMany` gets each key once, in the order of asking; its answer holds, by
 * `nameOf`, what exists. When it fails, everyone who waits for it fails.
 */
export function gathered<K, V>(
  readMany: (keys: readonly K[]) => Promise<ReadonlyMap<string, V>>,
  nameOf: (key: K) => string,
): (key: K) => Promise<V | undefined> {
  let waiting: Waiting<K, V>[] = [];

  async function readAll(): Promise<void> {
    const all = waiting;
    waiting = [];
    try {
      const keys = new Map(all.map(({ key }) => [nameOf(key), key]));
      const values = await readMany([...keys.values()]);
      for (const { key, found } of all) found(values.get(nameOf(key)));
    } catch (error) {
      for (const { failed } of all) failed(error);
    }
  }

  return async (key) =>
    new Promise((found, failed) => {
      waiting.push({ key, found, failed });
      // After the promises that are settled now: what follows from them in this turn is read with it.
      if (waiting.length === 1) void Promise.resolve().then(() => process.nextTick(() => void readAll()));
    });
}
