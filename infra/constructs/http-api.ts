import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '#functions/catalogue.ts';
import type { Route } from '../endpoints.ts';
import { removalOfLogs } from '../environments.ts';
import { nameOf, type Place, pascal } from '../names.ts';
import { functionNamed, type ProductFunctions } from './functions.ts';

/** Far above what a city's officials press; it stops a script before it costs money. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

/**
 * What an access log line says. Never path, query or Referer: the link of a mail is in the path, and whoever reads logs
 * could press it. The route's key has `{link}` in its place.
 */
const ACCESS_LOG = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationMilliseconds: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
} as const;

/** What a token must prove: who issued it, and for which client. */
export type TokenRule = { readonly issuer: string; readonly clientId: string };

export type RoutesProps = {
  readonly routes: readonly Route[];
  readonly functions: ProductFunctions;
  readonly tokens: TokenRule;
};

/** The HTTP API. No CORS: pages and API share one origin, and nobody else's page may call it. */
export class HttpApi extends Construct {
  readonly apiId: string;
  /** Host name that CloudFront forwards to. */
  readonly domainName: string;
  readonly #api: CfnApi;

  constructor(scope: Construct, id: string, props: { readonly place: Place }) {
    super(scope, id);
    const stack = Stack.of(this);
    this.#api = new CfnApi(this, 'Api', {
      name: nameOf(props.place, 'api'),
      description: 'Actions behind mailed links, and the API of districts, staff and leadership',
      protocolType: 'HTTP',
    });
    this.apiId = this.#api.ref;
    this.domainName = `${this.apiId}.execute-api.${stack.region}.${stack.urlSuffix}`;
    this.#stage(props.place);
  }

  /** Adds the routes. They come last: functions know the public address, which is the front door's, which leads here. */
  addRoutes(props: RoutesProps): void {
    const { routes, functions, tokens } = props;
    const authorizer = new CfnAuthorizer(this, 'Tokens', {
      apiId: this.apiId,
      name: 'user-pool',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: tokens.issuer, audience: [tokens.clientId] },
    });
    const integrations = new Map<FunctionName, CfnIntegration>();
    for (const { functionName, method, path, access } of routes) {
      const integration = integrations.get(functionName) ?? this.#integration(functionName, functions);
      integrations.set(functionName, integration);
      new CfnRoute(this, `${method} ${path}`, {
        apiId: this.apiId,
        routeKey: `${method} ${path}`,
        target: `integrations/${integration.ref}`,
        ...(access === 'public'
          ? { authorizationType: 'NONE' }
          : { authorizationType: 'JWT', authorizerId: authorizer.ref }),
      });
    }
  }

  #integration(name: FunctionName, functions: ProductFunctions): CfnIntegration {
    const { lambda } = functionNamed(functions, name);
    new CfnPermission(this, `${pascal(name)}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.apiId,
        resourceName: '*/*',
      }),
    });
    return new CfnIntegration(this, `${pascal(name)}Integration`, {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      integrationMethod: 'POST',
      payloadFormatVersion: '2.0',
    });
  }

  #stage(place: Place): void {
    const log = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/api/${nameOf(place, 'api')}`,
      retention: place.settings.logRetention,
      removalPolicy: removalOfLogs(place.settings),
    });
    new CfnStage(this, 'Stage', {
      apiId: this.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingRateLimit: THROTTLE.rateLimit,
        throttlingBurstLimit: THROTTLE.burstLimit,
      },
    });
  }
}
