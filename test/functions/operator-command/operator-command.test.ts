import { beforeEach, describe, expect, it } from 'vitest';
import type { Executions } from '#adapters/executions.ts';
import type { Letter, Letters } from '#adapters/letters.ts';
import type { CaseId } from '#domain/ids.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { OperatorHealth } from '#functions/api/contract-operator.ts';
import type { Deps as CommandDeps } from '#functions/operator-command/deps.ts';
import { operatorCommandRoutes } from '#functions/operator-command/handler.ts';
import type { Deps as QueryDeps } from '#functions/operator-query/deps.ts';
import { operatorQueryRoutes } from '#functions/operator-query/handler.ts';
import { aBlocker, at } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
let caseId: CaseId;

type Run = NonNullable<Awaited<ReturnType<Executions['describeExecution']>>>;
const MACHINE = 'arn:aws:states:r:1:stateMachine:';
const runs = new Map<string, Run>();
const dead = new Map<string, Letter[]>();
const started: string[] = [];

function run(machine: string, name: string, more: Partial<Run> = {}): Run {
  const arn = `arn:aws:states:r:1:execution:${machine}:${name}`;
  const base = { arn, name, startedAt: city.now, endedAt: city.now, input: {}, error: '', cause: '' };
  const made: Run = { ...base, status: 'failed', ...more };
  runs.set(arn, made);
  return made;
}

const STATUS = { RUNNING: 'running', FAILED: 'failed', TIMED_OUT: 'timedOut', ABORTED: 'aborted' } as const;
const executions: Executions = {
  listExecutions: ({ machineArn, status, most }) => {
    const prefix = machineArn.replace(':stateMachine:', ':execution:');
    const items = [...runs.values()].filter(
      (each) => each.arn.startsWith(`${prefix}:`) && (status === undefined || each.status === STATUS[status]),
    );
    return Promise.resolve({ items: items.slice(0, most), more: items.length > most });
  },
  describeExecution: (arn) => Promise.resolve(runs.get(arn) ?? null),
};
const letters: Letters = {
  peekLetters: (url) => {
    const lying = dead.get(url) ?? [];
    return Promise.resolve({ count: lying.length, letters: lying });
  },
  takeLetter: async (url, id, work) => {
    const letter = dead.get(url)?.find((each) => each.id === id);
    if (letter === undefined) return false;
    await work(letter);
    dead.set(
      url,
      (dead.get(url) ?? []).filter((each) => each !== letter),
    );
    return true;
  },
};

function deps(): CommandDeps & QueryDeps {
  return {
    ...city.deps,
    ...executions,
    ...letters,
    startExecution: ({ stateMachineArn, name }) => {
      const arn = `${stateMachineArn.split(':').slice(0, 7).join(':').replace(':stateMachine:', ':execution:')}:${name}`;
      if (runs.has(arn)) return Promise.resolve('exists');
      started.push(arn.split(':').slice(-2).join(' '));
      run(arn.split(':').at(-2) ?? '', name, { status: 'running', endedAt: null });
      return Promise.resolve('started');
    },
    machines: {
      'unblock-project': `${MACHINE}unblock-project:live`,
      'reallocate-capital': `${MACHINE}reallocate-capital:live`,
      'sweep-portfolio': `${MACHINE}sweep-portfolio:live`,
    },
    queues: { 'outbox-failed': 'q:outbox', 'mail-events-failed': 'q:mail', 'sweep-failed': 'q:sweep' },
    release: '1.0.0',
  };
}

const ask = (operation: string, body?: object, caller: As = as.operator) =>
  call({ routes: [...operatorQueryRoutes, ...operatorCommandRoutes], deps: deps() }, operation, {
    as: caller,
    ...(body === undefined ? {} : { body }),
  });
const health = async () => OperatorHealth.parse((await ask('getHealth')).body);
const { projectId, id: blockerId } = aBlocker();

cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  for (const kept of [runs, dead]) kept.clear();
  started.length = 0;
});

