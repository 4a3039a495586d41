import { isNode } from './jsonata-fast.ts';

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/**
 * What AWS refuses in an expression when the definition is created: it evaluates expressions without a context item, so
 * that a name, `$` or `$$` at the top level reads nothing. Names in later steps of a path, in predicates, sort terms and
 * groups read what the step before gave, and are fine; the body of a lambda keeps the context of what defines it.
 * Gives each fault once, in the order of writing.
 */
export function unsupportedIn(ast: unknown, inCatch: boolean): readonly string[] {
  const faults = new Set<string>();
  visit(ast, (read) => {
    if (read === '$$') faults.add("Reference to '$$' is not supported.");
    else if (read !== ERROR_OUTPUT) faults.add(`Reference to '${read}' at the top level is not supported.`);
    else if (!inCatch) faults.add(`Field '${ERROR_OUTPUT}' does not exist.`);
  });
  return [...faults];
}

/** Exists in the Output and Assign of a catcher only. */
const ERROR_OUTPUT = '$states.errorOutput';

/** The parts of a node that are evaluated with the context that it has itself. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  apply: ['lhs', 'rhs'],
  binary: ['lhs', 'rhs'],
  bind: ['rhs'],
  block: ['expressions'],
  condition: ['condition', 'then', 'else'],
  function: ['procedure', 'arguments'],
  lambda: ['body'],
  partial: ['procedure', 'arguments'],
  // the keys and values of an object stand in `lhs`
  unary: ['expression', 'expressions', 'lhs'],
};

function visit(node: unknown, found: (read: string) => void): void {
  if (Array.isArray(node)) {
    for (const part of node) visit(part, found);
    return;
  }
  if (!isNode(node)) return;
  const { type, value } = node;
  if (type === 'name') found(String(value));
  else if (type === 'variable' && (value === '' || value === '$')) found(value === '' ? '$' : '$$');
  else if (type === 'path') visitPath(node['steps'], found);
  else for (const part of PARTS[String(type)] ?? []) visit(node[part], found);
}

function visitPath(steps: unknown, found: (read: string) => void): void {
  const [first, second]: readonly unknown[] = isArray(steps) ? steps : [];
  visit(first, found);
  const ofStates = isNode(first) && first['type'] === 'variable' && first['value'] === 'states';
  if (ofStates && isNode(second) && second['type'] === 'name' && second['value'] === 'errorOutput')
    found(ERROR_OUTPUT);
}

/** Whether a regular expression stands anywhere in it. */
export function holdsRegex(node: unknown): boolean {
  if (isArray(node)) return node.some(holdsRegex);
  return isNode(node) && (node['type'] === 'regex' || Object.values(node).some(holdsRegex));
}
