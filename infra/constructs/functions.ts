import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CATALOGUE, type FunctionName, type FunctionSpec } from '#functions/catalogue.ts';
import type { VariableName } from '#functions/environment.ts';
import { functionNames } from '../bundle.ts';
import { executionArn, liveMachineArn, machineArn, type Place, pascal, queueArn } from '../names.ts';
import { ProductFunction } from './product-function.ts';
import type { ProductTables } from './tables.ts';

/** A value for every variable that a function may ask for: a new name in the schema does not compile without one. */
export type EnvironmentValues = Readonly<Record<VariableName, string>>;

export type FunctionsProps = {
  readonly place: Place;
  readonly tables: ProductTables;
  readonly values: EnvironmentValues;
  readonly folderOf: (name: FunctionName) => string;
  /** Names of all machines: any of them may be waiting for a task token. */
  readonly machines: readonly string[];
  readonly mail: { readonly identityArn: string; readonly configurationSetArn: string };
  /** ARN of the bucket of files. */
  readonly documentsArn: string;
};

export type ProductFunctions = ReadonlyMap<FunctionName, ProductFunction>;

/** Machines that functions start: those whose ARN is among the variables. */
const STARTED = ['unblock-project', 'reallocate-capital'] as const;

/** Machines that work on a case: their histories are its way. */
const ON_A_CASE = ['unblock-project', 'climb-ladder', 'collect-decision', 'reallocate-capital'] as const;

/** Machines whose executions the operator looks through: what these start, they watch themselves. */
const WATCHED = ['unblock-project', 'reallocate-capital', 'sweep-portfolio'] as const;

/** Queues where lies what could not be delivered. */
const LETTERS = ['outbox-failed', 'mail-events-failed', 'sweep-failed'] as const;

type Right = FunctionSpec['rights'][number];

function rightStatements(scope: Construct, props: FunctionsProps): Readonly<Record<Right, PolicyStatement>> {
  const { place } = props;
  return {
    // AWS decides by the ARN of the machine even when the alias is called; with the alias named too, the policy says
    // what is really called.
    startExecution: new PolicyStatement({
      actions: ['states:StartExecution'],
      resources: STARTED.flatMap((name) => [
        machineArn(scope, place, name),
        liveMachineArn(scope, place, name),
      ]),
    }),
    sendTask: new PolicyStatement({
      actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
      resources: props.machines.map((name) => machineArn(scope, place, name)),
    }),
    readHistory: new PolicyStatement({
      actions: ['states:GetExecutionHistory'],
      resources: ON_A_CASE.map((name) => `${executionArn(scope, place, name)}:*`),
    }),
    readExecutions: new PolicyStatement({
      actions: ['states:ListExecutions', 'states:DescribeExecution'],
      resources: WATCHED.flatMap((name) => [
        machineArn(scope, place, name),
        `${executionArn(scope, place, name)}:*`,
      ]),
    }),
    startSweep: new PolicyStatement({
      actions: ['states:StartExecution'],
      resources: [
        machineArn(scope, place, 'sweep-portfolio'),
        liveMachineArn(scope, place, 'sweep-portfolio'),
      ],
    }),
    readLetters: new PolicyStatement({
      actions: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      resources: LETTERS.map((name) => queueArn(scope, place, name)),
    }),
    takeLetters: new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
      resources: LETTERS.map((name) => queueArn(scope, place, name)),
    }),
    sendMail: new PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [props.mail.identityArn, props.mail.configurationSetArn],
    }),
    ...fileStatements(props),
  };
}

type FileRight = Extract<Right, `${'put' | 'get'}${string}Files`>;

function fileStatements(props: FunctionsProps): Readonly<Record<FileRight, PolicyStatement>> {
  return {
    putReportFiles: filesStatement(props, 's3:PutObject', 'reports'),
    getReportFiles: filesStatement(props, 's3:GetObject', 'reports'),
    putImportFiles: filesStatement(props, 's3:PutObject', 'imports'),
    getImportFiles: filesStatement(props, 's3:GetObject', 'imports'),
    putSignedFiles: filesStatement(props, 's3:PutObject', 'signed'),
    getSignedFiles: filesStatement(props, 's3:GetObject', 'signed'),
  };
}

/** One action on the files of one kind. Nobody lists the bucket, and nobody deletes. */
function filesStatement(
  { documentsArn }: FunctionsProps,
  action: 's3:PutObject' | 's3:GetObject',
  prefix: 'reports' | 'imports' | 'signed',
): PolicyStatement {
  return new PolicyStatement({ actions: [action], resources: [`${documentsArn}/${prefix}/*`] });
}

/** The variables of one function: exactly the keys of its schema. */
function variablesOf(spec: FunctionSpec, values: EnvironmentValues): Record<string, string> {
  const wanted = new Set(Object.keys(spec.config.shape));
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted.has(name)));
}

/** Every function of the catalogue. */
export function buildFunctions(scope: Construct, props: FunctionsProps): ProductFunctions {
  const rights = rightStatements(scope, props);
  const built = functionNames().map((name): [FunctionName, ProductFunction] => {
    const spec: FunctionSpec = CATALOGUE[name];
    const statements = [
      ...props.tables.registry.statements(spec.registry),
      ...props.tables.outbox.statements(spec.outbox),
      ...spec.rights.map((right) => rights[right]),
    ];
    const product = new ProductFunction(scope, pascal(name), {
      place: props.place,
      name,
      spec,
      codeFolder: props.folderOf(name),
      variables: variablesOf(spec, props.values),
      statements,
    });
    return [name, product];
  });
  return new Map(built);
}

/** The one function with this name. Throws an Error when the catalogue and the template have drifted apart. */
export function functionNamed(functions: ProductFunctions, name: FunctionName): ProductFunction {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`the catalogue has no function ${name}`);
  return found;
}