describe('the health of the system', () => {
  it('is three lines with nothing wrong, versions and the next sweep', async () => {
    run('unblock-project', blockerId, { status: 'running', endedAt: null });
    expect(await health()).toMatchObject({
      running: { count: 1, oldestAt: city.now },
      slow: { count: 0, oldestAt: null },
      failed: { count: 0, oldestAt: null },
      sweep: { nextAt: at('2024-10-09', '06:30'), last: null },
      versions: { release: '1.0.0', calendar: 'test-1', ladder: 'ladder-1' },
      log: [],
    });
  });

  it('is for the operator and for the auditor, who has no act', async () => {
    expect((await ask('getHealth', undefined, as.auditor)).status).toBe(200);
    expect((await ask('getHealth', undefined, as.leader)).status).toBe(403);
    expect((await ask('sendEffectAgain', { id: 'x' }, as.auditor)).status).toBe(403);
  });
});

describe('a failed execution of a case', () => {
  beforeEach(() => {
    run('unblock-project', blockerId, {
      input: { projectId, blockerId },
      error: 'States.Runtime',
      cause: 'x',
    });
  });
  const arn = `arn:aws:states:r:1:execution:unblock-project:${aBlocker().id}`;

  it('says why, and that going on mails nobody twice', async () => {
    expect(await health()).toMatchObject({
      failed: { count: 1 },
      executions: [{ caseId, causeKind: 'definition', recovery: { next: 'waits' } }],
    });
  });

  it('is started once with its input, which the log says; then it is no failure any more', async () => {
    expect((await ask('restartExecution', { arn, reason: 'Đã sửa' })).body).toEqual({ done: true });
    expect(started).toEqual([`unblock-project ${blockerId}-again-1`]);
    expect((await ask('restartExecution', { arn })).body).toEqual({ done: false });
    const after = await health();
    expect(after.executions).toEqual([]);
    expect(after.log).toMatchObject([
      { type: 'executionRestarted', office: 'duty', details: { account: 'user-duty', reason: 'Đã sửa' } },
    ]);
    const { items } = await city.deps.receiptsOf('OPERATOR', { limit: 10 });
    expect(verifyChain(items, await city.deps.logHead('OPERATOR'))).toEqual({ intact: true });
  });

  it('is refused when it runs, is none of ours, or is not there', async () => {
    const running = run('unblock-project', 'VM-B', { status: 'running' });
    const code = async (of: string) => (await ask('restartExecution', { arn: of })).body['code'];
    expect(await code(running.arn)).toBe('execution.running');
    expect(await code('arn:aws:states:r:1:execution:collect-decision:x')).toBe('execution.unknown');
    expect(await code(`${arn}-nowhere`)).toBe('execution.unknown');
  });
});

it('shows what failed behind many failures that were mended', async () => {
  const of = (name: string) => ({ input: { moveId: name } });
  for (let number = 10; number < 40; number += 1) {
    const name = `DC-2024-00${number}`;
    run('reallocate-capital', name, of(name));
    run('reallocate-capital', `${name}-again-1`, { ...of(name), status: 'succeeded' });
  }
  run('reallocate-capital', 'DC-2024-0009', of('DC-2024-0009'));
  expect((await health()).executions).toMatchObject([{ name: 'DC-2024-0009' }]);
});

it('keeps a line in the log for each of two acts in the same moment', async () => {
  run('sweep-portfolio', 'monday');
  run('sweep-portfolio', 'tuesday');
  const acts = ['monday', 'tuesday'].map((name) =>
    ask('restartExecution', { arn: `arn:aws:states:r:1:execution:sweep-portfolio:${name}`, reason: name }),
  );
  expect((await Promise.all(acts)).map(({ body }) => body)).toEqual([{ done: true }, { done: true }]);
  const { log } = await health();
  expect(new Set(log.map(({ details }) => details['reason']))).toEqual(new Set(['monday', 'tuesday']));
  const { items } = await city.deps.receiptsOf('OPERATOR', { limit: 10 });
  expect(verifyChain(items, await city.deps.logHead('OPERATOR'))).toEqual({ intact: true });
});

