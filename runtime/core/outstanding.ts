import type { Machine, State } from '../asl/machine.ts';
import type { Execution, Frame, Group } from './execution.ts';
import type { Command } from './turn.ts';

function stateOf(machine: Machine, frame: Frame): State | undefined {
  return machine.scopes.get(frame.scope)?.states.get(frame.state);
}

/**
 * Work that has to be under way for a running execution: the commands of its past turns that nothing has answered yet.
 * A worker that finds an execution on disk does these (again): tasks that were not confirmed, nested executions and
 * items to watch. Tasks whose token was handed out and timers need nothing.
 */
export function outstanding(machine: Machine, execution: Execution): Command[] {
  if (execution.status !== 'RUNNING') return [];
  const commands: Command[] = [];
  for (const frame of execution.frames.values()) {
    if (frame.wait?.kind !== 'task') continue;
    const state = stateOf(machine, frame);
    const watched =
      state?.type === 'Task' &&
      state.resource.kind === 'service' &&
      state.resource.pattern.startsWith('sync');
    if (frame.wait.task.stage === 'scheduled' || watched)
      commands.push({ type: 'task', frame: frame.id, task: frame.wait.task });
  }
  for (const group of execution.groups.values()) {
    if (group.kind === 'mapRun') commands.push(...ofRun(group));
  }
  return commands;
}

function ofRun(group: Group): Command[] {
  if (group.phase === 'reading') return [{ type: 'readItems', group: group.id }];
  if (group.phase === 'writing') return [{ type: 'writeResults', group: group.id }];
  if (group.phase === 'failed') return [];
  const commands: Command[] = [];
  const later = new Set(group.again);
  for (let index = 0; index < group.next; index += 1) {
    if (group.results.has(index) || later.has(index)) continue;
    commands.push({ type: 'startItem', group: group.id, index, input: group.items[index] ?? null });
  }
  return commands;
}
