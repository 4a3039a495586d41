import { type Template, TemplateError } from '../query/environment.ts';
import { compileTemplate, type QueryLanguage } from '../query/template.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';

/** What is wrong with a definition, as ValidateStateMachineDefinition tells it. */
export type Diagnostic = {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/A/Next`; absent where the text is no JSON object at all. */
  readonly location?: string;
};

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
    const location = field === '' ? this.location || '/' : `${this.location}/${field}`;
    this.compilation.diagnostics.push({ severity: 'ERROR', code, location, message });
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
    return this.#typed(field, (v): v is string => typeof v === 'string', 'String');
  }

  boolean(field: string): boolean | undefined {
    return this.#typed(field, (v): v is boolean => typeof v === 'boolean', 'Boolean');
  }

  /** A whole number within bounds. */
  integer(field: string, bounds: { min: number; max?: number }): number | undefined {
    const value = this.#typed(field, (v): v is number => typeof v === 'number', 'Integer');
    if (value === undefined) return undefined;
    if (!Number.isInteger(value)) this.fail('Expected value of type Integer', field);
    else if (value < bounds.min) this.fail(`Value is smaller than the minimum ${bounds.min}`, field);
    else if (bounds.max !== undefined && value > bounds.max)
      this.fail(`Value is greater than the maximum ${bounds.max}`, field);
    return value;
  }

  number(field: string, min: number): number | undefined {
    const value = this.#typed(field, (v): v is number => typeof v === 'number', 'Number');
    if (value !== undefined && value < min) this.fail(`Value is smaller than the minimum ${min}`, field);
    return value;
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T | undefined {
    const value = this.string(field);
    if (value === undefined) return undefined;
    const found = values.find((v) => v === value);
    if (found === undefined) this.fail(`Value is not valid. Valid values are: [${values.join(', ')}]`, field);
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

  /** Compiles what a field holds; a mistake becomes a diagnostic at its place. */
  compile<T extends { readonly variables?: readonly string[] }>(field: string, make: () => T): T | undefined {
    try {
      const made = make();
      this.reads(made.variables ?? []);
      return made;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      this.fail(error.message, field + error.location);
      return undefined;
    }
  }

  /** A payload template, or `undefined` where the field is not there. */
  template(field: string, language: QueryLanguage, name: string = field): Template | undefined {
    const value = this.get(field);
    return value === undefined
      ? undefined
      : this.compile(field, () => compileTemplate(value, language, name));
  }

  reads(variables: readonly string[]): void {
    if (variables.length === 0) return;
    const known = this.compilation.references.get(this.state) ?? new Set();
    for (const name of variables) known.add(name);
    this.compilation.references.set(this.state, known);
  }
}
