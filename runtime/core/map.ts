import { isArray, type Json } from '../asl/json.ts';
import type { MapState, NumberField, ParallelState } from '../asl/machine.ts';
import type { Environment } from '../query/environment.ts';
import { cutGroup, stopRun } from './cut.ts';
import { type Failure, failure, failureDetails } from './errors.ts';
import type { Frame, Group } from './execution.ts';
import { type NumberRules, numberOf, prepare } from './flow.ts';
import { close, complete, fill, newGroup, ownerOf, selected, startNext } from './groups.ts';
import type { Turn } from './turn.ts';

/** Inline Map items at a time when MaxConcurrency asks for no bound (AWS quota). */
const INLINE_CONCURRENCY = 40;
/** Child executions of a Distributed Map at a time (AWS quota). */
const DISTRIBUTED_CONCURRENCY = 10_000;

export function runParallel(turn: Turn, frame: Frame, state: ParallelState): void {
  const input = prepare(state, turn.environment(frame));
  const started = turn.record(frame, 'ParallelStateStarted');
  const group = newGroup(turn, frame, { kind: 'parallel', started, items: state.branches.map(() => input) });
  for (let index = 0; index < state.branches.length; index += 1) startNext(turn, group);
}

/** Wordings of the number fields of Map. */
const NUMBERS: Record<'concurrency' | 'count' | 'percentage', NumberRules> = {
  concurrency: {
    min: 0,
    notInteger: (path, value) =>
      `The MaxConcurrencyPath field refers to value "${plain(value)}" which is not a valid integer: ${path}`,
    outOfRange: () => 'MaxConcurrency cannot be negative.',
  },
  count: {
    min: 0,
    notInteger: (path, value) =>
      `The ToleratedFailureCountPath field refers to value "${plain(value)}" which is not a valid integer: ${path}`,
    outOfRange: () => 'ToleratedFailureCount cannot be negative.',
  },
  percentage: {
    min: 0,
    max: 100,
    fraction: true,
    notInteger: (path, value) =>
      `The ToleratedFailurePercentagePath field refers to value "${plain(value)}" which is not a valid float: ${path}`,
    outOfRange: () => 'ToleratedFailurePercentage must be between 0 and 100.',
  },
};

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function mapNumber(field: NumberField | undefined, env: Environment, rules: NumberRules): number | undefined {
  return field === undefined ? undefined : numberOf(field, env, rules);
}

export type MapNumbers = {
  concurrency: number;
  toleratedCount: number | undefined;
  toleratedPercentage: number | undefined;
};

/** MaxConcurrency and what failures are tolerated, as the state gives them. */
export function mapNumbers(state: MapState, env: Environment): MapNumbers {
  const numbers = {
    concurrency: mapNumber(state.maxConcurrency, env, NUMBERS.concurrency) ?? 0,
    toleratedCount: mapNumber(state.toleratedCount, env, NUMBERS.count),
    toleratedPercentage: mapNumber(state.toleratedPercentage, env, NUMBERS.percentage),
  };
  env.trace?.('maxConcurrency', numbers.concurrency);
  if (numbers.toleratedCount !== undefined) env.trace?.('toleratedFailureCount', numbers.toleratedCount);
  if (numbers.toleratedPercentage !== undefined)
    env.trace?.('toleratedFailurePercentage', numbers.toleratedPercentage);
  return numbers;
}

/** Starts a Map state, inline or distributed (States Language, "Map State"). */
export function runMap(turn: Turn, frame: Frame, state: MapState): void {
  const env = turn.environment(frame);
  const effective = env.with({ input: prepare(state, env) });
  const items = state.reader === undefined ? itemsOf(state, effective) : [];
  const started = turn.record(frame, 'MapStateStarted', { details: { length: items.length } });
  const numbers = mapNumbers(state, effective);
  const bound = numbers.concurrency === 0 ? Number.MAX_SAFE_INTEGER : numbers.concurrency;
  if (!state.distributed) {
    const concurrency = numbers.concurrency === 0 ? INLINE_CONCURRENCY : bound;
    const group = newGroup(turn, frame, { kind: 'map', started, items, concurrency });
    fill(turn, group);
    if (items.length === 0) complete(turn, group, started);
    return;
  }
  const mapRunArn = newMapRunArn(turn, state);
  turn.record(frame, 'MapRunStarted', { details: { mapRunArn } });
  const reading = state.reader !== undefined;
  const group = newGroup(turn, frame, {
    kind: 'mapRun',
    started,
    items,
    ...numbers,
    concurrency: Math.min(bound, DISTRIBUTED_CONCURRENCY),
    mapRunArn,
    phase: reading ? 'reading' : 'items',
    io: ioOf(state, effective),
  });
  if (reading) turn.commands.push({ type: 'readItems', group: group.id });
  else startRun(turn, group, items);
}

/** Arguments of ItemReader and ResultWriter, evaluated when the state starts. */
function ioOf(state: MapState, env: Environment): NonNullable<Group['io']> {
  const { reader, writer } = state;
  const maxItems = reader?.maxItems === undefined ? undefined : numberOf(reader.maxItems, env, MAX_ITEMS);
  const written = writer?.arguments?.evaluate(env);
  return {
    ...(reader === undefined ? {} : { reader: reader.arguments.evaluate(env) }),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(written === undefined ? {} : { writer: written }),
  };
}

/** A negative MaxItems is refused by the reader, not here. */
const MAX_ITEMS: NumberRules = {
  min: Number.NEGATIVE_INFINITY,
  notInteger: (path, value) =>
    `The MaxItemsPath field refers to value "${plain(value)}" which is not a valid integer: ${path}`,
  outOfRange: () => 'field MaxItems must be positive',
};

