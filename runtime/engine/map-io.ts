import type { Entry } from './executions.ts';
import type { Worker } from './worker.ts';

/** Reads the items of a Distributed Map (ItemReader). */
export async function readItems(worker: Worker, entry: Entry, group: number): Promise<void> {
  await Promise.resolve();
  worker.turn(entry, {
    type: 'runFailed',
    group,
    failure: { error: 'States.ItemReaderFailed', cause: 'not supported yet', catchable: true },
  });
}

/** Writes the results of a Distributed Map (ResultWriter). */
export async function writeResults(worker: Worker, entry: Entry, group: number): Promise<void> {
  await Promise.resolve();
  worker.turn(entry, {
    type: 'runFailed',
    group,
    failure: { error: 'States.ResultWriterFailed', cause: 'not supported yet', catchable: true },
  });
}
