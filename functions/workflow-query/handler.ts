import type { Instant } from '#domain/time.ts';
import type { ExecutionView, StepView } from '../api/contract-workflow.ts';
import { WORKFLOW_ENDPOINTS } from '../api/contract-workflow.ts';
import { assertSees } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';
import { MACHINES } from './machines.ts';

type ExecutionWay = NonNullable<Awaited<ReturnType<Deps['wayOf']>>>;

/** Executions of one machine that are read for one case: the newest; older ones are only counted. */
const NEWEST = 6;

/** Name of the machine and of the execution out of `arn:aws:states:region:account:execution:prefix-machine:name`. */
function namesIn(executionArn: string): { machine: string; name: string } | null {
  const [machine = '', name = ''] = executionArn.split(':').slice(6);
  const known = MACHINES.find((each) => machine.endsWith(each.name));
  return known === undefined ? null : { machine: known.name, name };
}

/** The execution of a case: its machine's, under the name of the blocker. */
function arnOfCase(unblockProjectArn: string, blockerId: string): string {
  const [arn, partition, service, region, account, , machine] = unblockProjectArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, blockerId].join(':');
}

/** Passages through states: the first time that a state is left after it was entered ends the passage. */
function stepsOf({ events }: ExecutionWay): StepView[] {
  const steps: { state: string; enteredAt: Instant; leftAt: Instant | null }[] = [];
  for (const event of events) {
    if (event.type === 'entered') steps.push({ state: event.state, enteredAt: event.at, leftAt: null });
    if (event.type !== 'left') continue;
    const open = steps.find(({ state, leftAt }) => state === event.state && leftAt === null);
    if (open !== undefined) open.leftAt = event.at;
  }
  return steps;
}

type Found = {
  readonly arn: string;
  readonly startedBy: string | null;
};

/** What an execution started, newest first, with the state in which it was when it did. */
function startedBy({ events }: ExecutionWay): Found[] {
  let state: string | null = null;
  const found: Found[] = [];
  for (const event of events) {
    if (event.type === 'entered') state = event.state;
    if (event.type === 'started') found.push({ arn: event.executionArn, startedBy: state });
  }
  return found.toReversed();
}

type Reading = { readonly views: readonly ExecutionView[]; readonly leftOut: number };
const NOTHING: Reading = { views: [], leftOut: 0 };

/** The newest of `found` of each machine, and what they started in turn. */
async function readAll(deps: Deps, found: readonly Found[]): Promise<Reading> {
  const counts = new Map<string, number>();
  const wanted = found.flatMap((each) => {
    const names = namesIn(each.arn);
    if (names === null) return [];
    const count = (counts.get(names.machine) ?? 0) + 1;
    counts.set(names.machine, count);
    return count > NEWEST ? [] : [{ ...each, ...names }];
  });
  const read = await Promise.all(wanted.map(async (each) => ({ each, way: await deps.wayOf(each.arn) })));
  const ways = read.flatMap(({ each, way }) => (way === null ? [] : [{ each, way }]));
  const children = ways.flatMap(({ way }) => startedBy(way));
  const below = children.length === 0 ? NOTHING : await readAll(deps, children);
  const views = ways.map(({ each, way }) => ({
    machine: each.machine,
    name: each.name,
    startedBy: each.startedBy,
    status: way.status,
    startedAt: way.startedAt,
    endedAt: way.endedAt,
    steps: stepsOf(way),
    whole: way.whole,
  }));
  return {
    views: [...views, ...below.views],
    leftOut: found.length - wanted.length + below.leftOut,
  };
}

export const workflowRoutes = [
  route(WORKFLOW_ENDPOINTS.getCaseWorkflow, async (deps: Deps, { params, caller }) => {
    const asOf = deps.now();
    const record = await deps.getCase(params.caseId);
    assertSees(caller, record.units);
    const arn = arnOfCase(deps.unblockProjectArn, record.blockerId);
    const { views, leftOut } = await readAll(deps, [{ arn, startedBy: null }]);
    return {
      asOf,
      machines: [...MACHINES],
      known: views.length > 0,
      executions: [...views],
      leftOut,
    };
  }),
];

export const handler = httpFunction('workflow-query', workflowRoutes, dependencies);
