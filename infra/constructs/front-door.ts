import { Duration, Fn } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  type IResponseHeadersPolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { asInterface } from '../cdk-types.ts';
import { nameOf, type Place } from '../names.ts';

/**
 * A little more than the 30 s after which API Gateway answers by itself: cut off earlier, a person would be told that what
 * the function goes on doing has failed, and CloudFront would ask a GET again.
 */
const ORIGIN_TIMEOUT = Duration.seconds(35);

/**
 * The web app has addresses of its own (`/cases/…`) that are no files. An error page of the distribution would do it
 * too, but would also turn every 404 of the API into a page with status 200.
 */
const APP_ADDRESSES = `function handler(event) {
  var request = event.request;
  if (request.uri.lastIndexOf('.') < request.uri.lastIndexOf('/') + 1) request.uri = '/index.html';
  return request;
}`;

export type FrontDoorProps = {
  readonly place: Place;
  readonly site: Bucket;
  /** Host name of the HTTP API. */
  readonly apiDomain: string;
  /** ARN of the web ACL, or AWS::NoValue. */
  readonly webAclId: string;
  /** Origins that the web app may talk to beside its own. */
  readonly signInOrigins: readonly string[];
  /** Host name of the bucket to which a browser sends files by a presigned URL. */
  readonly uploadHost: string;
};

/** What a browser may do with the web app: its own scripts, its own API, the sign-in page, nothing else. */
function contentSecurityPolicy({ signInOrigins, uploadHost }: FrontDoorProps): string {
  const signIn = signInOrigins.join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The service worker that opens the app without a line (web/offline/worker.ts).
    "worker-src 'self'",
    // No style element, no style attribute: the theme is a stylesheet too (web/build/theme-css.ts).
    "style-src 'self'",
    // `blob:`: a photo is shown before it is sent.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${uploadHost} ${signIn}`,
    `form-action 'self' ${signIn}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The distribution: web app, API and mailed links under one name, behind the web ACL. */
export class FrontDoor extends Construct {
  readonly distribution: Distribution;
  /** Host name that people see. */
  readonly hostName: string;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const { publicDomain } = props.place.settings;
    const toApi = this.#toApi(props);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: nameOf(props.place, 'front-door'),
      defaultRootObject: 'index.html',
      defaultBehavior: this.#toSite(props),
      additionalBehaviors: {
        '/api/*': toApi,
        '/a/*': toApi,
        '/cong-khai': toApi,
        '/public-status': toApi,
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      webAclId: props.webAclId,
      // No access log: CloudFront writes the path, and the path of a mailed link is its secret. The API's log has the rest.
      enableLogging: false,
      ...(publicDomain === null
        ? {}
        : {
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            domainNames: [publicDomain.name],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', publicDomain.certificateArn),
          }),
    });
    this.hostName = publicDomain?.name ?? this.distribution.distributionDomainName;
  }

  #toSite(props: FrontDoorProps): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(asInterface(props.site)),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.#siteHeaders(props),
      functionAssociations: props.place.settings.edgeFunctions ? [this.#appAddresses()] : [],
    };
  }

  #appAddresses(): FunctionAssociation {
    return {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, 'AppAddresses', {
        code: FunctionCode.fromInline(APP_ADDRESSES),
        runtime: FunctionRuntime.JS_2_0,
        comment: 'Addresses of the web app are served by its one page',
      }),
    };
  }

  #toApi(props: FrontDoorProps): BehaviorOptions {
    return {
      origin: new HttpOrigin(props.apiDomain, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        readTimeout: ORIGIN_TIMEOUT,
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // Host must be the API's own, or API Gateway does not know whom it is asked for.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      // Content-Security-Policy and the like are the function's: a page with a decision on it is stricter than the app.
      compress: true,
    };
  }

  #siteHeaders(props: FrontDoorProps): IResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'SiteHeaders', {
      responseHeadersPolicyName: nameOf(props.place, 'site'),
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy(props),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
        ],
      },
    });
  }
}

/** `https://…` in front of a name that may be a reference. */
export function httpsOf(hostName: string): string {
  return Fn.join('', ['https://', hostName]);
}
