import { ENDPOINTS } from '#functions/api/contract.ts';
import type { FunctionName } from '#functions/catalogue.ts';

/** A route as the gateway knows it. Which group may do what is decided by the function, from the same contract. */
export type Route = {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly functionName: FunctionName;
  readonly access: 'public' | 'signedIn';
};

/** The page behind a mailed link. HEAD too: scanners ask it, and like GET it changes nothing. */
const ACTION_PAGE: readonly Route[] = (['GET', 'HEAD', 'POST'] as const).map((method) => ({
  method,
  path: '/a/{link}',
  functionName: 'action-page',
  access: 'public',
}));

/** The public status page, in each language. */
const STATUS_PAGE: readonly Route[] = ['/cong-khai', '/public-status'].map((path) => ({
  method: 'GET',
  path,
  functionName: 'publication',
  access: 'public',
}));

/** Every route of the HTTP API. */
export const ROUTES: readonly Route[] = [
  ...ACTION_PAGE,
  ...STATUS_PAGE,
  ...ENDPOINTS.map(
    ({ method, path, functionName, access }): Route => ({
      method,
      path,
      functionName,
      access: access === 'public' ? 'public' : 'signedIn',
    }),
  ),
];
