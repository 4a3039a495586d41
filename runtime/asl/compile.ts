import type { QueryLanguage } from '../query/template.ts';
import { compileState, isStateType } from './compile-states.ts';
import { fieldError, MACHINE_FIELDS } from './fields.ts';
import { checkGraph } from './graph.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import type { Machine, Next, Scope, State } from './machine.ts';
import { type Compilation, type Diagnostic, Node } from './node.ts';

export type { Diagnostic } from './node.ts';
export type MachineType = 'STANDARD' | 'EXPRESS';

/** Longest definition in characters (AWS quota: 1 MB). */
export const MAX_DEFINITION_BYTES = 1_048_576;
/** Longest name of a state. */
const MAX_STATE_NAME = 80;

export type Compiled = { readonly machine: Machine | undefined; readonly diagnostics: readonly Diagnostic[] };

/** Text of a definition -> machine, or all that is wrong with it. Never throws on any text. */
export function compileDefinition(text: string, type: MachineType): Compiled {
  const parsed = parseText(text);
  if (!('value' in parsed)) return { machine: undefined, diagnostics: [parsed] };
  return compileMachine(parsed.value, type);
}

function parseText(text: string): { value: JsonObject } | Diagnostic {
  const notObject = 'Definition must be a valid JSON object';
  if (text.trim() === '') return { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: notObject };
  let value: Json;
  try {
    value = parseJson(text);
  } catch {
    return unreadable(text);
  }
  if (isObject(value)) return { value };
  return { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: notObject };
}

