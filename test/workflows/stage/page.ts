import './environment.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actionPage } from '#functions/action-page/handler.ts';
import type { StageDeps } from './functions.ts';

export type Answer = { readonly status: number; readonly html: string };

/** What an official types. */
export type Typed = {
  readonly comment?: string;
  readonly doBy?: string;
  readonly document?: { readonly number: string; readonly issuedOn: string; readonly issuer: string };
  /** The six digits; those of the mail unless told. */
  readonly code?: string;
};

/** The event that the HTTP API makes of a request for `/a/{link}`. */
function eventOf(method: string, link: string, fields?: Record<string, string>): APIGatewayProxyEventV2 {
  const rawPath = `/a/${link}`;
  const body = fields === undefined ? {} : { body: new URLSearchParams(fields).toString() };
  return {
    version: '2.0',
    routeKey: `${method} /a/{link}`,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    pathParameters: { link },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'api',
      domainName: 'khoi-thong.example',
      domainPrefix: 'khoi-thong',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} /a/{link}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
    ...body,
  };
}

async function ask(deps: StageDeps, event: APIGatewayProxyEventV2): Promise<Answer> {
  const { statusCode = 0, body = '' } = await actionPage(deps, event);
  return { status: statusCode, html: body };
}

function hiddenFields(html: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes('value="decide"')) ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

export function openPage(deps: StageDeps, link: string): Promise<Answer> {
  return ask(deps, eventOf('GET', link));
}

/** What is sent when the form of the page is filled in; a page that shows no form any more sends what was typed. */
export function formOf(html: string, outcome: string, typed: Typed): Record<string, string> {
  const { comment = '', doBy = '', document, code = '' } = typed;
  return {
    ...hiddenFields(html),
    intent: 'decide',
    outcome,
    comment,
    doBy,
    code,
    ...(document === undefined
      ? {}
      : {
          documentNumber: document.number,
          documentDate: document.issuedOn,
          documentIssuer: document.issuer,
        }),
  };
}

export function press(deps: StageDeps, link: string, fields: Record<string, string>): Promise<Answer> {
  return ask(deps, eventOf('POST', link, fields));
}
