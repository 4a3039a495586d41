/** State machines as pictures: Amazon States Language in, Mermaid `stateDiagram-v2` out. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** A box and the arrows that leave it. */
type Arrow = { readonly from: string; readonly to: string; readonly label: string };

/** Gives each state its Mermaid id; names may stand once per scope, ids once per diagram. */
class Ids {
  #count = 0;

  next(): string {
    this.#count += 1;
    return `s${this.#count}`;
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: JsonObject, key: string): JsonObject => {
  const found = value[key];
  return isObject(found) ? found : {};
};
const listAt = (value: JsonObject, key: string): readonly JsonObject[] => {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isObject) : [];
};
const textAt = (value: JsonObject, key: string): string | undefined => {
  const found = value[key];
  return typeof found === 'string' ? found : undefined;
};

/** A JSONata condition as a reader says it: without `{% %}`, without the path to the input. */
function spoken(condition: string): string {
  return condition
    .replace(/^\{%\s*|\s*%\}$/g, '')
    .replaceAll('$states.input.', '')
    .replaceAll('$', '')
    .replaceAll(/[:;#]/g, ' ');
}

/** What a Task calls: `ask-office`, and `collect-decision` or `await-decision` where it waits for an end or an answer. */
function calleeOf(state: JsonObject): string | undefined {
  const resource = textAt(state, 'Resource') ?? '';
  const args = objectAt(state, 'Arguments');
  const target = textAt(args, 'FunctionName') ?? textAt(args, 'StateMachineArn');
  const name = target === undefined ? undefined : /^\$\{(.+)\}$/.exec(target)?.[1];
  if (name === undefined) return undefined;
  if (resource.endsWith('.waitForTaskToken')) return `${name}, waits for an answer`;
  if (resource.includes(':startExecution')) {
    return resource.endsWith('.sync:2') ? `runs ${name}` : `starts ${name}`;
  }
  return name;
}

function noteOf(state: JsonObject): string {
  const type = textAt(state, 'Type');
  if (type === 'Wait') return 'waits';
  if (type === 'Task') return calleeOf(state) ?? '';
  return '';
}

function arrowsOf(from: string, state: JsonObject): Arrow[] {
  const arrow = (to: string | undefined, label: string): Arrow[] =>
    to === undefined ? [] : [{ from, to, label }];
  return [
    ...listAt(state, 'Choices').flatMap((choice) =>
      arrow(textAt(choice, 'Next'), spoken(textAt(choice, 'Condition') ?? '')),
    ),
    ...arrow(textAt(state, 'Default'), 'otherwise'),
    ...arrow(textAt(state, 'Next'), ''),
    ...listAt(state, 'Catch').flatMap((caught) => arrow(textAt(caught, 'Next'), caughtBy(caught))),
  ];
}

function caughtBy(caught: JsonObject): string {
  const errors = caught['ErrorEquals'];
  const names = Array.isArray(errors)
    ? errors.filter((name): name is string => typeof name === 'string')
    : [];
  return names.includes('States.ALL') ? 'any error' : names.join(', ').replaceAll('.', ' ');
}

function endsHere(state: JsonObject): boolean {
  return state['End'] === true || ['Succeed', 'Fail'].includes(textAt(state, 'Type') ?? '');
}

/** The machines inside a Map or Parallel state. */
function scopesIn(state: JsonObject): readonly JsonObject[] {
  const processor = state['ItemProcessor'];
  return [...(isObject(processor) ? [processor] : []), ...listAt(state, 'Branches')];
}

function box(name: string, state: JsonObject, id: string): string {
  const note = noteOf(state);
  return `state "${name.replaceAll('"', "'")}${note === '' ? '' : `<br/>(${note})`}" as ${id}`;
}

/** One machine, or one branch of it, as lines. */
function linesOf(machine: JsonObject, ids: Ids): string[] {
  const states = Object.entries(objectAt(machine, 'States')).flatMap(([name, state]) =>
    isObject(state) ? [{ name, state, id: ids.next() }] : [],
  );
  const idOf = (name: string): string => {
    const found = states.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no state "${name}"`);
    return found.id;
  };
  const boxes = states.flatMap(({ name, state, id }) => {
    const scopes = scopesIn(state).map((scope) => linesOf(scope, ids).map((line) => `  ${line}`));
    const [first, ...others] = scopes;
    if (first === undefined) return [box(name, state, id)];
    return [`${box(name, state, id)} {`, ...first, ...others.flatMap((lines) => ['  --', ...lines]), '}'];
  });
  const arrows = states.flatMap(({ name, state }) => arrowsOf(name, state));
  return [
    ...boxes,
    `[*] --> ${idOf(textAt(machine, 'StartAt') ?? '')}`,
    ...arrows.map(
      ({ from, to, label }) => `${idOf(from)} --> ${idOf(to)}${label === '' ? '' : ` : ${label}`}`,
    ),
    ...states.filter(({ state }) => endsHere(state)).map(({ id }) => `${id} --> [*]`),
  ];
}

/** Throws an Error when the machine names a state that it does not have. */
export function diagramOf(machine: JsonObject): string {
  return ['stateDiagram-v2', ...linesOf(machine, new Ids()).map((line) => `  ${line}`)].join('\n');
}

/** A machine's file: its name and its text. */
export type MachineFile = { readonly name: string; readonly text: string };

function parseMachine({ name, text }: MachineFile): JsonObject {
  const machine = JSON.parse(text) as Json;
  if (!isObject(machine)) throw new Error(`${name} is not a state machine`);
  return machine;
}

const BEGIN = '<!-- machines: written by `npm run docs` -->';
const END = '<!-- end of machines -->';

function sectionOf(file: MachineFile): string {
  const machine = parseMachine(file);
  const comment = textAt(machine, 'Comment') ?? '';
  const picture = ['```mermaid', diagramOf(machine), '```'].join('\n');
  return `## ${file.name}\n\n${comment}\n\n${picture}\n`;
}

/** The page with its machines written anew; what stands outside the two markers is left as it is. */
export function withMachines(page: string, files: readonly MachineFile[]): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page lacks its markers: ${BEGIN} … ${END}`);
  const sections = files.map(sectionOf).join('\n');
  return `${page.slice(0, begin)}${BEGIN}\n\n${sections}\n${page.slice(end)}`;
}
