/**
 * A CloudFront distribution in front of the HTTP API and the site: behaviours by path, default root object, error pages,
 * response headers. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 *
 * What CloudFront would not pass on is not passed on here either, so that a missing origin request policy shows itself
 * on one machine and not in production. Nothing is cached, and plain HTTP is not redirected.
 */
import type { Behaviour, Distribution, ErrorPage, HeaderRule } from '#local/http/distribution-definition.ts';
import { decoded } from '#local/http/routes.ts';
import type { SiteFiles } from '#local/http/site-files.ts';

export type DistributionOptions = {
  readonly distribution: Distribution;
  /** The handler of an HTTP API (`createGateway`) by its id. */
  api(apiId: string): ((request: Request) => Promise<Response>) | undefined;
  /** The files of a bucket by its name. */
  files(bucket: string): SiteFiles | undefined;
};

/** What reaches an origin when no origin request policy says more. */
const ALWAYS_FORWARDED = new Set([
  'content-length',
  'content-type',
  'content-encoding',
  'x-forwarded-for',
  'if-none-match',
  'range',
]);

/** CloudFront's pattern: `*` any run of characters, `?` one; case counts. */
function patternFits(pattern: string, path: string): boolean {
  if (pattern === '*') return true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^/?${source.replace(/^\//, '')}$`).test(path);
}

function forwarded(request: Request, behaviour: Behaviour, host: string, path: string): Request {
  const url = new URL(request.url);
  const target = new URL(`https://${host}${path}${url.pathname}${behaviour.forwardsAll ? url.search : ''}`);
  const headers = new Headers(
    [...request.headers].filter(([name]) => behaviour.forwardsAll || ALWAYS_FORWARDED.has(name)),
  );
  // API Gateway knows its API by this name: AllViewerExceptHostHeader, which every working template has.
  headers.set('host', host);
  headers.set('via', '1.1 local.cloudfront.net (CloudFront)');
  if (!behaviour.forwardsAll) headers.set('user-agent', 'Amazon CloudFront');
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : request.body;
  return new Request(target, {
    method: request.method,
    headers,
    ...(body === null ? {} : { body, duplex: 'half' }),
  });
}

/** S3 behind an origin access control answers 403 for what is not there. */
const denied = (): Response =>
  new Response('<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>', {
    status: 403,
    headers: { 'content-type': 'application/xml' },
  });

async function fromBucket(files: SiteFiles | undefined, key: string, request: Request): Promise<Response> {
  const file = await files?.(key);
  if (file === undefined) return denied();
  const headers = new Headers({ 'content-type': file.contentType, etag: file.etag });
  if (file.cacheControl !== undefined) headers.set('cache-control', file.cacheControl);
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(file.body), { headers });
}

function withHeaders(answer: Response, remove: readonly string[], set: readonly HeaderRule[]): Response {
  const headers = new Headers(answer.headers);
  for (const name of remove) headers.delete(name);
  for (const { name, value, override } of set) if (override || !headers.has(name)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

/** Makes the handler of the user port: what a browser would get from the distribution. */
export function createDistribution(options: DistributionOptions): (request: Request) => Promise<Response> {
  const { distribution } = options;

  const behaviourFor = (path: string): Behaviour | undefined =>
    distribution.behaviours.find(({ pattern }) => patternFits(pattern, path));

  const fromOrigin = async (behaviour: Behaviour, request: Request): Promise<Response> => {
    const { origin } = behaviour;
    const { pathname } = new URL(request.url);
    if (origin.kind === 'bucket') {
      const key = pathname === '/' ? distribution.defaultRootObject : decoded(pathname.slice(1));
      const prefix = origin.path.replace(/^\//, '');
      return fromBucket(options.files(origin.bucket), prefix === '' ? key : `${prefix}/${key}`, request);
    }
    const api = options.api(origin.apiId);
    if (api === undefined) return new Response('Bad Gateway', { status: 502 });
    return api(forwarded(request, behaviour, origin.host, origin.path));
  };

  /** The page is taken by its own behaviour; when it is missing too, the first answer stands. */
  const errorPage = async (page: ErrorPage, request: Request): Promise<Response | undefined> => {
    const behaviour = behaviourFor(page.path);
    if (behaviour === undefined) return undefined;
    const answer = await fromOrigin(behaviour, new Request(new URL(page.path, request.url)));
    return answer.ok
      ? new Response(answer.body, { status: page.status, headers: answer.headers })
      : undefined;
  };

  return async (request) => {
    const behaviour = behaviourFor(new URL(request.url).pathname);
    if (behaviour === undefined || !behaviour.methods.includes(request.method)) {
      return new Response('This distribution does not allow this method here', { status: 403 });
    }
    const answer = await fromOrigin(behaviour, request);
    const page = distribution.errorPages.find(({ errorCode }) => errorCode === answer.status);
    const shown = (page && (await errorPage(page, request))) ?? answer;
    return withHeaders(shown, behaviour.removeHeaders, behaviour.setHeaders);
  };
}
