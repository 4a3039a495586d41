/** The CloudFront distribution of the template as plain values: origins, behaviours, error pages, response headers. */

import * as z from 'zod';
import type { ResolvedResource } from '#local/http/resources.ts';
import { looseBoolean, looseNumber, resourcesOfType, UnsupportedResource } from '#local/http/resources.ts';

export type Origin =
  | { readonly kind: 'bucket'; readonly bucket: string; readonly path: string }
  | { readonly kind: 'api'; readonly apiId: string; readonly host: string; readonly path: string };

/** Headers that CloudFront puts on an answer; `override: false` leaves what the origin sent. */
export type HeaderRule = { readonly name: string; readonly value: string; readonly override: boolean };

export type Behaviour = {
  /** `/api/*`; `*` for the default behaviour. */
  readonly pattern: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  /** Without an origin request policy CloudFront drops query string, cookies and all but a few headers. */
  readonly forwardsAll: boolean;
  readonly setHeaders: readonly HeaderRule[];
  readonly removeHeaders: readonly string[];
};

export type ErrorPage = { readonly errorCode: number; readonly status: number; readonly path: string };

export type Distribution = {
  /** In order of precedence, the default last. */
  readonly behaviours: readonly Behaviour[];
  readonly defaultRootObject: string;
  readonly errorPages: readonly ErrorPage[];
};

