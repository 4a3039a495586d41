import type { Json, JsonObject } from '../asl/json.ts';
import type { Group } from '../core/execution.ts';
import type { HistoryEvent } from '../core/history.ts';
import type { Entry } from '../engine/entry.ts';
import { executionArn, findExecution } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { page } from './body.ts';
import type { Operation } from './context.ts';
import { compact, describeRedrive, seconds } from './describe.ts';
import { ApiError } from './errors.ts';
import { itemsIn, mapOf } from './map-children.ts';

type MapRun = {
  readonly arn: string;
  readonly parent: Entry;
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly status: string;
  readonly redrives: number;
  readonly redrivenAt: number | undefined;
  readonly group: Group | undefined;
};

const ENDS: Readonly<Record<string, string>> = {
  MapRunSucceeded: 'SUCCEEDED',
  MapRunFailed: 'FAILED',
  MapRunAborted: 'ABORTED',
};

function arnOf(event: HistoryEvent): string {
  const arn = event.details?.['mapRunArn'];
  return typeof arn === 'string' ? arn : '';
}

/** The Map Runs of an execution, as its history tells them: each end follows the event that began the run. */
function runsOf(worker: Worker, parent: Entry): MapRun[] {
  const groups = [...worker.execution(parent).groups.values()];
  const runs = new Map<string, MapRun>();
  const begun = new Map<number, string>();
  for (const event of worker.history(parent)) {
    const status = ENDS[event.type];
    const arn = status === undefined ? arnOf(event) : (begun.get(event.previous) ?? '');
    const run = runs.get(arn);
    if (event.type === 'MapRunStarted') {
      const group = groups.find((g) => g.mapRunArn === arn);
      const state = { status: 'RUNNING', stoppedAt: undefined, redrives: 0, redrivenAt: undefined };
      runs.set(arn, { arn, parent, startedAt: event.at, group, ...state });
    } else if (run === undefined) continue;
    else if (status !== undefined) runs.set(arn, { ...run, status, stoppedAt: event.at });
    else {
      const again = {
        status: 'RUNNING',
        stoppedAt: undefined,
        redrives: run.redrives + 1,
        redrivenAt: event.at,
      };
      runs.set(arn, { ...run, ...again });
    }
    begun.set(event.id, arn);
  }
  const { status, stoppedAt } = parent;
  return [...runs.values()].map((run) =>
    run.status === 'RUNNING' && status !== 'RUNNING' ? { ...run, status: 'ABORTED', stoppedAt } : run,
  );
}

/** The runs of all executions of the machine that the ARN of a run names; only for a run that has no children to ask. */
function searched(worker: Worker, arn: string): MapRun | undefined {
  const machine = arn.split(':')[6]?.split('/')[0] ?? '';
  for (const entry of worker.executions.newest({ family: machine }, {}, Number.POSITIVE_INFINITY)) {
    const run = runsOf(worker, entry).find((found) => found.arn === arn);
    if (run !== undefined) return run;
  }
  return undefined;
}

