import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Refusal } from '#domain/errors.ts';
import { Locale } from '#domain/text.ts';
import { logger, observed } from '../boundary.ts';
import { failureCode } from '../failure-code.ts';
import { refusalOf } from '../passing.ts';
import { answerDecide, answerFreshLink, answerNotMe } from './answer.ts';
import { type Deps, dependencies } from './deps.ts';
import { askFormOf, intentOf } from './view/form.ts';
import { pageHeaders } from './view/headers.ts';
import { renderServerError } from './view/plain.ts';
import { type Page, pageOf, unknownPage, visitOf } from './visit.ts';

/** The form is small; what is larger was not typed by an official. */
const LARGEST_BODY = 65_536;
const FORM_TYPE = 'application/x-www-form-urlencoded';

type Request = {
  readonly method: string;
  readonly link: string;
  readonly fields: URLSearchParams;
  readonly locale: Locale;
};

function localeOf(event: APIGatewayProxyEventV2, fields: URLSearchParams): Locale {
  const wanted = [event.queryStringParameters?.['lang'], fields.get('locale')];
  return wanted.map((each) => Locale.safeParse(each)).find(({ success }) => success)?.data ?? 'vi';
}

/** Refuses a form that another site posts: the link may have leaked there, and no official presses buttons there. */
function assertOwnForm({ headers }: APIGatewayProxyEventV2, body: string): void {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw new Refusal('approval.crossSite');
  if (!(headers['content-type'] ?? '').toLowerCase().startsWith(FORM_TYPE)) {
    throw new Refusal('input.contentType', { expected: FORM_TYPE });
  }
  if (body.length > LARGEST_BODY) throw new Refusal('input.tooLarge', { limit: LARGEST_BODY });
}

function requestOf(event: APIGatewayProxyEventV2): Request & { readonly body: string } {
  const raw = event.body ?? '';
  const body = event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
  const fields = new URLSearchParams(body.length > LARGEST_BODY ? '' : body);
  const { method } = event.requestContext.http;
  const link = event.pathParameters?.['link'] ?? '';
  return { method, link, fields, locale: localeOf(event, fields), body };
}

/** GET and HEAD show; they change nothing, whoever or whatever makes them. */
async function show(deps: Deps, { link, locale }: Request): Promise<Page> {
  const visit = await visitOf(deps, link);
  return visit === null ? unknownPage(locale) : pageOf(deps, visit, locale);
}

/** What the pressed button asks for. A button that is not ours only shows the page again. */
async function act(deps: Deps, request: Request): Promise<Page> {
  const { link, fields, locale } = request;
  const intent = intentOf(fields);
  if (intent === 'freshLink') return answerFreshLink(deps, link, locale);
  const visit = await visitOf(deps, link);
  if (visit === null) return unknownPage(locale);
  const form = askFormOf(fields);
  switch (intent) {
    case 'decide':
      return answerDecide(deps, { visit, form, locale });
    case 'forward':
      return answerDecide(deps, { visit, form: { ...form, outcome: 'forward' }, locale });
    case 'notMe':
      return answerNotMe(deps, { visit, form, locale });
    case null:
      return pageOf(deps, visit, locale);
  }
}

function failedPage(request: Request, error: unknown, requestId: string): Page {
  const { status } = refusalOf(error);
  const code = failureCode(status, requestId);
  if (status >= 500)
    logger.error('action page failed', { code, error: error instanceof Error ? error : String(error) });
  const intent = request.method === 'POST' ? intentOf(request.fields) : null;
  const sent = intent === null ? {} : { sent: { intent, form: askFormOf(request.fields) } };
  return { status, html: renderServerError({ locale: request.locale, code, ...sent }) };
}

/** `GET`, `HEAD` and `POST /a/{link}`: the page behind a mailed link. The link itself never reaches a log. */
export async function actionPage(
  deps: Deps,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const request = requestOf(event);
  const { method, locale } = request;
  let page: Page;
  try {
    if (method === 'POST') assertOwnForm(event, request.body);
    page = method === 'POST' ? await act(deps, request) : await show(deps, request);
  } catch (error) {
    page = failedPage(request, error, event.requestContext.requestId);
  }
  const body = method === 'HEAD' ? '' : page.html;
  return { statusCode: page.status, headers: { ...pageHeaders(locale) }, body };
}

export const handler = observed<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
  'action-page',
  (event) => actionPage(dependencies(), event),
);
