import { OPERATOR_ENDPOINTS } from '../api/contract-operator.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';
import { healthOf } from './health.ts';

export const operatorQueryRoutes = [route(OPERATOR_ENDPOINTS.getHealth, (deps: Deps) => healthOf(deps))];

export const handler = httpFunction('operator-query', operatorQueryRoutes, dependencies);
