import type { Worker } from '../engine/worker.ts';
import type { Body } from './body.ts';
import type { Operation } from './context.ts';
import { ApiError, invalidArn } from './errors.ts';

const RESOURCE = /^arn:[\w-]+:states:[\w-]+:\d{12}:(?:stateMachine|activity):[^:]+(?::[^:]+)?$/;
/** Tags of one resource (AWS quota). */
const MOST = 50;

/** Machines and activities have tags; versions and aliases can be asked for theirs, and have none. */
function taggable(worker: Worker, body: Body): string {
  const arn = body.string('resourceArn');
  if (!RESOURCE.test(arn)) throw invalidArn(arn);
  const { machines, activities } = worker.registry;
  if (!machines.has(arn) && !activities.has(arn))
    throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`);
  return arn;
}

function reserved(keys: readonly string[]): void {
  if (keys.some((key) => key.toLowerCase().startsWith('aws:')))
    throw new ApiError('AccessDeniedException', 'Tag keys that begin with aws: are reserved');
}

export const tagResource: Operation = ({ worker }, body) => {
  const arn = taggable(worker, body);
  const tags = { ...worker.registry.tags.get(arn)?.tags, ...body.tags() };
  reserved(Object.keys(body.tags()));
  if (Object.keys(tags).length > MOST)
    throw new ApiError('TooManyTags', `A resource has no more than ${MOST} tags`, { resourceName: arn });
  worker.register({ put: 'tags', value: { arn, tags } });
  return {};
};

export const untagResource: Operation = ({ worker }, body) => {
  const arn = taggable(worker, body);
  const keys = body.value['tagKeys'];
  const removed = Array.isArray(keys) ? keys.map(String) : [];
  reserved(removed);
  const before = Object.entries(worker.registry.tags.get(arn)?.tags ?? {});
  const tags = Object.fromEntries(before.filter(([key]) => !removed.includes(key)));
  worker.register({ put: 'tags', value: { arn, tags } });
  return {};
};

export const listTagsForResource: Operation = ({ worker }, body) => {
  const { versions, aliases, tags } = worker.registry;
  const asked = body.string('resourceArn');
  if (versions.has(asked) || aliases.has(asked)) return { tags: [] };
  const arn = taggable(worker, body);
  return { tags: Object.entries(tags.get(arn)?.tags ?? {}).map(([key, value]) => ({ key, value })) };
};
