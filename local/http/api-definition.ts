/** The HTTP API of the template as plain values: routes, integrations, authorizers, stage, CORS. */

import * as z from 'zod';
import type { ParsedResource, ResolvedResource } from '#local/http/resources.ts';
import { looseBoolean, looseNumber, resourcesOfType, UnsupportedResource } from '#local/http/resources.ts';

/** A JWT authorizer: tokens of this issuer, for one of these audiences. */
export type JwtAuthorizer = { readonly issuer: string; readonly audience: readonly string[] };

export type ApiRoute = {
  /** `GET /a/{id}`, `ANY /x/{proxy+}` or `$default`. */
  readonly routeKey: string;
  /** The Lambda function, with its version or alias where the template names one. */
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizer: JwtAuthorizer | undefined;
  /** The token must carry one of these; none are asked for when empty. */
  readonly scopes: readonly string[];
};

export type CorsRules = {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  /** Seconds. */
  readonly maxAge: number | undefined;
};

export type ApiDefinition = {
  readonly apiId: string;
  /** `$default`, or a name that is the first part of every path. Throttling settings of a stage are not hosted. */
  readonly stage: string;
  readonly routes: readonly ApiRoute[];
  readonly cors: CorsRules | undefined;
};

const corsSchema = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: looseBoolean.default(false),
  MaxAge: looseNumber.optional(),
});
const apiSchema = z.object({ ProtocolType: z.string(), CorsConfiguration: corsSchema.optional() });
const routeSchema = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const integrationSchema = z.object({
  ApiId: z.string(),
  IntegrationType: z.string(),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.string(),
  TimeoutInMillis: looseNumber.default(30_000),
});
const authorizerSchema = z.object({
  ApiId: z.string(),
  AuthorizerType: z.string(),
  IdentitySource: z.array(z.string()).default(['$request.header.Authorization']),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()).default([]) }).optional(),
});
const stageSchema = z.object({ ApiId: z.string(), StageName: z.string() });

/** `arn:…:function:name[:alias]`, also inside `arn:aws:apigateway:…:lambda:path/2015-03-31/functions/…/invocations`. */
function functionOf(integration: ParsedResource<z.infer<typeof integrationSchema>>): string {
  const { IntegrationType, IntegrationUri, PayloadFormatVersion } = integration.properties;
  const arn = /arn:[^:/]+:lambda:[^:]*:\d*:function:[^/]+/.exec(IntegrationUri)?.[0];
  if (IntegrationType !== 'AWS_PROXY' || arn === undefined || PayloadFormatVersion !== '2.0') {
    throw new UnsupportedResource(
      integration.logicalId,
      'the local gateway hosts Lambda proxy integrations with payload format 2.0 only',
    );
  }
  return arn;
}

function authorizerOf(
  route: ParsedResource<z.infer<typeof routeSchema>>,
  authorizers: readonly ParsedResource<z.infer<typeof authorizerSchema>>[],
): JwtAuthorizer | undefined {
  const { AuthorizationType, AuthorizerId } = route.properties;
  if (AuthorizationType === 'NONE') return undefined;
  const authorizer = authorizers.find(({ ref }) => ref === AuthorizerId);
  const jwt = authorizer?.properties.JwtConfiguration;
  const fromHeader = authorizer?.properties.IdentitySource.join() === '$request.header.Authorization';
  if (AuthorizationType !== 'JWT' || jwt === undefined || !fromHeader) {
    throw new UnsupportedResource(
      route.logicalId,
      'the local gateway hosts JWT authorizers on the Authorization header only',
    );
  }
  return { issuer: jwt.Issuer, audience: jwt.Audience };
}

function corsOf(rules: z.infer<typeof corsSchema> | undefined): CorsRules | undefined {
  if (rules === undefined) return undefined;
  return {
    allowOrigins: rules.AllowOrigins,
    allowMethods: rules.AllowMethods,
    allowHeaders: rules.AllowHeaders,
    exposeHeaders: rules.ExposeHeaders,
    allowCredentials: rules.AllowCredentials,
    maxAge: rules.MaxAge,
  };
}

/**
 * Every HTTP API (`AWS::ApiGatewayV2::Api` and its routes, integrations, authorizers and stage) of the template.
 * Throws `UnsupportedResource` with the logical id of what the gateway does not host.
 */
export function parseApis(resources: readonly ResolvedResource[]): readonly ApiDefinition[] {
  const routes = resourcesOfType(resources, 'AWS::ApiGatewayV2::Route', routeSchema);
  const integrations = resourcesOfType(resources, 'AWS::ApiGatewayV2::Integration', integrationSchema);
  const authorizers = resourcesOfType(resources, 'AWS::ApiGatewayV2::Authorizer', authorizerSchema);
  const stages = resourcesOfType(resources, 'AWS::ApiGatewayV2::Stage', stageSchema);
  return resourcesOfType(resources, 'AWS::ApiGatewayV2::Api', apiSchema).map(
    ({ logicalId, ref, properties }) => {
      if (properties.ProtocolType !== 'HTTP') {
        throw new UnsupportedResource(
          logicalId,
          `the local gateway hosts HTTP APIs, not ${properties.ProtocolType}`,
        );
      }
      const [stage, ...others] = stages.filter((candidate) => candidate.properties.ApiId === ref);
      if (stage === undefined || others.length > 0) {
        throw new UnsupportedResource(logicalId, 'the local gateway hosts an API with exactly one stage');
      }
      const ofApi = routes.filter((route) => route.properties.ApiId === ref);
      return {
        apiId: ref,
        stage: stage.properties.StageName,
        cors: corsOf(properties.CorsConfiguration),
        routes: ofApi.map((route): ApiRoute => {
          const id = route.properties.Target.split('/').at(-1);
          const integration = integrations.find((candidate) => candidate.ref === id);
          if (integration === undefined) {
            throw new UnsupportedResource(
              route.logicalId,
              `there is no integration ${route.properties.Target}`,
            );
          }
          return {
            routeKey: route.properties.RouteKey,
            functionArn: functionOf(integration),
            timeoutMs: integration.properties.TimeoutInMillis,
            authorizer: authorizerOf(route, authorizers),
            scopes: route.properties.AuthorizationScopes,
          };
        }),
      };
    },
  );
}
