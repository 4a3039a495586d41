import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CATALOGUE } from '#functions/catalogue.ts';
import { ROUTES } from '#infra/endpoints.ts';
import { type ReadTemplate, templatesOf } from './templates.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const GATEWAY_SECONDS = 30;

let main: ReadTemplate;
let edge: ReadTemplate;
beforeAll(async () => {
  ({ main, edge } = await templatesOf('production'));
});

describe('queues', () => {
  it('are encrypted and speak TLS only', () => {
    const queues = main.ofType('AWS::SQS::Queue');
    expect(queues.length).toBeGreaterThan(0);
    for (const { Properties } of queues) expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
    const policies = main.ofType('AWS::SQS::QueuePolicy').map(({ Properties }) => JSON.stringify(Properties));
    expect(policies).toHaveLength(queues.length);
    for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
  });
});

describe('the HTTP API', () => {
  it('has the routes of the contract; only the public ones need no token', () => {
    const routes = main.ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => ({
      key: String(Properties['RouteKey']),
      open: Properties['AuthorizationType'] === 'NONE',
    }));
    const wanted = ROUTES.map(({ method, path, access }) => ({
      key: `${method} ${path}`,
      open: access === 'public',
    }));
    expect(routes).toHaveLength(wanted.length);
    expect(routes).toEqual(expect.arrayContaining(wanted));
    const open = routes.filter((route) => route.open).map(({ key }) => key);
    expect(open.toSorted()).toEqual([
      'GET /a/{link}',
      'GET /api/open',
      'GET /api/open/{file}',
      'GET /api/openapi.json',
      'GET /cong-khai',
      'GET /public-status',
      'HEAD /a/{link}',
      'POST /a/{link}',
    ]);
  });

  it('logs the route and never path, query, Referer or address', () => {
    const Stage = z.object({ AccessLogSettings: z.object({ Format: z.string() }) });
    const [stage] = main.ofType('AWS::ApiGatewayV2::Stage');
    const format = Stage.parse(stage?.Properties).AccessLogSettings.Format;
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(
      /\$context\.(path|httpMethod|identity|request\.|resourcePath|domain)|querystring|referer/i,
    );
  });

  it('is throttled and shares its origin with the pages', () => {
    const [stage] = main.ofType('AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties['DefaultRouteSettings']).toMatchObject({ ThrottlingRateLimit: 200 });
    expect(main.ofType('AWS::ApiGatewayV2::Api')[0]?.Properties['CorsConfiguration']).toBeUndefined();
  });
});

