import type { Json, JsonObject } from '../asl/json.ts';
import type { Group } from '../core/execution.ts';
import type { Entry } from '../engine/executions.ts';
import { executionArn, findExecution } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { page } from './body.ts';
import type { Operation } from './context.ts';
import { compact, seconds } from './describe.ts';
import { ApiError } from './errors.ts';

type MapRun = {
  readonly arn: string;
  readonly parent: Entry;
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly status: string;
  readonly group: Group | undefined;
};

/** The Map Runs of an execution, as its history tells them. */
function runsOf(worker: Worker, parent: Entry): MapRun[] {
  const runs: MapRun[] = [];
  const execution = worker.execution(parent);
  const groups = [...execution.groups.values()];
  const ends: Record<string, string> = {
    MapRunSucceeded: 'SUCCEEDED',
    MapRunFailed: 'FAILED',
    MapRunAborted: 'ABORTED',
  };
  for (const event of worker.history(parent)) {
    if (event.type === 'MapRunStarted') {
      const arn = event.details?.['mapRunArn'];
      if (typeof arn !== 'string') continue;
      const group = groups.find((g) => g.mapRunArn === arn);
      const aborted = parent.status !== 'RUNNING';
      const status = aborted ? 'ABORTED' : 'RUNNING';
      runs.push({
        arn,
        parent,
        startedAt: event.at,
        stoppedAt: aborted ? parent.stoppedAt : undefined,
        status,
        group,
      });
    }
    const status = ends[event.type];
    // runs of one execution end in the order in which their events follow each other
    const open =
      status === undefined
        ? -1
        : runs.findLastIndex(
            (run) => run.group === undefined && (run.status === 'RUNNING' || run.status === 'ABORTED'),
          );
    const run = runs[open];
    if (status !== undefined && run !== undefined) runs[open] = { ...run, status, stoppedAt: event.at };
  }
  return runs;
}

function counts(children: readonly Entry[], total: number): JsonObject {
  const of = (...statuses: string[]): number =>
    children.filter((child) => statuses.includes(child.status)).length;
  const [running, succeeded, failed] = [of('RUNNING'), of('SUCCEEDED'), of('FAILED')];
  const [timedOut, aborted] = [of('TIMED_OUT'), of('ABORTED')];
  return {
    pending: Math.max(0, total - children.length),
    running,
    succeeded,
    failed,
    timedOut,
    aborted,
    total: Math.max(total, children.length),
    resultsWritten: 0,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}

function findRun(worker: Worker, arn: string): MapRun {
  const parts = /^arn:[\w-]+:states:[\w-]+:\d{12}:mapRun:[^:]+:[^:]+$/.exec(arn);
  if (!parts) throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
  const [child] = worker.executions.run(arn);
  const parent = child?.item === undefined ? undefined : worker.executions.get(child.item.parent);
  const run = parent === undefined ? undefined : runsOf(worker, parent).find((found) => found.arn === arn);
  if (run === undefined) throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`);
  return run;
}

export const describeMapRun: Operation = async ({ worker }, body) => {
  await worker.settled();
  const run = findRun(worker, body.string('mapRunArn'));
  const children = worker.executions.run(run.arn);
  const itemCounts = counts(children, run.group?.items.length ?? children.length);
  return compact({
    mapRunArn: run.arn,
    executionArn: executionArn(run.parent),
    status: run.status,
    startDate: seconds(run.startedAt),
    stopDate: run.stoppedAt === undefined ? undefined : seconds(run.stoppedAt),
    maxConcurrency: run.group === undefined || run.group.concurrency >= 10_000 ? 0 : run.group.concurrency,
    toleratedFailurePercentage: run.group?.toleratedPercentage ?? 0,
    toleratedFailureCount: run.group?.toleratedCount ?? 0,
    itemCounts,
    executionCounts: itemCounts,
    redriveCount: 0,
  });
};

export const listMapRuns: Operation = async ({ worker }, body) => {
  await worker.settled();
  const parent = findExecution(worker, body.string('executionArn'));
  const { items, nextToken } = page(runsOf(worker, parent), body);
  const mapRuns = items.map(
    (run): Json =>
      compact({
        executionArn: executionArn(parent),
        mapRunArn: run.arn,
        stateMachineArn: parent.machineArn,
        startDate: seconds(run.startedAt),
        stopDate: run.stoppedAt === undefined ? undefined : seconds(run.stoppedAt),
      }),
  );
  return compact({ mapRuns, nextToken });
};

/** Changes the bounds of a run that is under way. */
export const updateMapRun: Operation = ({ worker }, body) => {
  const run = findRun(worker, body.string('mapRunArn'));
  if (run.group === undefined) throw new ApiError('ValidationException', 'The Map Run is not running');
  const max = body.integer('maxConcurrency', { min: 0, max: 10_000, fallback: -1 });
  const count = body.integer('toleratedFailureCount', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: -1 });
  const share = body.integer('toleratedFailurePercentage', { min: 0, max: 100, fallback: -1 });
  worker.turn(run.parent, {
    type: 'runChanged',
    group: run.group.id,
    ...(max < 0 ? {} : { concurrency: max }),
    ...(count < 0 ? {} : { toleratedCount: count }),
    ...(share < 0 ? {} : { toleratedPercentage: share }),
  });
  return {};
};
