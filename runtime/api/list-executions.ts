import { STATUSES, type Status } from '../core/execution.ts';
import type { Entry } from '../engine/entry.ts';
import { itemName, resolveMachine } from '../engine/starter.ts';
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

/** The children of a Map Run that wait until it has room to run them again, by their index. */
function pendingIn(worker: Worker, run: string | undefined): ReadonlySet<number> {
  if (run === undefined) return new Set();
  const [{ item } = {}] = worker.executions.newest({ run }, {}, Number.POSITIVE_INFINITY);
  const parent = item === undefined ? undefined : worker.executions.get(item.parent);
  if (item === undefined || parent?.status !== 'RUNNING') return new Set();
  return new Set(worker.execution(parent).groups.get(item.group)?.again);
}

/** Those of them that were started already, the newest first. */
function pendingChildren(worker: Worker, run: string, pending: ReadonlySet<number>): Entry[] {
  const family = run.split(':')[6] ?? '';
  const found = [...pending].map((index) => worker.executions.find(family, itemName(run, index)));
  return found.filter((entry) => entry !== undefined).sort((a, b) => b.id - a.id);
}

type Wanted = {
  /** The newest first. */
  readonly entries: Iterable<Entry>;
  readonly keep: (entry: Entry) => boolean;
  readonly isPending: (entry: Entry) => boolean;
};

function wanted(worker: Worker, body: Body, before: number): Wanted {
  const status = body.oneOf('statusFilter', FILTERS);
  const redrive = body.oneOf('redriveFilter', ['REDRIVEN', 'NOT_REDRIVEN']);
  const run = body.optional('mapRunArn');
  const machine = body.optional('stateMachineArn');
  if (run !== undefined && machine !== undefined)
    throw invalid('Only one of stateMachineArn and mapRunArn can be specified');
  if (run === undefined) {
    if (status === 'PENDING_REDRIVE') throw invalid('PENDING_REDRIVE can only be used with a mapRunArn');
    if (redrive !== undefined) throw invalid('redriveFilter can only be used with a mapRunArn');
    return ofMachine(worker, machine ?? body.string('stateMachineArn'), { status, before });
  }
  const pending = pendingIn(worker, run);
  const isPending = (entry: Entry): boolean => pending.size > 0 && pending.has(entry.item?.index ?? -1);
  const redriven = redrive === undefined ? undefined : redrive === 'REDRIVEN';
  if (status === 'PENDING_REDRIVE') {
    const keep = (entry: Entry): boolean =>
      entry.id < before && (redriven === undefined || entry.redriven === redriven);
    return { entries: pendingChildren(worker, run, pending), keep, isPending };
  }
  const entries = worker.executions.newest({ run }, { status, redriven }, before);
  return { entries, keep: (entry) => status === undefined || !isPending(entry), isPending };
}

/** The executions of a machine, or of those only that were started through a version or an alias. */
function ofMachine(
  worker: Worker,
  arn: string,
  { status, before }: { readonly status: Status | undefined; readonly before: number },
): Wanted {
  const { machine, version, alias } = resolveMachine(worker, arn, () => 0);
  if (machine.type === 'EXPRESS')
    throw new ApiError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  const entries = worker.executions.newest({ family: machine.name }, { status }, before);
  const isPending = (): boolean => false;
  if (version === undefined && alias === undefined) return { entries, keep: () => true, isPending };
  const keep = (entry: Entry): boolean => {
    const { identity } = worker.execution(entry);
    return alias === undefined ? identity.versionArn === arn : identity.aliasArn === arn;
  };
  return { entries, keep, isPending };
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
  const { entries, keep, isPending } = wanted(worker, body, cursorOf(body));
  const found: Entry[] = [];
  for (const entry of entries) {
    if (keep(entry)) found.push(entry);
    if (found.length > size) break;
  }
  const page = found.slice(0, size);
  const last = found.length > size ? page.at(-1) : undefined;
  const executions = page.map((entry) => {
    const items = entry.item === undefined ? undefined : itemCount(worker, entry);
    const item = listItem(entry, worker.execution(entry), items);
    return isPending(entry) ? { ...item, status: 'PENDING_REDRIVE' } : item;
  });
  const nextToken = last === undefined ? undefined : Buffer.from(String(last.id)).toString('base64url');
  return compact({ executions, nextToken });
};
