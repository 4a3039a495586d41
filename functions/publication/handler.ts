import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { OPEN_SETS, type OpenSet } from '#domain/publication/dcat.ts';
import { Locale } from '#domain/text.ts';
import { DOCUMENT_ENDPOINTS } from '../api/contract-documents.ts';
import { endpoint } from '../api/endpoint.ts';
import { FileAnswer } from '../api/file.ts';
import { observed } from '../boundary.ts';
import { answerHttp, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';
import { catalogueFile, extensionFile, oc4idsFile, openTable, publicFile, rowsOf } from './files.ts';
import { keptData, type OpenData } from './gather.ts';
import { failedPage, PAGE_HEADERS, PAGES, statusPage } from './page.ts';

/** `/cong-khai` is an address for people, not part of the API: it stands in no description of it. */
const statusPageRoute = (language: Locale) =>
  endpoint({
    operation: language === 'vi' ? 'getStatusPage' : 'getStatusPageEn',
    method: 'GET',
    path: PAGES[language],
    functionName: 'publication',
    access: 'public',
    summary: 'The public page',
    params: z.strictObject({}),
    query: z.object({}),
    body: z.undefined(),
    status: 200,
    response: FileAnswer,
    files: ['html'],
  });

function isSet(name: string): name is OpenSet {
  return OPEN_SETS.some((set) => set.name === name);
}

function fileOf(file: string, data: OpenData, baseUrl: string) {
  const [name = '', form] = file.split('.');
  if (isSet(name) && (form === 'csv' || form === 'json')) return openTable(name, form, data);
  if (file === 'oc4ids-extension.json') return extensionFile();
  return file === 'oc4ids.json' ? oc4idsFile(data, baseUrl) : catalogueFile(data, baseUrl);
}

function page(data: OpenData, language: Locale) {
  const file = publicFile('html', 'cong-khai.html', statusPage(data, language));
  return {
    ...file,
    inline: true,
    headers: { ...file.headers, ...PAGE_HEADERS, 'Content-Language': language },
  };
}

const data = keptData();

export const publicationRoutes = [
  route(DOCUMENT_ENDPOINTS.getOpenFile, async (deps: Deps, { params: { file } }) =>
    fileOf(file, await data(deps), deps.baseUrl),
  ),
  route(DOCUMENT_ENDPOINTS.getPublication, async (deps: Deps) => {
    const found = await data(deps);
    return {
      asOf: found.now,
      planYear: found.planYear,
      illustrative: found.illustrative,
      sets: OPEN_SETS.map(({ name }) => ({ name, rows: rowsOf(name, found) })),
    };
  }),
  ...Locale.options.map((language) =>
    route(statusPageRoute(language), async (deps: Deps) => page(await data(deps), language)),
  ),
];

/** What programs ask for is answered as the API answers; at an address for people a failure is a page as well. */
export async function publicationAnswer(
  deps: () => Deps,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const answer = await answerHttp(publicationRoutes, deps, event);
  const language = Locale.options.find((each) => event.rawPath === PAGES[each]);
  if (language === undefined || answer.statusCode === 200) return answer;
  const headers = { ...answer.headers, ...PAGE_HEADERS, 'Content-Type': 'text/html; charset=utf-8' };
  return { ...answer, headers, body: failedPage(language) };
}

export const handler = observed<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
  'publication',
  (event) => publicationAnswer(dependencies, event),
);
