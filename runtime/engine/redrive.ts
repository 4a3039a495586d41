import { describeRedrive } from '../api/describe.ts';
import type { ClosedItem } from '../core/redrive.ts';
import type { Entry } from './entry.ts';
import type { Worker } from './worker.ts';

/** Runs a closed execution on. The caller has made sure that it can be, and that all of it is on disk. */
export function redriveEntry(
  worker: Worker,
  entry: Entry,
  how: { clientToken?: string | undefined; anew?: boolean } = {},
): void {
  entry.live ??= worker.load(entry);
  // the next record is a whole one: that results are taken back is nothing that a difference could tell
  entry.live.deltaBytes = Number.POSITIVE_INFINITY;
  // one that was archived comes back: what happens from now on is in the journal
  worker.executions.revive(entry);
  const { clientToken, anew = false } = how;
  worker.turn(entry, { type: 'redriven', clientToken, anew, items: closedItems(worker, entry) });
}

/** The children of the Map Runs of an execution: those that did not succeed, and what others gave since. */
function closedItems(worker: Worker, entry: Entry): ClosedItem[] {
  return [...worker.execution(entry).groups.values()].flatMap((group) => {
    const children = group.mapRunArn === undefined ? [] : worker.executions.run(group.mapRunArn);
    return children.flatMap((child): ClosedItem[] => {
      if (child.item === undefined) return [];
      const { index } = child.item;
      const execution = worker.execution(child);
      if (child.status === 'SUCCEEDED') {
        const known = group.results.has(index);
        return known ? [] : [{ group: group.id, index, output: execution.output ?? null, again: false }];
      }
      const { redriveStatus } = describeRedrive(execution, worker.now);
      return [
        { group: group.id, index, again: redriveStatus !== 'NOT_REDRIVABLE' || child.status === 'RUNNING' },
      ];
    });
  });
}
