/**
 * Resource ARNs of Task states, ItemReader and ResultWriter (guide, "Integrating services").
 */
export type Pattern = 'response' | 'sync' | 'sync:2' | 'token';

export type Resource =
  | { readonly kind: 'lambda'; readonly arn: string }
  | { readonly kind: 'activity'; readonly arn: string }
  | {
      readonly kind: 'service';
      readonly arn: string;
      /** `lambda`, `states`, `dynamodb`; for `aws-sdk:…` the SDK's name of the service. */
      readonly service: string;
      readonly action: string;
      /** The generic `aws-sdk` form. */
      readonly sdk: boolean;
      readonly pattern: Pattern;
      /** As the history names them: `invoke.waitForTaskToken`, `aws-sdk:dynamodb`. */
      readonly resource: string;
      readonly resourceType: string;
    };

type Patterns = readonly Pattern[];
const RESPONSE: Patterns = ['response'];
const RESPONSE_TOKEN: Patterns = ['response', 'token'];
const RESPONSE_SYNC: Patterns = ['response', 'sync'];

/** Optimized integrations: action -> patterns that AWS offers (guide, "Optimized integrations"). */
export const OPTIMIZED: Readonly<Record<string, Readonly<Record<string, Patterns>>>> = {
  apigateway: { invoke: RESPONSE_TOKEN },
  athena: {
    startQueryExecution: RESPONSE_SYNC,
    stopQueryExecution: RESPONSE,
    getQueryExecution: RESPONSE,
    getQueryResults: RESPONSE,
  },
  batch: { submitJob: RESPONSE_SYNC },
  bedrock: { invokeModel: RESPONSE, createModelCustomizationJob: RESPONSE_SYNC },
  codebuild: {
    startBuild: RESPONSE_SYNC,
    stopBuild: RESPONSE,
    batchDeleteBuilds: RESPONSE,
    batchGetReports: RESPONSE,
  },
  dynamodb: { getItem: RESPONSE, putItem: RESPONSE, deleteItem: RESPONSE, updateItem: RESPONSE },
  ecs: { runTask: ['response', 'sync', 'token'] },
  eks: { call: RESPONSE, runJob: RESPONSE_SYNC, createCluster: RESPONSE_SYNC, deleteCluster: RESPONSE_SYNC },
  elasticmapreduce: { createCluster: RESPONSE_SYNC, addStep: RESPONSE_SYNC, terminateCluster: RESPONSE_SYNC },
  events: { putEvents: RESPONSE_TOKEN },
  glue: { startJobRun: RESPONSE_SYNC },
  http: { invoke: RESPONSE },
  lambda: { invoke: RESPONSE_TOKEN },
  mediaconvert: { createJob: RESPONSE_SYNC },
  s3: { getObject: RESPONSE, putObject: RESPONSE, listObjectsV2: RESPONSE },
  sagemaker: {
    createTrainingJob: RESPONSE_SYNC,
    createTransformJob: RESPONSE_SYNC,
    createEndpoint: RESPONSE,
  },
  sns: { publish: RESPONSE_TOKEN },
  sqs: { sendMessage: RESPONSE_TOKEN },
  states: { startExecution: ['response', 'sync', 'sync:2', 'token'] },
};

const SUFFIXES: readonly (readonly [string, Pattern])[] = [
  ['.waitForTaskToken', 'token'],
  ['.sync:2', 'sync:2'],
  ['.sync', 'sync'],
];

/** `undefined` where AWS would not recognize the ARN. */
export function parseResource(arn: string): Resource | undefined {
  if (/^arn:[\w-]+:lambda:[^:]*:[^:]*:function:[^:]+(:[^:]+)?$/.test(arn)) return { kind: 'lambda', arn };
  if (/^arn:[\w-]+:states:[^:]*:[^:]*:activity:[^:]+$/.test(arn)) return { kind: 'activity', arn };
  const service = /^arn:[\w-]+:states:[^:]*:[^:]*:((?:aws-sdk:)?[a-z0-9-]+):(.+)$/i.exec(arn);
  const [, resourceType, resource] = service ?? [];
  if (resourceType === undefined || resource === undefined) return undefined;
  const [suffix, pattern] = SUFFIXES.find(([text]) => resource.endsWith(text)) ?? ['', 'response' as const];
  const action = suffix === '' ? resource : resource.slice(0, -suffix.length);
  const sdk = resourceType.startsWith('aws-sdk:');
  const name = sdk ? resourceType.slice('aws-sdk:'.length) : resourceType;
  if (sdk) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(action) || pattern === 'sync' || pattern === 'sync:2') return undefined;
  } else if (!OPTIMIZED[name]?.[action]?.includes(pattern)) return undefined;
  return { kind: 'service', arn, service: name, action, sdk, pattern, resource, resourceType };
}
