import type { Json, JsonObject } from '../asl/json.ts';
import type { Chance } from './intrinsics.ts';

/** What an expression can see while it is evaluated. */
export type Environment = {
  /** JSONPath `$`, JSONata `$states.input`. */
  readonly input: Json;
  /** JSONata `$states.result`: only where the field may use it. */
  readonly result?: Json | undefined;
  /** JSONata `$states.errorOutput`: only in Catch. */
  readonly errorOutput?: Json | undefined;
  /** The context object (`$$`, `$states.context`), built when somebody asks. */
  context(): JsonObject;
  /** One variable, seen through all enclosing scopes. */
  variable(name: string): Json | undefined;
  /** All variables that can be seen. */
  variables(): { readonly [name: string]: Json };
  /** Epoch milliseconds; `$now()` and `$millis()` follow it. */
  readonly now: number;
  readonly chance: Chance;
  /** The same view with other data. */
  with(data: { input: Json; result?: Json | undefined; errorOutput?: Json | undefined }): Environment;
  /** Told what each step of input and output processing gave (TestState inspection). */
  readonly trace?: ((step: TraceStep, value: Json) => void) | undefined;
};

/** Steps that TestState's inspectionData names. */
export type TraceStep =
  | 'afterArguments'
  | 'afterInputPath'
  | 'afterItemBatcher'
  | 'afterItemSelector'
  | 'afterItemsPath'
  | 'afterItemsPointer'
  | 'afterParameters'
  | 'afterResultPath'
  | 'afterResultSelector'
  | 'maxConcurrency'
  | 'result'
  | 'toleratedFailureCount'
  | 'toleratedFailurePercentage';

/** A compiled field: gives its value or throws a StateError that names the field. */
export type Evaluate = (env: Environment) => Json;

/** A compiled template, with the names of the variables that it reads (DescribeStateMachine.variableReferences). */
export type Template = {
  readonly evaluate: Evaluate;
  readonly variables: readonly string[];
  /** The value, where it holds no expression at all. */
  readonly constant?: Json;
};

/** What is wrong in a template. `location` is relative to the field, e.g. `/a/0`. */
export type Fault = {
  readonly message: string;
  readonly location: string;
  /** The diagnostic's code, where it is not SCHEMA_VALIDATION_FAILED. */
  readonly code?: string | undefined;
};

/** The text of a definition that cannot be compiled, with all that is wrong in it. */
export class TemplateError extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: string | readonly Fault[]) {
    const all = typeof faults === 'string' ? [{ message: faults, location: '' }] : faults;
    super(all.map((fault) => fault.message).join(', '));
    this.faults = all;
  }
}
