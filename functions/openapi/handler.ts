import { API, ENDPOINTS } from '../api/contract.ts';
import { describeApi } from '../api/openapi.ts';
import { lazily } from '../boundary.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

const description = lazily(() => describeApi(ENDPOINTS));

export const openApiRoutes = [route(API.getOpenApi, (_deps: Deps) => Promise.resolve(description()))];

export const handler = httpFunction('openapi', openApiRoutes, dependencies);
