import { ENDPOINTS as API } from '#functions/api/contract.ts';
import type { FunctionName } from '#functions/catalogue.ts';

/** One route of the HTTP API. */
export type Endpoint = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly functionName: FunctionName;
  readonly access: 'public' | 'signedIn';
};

/** The page behind a mailed link: whoever holds the link needs no account. */
const PAGE: readonly Endpoint[] = (['GET', 'HEAD', 'POST'] as const).map((method) => ({
  method,
  path: '/a/{link}',
  functionName: 'action-page',
  access: 'public',
}));

/** Everything that can be reached: the page, and the API as its contract says. Roles are the functions' to judge. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...PAGE,
  ...API.map(({ method, path, functionName, access }) => ({
    method,
    path,
    functionName,
    access: access === 'public' ? ('public' as const) : ('signedIn' as const),
  })),
];
