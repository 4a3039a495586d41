import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { STATUSES } from '#runtime/core/execution.ts';
import { Executions, isRunning } from '#runtime/engine/executions.ts';
import { Archive } from '#runtime/journal/archive.ts';
import { Bench, CALL_EACH, crashed, folder } from './harness.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const ALL = Number.POSITIVE_INFINITY;

/** So many executions; every tenth succeeded, every hundredth failed, the others run. */
function many(executions: Executions, count: number): void {
  for (let i = 1; i <= count; i += 1) {
    const name = `e-${i}`;
    const entry = executions.open({ name, machineArn: ARN, family: 'm', startedAt: i });
    const status = i % 100 === 0 ? 'FAILED' : i % 10 === 0 ? 'SUCCEEDED' : 'RUNNING';
    entry.decided({ status, stoppedAt: i, due: undefined, redriven: false });
  }
}

function page(
  executions: Executions,
  status: (typeof STATUSES)[number] | undefined,
  before: number,
): number[] {
  const ids: number[] = [];
  for (const { id } of executions.newest({ family: 'm' }, { status }, before)) if (ids.push(id) === 10) break;
  return ids;
}

describe('a page of executions', () => {
  it('costs what it shows, not what there is', () => {
    const executions = new Executions();
    many(executions, 50_000);
    for (const [status, before, first] of [
      [undefined, ALL, 50_000],
      [undefined, 25_000, 24_999],
      ['FAILED', ALL, 50_000],
      ['FAILED', 20_050, 20_000],
      ['SUCCEEDED', 20_050, 20_040],
      ['RUNNING', 10, 9],
      ['ABORTED', ALL, undefined],
    ] as const) {
      executions.looked = 0;
      expect(page(executions, status, before)[0]).toBe(first);
      // the ten that are shown, and one of each status to know which is the newest
      expect(executions.looked).toBeLessThanOrEqual(10 + STATUSES.length);
    }
  });

  it('costs the same where most executions have gone to the archive', async () => {
    const archive = new Archive(join(await folder(), 'archive.sqlite'));
    const status = (i: number): 'FAILED' | 'SUCCEEDED' => (i % 100 === 0 ? 'FAILED' : 'SUCCEEDED');
    archive.putAll(
      Array.from({ length: 5000 }, (_, i) => ({
        id: i + 1,
        family: 'm',
        name: `e-${i + 1}`,
        mapRunArn: undefined,
        status: status(i + 1),
        redriven: false,
        depth: 1,
        stoppedAt: 1,
        line: '{}',
        records: [],
      })),
    );
    const executions = new Executions(archive);
    many(executions, 100);
    expect(page(executions, undefined, 5005)).toEqual(Array.from({ length: 10 }, (_, i) => 5004 - i));
    executions.looked = 0;
    expect(page(executions, 'FAILED', 4950)).toEqual(Array.from({ length: 10 }, (_, i) => 4900 - 100 * i));
    expect(executions.looked).toBeLessThan(40);
    archive.close();
  });

  it('costs the same after a crash between the archive and the snapshot that leaves out what went there', async () => {
    const archive = new Archive(join(await folder(), 'archive.sqlite'));
    const executions = new Executions(archive);
    many(executions, 3000);
    const closed = [...executions.rows((state) => !isRunning(state))].map((row) => executions.at(row));
    for (const entry of closed) entry.recorded(1, { first: true, busy: false });
    archive.putAll(
      closed.map(({ id, status }) => ({
        id,
        family: 'm',
        name: `e-${id}`,
        mapRunArn: undefined,
        status,
        redriven: false,
        depth: 1,
        stoppedAt: 1,
        line: '{}',
        records: [],
      })),
    );
    // one has gone on since
    executions.get(2990)?.recorded(2, { first: false, busy: false });
    const before = Array.from({ length: 10 }, (_, i) => 3000 - i);
    for (let round = 0; round < 2; round += 1) {
      executions.looked = 0;
      expect(page(executions, undefined, ALL)).toEqual(before);
      const succeeded = [2990, 2980, 2970, 2960, 2950, 2940, 2930, 2920, 2910, 2890];
      expect(page(executions, 'SUCCEEDED', 2991)).toEqual(succeeded);
    }
    expect(executions.looked).toBeLessThan(120);
    expect(executions.table.rowOf(2990)).toBeGreaterThan(0);
    expect(executions.table.rowOf(2980)).toBe(-1);
    archive.close();
  });

  it('has them in the order in which they were started, whatever has become of them since', () => {
    const change = fc.record({
      at: fc.nat({ max: 59 }),
      status: fc.constantFrom(...STATUSES),
      redriven: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change), fc.nat({ max: 40 }), (changes, listedAt) => {
        const executions = new Executions();
        many(executions, 60);
        for (const [i, { at, ...to }] of changes.entries()) {
          if (i === listedAt) page(executions, undefined, ALL);
          executions.get(at + 1)?.decided({ ...to, stoppedAt: 1, due: undefined });
          if (i % 7 === 6) executions.remove(((i * 13) % 60) + 1);
        }
        const left = [...executions.rows(() => true)].map((row) => executions.at(row));
        for (const status of [undefined, ...STATUSES])
          for (const redriven of [undefined, true, false]) {
            const expected = left.filter(
              (entry) =>
                (status === undefined || entry.status === status) &&
                (redriven === undefined || entry.redriven === redriven),
            );
            const ids = [...executions.newest({ family: 'm' }, { status, redriven }, ALL)].map(
              ({ id }) => id,
            );
            expect(ids).toEqual(expected.map(({ id }) => id).reverse());
          }
      }),
    );
  });
});

