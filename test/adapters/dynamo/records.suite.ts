import { beforeEach, describe, expect, test } from 'vitest';
import type { Registry } from '#adapters/dynamo/verbs.ts';
import { OfficeId } from '#domain/ids.ts';
import type { Project } from '#domain/project.ts';
import { LocalDate } from '#domain/time.ts';
import { makeTestBed } from './bed.ts';
import { allOf } from './queue.suite.ts';
import * as sample from './samples.ts';

const { NOW, change, later, capital } = sample;
const TODAY = LocalDate.parse('2024-10-08');

/** Lists of asks, moves, projects, ledger, directory and reference data. */
export function recordsSuite(endpoint: () => string): void {
  let registry: Registry;

  beforeEach(async () => {
    ({ registry } = await makeTestBed(endpoint()));
    await registry.importRows({
      projects: [sample.project('A'), sample.project('B')],
      blockers: [sample.blocker('A'), sample.blocker('B'), sample.blocker('C', { reportedAt: later(-5) })],
    });
  });

  const commit = (part: Parameters<typeof change>[0]) => registry.commit(change(part), NOW);

  test('a project that an import names twice is written once, as its first row says', async () => {
    const twice = [sample.project('D'), sample.project('D', { closed: true })];
    expect(await registry.importRows({ projects: twice })).toEqual({ written: 1, kept: 1 });
    expect((await registry.getProject(sample.project('D').id)).closed).toBe(false);
  });

  describe('asks', () => {
    const held = sample.heldCase(1);
    const asks = [1, 2, 3].map((number) =>
      sample.approval(number, {
        caseId: held.id,
        askedAt: later(number),
        deadline: sample.deadline(later(100 - number)),
      }),
    );

    test('of a case: the open ones at once, all of them in order of asking', async () => {
      await commit({ cases: [held], approvals: asks });
      const [first] = asks;
      if (first === undefined) throw new Error('no ask');
      await commit({ approvals: [sample.decided(first, 'An')] });
      expect((await registry.openApprovalsOfCase(held.id)).map(({ id }) => id)).toEqual(
        asks.slice(1).map(({ id }) => id),
      );
      const all = await allOf((page) => registry.approvalsOfCase(held.id, page), 2);
      expect(all.map(({ id, status }) => [id, status])).toEqual(
        asks.map(({ id }) => [id, id === first.id ? 'decided' : 'open']),
      );
    });

    test('by their ids, in that order, without those that do not exist', async () => {
      await commit({ approvals: asks });
      const ids = asks.map(({ id }) => id).reverse();
      const found = await registry.findApprovals([...ids, sample.approval(99).id, ...ids]);
      expect(found.map(({ id }) => id)).toEqual(ids);
      expect(await registry.findApprovals([])).toEqual([]);
    });

    test('of an office: open by due time, past with the newest first', async () => {
      await commit({ approvals: asks });
      const read = (which: 'open' | 'past') =>
        allOf((page) => registry.approvalsOfOffice(OfficeId.parse('owner-a'), which, page), 2);
      expect((await read('open')).map(({ id }) => id)).toEqual(asks.map(({ id }) => id).reverse());
      for (const [index, ask] of asks.entries()) {
        await commit({ approvals: [sample.decided(ask, 'An', later(index))] });
      }
      expect(await read('open')).toEqual([]);
      expect((await read('past')).map(({ id }) => id)).toEqual(asks.map(({ id }) => id).reverse());
    });

    test('about a move: all, and those of one ballot', async () => {
      const move = sample.move(1, { caseId: held.id });
      const vote = (number: number, ballot: string) =>
        sample.approval(number, {
          moveId: move.id,
          kind: 'appraiseMove',
          askedAt: later(10 - number),
          policy: { type: 'kOfN', k: 2, n: 3, ballot },
        });
      const single = sample.approval(9, { moveId: move.id, kind: 'submitMove', askedAt: later(20) });
      const votes = [vote(1, 'a'), vote(2, 'a'), vote(3, 'a#b')];
      await commit({ moves: [move], approvals: [...votes, single] });
      expect((await registry.ballotOf(move.id, 'a')).map(({ id }) => id)).toEqual([
        votes[1]?.id,
        votes[0]?.id,
      ]);
      expect((await registry.ballotOf(move.id, 'a#b')).map(({ id }) => id)).toEqual([votes[2]?.id]);
      expect((await registry.approvalsOfMove(move.id)).at(-1)).toEqual(single);
      expect(await registry.movesOfCase(held.id)).toEqual([move]);
    });
  });

  test('moves are listed newest first, by status or all', async () => {
    const moves = [1, 2, 3].map((number) => sample.move(number, { draftedAt: later(number) }));
    await commit({ moves });
    await commit({ moves: [sample.move(2, { draftedAt: later(2), status: 'appraised', version: 1 })] });
    const ids = async (status: 'all' | 'drafted' | 'appraised') =>
      (await allOf((page) => registry.listMoves(status, page), 2)).map(({ id }) => id.slice(-1)).join('');
    expect(await ids('all')).toBe('321');
    expect(await ids('drafted')).toBe('31');
    expect(await ids('appraised')).toBe('2');
  });

  describe('blocked projects', () => {
    test('are those whose blockers have no case, oldest report first', async () => {
      const read = async () =>
        (await allOf((page) => registry.blockedProjects(page), 1)).map(({ blockerId }) => blockerId);
      expect(await read()).toEqual(['VM-C', 'VM-A', 'VM-B']);
      await commit({ cases: [sample.reportedCase(1)] });
      expect(await read()).toEqual(['VM-C', 'VM-B']);
      const [first] = await read();
      expect(first).toBe('VM-C');
    });

    test('take in a new report once, with what must follow; a dangling or different one is refused', async () => {
      const report = sample.blocker('NEW');
      const start = { type: 'startCase', projectId: report.projectId, blockerId: report.id } as const;
      expect(await registry.reportBlocker(report, [start], NOW)).toEqual([
        { id: 'start:VM-NEW', effect: start, queuedAt: NOW },
      ]);
      expect(await registry.reportBlocker(report, [start], later(1))).toEqual([]);
      await expect(
        registry.reportBlocker({ ...report, description: 'Khác' }, [start], NOW),
      ).rejects.toMatchObject({ code: 'input.invalid', fields: [{ path: 'id' }] });
      await expect(
        registry.reportBlocker(sample.blocker('X', { projectId: 'DA-NONE' }), [], NOW),
      ).rejects.toMatchObject({ code: 'project.unknown' });
      const where = { projectId: report.projectId, blockerId: report.id };
      expect(await registry.findBlocker(where)).toEqual(report);
      expect(await registry.findCaseOfBlocker(where)).toBeNull();
      const blockers = await allOf((page) => registry.blockersOf(report.projectId, page), 2);
      expect(blockers.map(({ id }) => id)).toEqual(['VM-A', 'VM-B', 'VM-C', 'VM-NEW']);
    });
  });

  describe('capital', () => {
    const figures: readonly [string, number, number, number][] = [
      ['I1', 9_000_000_000_000, 0, 1_000_000_000_000],
      ['I2', 500, 0, 100],
      ['I3', 80_000, 0, 0],
      ['S1', 100, 90, 700],
      ['S2', 100, 90, 8_000],
    ];
    const projects = figures.map(([key, ...amounts]) =>
      sample.project(key, { group: 'metro', capital: capital(...amounts) }),
    );
    const keys = (list: readonly Project[]) => list.map(({ id }) => id.slice(3));

    test('lists idle projects and those that can absorb, most first, and projects of a group', async () => {
      await registry.importRows({ projects });
      expect(keys(await allOf((page) => registry.idleProjects(page), 2))).toEqual([
        'I1',
        'I3',
        'I2',
        'B',
        'A',
      ]);
      expect(keys(await allOf((page) => registry.absorbingProjects(page), 1))).toEqual(['S2', 'S1']);
      expect(keys(await allOf((page) => registry.projectsOfGroup('metro', page), 2))).toEqual(
        figures.map(([key]) => key),
      );
    });

    test('keeps its sums with every write, and writes the ledger beside it', async () => {
      await registry.importRows({ projects });
      const [donor, , , taker] = projects;
      if (donor === undefined || taker === undefined) throw new Error('no projects');
      const sums = async () => (await registry.capitalTotals(2024)).find(({ group }) => group === 'metro');
      const before = await sums();
      expect(before).toMatchObject({ projects: 5, planned: 9_000_000_080_700, headroom: 690 + 7_990 });
      const amount = 600;
      const moved = [
        { ...donor, version: 1, capital: { ...donor.capital, ...planned(donor, -amount) } },
        { ...taker, version: 1, capital: { ...taker.capital, ...planned(taker, amount) } },
      ];
      const entries = [sample.entry(donor.id, 1), sample.entry(taker.id, 1)];
      await commit({ projects: moved, entries });
      const after = await sums();
      expect(after).toMatchObject({ projects: 5, planned: before?.planned, headroom: 90 + 7_990 });
      expect(before && after && before.idle - after.idle).toBe(amount);
      expect((await registry.ledgerOf(donor.id, { limit: 5 })).items).toEqual([entries[0]]);
      await expect(
        commit({ projects: moved.map((one) => ({ ...one, closed: true })) }),
      ).rejects.toMatchObject({
        code: 'move.changed',
      });
      expect(await sums()).toEqual(after);
      expect(await registry.capitalTotals(2023)).toEqual([]);
    });

    test('reads several projects in the order asked for', async () => {
      const ids = [sample.project('B').id, sample.project('A').id, sample.project('B').id];
      expect(keys(await registry.getProjects(ids))).toEqual(['B', 'A', 'B']);
      await expect(registry.getProjects([sample.project('NONE').id])).rejects.toMatchObject({
        code: 'project.unknown',
        details: { project: 'DA-NONE' },
      });
    });
  });

  test('receipts of a chain and entries of a ledger are read in pages, from either end', async () => {
    const { record, receipts } = sample.withReceipts(sample.heldCase(1), 11);
    const entries = Array.from({ length: 11 }, (_, index) => sample.entry('DA-A', index + 1));
    await commit({ cases: [record], receipts, entries });
    const chain = (newestFirst: boolean) =>
      allOf((page) => registry.receiptsOf(record.id, { ...page, newestFirst }), 4);
    expect(await chain(false)).toEqual(receipts);
    expect(await chain(true)).toEqual([...receipts].reverse());
    const ledger = await allOf(
      (page) => registry.ledgerOf(record.projectId, { ...page, newestFirst: true }),
      3,
    );
    expect(ledger).toEqual([...entries].reverse());
  });

  test('reference data: units, and the version that holds on a day', async () => {
    const unit = sample.unit('776');
    const ladders = [sample.ladder('old', '2023-01-01'), sample.ladder('new', '2024-11-01')];
    const rules = [sample.rules('r1', '2020-01-01'), sample.rules('r2', '2025-01-01')];
    const calendars = [sample.calendar('2024-1'), sample.calendar('2024-2')];
    await registry.importRows({ units: [unit], ladders, rules, calendars });
    expect(await registry.units()).toEqual([unit]);
    expect(await registry.latestLadder(TODAY)).toEqual(ladders[0]);
    expect(await registry.latestLadder(LocalDate.parse('2024-11-01'))).toEqual(ladders[1]);
    expect(await registry.ladderOf('new')).toEqual(ladders[1]);
    expect(await registry.latestRules(TODAY)).toEqual(rules[0]);
    expect(await registry.rulesOf('r2')).toEqual(rules[1]);
    expect(await registry.latestCalendar()).toEqual(calendars[1]);
    expect(await registry.calendarOf('2024-1')).toEqual(calendars[0]);
    await expect(registry.ladderOf('none')).rejects.toThrow(/LADDER none has not been imported/);
    await expect(registry.latestLadder(LocalDate.parse('2022-01-01'))).rejects.toThrow(
      expect.objectContaining({ code: 'system.notSetUp' }),
    );
  });
}

function planned(project: Project, delta: number) {
  return {
    planned: sample.project('X', { capital: capital(project.capital.planned + delta, 0, 0) }).capital.planned,
  };
}
