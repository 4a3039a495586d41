import type { FunctionName } from '#functions/catalogue.ts';

/** One route of the HTTP API. */
export type Endpoint = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly functionName: FunctionName;
  readonly access: 'public' | 'signedIn';
};

/** What can be reached without an account: the page behind a mailed link, and the API's own description. */
export const ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: '/a/{link}', functionName: 'action-page', access: 'public' },
  { method: 'HEAD', path: '/a/{link}', functionName: 'action-page', access: 'public' },
  { method: 'POST', path: '/a/{link}', functionName: 'action-page', access: 'public' },
  { method: 'GET', path: '/api/openapi.json', functionName: 'openapi', access: 'public' },
];
