import type { Entry } from '../engine/entry.ts';
import { redriveEntry } from '../engine/redrive.ts';
import { findExecution } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import type { Operation } from './context.ts';
import { describeRedrive, seconds } from './describe.ts';
import { ApiError } from './errors.ts';

/** A client token is known again for so long, and for so many redrives (API, RedriveExecution). */
const TOKEN_MS = 15 * 60_000;
const TOKENS = 10;

/** When the same request redrove the execution; its answer is repeated, whatever has become of the execution since. */
function earlier(worker: Worker, entry: Entry, clientToken: string): number | undefined {
  if (worker.execution(entry).redrives === 0) return undefined;
  const redriven = worker.history(entry).filter((event) => event.type === 'ExecutionRedriven');
  const same = redriven.slice(-TOKENS).find((event) => event.payload === clientToken);
  return same === undefined || worker.now - same.at > TOKEN_MS ? undefined : same.at;
}

function checkArn(arn: string): void {
  const [, , , , , type, family = ''] = arn.split(':');
  if (type === 'express')
    throw new ApiError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`);
  if (type === 'execution' && family.includes('/'))
    throw new ApiError('ValidationException', 'Labeled Execution ARNs are not supported for this API');
}

/** Runs a closed execution on from what failed. Children of a Distributed Map are redriven by their parent only. */
export const redriveExecution: Operation = async ({ worker }, body) => {
  const arn = body.string('executionArn');
  checkArn(arn);
  const clientToken = body.optional('clientToken');
  const entry = findExecution(worker, arn);
  do await worker.settled();
  while ((entry.live?.pinned ?? 0) > 0);
  const before = clientToken === undefined ? undefined : earlier(worker, entry, clientToken);
  if (before !== undefined) return { redriveDate: seconds(before) };
  const { redriveStatusReason: reason } = describeRedrive(worker.execution(entry), worker.now);
  if (reason !== undefined)
    throw new ApiError('ExecutionNotRedrivable', `Execution ${arn} invalid for redrive as: ${reason}`);
  redriveEntry(worker, entry, { clientToken });
  return { redriveDate: seconds(worker.now) };
};
