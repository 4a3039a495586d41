import type { Json } from '../asl/json.ts';
import type { MapState } from '../asl/machine.ts';
import { groupOf, linesOf } from './cut.ts';
import type { Frame, Group } from './execution.ts';
import { complete, fill } from './groups.ts';
import { attempt, guard } from './lines.ts';
import { exceedsTolerance, runFailed, TOLERANCE_EXCEEDED } from './map.ts';
import type { Turn } from './turn.ts';

/**
 * What became of a child of a Distributed Map after its run had ended, or that it failed: `again` says whether it is run
 * again. `output` only where it succeeded.
 */
export type ClosedItem = {
  readonly group: number;
  readonly index: number;
  readonly output?: Json;
  readonly again: boolean;
};

export type Redrive = {
  readonly clientToken: string | undefined;
  readonly items: readonly ClosedItem[];
  /** Begin at the first state: a child of type EXPRESS has no state to go on from. */
  readonly anew: boolean;
};

/** Runs a closed execution on from the states that failed, were aborted or timed out (guide, "Redriving executions"). */
export function redrive(turn: Turn, how: Redrive): void {
  const { execution } = turn;
  execution.status = 'RUNNING';
  execution.stoppedAt = undefined;
  execution.failure = undefined;
  execution.redrives += 1;
  execution.redrivenAt = turn.now;
  const { timeoutSeconds } = turn.machine;
  if (execution.deadline !== undefined && timeoutSeconds !== undefined)
    execution.deadline = turn.now + timeoutSeconds * 1000;
  const { clientToken } = how;
  turn.event('ExecutionRedriven', {
    previous: execution.lastEvent,
    // not told to anybody; by it the same request is known again
    ...(clientToken === undefined ? {} : { payload: clientToken }),
    details: { redriveCount: execution.redrives },
  });
  if (how.anew) begin(turn);
  else for (const frame of execution.frames.values()) if (frame.group === undefined) resume(turn, frame, how);
}

function begin(turn: Turn): void {
  const { frames, groups, identity } = turn.execution;
  for (const frame of frames.values()) turn.remove(frame);
  for (const group of groups.values()) turn.removeGroup(group);
  turn.spawn(identity.scope, identity.input, { last: 0 });
}

/** A line goes on at its state: that keeps its entry, and its attempts begin anew. */
function resume(turn: Turn, frame: Frame, how: Redrive): void {
  const group = groupOf(turn, frame);
  const state = turn.state(frame);
  frame.retries = [];
  turn.touch(frame);
  if (group === undefined) {
    frame.wait = undefined;
    if (frame.entered.id === 0) turn.work.push({ kind: 'run', frame });
    else {
      frame.last = state.type === 'Fail' ? turn.execution.lastEvent : frame.entered.id;
      attempt(turn, frame);
    }
  } else if (group.kind === 'mapRun' && state.type === 'Map')
    guard(turn, frame, () => resumeRun(turn, { frame, group, state }, how));
  else guard(turn, frame, () => resumeLines(turn, group, how));
}

/** Branches and items that have ended keep their results; the others go on, and what was not reached is started. */
function resumeLines(turn: Turn, group: Group, how: Redrive): void {
  const lines = linesOf(turn.execution, group);
  group.phase = 'items';
  group.running = lines.length;
  turn.groupChanged(group);
  for (const line of lines) resume(turn, line, how);
  fill(turn, group);
  if (group.succeeded === group.items.length) complete(turn, group, group.started);
}

/** A Map Run keeps its ARN and the children that succeeded (guide, "Redriving Map Runs"). */
function resumeRun(turn: Turn, run: { frame: Frame; group: Group; state: MapState }, how: Redrive): void {
  const { frame, group, state } = run;
  group.failure = undefined;
  group.redrives = (group.redrives ?? 0) + 1;
  group.redrivenAt = turn.now;
  turn.groupChanged(group);
  frame.last = turn.event('MapRunRedriven', {
    previous: group.started,
    details: { mapRunArn: group.mapRunArn ?? '', redriveCount: group.redrives },
  });
  const unread = state.reader !== undefined && group.next === 0 && group.items.length === 0;
  if (unread || group.phase === 'reading') {
    group.phase = 'reading';
    turn.commands.push({ type: 'readItems', group: group.id });
    return;
  }
  group.phase = 'items';
  group.running = 0;
  takeStock(turn, group, how.items);
  if (exceedsTolerance(group)) runFailed(turn, group, TOLERANCE_EXCEEDED);
  else {
    fill(turn, group);
    if (group.succeeded + group.failed === group.items.length) complete(turn, group, frame.last);
  }
}

/** Takes back the results of what is run again. */
function takeStock(turn: Turn, group: Group, items: readonly ClosedItem[]): void {
  const again: number[] = [];
  let failed = 0;
  for (const item of items) {
    if (item.group !== group.id) continue;
    if (item.output !== undefined) turn.setResult(group, item.index, item.output);
    else if (item.again) {
      group.results.delete(item.index);
      again.push(item.index);
    } else failed += 1;
  }
  group.again = again;
  group.failed = failed;
  group.succeeded = group.results.size - failed;
}
