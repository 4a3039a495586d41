import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actionPage } from '#functions/action-page/handler.ts';
import type { City, Letter } from '#test/functions/city.ts';

/** Visits to the page behind a mailed link, as the gateway makes them. */

type Visit = {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly lang?: string;
};

export function pageEvent(link: string, visit: Visit = {}): APIGatewayProxyEventV2 {
  const { method = 'GET', fields, headers = {}, lang } = visit;
  const form = fields === undefined ? undefined : new URLSearchParams(fields).toString();
  const path = `/a/${link}`;
  return {
    version: '2.0',
    routeKey: `${method} /a/{link}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    pathParameters: { link },
    ...(lang === undefined ? {} : { queryStringParameters: { lang } }),
    // Forms arrive in base64 at AWS: they are no text type to API Gateway.
    ...(form === undefined ? {} : { body: Buffer.from(form).toString('base64') }),
    isBase64Encoded: form !== undefined,
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'city.example',
      domainPrefix: 'city',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: `${method} /a/{link}`,
      stage: '$default',
      time: '08/Oct/2024:03:00:00 +0000',
      timeEpoch: 0,
    },
  };
}

export type Shown = {
  readonly status: number;
  readonly html: string;
  readonly headers: Record<string, unknown>;
};

export async function visit(city: City, link: string, how: Visit = {}): Promise<Shown> {
  const { statusCode = 0, body = '', headers } = await actionPage(city.deps, pageEvent(link, how));
  return { status: statusCode, html: body, headers: { ...headers } };
}

/** The hash that stands in the form of the page. */
export async function hashShown(city: City, link: string): Promise<string> {
  const { html } = await visit(city, link);
  return /name="shownHash" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
}

/** Opens the page and presses a button, as a person does. */
export async function press(
  city: City,
  letter: Pick<Letter, 'link'>,
  fields: Readonly<Record<string, string>>,
): Promise<Shown> {
  const shownHash = await hashShown(city, letter.link);
  return visit(city, letter.link, { method: 'POST', fields: { intent: 'decide', shownHash, ...fields } });
}
