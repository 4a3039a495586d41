import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  CfnAlias,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName, FunctionSpec } from '#functions/catalogue.ts';
import { removalOfLogs } from '../environments.ts';
import { LIVE, nameOf, type Place } from '../names.ts';

/** More memory is more processor: below this a cold start of the AWS SDK is felt by the person who clicked. */
const MEMORY_MB = 1024;
/**
 * From here on a function has a whole processor. A solver needs one: with part of one its clock ends a search that its count of
 * nodes would end elsewhere, and the same capital gets another plan than on one machine.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const WHOLE_PROCESSOR_MB = 1769;

/** The same for every function, set for the libraries and not for the product. */
const LIBRARY_VARIABLES = {
  POWERTOOLS_SERVICE_NAME: 'khoi-thong',
  POWERTOOLS_METRICS_NAMESPACE: 'KhoiThong',
  POWERTOOLS_LOG_LEVEL: 'INFO',
  // Answers hold people's names and pages hold links: neither belongs into a trace.
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
} as const;

/** Names of the variables that every function has beside those of its `config.ts`. */
export const LIBRARY_VARIABLE_NAMES: readonly string[] = Object.keys(LIBRARY_VARIABLES);

/** What X-Ray asks for; it has no resources to name. https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html */
const TRACES = new PolicyStatement({
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
});

export type ProductFunctionProps = {
  readonly place: Place;
  readonly name: FunctionName;
  readonly spec: FunctionSpec;
  /** Folder with `index.mjs`. */
  readonly codeFolder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
};

/** One function of the catalogue: its code, a role of its own with nothing to spare, its log. */
export class ProductFunction extends Construct {
  readonly name: FunctionName;
  readonly lambda: LambdaFunction;
  readonly role: Role;
  /** ARN of the alias that a machine calls; undefined where no machine does. */
  readonly liveArn: string | undefined;

  constructor(scope: Construct, id: string, props: ProductFunctionProps) {
    super(scope, id);
    const { place, spec } = props;
    this.name = props.name;
    const functionName = nameOf(place, props.name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/khoi-thong/${place.environment}/functions/${props.name}`,
      retention: place.settings.logRetention,
      removalPolicy: removalOfLogs(place.settings),
    });
    const logs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    // In the role, not beside it: a stack may have 500 resources, and every function would take one more.
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Work: new PolicyDocument({ statements: [logs, TRACES, ...props.statements] }) },
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      description: spec.summary,
      // The library would add the right to trace in a policy of its own.
      role: this.role.withoutPolicyUpdates(),
      code: Code.fromAsset(props.codeFolder),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: spec.solver === true ? WHOLE_PROCESSOR_MB : MEMORY_MB,
      timeout: Duration.seconds(spec.timeoutSeconds),
      environment: { ...props.variables, ...LIBRARY_VARIABLES },
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      // A version that lost its alias still answers an operator who moves the alias back.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.liveArn = spec.trigger === 'machine' ? this.#alias() : undefined;
  }

  #alias(): string {
    const { version } = this.lambda.currentVersion;
    const alias = new CfnAlias(this, 'Live', {
      name: LIVE,
      functionName: this.lambda.functionName,
      functionVersion: version,
    });
    return alias.ref;
  }
}
