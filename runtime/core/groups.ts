import { selectItem } from '../asl/compile-map.ts';
import type { Json } from '../asl/json.ts';
import type { MapState } from '../asl/machine.ts';
import { iteration } from './cut.ts';
import type { Frame, Group } from './execution.ts';
import { finish } from './flow.ts';
import type { EventType } from './history.ts';
import type { Turn } from './turn.ts';

type GroupSeed = Pick<Group, 'kind' | 'started' | 'items'> & Partial<Group>;

export function newGroup(turn: Turn, frame: Frame, seed: GroupSeed): Group {
  const group: Group = {
    id: turn.nextId(),
    frame: frame.id,
    results: new Map(),
    next: 0,
    running: 0,
    succeeded: 0,
    failed: 0,
    concurrency: Number.MAX_SAFE_INTEGER,
    toleratedCount: undefined,
    toleratedPercentage: undefined,
    phase: 'items',
    ...seed,
  };
  turn.addGroup(group);
  frame.wait = { kind: 'group', group: group.id };
  return group;
}

export function ownerOf(turn: Turn, group: Group): { frame: Frame; state: MapState } {
  const frame = turn.execution.frames.get(group.frame);
  const state = frame === undefined ? undefined : turn.state(frame);
  if (frame === undefined || state?.type !== 'Map')
    throw new TypeError(`group ${group.id} belongs to no Map state`);
  return { frame, state };
}

export function selected(
  turn: Turn,
  owner: { frame: Frame; state: MapState },
  index: number,
  item: Json,
): Json {
  if (owner.state.itemSelector === undefined) return item;
  const env = turn.environment(owner.frame, { Map: { Item: { Index: index, Value: item } } });
  const { input } = owner.state.flow;
  return selectItem(owner.state, input === undefined ? env : env.with({ input: input(env) }), item);
}

/** Starts as many items as may run at a time; those that a redrive runs again come first. */
export function fill(turn: Turn, group: Group): void {
  while (group.running < group.concurrency) {
    const [again, ...later] = group.again ?? [];
    if (again !== undefined) {
      group.again = later;
      group.running += 1;
      turn.groupChanged(group);
      const input = group.items[again] ?? null;
      turn.commands.push({ type: 'startItem', group: group.id, index: again, input });
    } else if (group.next < group.items.length) startNext(turn, group);
    else return;
  }
}

export function startNext(turn: Turn, group: Group, previous: number = group.started): void {
  const index = group.next;
  const item = group.items[index] ?? null;
  group.next += 1;
  group.running += 1;
  turn.groupChanged(group);
  const owner = turn.execution.frames.get(group.frame);
  const state = owner === undefined ? undefined : turn.state(owner);
  if (owner === undefined) return;
  if (group.kind === 'mapRun') {
    turn.commands.push({ type: 'startItem', group: group.id, index, input: item });
  } else if (state?.type === 'Parallel') {
    const branch = state.branches[index];
    if (branch !== undefined) turn.spawn(branch.id, item, { group: group.id, index, last: group.started });
  } else if (state?.type === 'Map') {
    const input = selected(turn, { frame: owner, state }, index, item);
    const last = turn.event('MapIterationStarted', { previous, details: { index, name: owner.state } });
    turn.spawn(state.processor.id, input, { group: group.id, index, item, last });
  }
}

/** A branch or inline item has come to its end. */
export function lineEnded(turn: Turn, line: Frame, output: Json): void {
  const group = turn.execution.groups.get(line.group ?? -1);
  if (group === undefined || line.index === undefined) return;
  turn.remove(line);
  group.running -= 1;
  group.succeeded += 1;
  turn.setResult(group, line.index, output);
  let last = line.last;
  if (group.kind === 'map') {
    last = turn.event('MapIterationSucceeded', { previous: line.last, details: iteration(turn, line) });
    if (group.next < group.items.length) startNext(turn, group, line.last);
  }
  if (group.succeeded === group.items.length) complete(turn, group, last);
}

const SUCCEEDED: Record<Group['kind'], EventType> = {
  parallel: 'ParallelStateSucceeded',
  map: 'MapStateSucceeded',
  mapRun: 'MapStateSucceeded',
};

/** All lines are done: the results, in the order of the items, are the result of the state. */
export function complete(turn: Turn, group: Group, last: number): void {
  const owner = turn.execution.frames.get(group.frame);
  if (owner === undefined) return;
  const state = turn.state(owner);
  const writes = group.kind === 'mapRun' && state.type === 'Map' && state.writer !== undefined;
  if (writes && group.phase === 'items') {
    group.phase = 'writing';
    turn.groupChanged(group);
    turn.commands.push({ type: 'writeResults', group: group.id });
    return;
  }
  const results = group.items.map((_, index) => group.results.get(index) ?? null);
  close(turn, group, { owner, last, result: results });
}

export function close(turn: Turn, group: Group, end: { owner: Frame; last: number; result: Json }): void {
  const { owner, result } = end;
  // the …Succeeded event stands beside the line: the exit follows the same event as it does
  const previous = group.kind === 'mapRun' ? turn.event('MapRunSucceeded', { previous: end.last }) : end.last;
  turn.event(SUCCEEDED[group.kind], { previous });
  // since November 2024 the exit of a Distributed Map follows the start of its run
  if (group.kind !== 'mapRun' || !turn.machine.newer) owner.last = previous;
  turn.touch(owner);
  turn.removeGroup(group);
  const state = turn.state(owner);
  if (state.type === 'Map' || state.type === 'Parallel')
    finish(turn, owner, { value: result, own: true, next: state.next });
}