it('leaves a move’s failed execution to its case, and goes on with a move that staff drafted', async () => {
  run('reallocate-capital', 'of-case', { input: { caseId } });
  run('reallocate-capital', 'DC-2024-0009', { input: { moveId: 'DC-2024-0009' } });
  expect((await health()).executions).toMatchObject([
    { name: 'DC-2024-0009', recovery: { next: 'moves', moveId: 'DC-2024-0009' } },
  ]);
});

it('finds an ask that nobody looks at any more, starts its case anew, once, and wakes its wait', async () => {
  city.clock('2024-10-16', '09:00');
  const { stuck, slow } = await health();
  expect(stuck).toMatchObject([{ caseId, office: 'owner-tcip' }]);
  expect(slow.count).toBe(1);
  const approvalId = stuck[0]?.approvalId;
  expect((await ask('wakeAsk', { approvalId })).body).toEqual({ done: true });
  await ask('wakeAsk', { approvalId });
  expect(started).toEqual([`unblock-project ${blockerId}`]);
  const log = (await health()).log.map(({ type }) => type);
  expect(log).toEqual(['waitRenewed', 'waitRenewed']);
});

describe('what was not delivered', () => {
  it('is sent again effect by effect, and is none any more when it was carried out', async () => {
    await city.ask({ caseId });
    const [approval] = await city.deps.openApprovalsOfCase(caseId);
    if (approval === undefined) throw new Error('nobody is asked');
    const line = { type: 'sendMail', template: 'remind', approvalId: approval.id, generation: 1 } as const;
    const none = {
      cases: [],
      moves: [],
      projects: [],
      entries: [],
      receipts: [],
      documents: [],
      blockers: [],
    };
    const [queued] = await city.deps.commit({ ...none, approvals: [], effects: [line] }, city.now);
    const id = queued?.id ?? '';
    city.clock('2024-10-08', '11:00');
    expect((await health()).outbox).toMatchObject([{ id, type: 'sendMail', about: approval.id }]);
    expect((await ask('sendEffectAgain', { id })).body).toEqual({ done: true });
    await city.drain();
    expect((await ask('sendEffectAgain', { id })).body).toEqual({ done: false });
    expect((await health()).outbox).toEqual([]);
  });

  it('lies in its queue until it is sent again: a sweep, an event of a mail, a batch of effects', async () => {
    const [approval] = await city.deps.openApprovalsOfCase(caseId);
    const event = {
      'detail-type': 'Email Bounced',
      source: 'aws.ses',
      detail: {
        eventType: 'Bounce',
        mail: {
          messageId: 'm-1',
          timestamp: city.now,
          destination: ['holder.owner-tcip@city.example'],
          tags: { approvalId: [approval?.id], template: ['ask'] },
        },
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: 'holder.owner-tcip@city.example' }],
        },
      },
    };
    const letter = (id: string, body: unknown) => [{ id, body: JSON.stringify(body), sentAt: city.now }];
    dead.set('q:sweep', letter('s1', {}));
    dead.set('q:mail', letter('m1', { requestPayload: event }));
    dead.set('q:outbox', letter('o1', { DDBStreamBatchInfo: {} }));
    expect((await health()).failed.count).toBe(3);
    const send = (queue: string, id: string) => ask('sendLetterAgain', { queue, id });
    expect((await send('sweep-failed', 's1')).body).toEqual({ done: true });
    expect((await send('sweep-failed', 's1')).body).toEqual({ done: false });
    await send('mail-events-failed', 'm1');
    await send('outbox-failed', 'o1');
    expect(started).toEqual(['sweep-portfolio letter-s1']);
    const after = await health();
    expect(after.bounced).toMatchObject([
      { id: 'owner-tcip', addresses: [{ email: 'holder.owner-tcip@city.example' }], casesWaiting: 1 },
    ]);
    expect(after.letters.map(({ count }) => count)).toEqual([0, 0, 0]);
    expect(after.log.map(({ type }) => type)).toEqual(Array.from({ length: 3 }, () => 'messageSentAgain'));
  });
});