describe('the front door', () => {
  it('caches nothing of API and links, keeps no access log, and leaves error answers of the API alone', () => {
    const Shape = z.object({
      DistributionConfig: z.object({
        Logging: z.undefined().optional(),
        CustomErrorResponses: z.undefined().optional(),
        CacheBehaviors: z.array(z.object({ PathPattern: z.string(), CachePolicyId: z.string() })),
      }),
    });
    const [distribution] = main.ofType('AWS::CloudFront::Distribution');
    const { CacheBehaviors } = Shape.parse(distribution?.Properties).DistributionConfig;
    const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    expect(CacheBehaviors).toEqual([
      { PathPattern: '/api/*', CachePolicyId: disabled },
      { PathPattern: '/a/*', CachePolicyId: disabled },
      { PathPattern: '/cong-khai', CachePolicyId: disabled },
      { PathPattern: '/public-status', CachePolicyId: disabled },
    ]);
  });

  it('waits for the API as long as any of its functions may run, and longer than API Gateway does', () => {
    const Shape = z.object({
      DistributionConfig: z.object({
        Origins: z.array(
          z.object({ CustomOriginConfig: z.object({ OriginReadTimeout: z.number() }).optional() }),
        ),
      }),
    });
    const [distribution] = main.ofType('AWS::CloudFront::Distribution');
    const { Origins } = Shape.parse(distribution?.Properties).DistributionConfig;
    const waits = Origins.flatMap(({ CustomOriginConfig: origin }) => origin?.OriginReadTimeout ?? []);
    expect(waits).toEqual([expect.any(Number)]);
    expect(Math.min(...waits)).toBeGreaterThan(GATEWAY_SECONDS);
    const specs = Object.values(CATALOGUE).filter(({ trigger }) => trigger === 'http');
    expect(Math.max(...specs.map(({ timeoutSeconds }) => timeoutSeconds))).toBeLessThan(GATEWAY_SECONDS);
  });

  it('lets a browser run the web app’s own scripts only', () => {
    const [policy] = main.ofType('AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(policy?.Properties);
    expect(text).toContain("default-src 'none'; script-src 'self'; worker-src 'self';");
    expect(text).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('is guarded by a web ACL that limits answers by address and keeps no samples of requests', () => {
    const [acl] = edge.ofType('AWS::WAFv2::WebACL');
    const text = JSON.stringify(acl?.Properties);
    expect(acl?.Properties['Scope']).toBe('CLOUDFRONT');
    expect(text).toContain('"RateBasedStatement"');
    expect(text).not.toContain('"SampledRequestsEnabled":true');
    expect(main.parameters['WebAclArn']?.Default).toBe('');
  });
});

describe('accounts', () => {
  it('are made by an operator, have a second factor, and cannot give themselves an office', () => {
    const [pool] = main.ofType('AWS::Cognito::UserPool');
    expect(pool?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      UserPoolTier: 'ESSENTIALS',
    });
    const [client] = main.ofType('AWS::Cognito::UserPoolClient');
    expect(client?.Properties).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
    expect(JSON.stringify(client?.Properties['WriteAttributes'])).not.toContain('custom:');
    expect(JSON.stringify(client?.Properties['ReadAttributes'])).toContain('custom:officeId');
  });

  it('take another address only when its mailbox has confirmed it: by its address an account acts for its office', () => {
    const [pool] = main.ofType('AWS::Cognito::UserPool');
    expect(pool?.Properties['UserAttributeUpdateSettings']).toEqual({
      AttributesRequireVerificationBeforeUpdate: ['email'],
    });
  });

  it('are told in both languages where to sign in, and how long the temporary password holds', () => {
    const [pool] = main.ofType('AWS::Cognito::UserPool');
    const template = pool?.Properties['AdminCreateUserConfig'];
    const text = JSON.stringify(template);
    for (const said of ['tài khoản', 'account', '{username}', '{####}', '3 ngày', '3 days']) {
      expect(text).toContain(said);
    }
    expect(text).toContain('FrontDoorDistribution');
    const code = JSON.stringify(pool?.Properties['VerificationMessageTemplate']);
    expect(code).toMatch(/Mã xác nhận.*\{####\}.*confirmation code.*\{####\}/);
  });

  it('belong to the seven groups', () => {
    const groups = main
      .ofType('AWS::Cognito::UserPoolGroup')
      .map(({ Properties }) => Properties['GroupName']);
    const wanted = ['reporter', 'reviewer', 'leadership', 'staff', 'councilClerk', 'operator', 'auditor'];
    expect(groups.map(String).toSorted()).toEqual(wanted.toSorted());
  });
});

describe('mail', () => {
  it('is never tracked, goes by TLS, and tells of bounces and complaints', () => {
    const [set] = main.ofType('AWS::SES::ConfigurationSet');
    expect(set?.Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const [events] = main.ofType('AWS::SES::ConfigurationSetEventDestination');
    const text = JSON.stringify(events?.Properties);
    expect(text).toMatch(/BOUNCE.*COMPLAINT/);
    expect(text).not.toMatch(/OPEN|CLICK/);
  });
});

describe('buckets', () => {
  it('are closed to the public, encrypted and versioned where people’s files lie', () => {
    const buckets = main.ofType('AWS::S3::Bucket');
    expect(buckets).toHaveLength(3);
    for (const { Properties } of buckets) {
      expect(JSON.stringify(Properties['PublicAccessBlockConfiguration'])).not.toContain('false');
      expect(Properties['BucketEncryption']).toBeDefined();
    }
    const versioned = buckets.filter(({ Properties }) => Properties['VersioningConfiguration'] !== undefined);
    expect(versioned).toHaveLength(2);
  });
});

describe('an imported spreadsheet', () => {
  it('is gone after a month, and its superseded version with it', () => {
    const Rules = z.array(z.object({ Prefix: z.string().optional() }).loose());
    const Shape = z.object({ LifecycleConfiguration: z.object({ Rules }) });
    const rules = main
      .ofType('AWS::S3::Bucket')
      .flatMap(({ Properties }) => Shape.parse(Properties).LifecycleConfiguration.Rules);
    expect(rules.filter(({ Prefix }) => Prefix === 'imports/')).toEqual([
      expect.objectContaining({
        ExpirationInDays: 30,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
    ]);
  });
});

describe('the outbox stream', () => {
  it('retries, halves, reports single items, and gives up into a queue', () => {
    const [mapping] = main.ofType('AWS::Lambda::EventSourceMapping');
    expect(mapping?.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 30,
      ParallelizationFactor: 10,
    });
    expect(mapping?.Properties['DestinationConfig']).toBeDefined();
  });
});