function findRun(worker: Worker, arn: string): MapRun {
  const parts = /^arn:[\w-]+:states:[\w-]+:\d{12}:mapRun:[^:]+:[^:]+$/.exec(arn);
  if (!parts) throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
  const [child] = worker.executions.newest({ run: arn }, {}, Number.POSITIVE_INFINITY);
  const parent = child?.item === undefined ? undefined : worker.executions.get(child.item.parent);
  const run =
    parent === undefined ? searched(worker, arn) : runsOf(worker, parent).find((found) => found.arn === arn);
  if (run === undefined) throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`);
  return run;
}

/** How many items a child works on, by its input; 1 where children are counted. */
type Size = (input: Json) => number;

function counts(worker: Worker, run: MapRun, size: Size): JsonObject {
  const children = worker.executions.run(run.arn);
  const [first] = children;
  const again = new Set(run.status === 'RUNNING' ? run.group?.again : []);
  const sum = (of: (child: Entry) => boolean): number =>
    children.filter(of).reduce((total, child) => total + size(worker.execution(child).identity.input), 0);
  const waits = (child: Entry): boolean => again.has(child.item?.index ?? -1);
  const of = (status: string): number => sum((child) => child.status === status && !waits(child));
  const unstarted = run.group?.items.slice(run.group.next) ?? [];
  const pending = unstarted.reduce((total: number, input) => total + size(input), 0);
  const exports = first !== undefined && mapOf(worker, first)?.writer?.resource !== undefined;
  return {
    pending,
    running: of('RUNNING'),
    succeeded: of('SUCCEEDED'),
    failed: of('FAILED'),
    timedOut: of('TIMED_OUT'),
    aborted: of('ABORTED'),
    total: pending + sum(() => true),
    resultsWritten: exports && run.status !== 'RUNNING' ? sum((child) => child.status !== 'RUNNING') : 0,
    failuresNotRedrivable: sum((child) => lost(worker, child)),
    pendingRedrive: sum(waits),
  };
}

function lost(worker: Worker, child: Entry): boolean {
  if (child.status === 'RUNNING' || child.status === 'SUCCEEDED') return false;
  return describeRedrive(worker.execution(child), worker.now).redriveStatus === 'NOT_REDRIVABLE';
}

export const describeMapRun: Operation = async ({ worker }, body) => {
  await worker.settled();
  const run = findRun(worker, body.string('mapRunArn'));
  const { group, redrivenAt } = run;
  const [first] = worker.executions.newest({ run: run.arn }, {}, Number.POSITIVE_INFINITY);
  const batched = first !== undefined && mapOf(worker, first)?.batcher !== undefined;
  return compact({
    mapRunArn: run.arn,
    executionArn: executionArn(run.parent),
    status: run.status,
    startDate: seconds(run.startedAt),
    stopDate: run.stoppedAt === undefined ? undefined : seconds(run.stoppedAt),
    maxConcurrency: group === undefined || group.concurrency >= 10_000 ? 0 : group.concurrency,
    toleratedFailurePercentage: group?.toleratedPercentage ?? 0,
    toleratedFailureCount: group?.toleratedCount ?? 0,
    itemCounts: counts(worker, run, (input) => itemsIn(input, batched)),
    executionCounts: counts(worker, run, () => 1),
    redriveCount: run.redrives,
    redriveDate: redrivenAt === undefined ? undefined : seconds(redrivenAt),
  });
};

export const listMapRuns: Operation = async ({ worker }, body) => {
  await worker.settled();
  const parent = findExecution(worker, body.string('executionArn'));
  const { items, nextToken } = page(runsOf(worker, parent).reverse(), body);
  const mapRuns = items.map((run): Json => {
    const label = run.arn.split(':')[6]?.split('/')[1] ?? '';
    return compact({
      executionArn: executionArn(parent),
      mapRunArn: run.arn,
      stateMachineArn: `${parent.machineArn}/${label}`,
      startDate: seconds(run.startedAt),
      stopDate: run.stoppedAt === undefined ? undefined : seconds(run.stoppedAt),
    });
  });
  return compact({ mapRuns, nextToken });
};

/** Changes the bounds of a run that is under way. */
export const updateMapRun: Operation = ({ worker }, body) => {
  const run = findRun(worker, body.string('mapRunArn'));
  const max = body.integer('maxConcurrency', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: -1 });
  const count = body.integer('toleratedFailureCount', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: -1 });
  const share = body.integer('toleratedFailurePercentage', { min: 0, max: 100, fallback: -1 });
  if (run.status !== 'RUNNING' || run.group === undefined)
    throw new ApiError('ValidationException', 'The Map Run is not running');
  worker.turn(run.parent, {
    type: 'runChanged',
    group: run.group.id,
    ...(max < 0 ? {} : { concurrency: max }),
    ...(count < 0 ? {} : { toleratedCount: count }),
    ...(share < 0 ? {} : { toleratedPercentage: share }),
  });
  return {};
};
