import type { Receipt } from '#domain/receipt.ts';
import type { LogLine } from './api/views-directory.ts';
import type { State } from './state.ts';

/** The lines of a log with the post that wrote each by its name: nobody reads a code. */
export async function logLines(
  deps: Pick<State, 'getOffice'>,
  receipts: readonly Receipt[],
): Promise<LogLine[]> {
  const ids = [...new Set(receipts.flatMap(({ office }) => (office === undefined ? [] : [office])))];
  const offices = new Map(await Promise.all(ids.map(async (id) => [id, await deps.getOffice(id)] as const)));
  return receipts.map((receipt) => {
    const office = receipt.office === undefined ? undefined : offices.get(receipt.office);
    return { ...receipt, officeName: office?.name ?? null };
  });
}