/** Worded as the JSON parser of AWS does: which token, in which line and column. */
function unreadable(text: string): Diagnostic {
  const token = /^\s*([A-Za-z_]+)/.exec(text)?.[1];
  const column = (/^\s*/.exec(text)?.[0].length ?? 0) + (token?.length ?? 0) + 1;
  const location = `[Source: (String)"${text}"; line: 1, column: ${column}]`;
  const what =
    token === undefined
      ? 'The definition is not valid JSON'
      : `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  return {
    severity: 'ERROR',
    code: 'INVALID_JSON_DESCRIPTION',
    location,
    message: `${what}\n at ${location}`,
  };
}

/** As {@link compileDefinition}, from the parsed definition. `loose`: states may lead to states that are not there. */
export function compileMachine(
  value: JsonObject,
  type: MachineType,
  how: { loose?: boolean } = {},
): Compiled {
  try {
    return compileParsed(value, type, how);
  } catch (error) {
    // the stack is used up
    if (!(error instanceof RangeError)) throw error;
    const message = 'The states are too deeply nested';
    return { machine: undefined, diagnostics: [{ severity: 'ERROR', code: 'TOO_DEEPLY_NESTED', message }] };
  }
}

function compileParsed(value: JsonObject, type: MachineType, how: { loose?: boolean }): Compiled {
  const compilation: Compilation = {
    type,
    diagnostics: [],
    references: new Map(),
    loose: how.loose ?? false,
    names: new Set(),
    labels: new Set(),
    uses: new Set(),
    runs: new Set(),
  };
  const node = new Node(value, { location: '', compilation });
  const scopes = new Map<string, Scope>();
  node.only(MACHINE_FIELDS);
  node.oneOf('Version', ['1.0']);
  const language = languageOf(node, 'JSONPath');
  const root = new ScopeCompiler(scopes, language).scope(node, '', language);
  const machine: Machine = {
    comment: node.string('Comment'),
    timeoutSeconds: node.integer('TimeoutSeconds', { min: 0, max: 99_999_999 }),
    root,
    scopes,
    newer: compilation.uses.size > 0 || haveNested(compilation.runs),
    variableReferences: Object.fromEntries(
      [...compilation.references].map(([state, names]) => [state, [...names]]),
    ),
  };
  const failed = compilation.diagnostics.some((d) => d.severity === 'ERROR');
  return { machine: failed ? undefined : machine, diagnostics: compilation.diagnostics };
}

/** Whether a place lies within another one. */
function haveNested(places: ReadonlySet<string>): boolean {
  return [...places].some((outer) => [...places].some((inner) => inner.startsWith(`${outer}/`)));
}

/**
 * The language that a node says, or the one around it. AWS takes everything but the very word JSONPath for JSONata, and
 * refuses the misspelt word besides.
 */
function languageOf(node: Node, around: QueryLanguage): QueryLanguage {
  node.oneOf('QueryLanguage', ['JSONPath', 'JSONata']);
  const own = node.get('QueryLanguage');
  return own === undefined ? around : own === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

class ScopeCompiler {
  readonly #scopes: Map<string, Scope>;
  readonly #machineLanguage: QueryLanguage;

  constructor(scopes: Map<string, Scope>, machineLanguage: QueryLanguage) {
    this.#scopes = scopes;
    this.#machineLanguage = machineLanguage;
  }

  /** `outer`: language of the scope around it; the definition's default holds unless a state says otherwise. */
  scope(node: Node, id: string, outer: QueryLanguage): Scope {
    node.require(...['States', 'StartAt'].filter((field) => !node.has(field)));
    const startAt = node.string('StartAt');
    const states = new Map<string, State>();
    const nodes = this.#stateNodes(node);
    const scope: Scope = { id, startAt: startAt ?? '', states };
    this.#scopes.set(id, scope);
    for (const [name, state] of nodes) {
      const compiled = this.#state(state, { name, id, outer });
      if (compiled !== undefined) states.set(name, compiled);
    }
    const loose = node.compilation.loose && id === '';
    if (startAt !== undefined && nodes.size > 0 && !loose) checkGraph(node, nodes, id === '');
    return scope;
  }

  #stateNodes(node: Node): Map<string, Node> {
    const states = node.child('States');
    const nodes = new Map<string, Node>();
    if (states === undefined) return nodes;
    const names = Object.keys(states.value);
    if (names.length === 0) node.fail('Value cannot be empty', 'States');
    for (const name of names) {
      const value = states.get(name);
      if (name.length > MAX_STATE_NAME)
        states.fail(
          `Invalid State name: ${name} exceeds the ${MAX_STATE_NAME}-character limit`,
          name,
          'INVALID_STATE_NAME',
        );
      if (node.compilation.names.has(name))
        states.fail(`Duplicate State name: ${name}`, name, 'DUPLICATE_STATE_NAME');
      node.compilation.names.add(name);
      if (isObject(value)) nodes.set(name, states.at(value, name, name));
      else states.fail('Expected value of type Object', name);
    }
    return nodes;
  }

  #state(node: Node, at: { name: string; id: string; outer: QueryLanguage }): State | undefined {
    node.require('Type');
    const type = node.get('Type');
    if (!isStateType(type)) {
      if (type !== undefined)
        node.fail(`Value is not valid. ${JSON.stringify(type)} is no state type`, 'Type');
      return undefined;
    }
    const language = languageOf(node, at.outer);
    const downgraded = language === 'JSONPath' && this.#machineLanguage === 'JSONata';
    if (downgraded)
      node.fail("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
    if (language === 'JSONata') node.compilation.uses.add('JSONata');
    for (const field of Object.keys(node.value)) {
      const error = fieldError(type, field, language);
      // what the refused language has no field for is not worth telling
      if (error !== undefined && !(downgraded && error.reason === 'language')) node.fail(error.message);
    }
    const prefix = at.id === '' ? '' : `${at.id}/`;
    return compileState(node, type, {
      name: at.name,
      language,
      next: next(node, type),
      // a state's own QueryLanguage does not reach into the states inside it
      scope: (inner, id) => this.scope(inner, prefix + id, this.#machineLanguage),
    });
  }
}

/** Next or End, exactly one of them, for the states that have a way on. */
function next(node: Node, type: State['type']): Next {
  if (type === 'Choice' || type === 'Succeed' || type === 'Fail') return undefined;
  const ends = node.boolean('End') === true;
  const fields = 'of the following fields: [Next, End]';
  if (node.has('Next') && ends) node.fail(`There should only be one ${fields}`);
  if (!node.has('Next') && !ends) node.fail(`This object should have only one ${fields}`);
  return node.string('Next');
}