const Page = z.object({
  executions: z.array(z.object({ name: z.string(), status: z.string(), redriveCount: z.int() })),
  nextToken: z.string().optional(),
});

/** All pages of a list, three at a time. */
async function pages(
  bench: Bench,
  filter: Record<string, unknown>,
): Promise<z.infer<typeof Page>['executions']> {
  const found: z.infer<typeof Page>['executions'] = [];
  let nextToken: string | undefined;
  do {
    const more = nextToken === undefined ? {} : { nextToken };
    const page = Page.parse(await bench.call('ListExecutions', { ...filter, ...more, maxResults: 3 }));
    expect(page.executions.length).toBeLessThanOrEqual(3);
    found.push(...page.executions);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

const MACHINE = {
  StartAt: 'C',
  States: {
    C: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.fails', BooleanEquals: true, Next: 'F' },
        { Variable: '$.waits', BooleanEquals: true, Next: 'W' },
      ],
      Default: 'S',
    },
    F: { Type: 'Fail', Error: 'No' },
    W: { Type: 'Wait', Seconds: 60, Next: 'S' },
    S: { Type: 'Succeed' },
  },
};

describe('ListExecutions', () => {
  it('gives every page the same before and after compaction, redrive, restart and crash', async () => {
    const dataDir = await folder();
    const bench = await Bench.open({ dataDir });
    const stateMachineArn = await bench.create('m', MACHINE);
    await bench.create('n', MACHINE);
    const arns: string[] = [];
    const begin = async (from: number): Promise<void> => {
      for (let i = from; i < from + 10; i += 1) {
        const input = { fails: i % 5 === 1, waits: i % 5 === 3 };
        arns.push(await bench.start(stateMachineArn, input, `e-${String(i).padStart(2, '0')}`));
      }
      await bench.engine.idle();
    };
    await begin(0);
    await pages(bench, { stateMachineArn });
    await begin(10);
    await bench.engine.compact();
    await begin(20);
    // one that has gone to the archive and one that has not yet
    for (const at of [1, 21]) await bench.call('RedriveExecution', { executionArn: arns[at] });
    await bench.engine.idle();

    const expected = Array.from({ length: 30 }, (_, i) => ({
      name: `e-${String(29 - i).padStart(2, '0')}`,
      status: (29 - i) % 5 === 1 ? 'FAILED' : (29 - i) % 5 === 3 ? 'RUNNING' : 'SUCCEEDED',
      redriveCount: [1, 21].includes(29 - i) ? 1 : 0,
    }));
    const holds = async (told: Bench): Promise<void> => {
      expect(await pages(told, { stateMachineArn })).toEqual(expected);
      for (const status of STATUSES)
        expect(await pages(told, { stateMachineArn, statusFilter: status })).toEqual(
          expected.filter((one) => one.status === status),
        );
    };
    await holds(bench);
    const crash = await Bench.open({ dataDir: await crashed(dataDir) });
    await holds(crash);
    await crash.engine.compact();
    await holds(crash);
    await crash.engine.close();
    await bench.engine.close();
    const again = await Bench.open({ dataDir });
    await holds(again);
    await again.engine.close();
  });

  it('goes on where a page ended, whatever has begun, ended or been redriven since', async () => {
    const bench = await Bench.open({ dataDir: await folder() });
    const stateMachineArn = await bench.create('m', MACHINE);
    const arns: string[] = [];
    for (let i = 0; i < 9; i += 1)
      arns.push(await bench.start(stateMachineArn, { waits: true, fails: i === 2 }, `e-${i}`));
    await bench.engine.idle();
    const first = Page.parse(await bench.call('ListExecutions', { stateMachineArn, maxResults: 4 }));
    expect(first.executions.map(({ name }) => name)).toEqual(['e-8', 'e-7', 'e-6', 'e-5']);
    await bench.start(stateMachineArn, {}, 'new');
    await bench.call('StopExecution', { executionArn: arns[5] });
    await bench.call('StopExecution', { executionArn: arns[3] });
    await bench.call('RedriveExecution', { executionArn: arns[2] });
    await bench.engine.idle();
    await bench.engine.compact();
    const { nextToken } = first;
    const second = Page.parse(
      await bench.call('ListExecutions', { stateMachineArn, maxResults: 100, nextToken }),
    );
    expect(second.executions.map(({ name }) => name)).toEqual(['e-4', 'e-3', 'e-2', 'e-1', 'e-0']);
    expect(second.nextToken).toBeUndefined();
    await bench.engine.close();
  });

  it('lists the children of a Map Run by status and by whether they were redriven, pending ones apart', async () => {
    const broken = { is: true };
    const dataDir = await folder();
    const bench = await Bench.open({
      dataDir,
      answer: (request) =>
        broken.is && JSON.stringify(request.body).includes('"n":3')
          ? { ok: true, body: {}, text: '{}', functionError: 'Unhandled' }
          : { ok: true, body: null, text: 'null' },
    });
    const stateMachineArn = await bench.create('m', {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          Label: 'each',
          ItemProcessor: CALL_EACH,
          End: true,
        },
      },
    });
    const items = Array.from({ length: 7 }, (_, n) => ({ n }));
    const executionArn = await bench.start(stateMachineArn, items);
    await bench.engine.idle();
    const { mapRuns } = z
      .object({ mapRuns: z.array(z.object({ mapRunArn: z.string() })) })
      .parse(await bench.call('ListMapRuns', { executionArn }));
    const mapRunArn = mapRuns[0]?.mapRunArn;
    const count = async (filter: Record<string, unknown>): Promise<number> =>
      (await pages(bench, { mapRunArn, ...filter })).length;
    expect(await count({ statusFilter: 'FAILED' })).toBe(1);
    expect(await count({ redriveFilter: 'REDRIVEN' })).toBe(0);
    await bench.engine.compact();
    broken.is = false;
    await bench.call('RedriveExecution', { executionArn });
    await bench.engine.idle();
    for (let round = 0; round < 2; round += 1) {
      expect(await count({})).toBe(7);
      expect(await count({ redriveFilter: 'REDRIVEN' })).toBe(1);
      expect(await count({ redriveFilter: 'NOT_REDRIVEN', statusFilter: 'SUCCEEDED' })).toBe(6);
      expect(await count({ statusFilter: 'FAILED' })).toBe(0);
      expect(await count({ statusFilter: 'PENDING_REDRIVE' })).toBe(0);
      await bench.engine.compact();
    }
    await bench.engine.close();
  });
});
