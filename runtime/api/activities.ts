import { checkName } from '../engine/starter.ts';
import { page } from './body.ts';
import type { Operation } from './context.ts';
import { compact, seconds } from './describe.ts';
import { invalidArn, notFound } from './errors.ts';

export const createActivity: Operation = ({ worker }, body) => {
  const name = body.string('name');
  checkName(name);
  const { region, accountId } = worker.options;
  const arn = `arn:aws:states:${region}:${accountId}:activity:${name}`;
  const known = worker.registry.activities.get(arn);
  if (known !== undefined) return { activityArn: arn, creationDate: seconds(known.createdAt) };
  const value = { arn, name, createdAt: worker.now };
  worker.register({ put: 'activity', value }, { put: 'tags', value: { arn, tags: body.tags() } });
  return { activityArn: arn, creationDate: seconds(value.createdAt) };
};

function checkArn(arn: string): void {
  if (!/^arn:[\w-]+:states:[\w-]+:\d{12}:activity:[^:]+$/.test(arn)) throw invalidArn(arn);
}

export const describeActivity: Operation = ({ worker }, body) => {
  const arn = body.string('activityArn');
  checkArn(arn);
  const activity = worker.registry.activities.get(arn);
  if (activity === undefined) throw notFound('Activity', arn);
  return { activityArn: arn, name: activity.name, creationDate: seconds(activity.createdAt) };
};

export const deleteActivity: Operation = ({ worker }, body) => {
  const arn = body.string('activityArn');
  checkArn(arn);
  worker.register({ remove: 'activity', arn });
  return {};
};

export const listActivities: Operation = ({ worker }, body) => {
  const { items, nextToken } = page(worker.registry.activities.values(), body);
  const activities = items.map((a) => ({
    activityArn: a.arn,
    name: a.name,
    creationDate: seconds(a.createdAt),
  }));
  return compact({ activities, nextToken });
};

/** A long poll: the caller (a worker over HTTP) goes away by ending its request, see `pollMs` of the wire server. */
export const getActivityTask: Operation = async ({ worker, effects }, body) => {
  const arn = body.string('activityArn');
  checkArn(arn);
  if (!worker.registry.activities.has(arn)) throw notFound('Activity', arn);
  const { task, cancel } = effects.activities.poll(arn, body.optional('workerName'));
  effects.activities.onWaitOver(cancel);
  const taken = await task;
  return taken === undefined ? {} : { taskToken: taken.taskToken, input: taken.input };
};
