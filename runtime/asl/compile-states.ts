import type { Template } from '../query/environment.ts';
import { looksLikePath } from '../query/jsonpath.ts';
import { compilePath, notInInput, type QueryLanguage, variablesOf } from '../query/template.ts';
import { compileChoices } from './compile-choice.ts';
import { compileFlow, type FlowKind, numberField, resultPath, textField } from './compile-flow.ts';
import { compileMap } from './compile-map.ts';
import { SCOPE_FIELDS } from './fields.ts';
import { isArray, isObject, type Json } from './json.ts';
import type { Catcher, FailState, Next, Retrier, Scope, State, StateType, WaitState } from './machine.ts';
import type { Node } from './node.ts';
import { checkArguments } from './required.ts';
import { parseResource, type Resource } from './resource.ts';
import { parseTimestamp } from './timestamp.ts';

/** What the compilation of a state needs of the scope around it. */
export type StateContext = {
  readonly name: string;
  readonly language: QueryLanguage;
  readonly next: Next;
  /** Compiles a scope inside the state: a branch or an item processor. */
  scope(node: Node, id: string): Scope;
};

const FLOWS: Record<StateType, FlowKind> = {
  Pass: { parameters: true, result: false },
  Task: { parameters: true, result: true },
  Choice: { parameters: false, result: false },
  Wait: { parameters: false, result: false },
  Succeed: { parameters: false, result: false },
  Fail: { parameters: false, result: false },
  Parallel: { parameters: true, result: true },
  Map: { parameters: false, result: true },
};

/** Compiles one state; `undefined` where it is too broken to run. All mistakes are noted in the node's compilation. */
export function compileState(node: Node, type: StateType, context: StateContext): State | undefined {
  const { name, language, next } = context;
  const flow = compileFlow(node, language, FLOWS[type]);
  const common = { name, language, flow, given: new Set(Object.keys(node.value)) };
  switch (type) {
    case 'Pass':
      warnOfStaticResult(node, language);
      return { ...common, type, result: node.get('Result'), next };
    case 'Succeed':
      return { ...common, type };
    case 'Fail':
      return { ...common, type, ...compileFail(node, language) };
    case 'Choice':
      node.require('Choices');
      return { ...common, type, choices: compileChoices(node, language), otherwise: node.string('Default') };
    case 'Wait': {
      const until = compileWait(node, language);
      return until === undefined ? undefined : { ...common, type, until, next };
    }
    case 'Task': {
      const resource = compileResource(node);
      if (resource === undefined) return undefined;
      checkArguments(node, resource, language);
      const timing = {
        timeout: numberField(node, 'TimeoutSeconds', { language, min: 1, max: MAX_SECONDS }),
        heartbeat: numberField(node, 'HeartbeatSeconds', { language, min: 1, max: MAX_SECONDS }),
        credentials: compileCredentials(node, resource, language),
      };
      return { ...common, ...recovery(node, language), type, resource, ...timing, next };
    }
    case 'Parallel': {
      node.require('Branches');
      const branches = node.children('Branches') ?? [];
      if (branches.length === 0 && node.has('Branches')) node.fail('Value cannot be empty', 'Branches');
      for (const branch of branches) branch.only(SCOPE_FIELDS);
      const scopes = branches.map((branch, i) => context.scope(branch, `${name}/${i}`));
      return { ...common, ...recovery(node, language), type, branches: scopes, next };
    }
    case 'Map': {
      const map = compileMap(node, { ...context, common });
      return map === undefined ? undefined : { ...map, ...recovery(node, language) };
    }
  }
}

/** Longest wait or time-out in seconds: some three years. */
const MAX_SECONDS = 99_999_999;

/** `Result` is given on as it stands: a path in it is text. */
function warnOfStaticResult(node: Node, language: QueryLanguage): void {
  const result = node.get('Result');
  if (language === 'JSONPath' && result !== undefined && holdsPath(result))
    node.warn('The result is static: the path in it is text', 'Result', 'PASS_RESULT_IS_STATIC');
}

function holdsPath(value: Json): boolean {
  if (typeof value === 'string') return looksLikePath(value);
  if (isArray(value)) return value.some(holdsPath);
  return isObject(value) && Object.values(value).some(holdsPath);
}

function compileFail(node: Node, language: QueryLanguage): Pick<FailState, 'error' | 'cause'> {
  if (language === 'JSONPath') node.warnNoPath('Error', 'Cause');
  return {
    error: textField(node, 'Error', language, notInInput('ErrorPath')),
    cause: textField(node, 'Cause', language, notInInput('CausePath')),
  };
}

function compileWait(node: Node, language: QueryLanguage): WaitState['until'] | undefined {
  const field = node.oneAmong(['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'], true);
  if (field === undefined) return undefined;
  if (field === 'Timestamp') {
    const timestamp = textField(node, 'Timestamp', language);
    if (timestamp === undefined) return undefined;
    if (timestamp.kind === 'fixed' && parseTimestamp(timestamp.value) === undefined) {
      node.fail('String does not match RFC3339 timestamp', 'Timestamp');
    }
    return { kind: 'timestamp', timestamp };
  }
  if (field === 'TimestampPath' && language === 'JSONPath') {
    const text = node.string('TimestampPath') ?? '$';
    const made = node.compile('TimestampPath', () => {
      const path = compilePath(text);
      return { path, variables: variablesOf([path]) };
    });
    return made === undefined ? undefined : { kind: 'timestampPath', path: made.path };
  }
  const seconds = numberField(node, 'Seconds', { language, min: 0, max: MAX_SECONDS });
  return seconds === undefined ? undefined : { kind: 'seconds', seconds };
}

