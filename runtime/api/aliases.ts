import { equalJson } from '../asl/json.ts';
import type { Alias } from '../engine/registry.ts';
import { checkName, resolveMachine } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { type Body, page } from './body.ts';
import type { Operation } from './context.ts';
import { compact, seconds } from './describe.ts';
import { ApiError, invalidArn } from './errors.ts';

/** One or two versions of one machine, with weights that add up to 100. */
function routesOf(worker: Worker, body: Body): Alias['routes'] | undefined {
  if (body.value['routingConfiguration'] === undefined) return undefined;
  const routes = body.list('routingConfiguration').map((route) => ({
    versionArn: typeof route['stateMachineVersionArn'] === 'string' ? route['stateMachineVersionArn'] : '',
    weight: Number(route['weight']),
  }));
  const sum = routes.reduce((total, route) => total + route.weight, 0);
  const machines = new Set(
    routes.map((route) => route.versionArn.slice(0, route.versionArn.lastIndexOf(':'))),
  );
  const distinct = new Set(routes.map((route) => route.versionArn)).size === routes.length;
  if (routes.length < 1 || routes.length > 2 || sum !== 100 || machines.size !== 1 || !distinct) {
    throw new ApiError(
      'ValidationException',
      'Routing configuration must name one or two versions of one state machine, with weights that add up to 100',
    );
  }
  for (const route of routes) {
    if (!worker.registry.versions.has(route.versionArn)) {
      throw new ApiError(
        'ResourceNotFound',
        `Request references a resource that does not exist: '${route.versionArn}'`,
      );
    }
  }
  return routes;
}

function aliasOf(worker: Worker, arn: string): Alias {
  const alias = worker.registry.aliases.get(arn);
  if (alias !== undefined) return alias;
  checkArn(arn);
  throw new ApiError('ResourceNotFound', 'Request references a resource that does not exist.');
}

function checkArn(arn: string): void {
  if (!/^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[^:]+:[^:]+$/.test(arn)) throw invalidArn(arn);
}

export const createStateMachineAlias: Operation = ({ worker }, body) => {
  const name = body.string('name');
  checkName(name);
  if (/^\d+$/.test(name))
    throw new ApiError('ValidationException', 'The name of an alias must not be a number');
  const routes = routesOf(worker, body);
  const [first] = routes ?? [];
  if (routes === undefined || first === undefined)
    throw new ApiError('ValidationException', 'A routing configuration is required');
  const machineArn = first.versionArn.slice(0, first.versionArn.lastIndexOf(':'));
  const arn = `${machineArn}:${name}`;
  const description = body.optional('description');
  const known = worker.registry.aliases.get(arn);
  if (known !== undefined && known.description === description && equalJson([...known.routes], [...routes]))
    return { stateMachineAliasArn: arn, creationDate: seconds(known.createdAt) };
  if (known !== undefined) {
    throw new ApiError(
      'ConflictException',
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    );
  }
  const now = worker.now;
  const value: Alias = {
    arn,
    name,
    machineArn,
    description,
    routes,
    createdAt: now,
    updatedAt: now,
  };
  worker.register({ put: 'alias', value });
  return { stateMachineAliasArn: arn, creationDate: seconds(now) };
};

export const updateStateMachineAlias: Operation = ({ worker }, body) => {
  const alias = aliasOf(worker, body.string('stateMachineAliasArn'));
  if (body.value['routingConfiguration'] === undefined && body.optional('description') === undefined) {
    const message = 'Either the description or the routing configuration must be specified';
    throw new ApiError('ValidationException', message);
  }
  const value: Alias = {
    ...alias,
    routes: routesOf(worker, body) ?? alias.routes,
    // an empty description takes the description away
    description: (body.optional('description') ?? alias.description) || undefined,
    updatedAt: worker.now,
  };
  worker.register({ put: 'alias', value });
  return { updateDate: seconds(value.updatedAt) };
};

export const describeStateMachineAlias: Operation = ({ worker }, body) => {
  const alias = aliasOf(worker, body.string('stateMachineAliasArn'));
  return compact({
    stateMachineAliasArn: alias.arn,
    name: alias.name,
    description: alias.description,
    routingConfiguration: alias.routes.map((r) => ({
      stateMachineVersionArn: r.versionArn,
      weight: r.weight,
    })),
    creationDate: seconds(alias.createdAt),
    updateDate: seconds(alias.updatedAt),
  });
};

export const deleteStateMachineAlias: Operation = ({ worker }, body) => {
  const arn = body.string('stateMachineAliasArn');
  checkArn(arn);
  // deleting what is not there is no error
  if (worker.registry.aliases.has(arn)) worker.register({ remove: 'alias', arn });
  return {};
};

export const listStateMachineAliases: Operation = ({ worker }, body) => {
  const arn = body.string('stateMachineArn');
  resolveMachine(worker, arn, () => 0);
  const version = worker.registry.versions.get(arn);
  const mine = [...worker.registry.aliases.values()].filter((alias) =>
    version === undefined ? alias.machineArn === arn : alias.routes.some((r) => r.versionArn === arn),
  );
  const { items, nextToken } = page(mine, body);
  const list = items.map((alias) => ({
    stateMachineAliasArn: alias.arn,
    creationDate: seconds(alias.createdAt),
  }));
  return compact({ stateMachineAliases: list, nextToken });
};
