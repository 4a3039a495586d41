import { isArray, isObject, type Json } from '../asl/json.ts';
import type { MapState } from '../asl/machine.ts';
import type { Entry } from '../engine/entry.ts';
import type { Worker } from '../engine/worker.ts';

/** The Map state that started a child of a Distributed Map. */
export function mapOf(worker: Worker, child: Entry): MapState | undefined {
  const { revision, scope } = worker.execution(child).identity;
  for (const { states } of worker.registry.machine(revision).scopes.values())
    for (const state of states.values())
      if (state.type === 'Map' && state.processor.id === scope) return state;
  return undefined;
}

/** Items that a child of a Distributed Map works on: those of its batch, else one. */
export function itemCount(worker: Worker, child: Entry): number {
  return itemsIn(worker.execution(child).identity.input, mapOf(worker, child)?.batcher !== undefined);
}

/** Items in the input of a child. */
export function itemsIn(input: Json, batched: boolean): number {
  const items = batched && isObject(input) ? input['Items'] : undefined;
  return isArray(items) ? items.length : 1;
}
