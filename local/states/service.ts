/** The Step Functions stand-in: SDK calls of functions, by the JSON 1.0 protocol, to the engine in this process. */
import { operationOf } from '#local/http/aws-answers.ts';
import { type JsonObject, parseJsonObject, textAt } from '#local/json.ts';
import {
  type AwsAnswer,
  AwsFault,
  type AwsRequest,
  type IntendedAction,
  type LocalService,
} from '#local/service.ts';

const TARGET = 'AWSStepFunctions';

/** The part of the engine that serves API operations. Throws an error with `code`, `message` and `status`. */
export type HandleOperation = (operation: string, body: JsonObject) => Promise<unknown>;

/** Operations by the key of their input that holds the ARN that IAM looks at. */
const subjects: Readonly<Record<string, string>> = {
  StartExecution: 'stateMachineArn',
  StartSyncExecution: 'stateMachineArn',
  DescribeStateMachine: 'stateMachineArn',
  ListExecutions: 'stateMachineArn',
  ListStateMachineVersions: 'stateMachineArn',
  ListStateMachineAliases: 'stateMachineArn',
  DescribeStateMachineAlias: 'stateMachineAliasArn',
  DescribeExecution: 'executionArn',
  DescribeStateMachineForExecution: 'executionArn',
  GetExecutionHistory: 'executionArn',
  StopExecution: 'executionArn',
  RedriveExecution: 'executionArn',
  ListMapRuns: 'executionArn',
  DescribeMapRun: 'mapRunArn',
  UpdateMapRun: 'mapRunArn',
  GetActivityTask: 'activityArn',
  DescribeActivity: 'activityArn',
};
const byToken = new Set(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat']);
const onAll = new Set(['ListStateMachines', 'ListActivities', 'ValidateStateMachineDefinition']);

export class StatesService implements LocalService {
  readonly service = 'states';
  readonly #handle: HandleOperation;
  readonly #machineArns: readonly string[];

  constructor(handle: HandleOperation, machineArns: readonly string[]) {
    this.#handle = handle;
    this.#machineArns = machineArns;
  }

  intent(request: AwsRequest): readonly IntendedAction[] {
    const operation = operationOf(request, TARGET);
    const action = `states:${operation}`;
    // A token does not say in the open to which machine it belongs, so the right on one of the machines is enough.
    if (byToken.has(operation)) return [{ action, resources: this.#machineArns, anyOf: true }];
    if (onAll.has(operation)) return [{ action, resources: ['*'] }];
    const subject = subjects[operation];
    if (subject === undefined)
      throw new AwsFault('UnknownOperationException', `the host does not offer ${action}`);
    return [intentOn(action, textAt(bodyOf(request), subject) ?? '')];
  }

  async handle(request: AwsRequest): Promise<AwsAnswer> {
    const body = await answering(() => this.#handle(operationOf(request, TARGET), bodyOf(request)));
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
  }
}

/** AWS: a version or alias is the machine's resource with the condition key states:StateMachineQualifier. */
export function intentOn(action: string, arn: string): IntendedAction {
  const parts = arn.split(':');
  if (parts[5] !== 'stateMachine' || parts.length <= 7) return { action, resources: [arn] };
  return {
    action,
    resources: [parts.slice(0, 7).join(':')],
    context: { 'states:StateMachineQualifier': parts[7] ?? '' },
  };
}

async function answering(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify((await work()) ?? {});
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      const status = 'status' in error && typeof error.status === 'number' ? error.status : 400;
      throw new AwsFault(error.code, error.message, status);
    }
    throw error;
  }
}

function bodyOf(request: AwsRequest): JsonObject {
  try {
    return parseJsonObject(request.body.toString() || '{}', 'the request');
  } catch (error) {
    throw new AwsFault('SerializationException', error instanceof Error ? error.message : 'not JSON');
  }
}
