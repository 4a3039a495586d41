/** The store's process and everything in front of it. */
import { join } from 'node:path';
import { StoreClient } from '#local/dynamodb/client.ts';
import { startStore } from '#local/dynamodb/process.ts';
import { DynamoService } from '#local/dynamodb/service.ts';
import { declaredTables, ensureTables, type Table } from '#local/dynamodb/tables.ts';
import { TtlSweeper } from '#local/dynamodb/ttl.ts';
import type { Shared } from './shared.ts';

export type Tables = {
  readonly declared: readonly Table[];
  readonly store: StoreClient;
  readonly sweeper: TtlSweeper;
  close(): Promise<void>;
};

/**
 * Starts the store, makes the template's tables and registers the DynamoDB stand-in. `written` hears of every table
 * that was written to; `fatal` when the store ends by itself.
 */
export async function openTables(
  shared: Shared,
  written: (tableName: string) => void,
  fatal: ((line: string) => void) | undefined,
): Promise<Tables> {
  const { template, dispatcher, timeline, clock, log } = shared;
  const declared = declaredTables(template);
  const process = await startStore(join(shared.dataDir, 'dynamodb'));
  const store = new StoreClient(process.port);
  let closing = false;
  void process.died.then((said) => {
    if (closing) return;
    const line = `${process.program} has ended by itself${said === '' ? '' : `: ${said}`}; start the host again`;
    log.problem(line);
    fatal?.(line);
  });
  const close = async (): Promise<void> => {
    closing = true;
    store.close();
    await process.stop();
  };
  try {
    await ensureTables(declared, store);
  } catch (error) {
    await close();
    throw error;
  }
  const sweeper = new TtlSweeper({ tables: declared, store, now: () => clock.now(), written });
  timeline.add('time to live', sweeper);
  const { region, accountId } = template;
  const storeRegion = process.region;
  dispatcher.register(
    new DynamoService({ store, tables: declared, region, accountId, storeRegion, written }),
  );
  return { declared, store, sweeper, close };
}