const behaviourSchema = z.object({
  PathPattern: z.string().default('*'),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z.array(z.unknown()).default([]),
  LambdaFunctionAssociations: z.array(z.unknown()).default([]),
});
const distributionSchema = z.object({
  DistributionConfig: z.object({
    DefaultRootObject: z.string().default(''),
    Origins: z.array(
      z.object({
        Id: z.string(),
        DomainName: z.string(),
        OriginPath: z.string().default(''),
      }),
    ),
    DefaultCacheBehavior: behaviourSchema,
    CacheBehaviors: z.array(behaviourSchema).default([]),
    CustomErrorResponses: z
      .array(
        z.object({
          ErrorCode: looseNumber,
          ResponseCode: looseNumber.optional(),
          ResponsePagePath: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

const override = looseBoolean.default(false);
const securitySchema = z
  .object({
    ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string(), Override: override }),
    ContentTypeOptions: z.object({ Override: override }),
    FrameOptions: z.object({ FrameOption: z.string(), Override: override }),
    ReferrerPolicy: z.object({ ReferrerPolicy: z.string(), Override: override }),
    StrictTransportSecurity: z.object({
      AccessControlMaxAgeSec: looseNumber,
      IncludeSubdomains: looseBoolean.default(false),
      Preload: looseBoolean.default(false),
      Override: override,
    }),
    XSSProtection: z.object({
      Protection: looseBoolean,
      ModeBlock: looseBoolean.default(false),
      Override: override,
    }),
  })
  .partial();
const policySchema = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: securitySchema.default({}),
    CustomHeadersConfig: z
      .object({ Items: z.array(z.object({ Header: z.string(), Value: z.string(), Override: override })) })
      .default({ Items: [] }),
    RemoveHeadersConfig: z
      .object({ Items: z.array(z.object({ Header: z.string() })) })
      .default({ Items: [] }),
  }),
});
type Policy = z.infer<typeof policySchema>['ResponseHeadersPolicyConfig'];

function securityHeaders(security: Policy['SecurityHeadersConfig']): readonly HeaderRule[] {
  const rule = (name: string, value: string, of: { readonly Override: boolean }): HeaderRule => ({
    name,
    value,
    override: of.Override,
  });
  const { ContentSecurityPolicy: csp, FrameOptions: frame, ReferrerPolicy: referrer } = security;
  const { ContentTypeOptions: sniff, StrictTransportSecurity: hsts, XSSProtection: xss } = security;
  return [
    csp && rule('content-security-policy', csp.ContentSecurityPolicy, csp),
    sniff && rule('x-content-type-options', 'nosniff', sniff),
    frame && rule('x-frame-options', frame.FrameOption, frame),
    referrer && rule('referrer-policy', referrer.ReferrerPolicy, referrer),
    hsts &&
      rule(
        'strict-transport-security',
        `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? '; includeSubDomains' : ''}${
          hsts.Preload ? '; preload' : ''
        }`,
        hsts,
      ),
    xss && rule('x-xss-protection', xss.Protection ? `1${xss.ModeBlock ? '; mode=block' : ''}` : '0', xss),
  ].filter((found) => found !== undefined);
}

function headersOf(policy: Policy): Pick<Behaviour, 'setHeaders' | 'removeHeaders'> {
  const custom = policy.CustomHeadersConfig.Items.map((item) => ({
    name: item.Header.toLowerCase(),
    value: item.Value,
    override: item.Override,
  }));
  return {
    setHeaders: [...securityHeaders(policy.SecurityHeadersConfig), ...custom],
    removeHeaders: policy.RemoveHeadersConfig.Items.map(({ Header }) => Header.toLowerCase()),
  };
}

/** CloudFront's own SecurityHeadersPolicy. */
const MANAGED_SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';
const MANAGED: Readonly<Record<string, Pick<Behaviour, 'setHeaders' | 'removeHeaders'>>> = {
  [MANAGED_SECURITY_HEADERS]: {
    setHeaders: [
      { name: 'x-xss-protection', value: '1; mode=block', override: false },
      { name: 'x-frame-options', value: 'SAMEORIGIN', override: false },
      { name: 'referrer-policy', value: 'strict-origin-when-cross-origin', override: false },
      { name: 'x-content-type-options', value: 'nosniff', override: true },
      { name: 'strict-transport-security', value: 'max-age=31536000', override: false },
    ],
    removeHeaders: [],
  },
};

function originOf(logicalId: string, domain: string, path: string): Origin {
  const api = /^([^.]+)\.execute-api\./.exec(domain)?.[1];
  if (api !== undefined) return { kind: 'api', apiId: api, host: domain, path };
  const bucket = /^(.+?)\.s3[.-]/.exec(domain)?.[1];
  if (bucket !== undefined) return { kind: 'bucket', bucket, path };
  throw new UnsupportedResource(logicalId, `the origin ${domain} is neither a bucket nor an HTTP API`);
}

/**
 * The `AWS::CloudFront::Distribution` of the template with its `AWS::CloudFront::ResponseHeadersPolicy`; undefined when
 * there is none. Not hosted: edge functions (the start stops), caching, geo rules, price class, logs, TLS.
 */
export function parseDistribution(resources: readonly ResolvedResource[]): Distribution | undefined {
  const [found, second] = resourcesOfType(resources, 'AWS::CloudFront::Distribution', distributionSchema);
  if (found === undefined) return undefined;
  if (second !== undefined)
    throw new UnsupportedResource(second.logicalId, 'the local host has one distribution');
  const { logicalId } = found;
  const config = found.properties.DistributionConfig;
  const policies = new Map(
    resourcesOfType(resources, 'AWS::CloudFront::ResponseHeadersPolicy', policySchema).map((policy) => [
      policy.ref,
      headersOf(policy.properties.ResponseHeadersPolicyConfig),
    ]),
  );
  const headersFor = (id: string | undefined): Pick<Behaviour, 'setHeaders' | 'removeHeaders'> => {
    if (id === undefined) return { setHeaders: [], removeHeaders: [] };
    const headers = policies.get(id) ?? MANAGED[id];
    if (headers === undefined)
      throw new UnsupportedResource(logicalId, `there is no response headers policy ${id}`);
    return headers;
  };
  const behaviours = [...config.CacheBehaviors, config.DefaultCacheBehavior].map((behaviour): Behaviour => {
    if (behaviour.FunctionAssociations.length + behaviour.LambdaFunctionAssociations.length > 0) {
      throw new UnsupportedResource(logicalId, 'the local host runs no edge functions');
    }
    const origin = config.Origins.find(({ Id }) => Id === behaviour.TargetOriginId);
    if (origin === undefined)
      throw new UnsupportedResource(logicalId, `no origin ${behaviour.TargetOriginId}`);
    return {
      pattern: behaviour.PathPattern,
      origin: originOf(logicalId, origin.DomainName, origin.OriginPath),
      methods: behaviour.AllowedMethods,
      forwardsAll: behaviour.OriginRequestPolicyId !== undefined,
      ...headersFor(behaviour.ResponseHeadersPolicyId),
    };
  });
  return {
    behaviours,
    defaultRootObject: config.DefaultRootObject,
    errorPages: config.CustomErrorResponses.flatMap(({ ErrorCode, ResponseCode, ResponsePagePath }) =>
      ResponsePagePath === undefined
        ? []
        : [{ errorCode: ErrorCode, status: ResponseCode ?? ErrorCode, path: ResponsePagePath }],
    ),
  };
}
