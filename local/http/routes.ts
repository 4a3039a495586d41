/**
 * Which route of an HTTP API a request takes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 *
 * 1. a full match of method and path, literal parts before `{variables}`; 2. a greedy `{proxy+}`, the longest first;
 * 3. `$default`. A method of its own goes before ANY on the same path.
 */
import type { ApiRoute } from '#local/http/api-definition.ts';

export type RouteMatch = {
  readonly route: ApiRoute;
  /** Values of `{variables}`, percent-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
};

type Candidate = RouteMatch & { readonly rank: string };

/** Percent-decoded, or as it is where it is no valid encoding. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

/**
 * The rank sorts as text, smaller first. One digit per part of the route: 0 literal, 1 variable, 2 greedy; then 9 where
 * the route ends, so that a longer greedy prefix wins over a shorter one; last the method: 0 its own, 1 ANY.
 */
function candidate(route: ApiRoute, method: string, path: readonly string[]): Candidate | undefined {
  const [verb, pattern = ''] = route.routeKey.split(' ');
  if (verb !== method && verb !== 'ANY') return undefined;
  const parts = segmentsOf(pattern);
  const pathParameters: Record<string, string> = {};
  let rank = '';
  for (const [index, part] of parts.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(part);
    const given = path[index];
    if (name === null) {
      if (given === undefined || decoded(given) !== part) return undefined;
      rank += '0';
    } else if (name[2] === '+') {
      const rest = path.slice(index).join('/');
      if (rest === '') return undefined;
      pathParameters[name[1] ?? ''] = decoded(rest);
      return { route, pathParameters, rank: `1${rank}2${verb === 'ANY' ? 1 : 0}` };
    } else {
      if (given === undefined || given === '') return undefined;
      pathParameters[name[1] ?? ''] = decoded(given);
      rank += '1';
    }
  }
  if (path.length !== parts.length) return undefined;
  return { route, pathParameters, rank: `0${rank}9${verb === 'ANY' ? 1 : 0}` };
}

/** `path` begins with `/`, has no stage and no query, and is still percent-encoded. Undefined: API Gateway's 404. */
export function matchRoute(
  routes: readonly ApiRoute[],
  method: string,
  path: string,
): RouteMatch | undefined {
  const segments = segmentsOf(path);
  const [best] = routes
    .map((route) => candidate(route, method, segments))
    .filter((found) => found !== undefined)
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  if (best !== undefined) return best;
  const route = routes.find(({ routeKey }) => routeKey === '$default');
  return route && { route, pathParameters: {} };
}
