import { STATUSES } from '../core/execution.ts';
import type { Entry } from '../engine/entry.ts';
import { resolveMachine } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import type { Body } from './body.ts';
import type { Operation } from './context.ts';
import { compact, listItem } from './describe.ts';
import { ApiError } from './errors.ts';
import { itemCount } from './map-children.ts';

const FILTERS = [...STATUSES, 'PENDING_REDRIVE'] as const;

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message);
}

/** Children that wait until the Map Run has room to run them again. */
function pendingRedrive(worker: Worker, child: Entry): boolean {
  const parent = child.item === undefined ? undefined : worker.executions.get(child.item.parent);
  if (parent?.status !== 'RUNNING') return false;
  const group = worker.execution(parent).groups.get(child.item?.group ?? -1);
  return group?.again?.includes(child.item?.index ?? -1) === true;
}

type Wanted = { readonly entries: readonly Entry[]; readonly keep: (entry: Entry) => boolean };

function wanted(worker: Worker, body: Body): Wanted {
  const status = body.oneOf('statusFilter', FILTERS);
  const redriven = body.oneOf('redriveFilter', ['REDRIVEN', 'NOT_REDRIVEN']);
  const run = body.optional('mapRunArn');
  const machine = body.optional('stateMachineArn');
  if (run !== undefined && machine !== undefined)
    throw invalid('Only one of stateMachineArn and mapRunArn can be specified');
  if (run === undefined) {
    if (status === 'PENDING_REDRIVE') throw invalid('PENDING_REDRIVE can only be used with a mapRunArn');
    if (redriven !== undefined) throw invalid('redriveFilter can only be used with a mapRunArn');
    const source = ofMachine(worker, machine ?? body.string('stateMachineArn'));
    return {
      ...source,
      keep: (entry) => (status === undefined || entry.status === status) && source.keep(entry),
    };
  }
  const keep = (entry: Entry): boolean => {
    if (redriven !== undefined && worker.execution(entry).redrives > 0 !== (redriven === 'REDRIVEN'))
      return false;
    if (status === undefined) return true;
    return status === (pendingRedrive(worker, entry) ? 'PENDING_REDRIVE' : entry.status);
  };
  return { entries: worker.executions.run(run), keep };
}

/** The executions of a machine, or of those only that were started through a version or an alias. */
function ofMachine(worker: Worker, arn: string): Wanted {
  const { machine, version, alias } = resolveMachine(worker, arn, () => 0);
  if (machine.type === 'EXPRESS')
    throw new ApiError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  const entries = [...worker.executions.family(machine.name)];
  if (version === undefined && alias === undefined) return { entries, keep: () => true };
  const keep = (entry: Entry): boolean => {
    const { identity } = worker.execution(entry);
    return alias === undefined ? identity.versionArn === arn : identity.aliasArn === arn;
  };
  return { entries, keep };
}

/** The number of the last execution of the page before. What is started meanwhile comes before it and moves nothing. */
function cursorOf(body: Body): number {
  const token = body.optional('nextToken');
  if (token === undefined) return Number.POSITIVE_INFINITY;
  const last = Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isInteger(last) || last < 1) throw new ApiError('InvalidToken', `Invalid Token: '${token}'`);
  return last;
}

/** The newest first. */
export const listExecutions: Operation = ({ worker }, body) => {
  const size = body.integer('maxResults', { min: 0, max: 1000, fallback: 0 }) || 100;
  const cursor = cursorOf(body);
  const { entries, keep } = wanted(worker, body);
  const found: Entry[] = [];
  for (let at = entries.length - 1; at >= 0 && found.length <= size; at -= 1) {
    const entry = entries[at];
    if (entry !== undefined && entry.id < cursor && keep(entry)) found.push(entry);
  }
  const page = found.slice(0, size);
  const last = found.length > size ? page.at(-1) : undefined;
  const executions = page.map((entry) => {
    const item = listItem(
      entry,
      worker.execution(entry),
      entry.item === undefined ? undefined : itemCount(worker, entry),
    );
    return pendingRedrive(worker, entry) ? { ...item, status: 'PENDING_REDRIVE' } : item;
  });
  const nextToken = last === undefined ? undefined : Buffer.from(String(last.id)).toString('base64url');
  return compact({ executions, nextToken });
};
