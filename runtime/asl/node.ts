import { type Template, TemplateError } from '../query/environment.ts';
import { looksLikeCall } from '../query/intrinsic-call.ts';
import { looksLikePath } from '../query/jsonpath.ts';
import { compileTemplate, type QueryLanguage } from '../query/template.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';

/** What is wrong with a definition, as ValidateStateMachineDefinition tells it. */
export type Diagnostic = {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/A/Next`; absent where the text is no JSON object, or nothing in it is at fault in particular. */
  readonly location?: string;
};

/** Every warning that ValidateStateMachineDefinition knows (API reference, ValidateStateMachineDefinitionDiagnostic). */
export const WARNINGS = ['NO_DOLLAR', 'NO_PATH', 'PASS_RESULT_IS_STATIC'] as const;
type WarningCode = (typeof WARNINGS)[number];

/** What is shared by all nodes of one definition while it is compiled. */
export type Compilation = {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly diagnostics: Diagnostic[];
  /** Variables read per state name. */
  readonly references: Map<string, Set<string>>;
  /** One state without its neighbours: transitions of the top level are not checked. */
  readonly loose: boolean;
  /** Names of states so far: each is there once in a machine, whatever the scope. */
  readonly names: Set<string>;
  /** Labels of Maps so far: each is there once. */
  readonly labels: Set<string>;
  /** What is used that was recorded on AWS since November 2024 only. */
  readonly uses: Set<'JSONata' | 'variables' | 'ItemsPath of an ItemReader'>;
  /** Places of Distributed Maps. */
  readonly runs: Set<string>;
};

/** An object of the definition: reads fields, notes what is wrong with them and goes on, so that all errors are found. */
export class Node {
  readonly value: JsonObject;
  readonly location: string;
  readonly compilation: Compilation;
  /** State that the node belongs to, for the variables it reads. */
  readonly state: string;

  constructor(value: JsonObject, at: { location: string; compilation: Compilation; state?: string }) {
    this.value = value;
    this.location = at.location;
    this.compilation = at.compilation;
    this.state = at.state ?? '';
  }

  fail(message: string, field = '', code = 'SCHEMA_VALIDATION_FAILED'): void {
    this.#note('ERROR', { message, field, code });
  }

  /** An error of the definition as a whole, which AWS gives no place. */
  failNowhere(message: string, code: string): void {
    this.compilation.diagnostics.push({ severity: 'ERROR', code, message });
  }

  warn(message: string, field: string, code: WarningCode): void {
    this.#note('WARNING', { message, field, code });
  }

  #note(severity: Diagnostic['severity'], note: { message: string; field: string; code: string }): void {
    const { message, field, code } = note;
    const location = field === '' ? this.location || '/' : `${this.location}/${field}`;
    this.compilation.diagnostics.push({ severity, code, location, message });
  }

  has(field: string): boolean {
    return Object.hasOwn(this.value, field);
  }

  get(field: string): Json | undefined {
    return this.has(field) ? this.value[field] : undefined;
  }

  #typed<T extends Json>(field: string, is: (value: Json) => value is T, what: string): T | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    if (is(value)) return value;
    this.fail(`Expected value of type ${what}`, field);
    return undefined;
  }

  string(field: string): string | undefined {
    return this.#typed(field, (v): v is string => typeof v === 'string', '[STRING]');
  }

  boolean(field: string): boolean | undefined {
    return this.#typed(field, (v): v is boolean => typeof v === 'boolean', 'Boolean');
  }

  /** A whole number within bounds. */
  integer(field: string, bounds: { min: number; max?: number }): number | undefined {
    const value = this.#typed(field, (v): v is number => typeof v === 'number', 'Integer');
    if (value === undefined) return undefined;
    if (!Number.isInteger(value)) this.fail('Expected value of type Integer', field);
    else this.#bounded(field, value, bounds);
    return value;
  }

  number(field: string, bounds: { min: number; max?: number }): number | undefined {
    const value = this.#typed(field, (v): v is number => typeof v === 'number', 'Number');
    if (value !== undefined) this.#bounded(field, value, bounds);
    return value;
  }

  #bounded(field: string, value: number, bounds: { min: number; max?: number }): void {
    const { min, max = Number.POSITIVE_INFINITY } = bounds;
    if (value < min) this.fail(`Minimum value is ${min}`, field);
    else if (value > max) this.fail(`Maximum value is ${max}`, field);
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T | undefined {
    const value = this.string(field);
    if (value === undefined) return undefined;
    const found = values.find((v) => v === value);
    if (found === undefined) this.fail(`Value should be one of the following: [${values.join(', ')}]`, field);
    return found;
  }

  strings(field: string): readonly string[] | undefined {
    const value = this.#typed(field, isArray, 'Array');
    if (value === undefined) return undefined;
    const texts = value.filter((v) => typeof v === 'string');
    if (texts.length < value.length) this.fail('Expected value of type String', field);
    return texts;
  }

  child(field: string): Node | undefined {
    const value = this.#typed(field, isObject, 'Object');
    return value === undefined ? undefined : this.at(value, field);
  }

  children(field: string): Node[] | undefined {
    const value = this.#typed(field, isArray, 'Array');
    return value?.flatMap((item, i) => {
      if (isObject(item)) return [this.at(item, `${field}[${i}]`)];
      this.fail('Expected value of type Object', `${field}[${i}]`);
      return [];
    });
  }

  at(value: JsonObject, field: string, state: string = this.state): Node {
    return new Node(value, { location: `${this.location}/${field}`, compilation: this.compilation, state });
  }

  require(...fields: string[]): void {
    const missing = fields.filter((field) => !this.has(field));
    if (missing.length > 0) this.fail(`These fields are required: [${missing.join(', ')}]`);
  }

  /** At most one of the fields, or exactly one where one is `needed`; tells which is there. */
  oneAmong(fields: readonly string[], needed: boolean): string | undefined {
    const there = fields.filter((field) => this.has(field));
    const names = `of the following fields: [${fields.join(', ')}]`;
    if (there.length > 1) this.fail(`There should only be one ${names}`);
    else if (there.length === 0 && needed) this.fail(`This object should have only one ${names}`);
    return there.length === 1 ? there[0] : undefined;
  }

  /** Refuses every field that is not `allowed`. */
  only(allowed: readonly string[]): void {
    for (const field of Object.keys(this.value))
      if (!allowed.includes(field)) this.fail(`Field '${field}' is not supported`);
  }

  /** Compiles what a field holds; a mistake becomes a diagnostic at its place. */
  compile<T extends { readonly variables?: readonly string[] }>(field: string, make: () => T): T | undefined {
    try {
      const made = make();
      this.reads(made.variables ?? []);
      return made;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      for (const { message, location, code } of error.faults) this.fail(message, field + location, code);
      return undefined;
    }
  }

  /** A field as messages about its state name it: those of rules and catchers under their place. */
  named(field: string): string {
    const within = /\/((?:Choices|Catch)\[\d+\])$/.exec(this.location)?.[1];
    return within === undefined ? field : `${within}/${field}`;
  }

  /** A payload template, or `undefined` where the field is not there. */
  template(field: string, language: QueryLanguage, name: string = this.named(field)): Template | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    if (field === 'Assign') this.compilation.uses.add('variables');
    if (language === 'JSONPath') this.#warnNoDollar(field, value);
    const place = { field: name, inCatch: name.startsWith('Catch[') };
    return this.compile(field, () => compileTemplate(value, language, place));
  }

  /** Members that look like a path or a call of an intrinsic function, but are text for want of `.$` in their name. */
  #warnNoDollar(field: string, value: Json): void {
    if (isArray(value)) for (const [i, item] of value.entries()) this.#warnNoDollar(`${field}[${i}]`, item);
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      const place = `${field}/${key}`;
      if (typeof item !== 'string') this.#warnNoDollar(place, item);
      else if (!key.endsWith('.$') && (looksLikePath(item) || looksLikeCall(item)))
        this.warn(
          `The value is text: a path or an intrinsic function needs the name '${key}.$'`,
          place,
          'NO_DOLLAR',
        );
    }
  }

  /** Fields that are text although they look like a path: their name does not end with `Path`. */
  warnNoPath(...fields: string[]): void {
    for (const field of fields) {
      const value = this.get(field);
      if (typeof value === 'string' && looksLikePath(value))
        this.warn(`The value is text: a path belongs into the field '${field}Path'`, field, 'NO_PATH');
    }
  }

  reads(variables: readonly string[]): void {
    if (variables.length === 0) return;
    const known = this.compilation.references.get(this.state) ?? new Set();
    for (const name of variables) known.add(name);
    this.compilation.references.set(this.state, known);
  }
}