function itemsOf(state: MapState, env: Environment): readonly Json[] {
  const items = state.items(env);
  return isArray(items) ? items : [];
}

function newMapRunArn(turn: Turn, state: MapState): string {
  const [, , , region = '', account = ''] = turn.execution.identity.machineArn.split(':');
  const label = state.label ?? turn.chance.uuid().replaceAll('-', '').slice(0, 20);
  return `arn:aws:states:${region}:${account}:mapRun:${turn.execution.identity.machineName}/${label}:${turn.chance.uuid()}`;
}

/** The items of a Distributed Map are known: selects and batches them and starts the first children. */
export function startRun(turn: Turn, group: Group, items: readonly Json[]): void {
  const { frame, state } = ownerOf(turn, group);
  const inputs = items.map((item, index) => selected(turn, { frame, state }, index, item));
  group.items = batch(state, turn.environment(frame), inputs);
  group.phase = 'items';
  turn.groupChanged(group);
  fill(turn, group);
  if (group.items.length === 0) complete(turn, group, frame.last);
}

/** ItemBatcher: items → inputs of child executions, `{Items: […], BatchInput?}`. */
function batch(state: MapState, env: Environment, items: readonly Json[]): readonly Json[] {
  const { batcher } = state;
  if (batcher === undefined) return items;
  const rules: NumberRules = {
    min: 1,
    notInteger: (path, value) =>
      `The value at path '${path}' must be a positive integer but was: ${JSON.stringify(value)}`,
    outOfRange: (path) => `The value at '${path}' must be a positive integer.`,
  };
  const most = mapNumber(batcher.maxItems, env, rules) ?? Number.POSITIVE_INFINITY;
  const bytes = mapNumber(batcher.maxBytes, env, rules) ?? Number.POSITIVE_INFINITY;
  const shared = batcher.batchInput?.evaluate(env);
  const batches: Json[][] = [];
  let size = 0;
  for (const item of items) {
    const itemSize = bytes === Number.POSITIVE_INFINITY ? 0 : Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length >= most || size + itemSize > bytes) {
      batches.push([item]);
      size = itemSize;
    } else {
      last.push(item);
      size += itemSize;
    }
  }
  return batches.map((Items) => (shared === undefined ? { Items } : { BatchInput: shared, Items }));
}

/** The results of a Distributed Map are written (ResultWriter): `result` tells where. */
export function resultsWritten(turn: Turn, group: Group, result: Json): void {
  const owner = turn.execution.frames.get(group.frame);
  if (group.failure !== undefined) runFailed(turn, group, group.failure);
  else if (owner !== undefined) close(turn, group, { owner, last: owner.last, result });
}

/** A child execution of a Distributed Map has closed. */
export function itemClosed(
  turn: Turn,
  group: Group,
  child: { index: number; output?: Json; failure?: Failure },
): void {
  // one that was stopped with its run
  if (group.results.has(child.index) || group.failure !== undefined) return;
  group.running -= 1;
  if (child.failure === undefined) group.succeeded += 1;
  else group.failed += 1;
  turn.setResult(
    group,
    child.index,
    child.output ?? (child.failure === undefined ? null : { ...failureValue(child.failure) }),
  );
  const owner = turn.execution.frames.get(group.frame);
  if (owner === undefined) return;
  if (child.failure !== undefined && exceedsTolerance(group)) {
    runFailed(turn, group, TOLERANCE_EXCEEDED);
    return;
  }
  fill(turn, group);
  if (group.succeeded + group.failed === group.items.length) complete(turn, group, owner.last);
}

function failureValue(reason: Failure): { Error?: string; Cause?: string } {
  return {
    ...(reason.error === undefined ? {} : { Error: reason.error }),
    ...(reason.cause === undefined ? {} : { Cause: reason.cause }),
  };
}

export const TOLERANCE_EXCEEDED = failure(
  'States.ExceedToleratedFailureThreshold',
  'The specified tolerated failure threshold was exceeded',
);

/** Neither bound given: no failure is tolerated. Either bound exceeded: the run fails. */
export function exceedsTolerance(group: Group): boolean {
  const { toleratedCount: count, toleratedPercentage: percentage, failed } = group;
  if (count === undefined && percentage === undefined) return failed > 0;
  const share = (100 * failed) / Math.max(1, group.items.length);
  return (count !== undefined && failed > count) || (percentage !== undefined && share > percentage);
}

/** UpdateMapRun: other bounds for a run that is under way. */
export function runChanged(turn: Turn, group: Group, to: Partial<MapNumbers>): void {
  if (to.concurrency !== undefined)
    group.concurrency = to.concurrency === 0 ? DISTRIBUTED_CONCURRENCY : to.concurrency;
  if (to.toleratedCount !== undefined) group.toleratedCount = to.toleratedCount;
  if (to.toleratedPercentage !== undefined) group.toleratedPercentage = to.toleratedPercentage;
  turn.groupChanged(group);
  if (group.phase === 'items') fill(turn, group);
}

/** The run of a Distributed Map cannot go on: its reader or writer failed, or too many items did. */
export function runFailed(turn: Turn, group: Group, reason: Failure): void {
  const owner = turn.execution.frames.get(group.frame);
  if (owner === undefined) return;
  const state = turn.state(owner);
  if (group.phase === 'items' && state.type === 'Map' && state.writer?.resource !== undefined) {
    // what came of the items so far is written all the same, and which were not reached
    stopRun(turn, group);
    group.running = 0;
    group.phase = 'writing';
    group.failure = reason;
    turn.groupChanged(group);
    turn.commands.push({ type: 'writeResults', group: group.id });
    return;
  }
  group.failure = undefined;
  cutGroup(turn, group);
  turn.record(owner, 'MapRunFailed', { details: failureDetails(reason) });
  turn.failed(owner, reason);
}
