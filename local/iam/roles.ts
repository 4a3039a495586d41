/** The roles of a template with the policies attached to them, and the Lambda permissions that let services invoke. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, textAt } from '#local/json.ts';
import type { Resource, Template } from '#local/template/stack.ts';
import { wildcard } from './conditions.ts';
import type { Principal } from './evaluate.ts';
import { parsePolicy, type Statement } from './policy.ts';

const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const xray = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];
const streams = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];
const queues = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** AWS managed policies that CDK attaches by itself: what they allow, on every resource. */
const awsManaged: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': logs,
  'service-role/AWSLambdaDynamoDBExecutionRole': [...logs, ...streams],
  'service-role/AWSLambdaSQSQueueExecutionRole': [...logs, ...queues],
  'service-role/AWSLambdaVPCAccessExecutionRole': [...logs, 'ec2:*NetworkInterface*'],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': ['logs:*'],
  'service-role/AWSLambdaRole': ['lambda:InvokeFunction'],
  AWSXRayDaemonWriteAccess: xray,
  AWSXrayWriteOnlyAccess: xray,
  CloudWatchLambdaInsightsExecutionRolePolicy: logs,
  CloudWatchLambdaApplicationSignalsExecutionRolePolicy: [...logs, ...xray],
};

export type Roles = {
  /** The role with this ARN. Throws an Error when the template declares none. */
  principal(roleArn: string): Principal;
};

function strings(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

const describe = (resource: Resource): string => `${resource.logicalId} (${resource.type})`;

/** Collects roles and policies. Throws an Error naming resource and fault when a policy cannot be enforced here. */
export function collectRoles(template: Template): Roles {
  const customerManaged = new Map(
    template
      .ofType('AWS::IAM::ManagedPolicy')
      .map((policy) => [policy.arn, parsePolicy(policy.properties['PolicyDocument'], describe(policy))]),
  );
  const managed = (arn: string, where: string): readonly Statement[] => {
    const own = customerManaged.get(arn);
    if (own !== undefined) return own;
    const actions = awsManaged[arn.replace(/^arn:aws:iam::aws:policy\//, '')];
    if (actions === undefined) throw new Error(`${where}: the host does not know the managed policy ${arn}`);
    return parsePolicy({ Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }, where);
  };
  const attached = [...template.ofType('AWS::IAM::Policy'), ...template.ofType('AWS::IAM::ManagedPolicy')];
  const roles = new Map<string, Principal>();
  for (const role of template.ofType('AWS::IAM::Role')) {
    const where = describe(role);
    const boundary = role.properties['PermissionsBoundary'];
    const statements = [
      ...objects(role.properties['Policies']).flatMap((policy) =>
        parsePolicy(policy['PolicyDocument'], where),
      ),
      ...strings(role.properties['ManagedPolicyArns']).flatMap((arn) => managed(arn, where)),
      ...attached
        .filter((policy) => strings(policy.properties['Roles']).includes(role.name))
        .flatMap((policy) => parsePolicy(policy.properties['PolicyDocument'], describe(policy))),
    ];
    const limited = typeof boundary === 'string' ? { boundary: managed(boundary, where) } : {};
    roles.set(role.arn, { roleArn: role.arn, statements, ...limited });
  }
  return {
    principal: (roleArn) => {
      const principal = roles.get(roleArn);
      if (principal === undefined) throw new Error(`the template declares no role ${roleArn}`);
      return principal;
    },
  };
}

/** An AWS service that invokes a function by the function's own policy, not by a role. */
export type ServiceCaller = { readonly service: string; readonly sourceArn?: string };

/** Says whether a service may invoke a function: undefined when it may, else the AWS::Lambda::Permission that is missing. */
export type InvokePermission = (functionArn: string, caller: ServiceCaller) => string | undefined;

/** Reads the AWS::Lambda::Permission resources. AWS: "Using resource-based policies for Lambda". */
export function collectInvokePermissions(template: Template): InvokePermission {
  const permissions = template.ofType('AWS::Lambda::Permission').map(({ properties }) => {
    const source = textAt(properties, 'SourceArn');
    return {
      functionName: textAt(properties, 'FunctionName') ?? '',
      action: wildcard(textAt(properties, 'Action') ?? 'lambda:InvokeFunction', 'si'),
      principal: textAt(properties, 'Principal'),
      source: source === undefined ? undefined : wildcard(source),
    };
  });
  return (functionArn, caller) => {
    const name = functionArn.split(':')[6];
    const found = permissions.some(
      (permission) =>
        [functionArn, name, functionArn.split(':').slice(0, 7).join(':')].includes(permission.functionName) &&
        permission.action.test('lambda:InvokeFunction') &&
        permission.principal === caller.service &&
        (permission.source === undefined ||
          caller.sourceArn === undefined ||
          permission.source.test(caller.sourceArn)),
    );
    if (found) return undefined;
    const missing = {
      Type: 'AWS::Lambda::Permission',
      Action: 'lambda:InvokeFunction',
      FunctionName: functionArn,
      Principal: caller.service,
      ...(caller.sourceArn === undefined ? {} : { SourceArn: caller.sourceArn }),
    };
    return (
      `${caller.service} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn} because ` +
      `no resource-based policy allows the lambda:InvokeFunction action; the missing permission: ${JSON.stringify(missing)}`
    );
  };
}
