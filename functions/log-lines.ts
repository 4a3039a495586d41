import type { Receipt } from '#domain/receipt.ts';
import type { LogLine } from './api/views-directory.ts';
import { officeName } from './office-names.ts';
import type { State } from './state.ts';

/** The lines of a log with the post that wrote each by its name: nobody reads a code. */
export async function logLines(
  deps: Pick<State, 'findOffices' | 'now'>,
  receipts: readonly Receipt[],
): Promise<LogLine[]> {
  const ids = [...new Set(receipts.flatMap(({ office }) => (office === undefined ? [] : [office])))];
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await officeName(deps, id)] as const)));
  return receipts.map((receipt) => {
    const name = receipt.office === undefined ? undefined : names.get(receipt.office);
    return { ...receipt, officeName: name ?? null };
  });
}
