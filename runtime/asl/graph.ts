import { targets } from './compile-states.ts';
import type { Node } from './node.ts';

const CODE = 'MISSING_TRANSITION_TARGET';

/** Whether a state ends the scope that it stands in. */
function ends(state: Node): boolean {
  const type = state.get('Type');
  return type === 'Succeed' || type === 'Fail' || state.get('End') === true;
}

/** Whether it is told how a state is left, or that it is not. */
function leads(state: Node): boolean {
  return ends(state) || state.has('Next') || state.get('Type') === 'Choice';
}

/**
 * Checks how the states of a scope lead to each other: every target exists, every state is reached, and the workflow as
 * a whole (`whole`) has a state that ends it. Without such a state AWS does not tell what is not reached, and a branch or
 * item processor needs none.
 */
export function checkGraph(scope: Node, states: ReadonlyMap<string, Node>, whole: boolean): void {
  for (const state of states.values()) {
    for (const { field, target } of targets(state)) {
      if (target !== undefined && !states.has(target))
        state.fail(`Missing 'Next' target: ${target}`, field, CODE);
    }
  }
  const nodes = [...states.values()];
  if (whole && !nodes.some(ends) && nodes.every(leads))
    scope.failNowhere('Workflow has no terminal state', 'MISSING_END_STATE');
  else checkReached(scope, states);
}

function checkReached(scope: Node, states: ReadonlyMap<string, Node>): void {
  const startAt = scope.get('StartAt');
  if (typeof startAt !== 'string') return;
  if (!states.has(startAt)) scope.fail(`Missing 'Next' target: ${startAt}`, 'StartAt', CODE);
  const reached = new Set<string>();
  const open = [startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states.get(name);
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    for (const { target } of targets(state)) if (target !== undefined) open.push(target);
  }
  for (const [name, state] of states)
    if (!reached.has(name)) state.fail(`State "${name}" is not reachable.`, '', CODE);
}