function compileResource(node: Node): Resource | undefined {
  node.require('Resource');
  const arn = node.string('Resource');
  if (arn === undefined) return undefined;
  const resource = parseResource(arn);
  if (!arn.startsWith('arn:')) {
    node.fail('Value is not a valid resource ARN', 'Resource');
    return undefined;
  }
  if (resource === undefined) {
    const reason = 'The value is not a valid resource ARN, or the resource is not available in this region.';
    node.fail(`The resource provided ${arn} is not recognized. ${reason}`, 'Resource');
    return undefined;
  }
  const pattern = resource.kind === 'service' ? resource.pattern : 'response';
  if (node.compilation.type === 'EXPRESS' && pattern !== 'response') {
    // the first of the two messages ends in a blank, as AWS writes it
    const suffix =
      pattern === 'token' ? `'.waitForTaskToken' service integration ` : `'.sync' service integration`;
    node.fail(`Express state machine does not support ${suffix}`, 'Resource');
  }
  if (node.compilation.type === 'EXPRESS' && resource.kind === 'activity') {
    node.fail('Express state machine does not support Activity ARN', 'Resource');
  }
  return resource;
}

function compileCredentials(node: Node, resource: Resource, language: QueryLanguage): Template | undefined {
  const credentials = node.child('Credentials');
  if (credentials === undefined) return undefined;
  if (resource.kind === 'activity')
    node.fail("The field 'Credentials' is not supported for activities", 'Credentials');
  if (!credentials.has('RoleArn') && !(language === 'JSONPath' && credentials.has('RoleArn.$'))) {
    credentials.fail("The field 'RoleArn' is required but was missing");
  }
  return node.template('Credentials', language);
}

function recovery(node: Node, language: QueryLanguage): { retry: Retrier[]; catch: Catcher[] } {
  return {
    retry: lastForAll(node.children('Retry') ?? []).map(compileRetrier),
    catch: lastForAll(node.children('Catch') ?? []).flatMap((catcher) => compileCatcher(catcher, language)),
  };
}

/** `States.ALL` stands alone, and in the last retrier or catcher (States Language, "Errors"). */
function lastForAll(nodes: Node[]): Node[] {
  for (const [at, node] of nodes.entries()) {
    const names = node.get('ErrorEquals');
    if (!isArray(names) || !names.includes('States.ALL')) continue;
    if (names.length > 1 || at < nodes.length - 1)
      node.fail('States.ALL must appear alone and at end of list', 'ErrorEquals');
  }
  return nodes;
}

function errorNames(node: Node): readonly string[] {
  node.require('ErrorEquals');
  const errors = node.strings('ErrorEquals') ?? [];
  if (errors.length === 0 && node.has('ErrorEquals')) node.fail('Value cannot be empty', 'ErrorEquals');
  return errors;
}

function compileRetrier(node: Node): Retrier {
  return {
    errors: errorNames(node),
    intervalSeconds: node.integer('IntervalSeconds', { min: 0, max: MAX_SECONDS }) ?? 1,
    maxAttempts: node.integer('MaxAttempts', { min: 0, max: 99_999_999 }) ?? 3,
    backoffRate: node.number('BackoffRate', { min: 1 }) ?? 2,
    maxDelaySeconds: node.integer('MaxDelaySeconds', { min: 1, max: 31_622_400 }),
    jitter: node.oneOf('JitterStrategy', ['FULL', 'NONE']) ?? 'NONE',
  };
}

function compileCatcher(node: Node, language: QueryLanguage): Catcher[] {
  node.require('Next');
  const errors = errorNames(node);
  const next = node.string('Next');
  if (next === undefined) return [];
  const assign = node.template('Assign', language);
  if (language === 'JSONata') {
    const output = node.template('Output', 'JSONata');
    return [
      {
        errors,
        next,
        assign,
        output: (env, error) =>
          output === undefined ? error : output.evaluate(env.with({ input: env.input, errorOutput: error })),
      },
    ];
  }
  const place = resultPath(node);
  return [{ errors, next, assign, output: (env, error) => place(env.input, error) }];
}

/** Names of states that a state may lead to, with the fields that say so. */
export function targets(node: Node): { field: string; target: string | undefined }[] {
  const found: { field: string; target: string | undefined }[] = [];
  for (const field of ['Next', 'Default'])
    if (node.has(field)) found.push({ field, target: node.string(field) });
  for (const field of ['Choices', 'Catch']) {
    const list = node.get(field);
    if (!Array.isArray(list)) continue;
    list.forEach((item: unknown, i) => {
      const target = typeof item === 'object' && item !== null && 'Next' in item ? item.Next : undefined;
      if (typeof target === 'string') found.push({ field: `${field}[${i}]/Next`, target });
    });
  }
  return found;
}

export function isStateType(value: unknown): value is StateType {
  return typeof value === 'string' && Object.hasOwn(FLOWS, value);
}
