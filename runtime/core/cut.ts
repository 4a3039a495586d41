import type { Failure } from './errors.ts';
import type { Execution, Frame, Group } from './execution.ts';
import { giveUp } from './tasks.ts';
import type { Turn } from './turn.ts';

/** The lines of a group that have not ended. */
export function linesOf(execution: Execution, group: Group): Frame[] {
  return [...execution.frames.values()].filter((frame) => frame.group === group.id);
}

/** The group that the state of a frame waits for, if it still exists. */
export function groupOf(turn: Turn, frame: Frame): Group | undefined {
  return frame.wait?.kind === 'group' ? turn.execution.groups.get(frame.wait.group) : undefined;
}

/** Whether a line was cut off: it stands still until it is dropped, or redriven. */
export function isCut(turn: Turn, frame: Frame): boolean {
  return turn.execution.groups.get(frame.group ?? -1)?.phase === 'failed';
}

/** A line failed and nothing in it caught that: all other lines are cut off, and the state that owns the group fails. */
export function lineFailed(turn: Turn, line: Frame, reason: Failure): void {
  const group = turn.execution.groups.get(line.group ?? -1);
  const owner = turn.execution.frames.get(group?.frame ?? -1);
  if (group === undefined || owner === undefined) return;
  const { last } = line;
  if (group.kind === 'map')
    turn.event('MapIterationFailed', { previous: last, details: iteration(turn, line) });
  cutGroup(turn, group, line);
  owner.last = last;
  turn.touch(owner);
  turn.failed(owner, reason);
}

/** Which item a line of an inline Map works on, as its events tell it. */
export function iteration(turn: Turn, line: Frame): { index: number; name: string } {
  const group = turn.execution.groups.get(line.group ?? -1);
  const owner = turn.execution.frames.get(group?.frame ?? -1);
  return { index: line.index ?? 0, name: owner?.state ?? '' };
}

/**
 * Cuts all lines of a group off where they stand, and tells so in the history. They are kept: when the execution is
 * redriven they go on from there. `failed` is the line that was the reason.
 */
export function cutGroup(turn: Turn, group: Group, failed?: Frame): void {
  const ended = new Map(
    turn.work.flatMap((item) => (item.kind === 'ended' ? [[item.frame, item.output]] : [])),
  );
  const lines = linesOf(turn.execution, group);
  stopRun(turn, group);
  group.phase = 'failed';
  group.running = 0;
  turn.groupChanged(group);
  for (const line of lines) {
    const output = ended.get(line);
    if (output === undefined || line.index === undefined) cutLine(turn, line, line === failed);
    else {
      // it had come to its end already, only the group had not been told
      turn.remove(line);
      group.succeeded += 1;
      turn.setResult(group, line.index, output);
    }
  }
}

/** Children of a Distributed Map are stopped with it; those of type EXPRESS run to their end. */
export function stopRun(turn: Turn, group: Group): void {
  const owner = turn.execution.frames.get(group.frame);
  const state = owner === undefined ? undefined : turn.state(owner);
  if (group.kind !== 'mapRun' || group.running === 0 || state?.type !== 'Map') return;
  if (state.executionType === 'STANDARD')
    turn.commands.push({ type: 'stopItems', mapRunArn: group.mapRunArn ?? '' });
}

function cutLine(turn: Turn, line: Frame, failed: boolean): void {
  const state = turn.state(line);
  const inner = groupOf(turn, line);
  if (inner !== undefined && inner.phase !== 'failed') {
    cutGroup(turn, inner);
    if (inner.kind === 'mapRun') turn.event('MapRunAborted', { previous: line.last });
  }
  if (state.type === 'Task') giveUp(turn, line, state);
  if (inner === undefined) line.wait = undefined;
  turn.touch(line);
  const timed = state.type === 'Task' || state.type === 'Wait';
  if (line.entered.id > 0 && (timed || state.type === 'Parallel' || state.type === 'Map'))
    turn.event(`${state.type}StateAborted`, { previous: line.last });
  if (!failed && turn.execution.groups.get(line.group ?? -1)?.kind === 'map')
    turn.event('MapIterationAborted', { previous: line.last, details: iteration(turn, line) });
}

/** Lets go of what the state of a frame had started: it begins anew, or is left. */
export function dropGroup(turn: Turn, frame: Frame): void {
  if (frame.wait?.kind !== 'group') return;
  const group = groupOf(turn, frame);
  frame.wait = undefined;
  turn.touch(frame);
  if (group === undefined) return;
  for (const line of linesOf(turn.execution, group)) {
    dropGroup(turn, line);
    turn.remove(line);
  }
  turn.removeGroup(group);
}
