/**
 * Every resource type that a template may name: what hosts it here (or why nothing has to), and what AWS would call it.
 * A type that is not in this table stops the start, so that template and host cannot drift apart silently.
 */

/** A part of the host, or the reason why a resource needs none. */
export type Hosting =
  | {
      readonly by:
        | 'lambda'
        | 'dynamodb'
        | 'states'
        | 'iam'
        | 'gateway'
        | 'identity'
        | 'mail'
        | 'objects'
        | 'events';
    }
  | { readonly nothing: string };

/**
 * How Ref and Fn::GetAtt answer. Texts may hold `{name}` (physical name), `{arn}`, `{ref}`, `{region}`, `{account}`,
 * `{host}` (host and port that the browser uses), `{id}` (a short id made from the logical id) and `{p:Path}`
 * (a property of the resource).
 */
export type ResourceType = {
  readonly hosting: Hosting;
  /** The property that fixes the physical name, if the template sets it. */
  readonly named?: string;
  /** The physical name when the template does not fix it; default `<stack>-<logical id>-<12 characters>`. */
  readonly name?: string;
  readonly longestName?: number;
  readonly lowerCase?: true;
  readonly arn?: string;
  /** What Ref gives; default `{name}`. */
  readonly ref?: string;
  readonly attributes?: Readonly<Record<string, string>>;
};

const functionArn = 'arn:aws:lambda:{region}:{account}:function:{p:FunctionName}';
const observed = { nothing: 'watching is CloudWatch work: the host writes logs to its data folder' } as const;
const shielded = {
  nothing: 'no internet traffic reaches a loopback port, so there is nothing to filter',
} as const;
const encrypted = { nothing: 'data on this disk is as safe as the disk: the host does not encrypt' } as const;
const deployTime = { nothing: 'only the deployment itself needs it' } as const;
const edge = { nothing: 'read by the distribution that names it' } as const;
const api = 'arn:aws:apigateway:{region}::/apis/{p:ApiId}';

