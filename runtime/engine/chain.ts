import type { RecordAt } from '../journal/format.ts';
import type { Journal } from '../journal/journal.ts';

/** The records of an execution, oldest first; only those from the last one on that `begins` is true for, where there is one. */
export function chainOf(
  journal: Pick<Journal, 'read'>,
  from: { readonly pointer: number; readonly depth: number },
  begins: (record: RecordAt) => boolean = () => false,
): RecordAt[] {
  const chain: RecordAt[] = [];
  for (let { pointer, depth } = from; depth > 0; depth -= 1) {
    const record = journal.read(pointer);
    chain.push(record);
    if (begins(record)) break;
    pointer = record.head.previous;
  }
  return chain.reverse();
}
