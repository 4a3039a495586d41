import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decodeTurn, eventsOf, rebuild } from './codec.ts';
import { FLAG, KIND, splitText } from './format.ts';
import { listSegments, scanSegment } from './segments.ts';

/** What a journal holds, and what is wrong with it. */
export type Report = {
  readonly segments: number;
  readonly records: number;
  readonly bytes: number;
  readonly executions: number;
  readonly open: number;
  readonly events: number;
  readonly problems: readonly string[];
};

type Chain = { records: ReturnType<typeof decodeTurn>[]; closed: boolean; depth: number };

/** Reads a data folder through: every record, every chain of records, every state that they rebuild. Changes nothing. */
export function checkJournal(dataDir: string): Report {
  const folder = join(dataDir, 'journal');
  const problems: string[] = [];
  const chains = new Map<number, Chain>();
  const totals = { records: 0, bytes: 0, events: 0 };
  const segments = existsSync(folder) ? listSegments(folder) : [];
  if (segments.length === 0) problems.push(`${folder} holds no journal`);
  for (const segment of segments) {
    try {
      const { end, torn } = scanSegment(folder, segment, (record) => {
        totals.records += 1;
        if (record.head.kind !== KIND.turn) return;
        const turn = decodeTurn(splitText(record).json);
        totals.events += eventsOf(turn).length;
        const chain = chains.get(record.head.execution) ?? { records: [], closed: false, depth: 0 };
        if ((record.head.flags & FLAG.full) !== 0) chain.records = [];
        chain.records.push(turn);
        if (record.head.depth !== chain.depth + 1 && record.head.depth !== 1) {
          // a compacted chain begins again with its first record
          problems.push(
            `execution ${record.head.execution}: record ${record.head.depth} follows record ${chain.depth}`,
          );
        }
        chain.depth = record.head.depth;
        chain.closed = (record.head.flags & FLAG.closed) !== 0;
        chains.set(record.head.execution, chain);
      });
      totals.bytes += end;
      if (torn && segment !== segments.at(-1)) problems.push(`segment ${segment} is damaged at ${end}`);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  let open = 0;
  for (const [id, chain] of chains) {
    if (!chain.closed) open += 1;
    try {
      rebuild(id, chain.records);
    } catch (error) {
      problems.push(`execution ${id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { segments: segments.length, ...totals, executions: chains.size, open, problems };
}
