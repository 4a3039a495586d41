import type { Environment, Evaluate, Template } from '../query/environment.ts';
import type { Path } from '../query/jsonpath.ts';
import type { QueryLanguage } from '../query/template.ts';
import type { ChoiceRule } from './choice-rules.ts';
import type { Json } from './json.ts';
import type { Resource } from './resource.ts';

/** A definition, parsed, checked and compiled once. Immutable; shared by all its executions. */
export type Machine = {
  readonly comment: string | undefined;
  /** Whole-execution time-out in seconds. */
  readonly timeoutSeconds: number | undefined;
  readonly root: Scope;
  /** Every scope by id: the top level (`''`), each branch and each item processor. */
  readonly scopes: ReadonlyMap<string, Scope>;
  /** Whether it has something that was recorded on AWS since November 2024 only, such as JSONata or variables. */
  readonly newer: boolean;
  /** State name -> variables that it reads (DescribeStateMachine). */
  readonly variableReferences: { readonly [state: string]: readonly string[] };
};

/** States that refer to each other by name: a machine, a branch of a Parallel or the processor of a Map. */
export type Scope = {
  readonly id: string;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
};

/** Where a state leads: `undefined` ends the scope. */
export type Next = string | undefined;

/**
 * How a state treats its data (States Language, "Input and Output Processing"). A step that is `undefined` hands its
 * value on as it is.
 */
export type DataFlow = {
  /** State input -> effective input (InputPath). JSONata has no such step. */
  readonly input: Evaluate | undefined;
  /** Effective input -> what the work of the state gets (Parameters, Arguments). */
  readonly arguments: Evaluate | undefined;
  /** (environment of the state input, result) -> state output: ResultSelector, ResultPath, OutputPath or Output. */
  readonly finish: ((env: Environment, result: Json) => Json) | undefined;
  /** Assign, evaluated against the values from before the state. */
  readonly assign: Template | undefined;
};

type Common = {
  readonly name: string;
  readonly language: QueryLanguage;
  readonly flow: DataFlow;
  /** Names of the fields as inspection names them: `Parameters` or `Arguments` was given. */
  readonly given: ReadonlySet<string>;
};

/** A number that is fixed, or computed when the state runs. */
export type NumberField =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'path'; readonly path: Path; readonly field: string }
  | {
      readonly kind: 'expression';
      readonly evaluate: Evaluate;
      readonly source: string;
      readonly field: string;
    };

export type TextField =
  | { readonly kind: 'fixed'; readonly value: string }
  | {
      readonly kind: 'template';
      readonly evaluate: Evaluate;
      readonly source: string;
      readonly field: string;
    };

export type Retrier = {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: 'FULL' | 'NONE';
};

export type Catcher = {
  readonly errors: readonly string[];
  readonly next: string;
  /** (environment of the state input, error output) -> input of the next state. */
  readonly output: (env: Environment, error: Json) => Json;
  readonly assign: Template | undefined;
};

type Recoverable = { readonly retry: readonly Retrier[]; readonly catch: readonly Catcher[] };

export type PassState = Common & {
  readonly type: 'Pass';
  readonly result: Json | undefined;
  readonly next: Next;
};

export type TaskState = Common &
  Recoverable & {
    readonly type: 'Task';
    readonly resource: Resource;
    readonly timeout: NumberField | undefined;
    readonly heartbeat: NumberField | undefined;
    /** Credentials.RoleArn. */
    readonly credentials: Template | undefined;
    readonly next: Next;
  };

export type ChoiceState = Common & {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly otherwise: string | undefined;
};

export type WaitState = Common & {
  readonly type: 'Wait';
  readonly until:
    | { readonly kind: 'seconds'; readonly seconds: NumberField }
    | { readonly kind: 'timestamp'; readonly timestamp: TextField }
    | { readonly kind: 'timestampPath'; readonly path: Path };
  readonly next: Next;
};

export type SucceedState = Common & { readonly type: 'Succeed' };

export type FailState = Common & {
  readonly type: 'Fail';
  readonly error: TextField | undefined;
  readonly cause: TextField | undefined;
};

export type ParallelState = Common &
  Recoverable & { readonly type: 'Parallel'; readonly branches: readonly Scope[]; readonly next: Next };

export type ItemReader = {
  /** `getObject` or `listObjectsV2`. */
  readonly resource: Resource;
  readonly arguments: Template;
  readonly inputType: 'JSON' | 'JSONL' | 'CSV' | 'MANIFEST' | 'PARQUET' | undefined;
  readonly csvHeaders: readonly string[] | undefined;
  readonly csvDelimiter: string;
  readonly itemsPointer: string | undefined;
  /** The object is a list of the objects to read. */
  readonly manifest: 'ATHENA_DATA' | 'S3_INVENTORY' | undefined;
  /** The items are what is in the listed objects, not the list. */
  readonly flatten: boolean;
  readonly maxItems: NumberField | undefined;
};

export type ItemBatcher = {
  readonly maxItems: NumberField | undefined;
  readonly maxBytes: NumberField | undefined;
  readonly batchInput: Template | undefined;
};

export type ResultWriter = {
  readonly resource: Resource | undefined;
  readonly arguments: Template | undefined;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
};

export type MapState = Common &
  Recoverable & {
    readonly type: 'Map';
    readonly distributed: boolean;
    readonly executionType: 'STANDARD' | 'EXPRESS';
    readonly label: string | undefined;
    readonly processor: Scope;
    /** Gives the items, already known to be an array, or fails. `undefined` when an ItemReader brings them. */
    readonly items: Evaluate;
    readonly itemSelector: Template | undefined;
    readonly reader: ItemReader | undefined;
    readonly batcher: ItemBatcher | undefined;
    readonly writer: ResultWriter | undefined;
    readonly maxConcurrency: NumberField | undefined;
    readonly toleratedCount: NumberField | undefined;
    readonly toleratedPercentage: NumberField | undefined;
    readonly next: Next;
  };

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export type StateType = State['type'];
/** States that Retry and Catch apply to. */
export type RecoverableState = TaskState | ParallelState | MapState;