export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Lambda::Function': {
    hosting: { by: 'lambda' },
    named: 'FunctionName',
    longestName: 64,
    arn: 'arn:aws:lambda:{region}:{account}:function:{name}',
  },
  'AWS::Lambda::Version': {
    hosting: { by: 'lambda' },
    ref: `${functionArn}:1`,
    attributes: { Version: '1', FunctionArn: `${functionArn}:1` },
  },
  'AWS::Lambda::Alias': {
    hosting: { by: 'lambda' },
    ref: `${functionArn}:{p:Name}`,
    attributes: { AliasArn: `${functionArn}:{p:Name}` },
  },
  'AWS::Lambda::Url': {
    hosting: { nothing: 'function URLs are reached through the distribution' },
    ref: functionArn,
  },
  'AWS::Lambda::Permission': { hosting: { by: 'lambda' }, name: '{id}' },
  'AWS::Lambda::EventSourceMapping': {
    hosting: { by: 'lambda' },
    name: '{id}',
    arn: 'arn:aws:lambda:{region}:{account}:event-source-mapping:{name}',
    attributes: { Id: '{name}', EventSourceMappingArn: '{arn}' },
  },
  'AWS::Lambda::EventInvokeConfig': { hosting: { by: 'lambda' }, name: '{id}' },
  'AWS::Lambda::LayerVersion': {
    hosting: { nothing: 'layers hold tools of the deployment, no product code' },
    name: '{id}',
    arn: 'arn:aws:lambda:{region}:{account}:layer:{name}:1',
    ref: '{arn}',
    attributes: { LayerVersionArn: '{arn}' },
  },
  'AWS::DynamoDB::Table': {
    hosting: { by: 'dynamodb' },
    named: 'TableName',
    arn: 'arn:aws:dynamodb:{region}:{account}:table/{name}',
    attributes: { StreamArn: '{arn}/stream/2024-01-01T00:00:00.000' },
  },
  'AWS::DynamoDB::GlobalTable': {
    hosting: { by: 'dynamodb' },
    named: 'TableName',
    arn: 'arn:aws:dynamodb:{region}:{account}:table/{name}',
    attributes: { StreamArn: '{arn}/stream/2024-01-01T00:00:00.000', TableId: '{id}' },
  },
  'AWS::StepFunctions::StateMachine': {
    hosting: { by: 'states' },
    named: 'StateMachineName',
    longestName: 80,
    arn: 'arn:aws:states:{region}:{account}:stateMachine:{name}',
    ref: '{arn}',
    attributes: { Name: '{name}', StateMachineRevisionId: '{id}' },
  },
  'AWS::StepFunctions::StateMachineVersion': {
    hosting: { by: 'states' },
    ref: '{p:StateMachineArn}:1',
    attributes: { Arn: '{p:StateMachineArn}:1' },
  },
  'AWS::StepFunctions::StateMachineAlias': { hosting: { by: 'states' }, named: 'Name', ref: '{arn}' },
  'AWS::StepFunctions::Activity': {
    hosting: { by: 'states' },
    named: 'Name',
    arn: 'arn:aws:states:{region}:{account}:activity:{name}',
    ref: '{arn}',
    attributes: { Name: '{name}' },
  },
  'AWS::IAM::Role': {
    hosting: { by: 'iam' },
    named: 'RoleName',
    longestName: 64,
    arn: 'arn:aws:iam::{account}:role/{name}',
    attributes: { RoleId: 'AROA{id}' },
  },
  'AWS::IAM::Policy': { hosting: { by: 'iam' }, name: '{id}' },
  'AWS::IAM::ManagedPolicy': {
    hosting: { by: 'iam' },
    named: 'ManagedPolicyName',
    arn: 'arn:aws:iam::{account}:policy/{name}',
    ref: '{arn}',
    attributes: { PolicyArn: '{arn}' },
  },
  'AWS::ApiGatewayV2::Api': {
    hosting: { by: 'gateway' },
    name: '{id}',
    lowerCase: true, // It is part of a host name.
    arn: 'arn:aws:apigateway:{region}::/apis/{name}',
    attributes: { ApiId: '{name}', ApiEndpoint: 'http://{host}' },
  },
  'AWS::ApiGatewayV2::Stage': { hosting: { by: 'gateway' }, named: 'StageName', arn: `${api}/stages/{name}` },
  'AWS::ApiGatewayV2::Route': { hosting: { by: 'gateway' }, name: '{id}', attributes: { RouteId: '{name}' } },
  'AWS::ApiGatewayV2::Integration': {
    hosting: { by: 'gateway' },
    name: '{id}',
    attributes: { IntegrationId: '{name}' },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    hosting: { by: 'gateway' },
    name: '{id}',
    attributes: { AuthorizerId: '{name}' },
  },
  'AWS::CloudFront::Distribution': {
    hosting: { by: 'gateway' },
    name: 'E{id}',
    arn: 'arn:aws:cloudfront::{account}:distribution/{name}',
    attributes: { DomainName: '{host}', Id: '{name}' },
  },
  'AWS::CloudFront::Function': {
    hosting: { by: 'gateway' },
    named: 'Name',
    arn: 'arn:aws:cloudfront::{account}:function/{name}',
    ref: '{arn}',
    attributes: { FunctionARN: '{arn}', 'FunctionMetadata.FunctionARN': '{arn}', Stage: 'LIVE' },
  },
  'AWS::CloudFront::CachePolicy': { hosting: edge, name: '{id}', attributes: { Id: '{name}' } },
  'AWS::CloudFront::OriginRequestPolicy': { hosting: edge, name: '{id}', attributes: { Id: '{name}' } },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    hosting: { by: 'gateway' },
    name: '{id}',
    attributes: { Id: '{name}' },
  },
  'AWS::CloudFront::OriginAccessControl': { hosting: edge, name: '{id}', attributes: { Id: '{name}' } },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': {
    hosting: edge,
    name: '{id}',
    attributes: { Id: '{name}', S3CanonicalUserId: '{id}' },
  },
  'AWS::Cognito::UserPool': {
    hosting: { by: 'identity' },
    name: '{region}_{id}',
    arn: 'arn:aws:cognito-idp:{region}:{account}:userpool/{name}',
    attributes: {
      UserPoolId: '{name}',
      ProviderName: 'cognito-idp.{region}.amazonaws.com/{name}',
      ProviderURL: 'https://cognito-idp.{region}.amazonaws.com/{name}',
    },
  },
  'AWS::Cognito::UserPoolClient': {
    hosting: { by: 'identity' },
    name: '{id}',
    lowerCase: true,
    attributes: { ClientId: '{name}', Name: '{name}' },
  },
  'AWS::Cognito::UserPoolDomain': { hosting: { by: 'identity' }, named: 'Domain' },
  'AWS::Cognito::UserPoolGroup': { hosting: { by: 'identity' }, named: 'GroupName' },
  'AWS::Cognito::UserPoolUser': { hosting: { by: 'identity' }, named: 'Username' },
  'AWS::Cognito::UserPoolResourceServer': { hosting: { by: 'identity' }, named: 'Identifier' },
  'AWS::Cognito::ManagedLoginBranding': {
    hosting: { nothing: 'the local sign-in page has a look of its own' },
    name: '{id}',
    attributes: { ManagedLoginBrandingId: '{id}' },
  },
  'AWS::SES::EmailIdentity': {
    hosting: { by: 'mail' },
    named: 'EmailIdentity',
    arn: 'arn:aws:ses:{region}:{account}:identity/{name}',
  },
  'AWS::SES::ConfigurationSet': {
    hosting: { by: 'mail' },
    named: 'Name',
    longestName: 64,
    arn: 'arn:aws:ses:{region}:{account}:configuration-set/{name}',
  },
  'AWS::SES::ConfigurationSetEventDestination': {
    hosting: { by: 'mail' },
    name: '{id}',
    attributes: { Id: '{name}' },
  },
  'AWS::S3::Bucket': {
    hosting: { by: 'objects' },
    named: 'BucketName',
    longestName: 63,
    lowerCase: true,
    arn: 'arn:aws:s3:::{name}',
    attributes: {
      DomainName: '{name}.s3.amazonaws.com',
      RegionalDomainName: '{name}.s3.{region}.amazonaws.com',
      WebsiteURL: 'http://{name}.s3-website-{region}.amazonaws.com',
      DualStackDomainName: '{name}.s3.dualstack.{region}.amazonaws.com',
    },
  },
  'AWS::S3::BucketPolicy': {
    hosting: { nothing: 'identity policies decide here; bucket policies only narrow the public internet' },
    ref: '{p:Bucket}',
  },
  'AWS::Events::Rule': {
    hosting: { by: 'events' },
    named: 'Name',
    arn: 'arn:aws:events:{region}:{account}:rule/{name}',
  },
  'AWS::Events::EventBus': {
    hosting: { by: 'events' },
    named: 'Name',
    arn: 'arn:aws:events:{region}:{account}:event-bus/{name}',
    attributes: { Name: '{name}' },
  },
  'AWS::Events::EventBusPolicy': {
    hosting: { nothing: 'one account only: nobody else could put events' },
    name: '{id}',
  },
  'AWS::Events::Archive': {
    hosting: { nothing: 'an archive is only read by a replay, which the host does not offer' },
    named: 'ArchiveName',
  },
  'AWS::Scheduler::Schedule': {
    hosting: { by: 'events' },
    named: 'Name',
    longestName: 64,
    arn: 'arn:aws:scheduler:{region}:{account}:schedule/default/{name}',
  },
  'AWS::Scheduler::ScheduleGroup': {
    hosting: { nothing: 'groups only order the console' },
    named: 'Name',
    arn: 'arn:aws:scheduler:{region}:{account}:schedule-group/{name}',
  },
  'AWS::SQS::Queue': {
    hosting: { by: 'events' },
    named: 'QueueName',
    longestName: 80,
    arn: 'arn:aws:sqs:{region}:{account}:{name}',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    attributes: { QueueName: '{name}', QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{name}' },
  },
  'AWS::SQS::QueuePolicy': { hosting: { by: 'events' }, name: '{id}' },
  'AWS::SNS::Topic': {
    hosting: { nothing: 'alarm notices go to people on call; the host writes errors to its log' },
    named: 'TopicName',
    arn: 'arn:aws:sns:{region}:{account}:{name}',
    ref: '{arn}',
    attributes: { TopicArn: '{arn}', TopicName: '{name}' },
  },
  'AWS::SNS::TopicPolicy': { hosting: observed, name: '{id}' },
  'AWS::SNS::Subscription': { hosting: observed, ref: '{p:TopicArn}:{id}' },
  'AWS::Logs::LogGroup': {
    hosting: observed,
    named: 'LogGroupName',
    arn: 'arn:aws:logs:{region}:{account}:log-group:{name}:*',
  },
  'AWS::Logs::ResourcePolicy': { hosting: observed, named: 'PolicyName' },
  'AWS::Logs::MetricFilter': { hosting: observed, name: '{id}' },
  'AWS::Logs::Delivery': {
    hosting: observed,
    name: '{id}',
    arn: 'arn:aws:logs:{region}:{account}:delivery:{name}',
  },
  'AWS::Logs::DeliverySource': {
    hosting: observed,
    named: 'Name',
    arn: 'arn:aws:logs:{region}:{account}:delivery-source:{name}',
  },
  'AWS::Logs::DeliveryDestination': {
    hosting: observed,
    named: 'Name',
    arn: 'arn:aws:logs:{region}:{account}:delivery-destination:{name}',
  },
  'AWS::CloudWatch::Alarm': {
    hosting: observed,
    named: 'AlarmName',
    arn: 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}',
  },
  'AWS::CloudWatch::CompositeAlarm': {
    hosting: observed,
    named: 'AlarmName',
    arn: 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}',
  },
  'AWS::CloudWatch::Dashboard': { hosting: observed, named: 'DashboardName' },
  'AWS::WAFv2::WebACL': {
    hosting: shielded,
    named: 'Name',
    arn: 'arn:aws:wafv2:{region}:{account}:global/webacl/{name}/{id}',
    ref: '{name}|{id}|CLOUDFRONT',
    attributes: { Id: '{id}' },
  },
  'AWS::WAFv2::WebACLAssociation': { hosting: shielded, name: '{id}' },
  'AWS::WAFv2::LoggingConfiguration': { hosting: shielded, ref: '{p:ResourceArn}' },
  'AWS::KMS::Key': {
    hosting: encrypted,
    name: '{id}',
    arn: 'arn:aws:kms:{region}:{account}:key/{name}',
    attributes: { KeyId: '{name}' },
  },
  'AWS::KMS::Alias': { hosting: encrypted, named: 'AliasName' },
  'AWS::CDK::Metadata': { hosting: deployTime, name: '{id}' },
  'Custom::CDKBucketDeployment': { hosting: { by: 'gateway' }, name: '{id}' },
  'Custom::S3AutoDeleteObjects': { hosting: deployTime, name: '{id}' },
  'Custom::CrossRegionExportWriter': { hosting: deployTime, name: '{id}' },
};
