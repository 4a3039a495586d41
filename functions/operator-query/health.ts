import type * as z from 'zod';
import type { Effect } from '#domain/effect.ts';
import { before, LATE_AFTER_MS, nextSweep, STUCK_AFTER_MS } from '#domain/recovery.ts';
import { type Instant, localDateOf } from '#domain/time.ts';
import { type OperatorHealth, QueueName } from '../api/contract-operator.ts';
import { logLines } from '../log-lines.ts';
import { machineArnOf, WATCHED_MACHINES } from '../operator-places.ts';
import type { Deps } from './deps.ts';
import { failedExecutions, recoveryOfCase } from './failed.ts';

type Part<K extends keyof OperatorHealth> = OperatorHealth[K];

/** Rows of each list: what lies behind them comes up when they are mended. */
const MOST = 50;
const MOST_RUNNING = 1000;
const LOG_LINES = 20;

async function running(deps: Deps): Promise<Part<'running'>> {
  const lists = await Promise.all(
    WATCHED_MACHINES.map((machine) =>
      deps.listExecutions({
        machineArn: machineArnOf(deps.machines[machine]),
        status: 'RUNNING',
        most: MOST_RUNNING,
      }),
    ),
  );
  const items = lists.flatMap((list) => list.items);
  return {
    count: items.length,
    more: lists.some(({ more }) => more),
    oldestAt: oldest(items.map(({ startedAt }) => startedAt)),
  };
}

function oldest(times: readonly Instant[]): Instant | null {
  return times.toSorted().at(0) ?? null;
}

async function tasks(deps: Deps): Promise<Part<'tasks'>> {
  const ladder = await deps.latestLadder(localDateOf(deps.now()));
  const { items } = await deps.approvalsOfOffice(ladder.offices.duty, 'open', { limit: MOST });
  const calls = items.filter(({ kind }) => kind === 'recoverCase');
  return Promise.all(
    calls.map(async ({ id, caseId, moveId, shown, shownHash, askedAt }) => ({
      approvalId: id,
      caseId: caseId ?? null,
      moveId: moveId ?? null,
      title: shown.title,
      facts: shown.facts,
      shownHash,
      askedAt,
      recovery:
        moveId !== undefined && caseId === undefined
          ? ({ next: 'moves', moveId } as const)
          : await recoveryOfCase(deps, caseId === undefined ? undefined : await deps.getCase(caseId)),
    })),
  );
}

/** The operator's own tasks are called again every day; they are listed as tasks. */
async function stuck(deps: Deps): Promise<Part<'stuck'>> {
  const { items } = await deps.openApprovals({ before: before(deps.now(), STUCK_AFTER_MS) }, { limit: MOST });
  return items
    .filter(({ kind }) => kind !== 'recoverCase')
    .map(({ id, kind, office, officeName, caseId, moveId, stopped, expiresAt }) => ({
      approvalId: id,
      kind,
      office,
      officeName,
      caseId: caseId ?? null,
      moveId: moveId ?? null,
      expiresAt: stopped?.until ?? expiresAt,
    }));
}

/** What an effect is about: a case, a move or an ask; never an address or a token. */
function aboutOf(effect: Effect): string {
  switch (effect.type) {
    case 'sendMail':
    case 'answerToken':
      return effect.approvalId;
    case 'sendNotice':
      return effect.subject;
    case 'startCase':
      return effect.blockerId;
    case 'startMove':
      return effect.moveId;
    case 'moveDeadlines':
      return effect.calendarVersion;
    default:
      return effect satisfies never;
  }
}

async function outbox(deps: Deps): Promise<Part<'outbox'>> {
  const items = await deps.pendingOlderThan(before(deps.now(), LATE_AFTER_MS), MOST);
  return items.map(({ id, effect, queuedAt }) => ({
    id,
    type: effect.type,
    template: effect.type === 'sendMail' ? effect.template : null,
    about: aboutOf(effect),
    queuedAt,
  }));
}

async function letters(deps: Deps): Promise<Part<'letters'>> {
  return Promise.all(
    QueueName.options.map(async (queue) => {
      const peeked = await deps.peekLetters(deps.queues[queue]);
      return {
        queue,
        count: peeked.count,
        letters: peeked.letters.map(({ id, sentAt }) => ({ id, sentAt })),
      };
    }),
  );
}

async function bounced(deps: Deps): Promise<Part<'bounced'>> {
  const { items } = await deps.bouncedOffices({ limit: MOST });
  return Promise.all(
    items.map(async ({ id, name, holders, deputies }) => ({
      id,
      name,
      addresses: [...holders, ...deputies].flatMap(({ email, post, undeliverableSince: since }) =>
        since === undefined ? [] : [{ email, post, since }],
      ),
      casesWaiting: await deps.countCasesOfOffice(id, MOST),
    })),
  );
}

async function sweep(deps: Deps): Promise<Part<'sweep'>> {
  const machineArn = machineArnOf(deps.machines['sweep-portfolio']);
  const [last] = (await deps.listExecutions({ machineArn, most: 1 })).items;
  return {
    nextAt: nextSweep(deps.now()),
    last:
      last === undefined ? null : { startedAt: last.startedAt, endedAt: last.endedAt, status: last.status },
  };
}

async function versions(deps: Deps): Promise<Part<'versions'>> {
  const today = localDateOf(deps.now());
  const [calendar, ladder, rules] = await Promise.all([
    deps.latestCalendar(),
    deps.latestLadder(today),
    deps.latestRules(today),
  ]);
  return {
    release: deps.release,
    calendar: calendar.version,
    ladder: ladder.version,
    rules: rules.version,
  };
}

async function slowAndFailed(deps: Deps) {
  const [asks, effects, open, ended, dead] = await Promise.all([
    stuck(deps),
    outbox(deps),
    tasks(deps),
    failedExecutions(deps),
    letters(deps),
  ]);
  const late = [...asks.map(({ expiresAt }) => expiresAt), ...effects.map(({ queuedAt }) => queuedAt)];
  const broken = [
    ...open.map(({ askedAt }) => askedAt),
    ...ended.map(({ endedAt, startedAt }) => endedAt ?? startedAt),
    ...dead.flatMap((queue) => queue.letters.map(({ sentAt }) => sentAt)),
  ];
  const lying = dead.reduce((sum, queue) => sum + queue.count, 0);
  return {
    slow: {
      count: late.length,
      more: asks.length === MOST || effects.length === MOST,
      oldestAt: oldest(late),
    },
    failed: {
      count: open.length + ended.length + lying,
      more: open.length === MOST,
      oldestAt: oldest(broken),
    },
    tasks: open,
    executions: ended,
    stuck: asks,
    outbox: effects,
    letters: dead,
  };
}

/** Everything that the operator's page shows, read at once. */
export async function healthOf(deps: Deps): Promise<z.infer<typeof OperatorHealth>> {
  const [runs, broken, addresses, schedule, release, log] = await Promise.all([
    running(deps),
    slowAndFailed(deps),
    bounced(deps),
    sweep(deps),
    versions(deps),
    deps.receiptsOf('OPERATOR', { limit: LOG_LINES, newestFirst: true }),
  ]);
  return {
    asOf: deps.now(),
    running: runs,
    ...broken,
    bounced: addresses,
    sweep: schedule,
    versions: release,
    log: await logLines(deps, log.items),
  };
}
