import { beforeEach, describe, expect, test } from 'vitest';
import type { Registry } from '#adapters/dynamo/verbs.ts';
import { UnitCode } from '#domain/ids.ts';
import { Office } from '#domain/office.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { makeTestBed } from './bed.ts';
import { allOf } from './queue.suite.ts';
import * as sample from './samples.ts';

const { NOW, change, later, line, member } = sample;

/** Offices and their people; imports; the outbox. */
export function directorySuite(endpoint: () => string): void {
  let registry: Registry;

  beforeEach(async () => {
    ({ registry } = await makeTestBed(endpoint()));
  });

  describe('offices', () => {
    const first = sample.office('secretary-1');
    const second = sample.office('secretary-2', {
      unit: '777',
      kind: 'districtChair',
      deputies: [member('Secretary-1@city.example')],
    });

    beforeEach(() => registry.importRows({ offices: [first, second] }));

    test('are found by id, unit, kind and by the addresses of those who act there', async () => {
      expect(await registry.getOffice(first.id)).toEqual(first);
      expect(await registry.officesOfUnit(UnitCode.parse('776'))).toEqual([first]);
      expect(await allOf((page) => registry.officesOfKind('districtChair', page), 5)).toEqual([second]);
      expect(await registry.officesOfMember('SECRETARY-1@city.example')).toEqual([first, second]);
      expect(await registry.officesOfMember('nobody@city.example')).toEqual([]);
      await expect(registry.getOffice(sample.office('none').id)).rejects.toMatchObject({
        code: 'office.unknown',
      });
    });

    test('are replaced only in their next version; who has left is not found any more', async () => {
      const next = Office.parse({ ...first, holders: [member('new@city.example')], version: 1 });
      await registry.changeOffice(next, line(next), []);
      expect(await registry.officesOfMember('new@city.example')).toEqual([next]);
      expect(await registry.officesOfMember('secretary-1@city.example')).toEqual([second]);
      await expect(
        registry.changeOffice({ ...next, unit: undefined }, line(next, 1), []),
      ).rejects.toMatchObject({
        code: 'office.changed',
      });
      const none = sample.office('none', { version: 1 });
      await expect(registry.changeOffice(none, line(none), [])).rejects.toMatchObject({
        code: 'office.unknown',
      });
    });

    test('mark an address to which no mail can be delivered, wherever it acts, once', async () => {
      expect(await registry.markMemberUndeliverable('secretary-1@city.example', NOW)).toEqual([
        first.id,
        second.id,
      ]);
      expect(await registry.markMemberUndeliverable('secretary-1@city.example', later(1))).toEqual([]);
      const marked = await registry.getOffice(second.id);
      expect(marked.deputies).toMatchObject([{ undeliverableSince: NOW }]);
      expect(marked.holders).toMatchObject([{ email: 'secretary-2@city.example' }]);
      expect(marked.holders[0]?.undeliverableSince).toBeUndefined();
      expect(marked.version).toBe(1);
    });

    test('mark an address while others change the same office', async () => {
      const changes = [1, 2, 3].map((number) =>
        registry.markMemberUndeliverable(`a${number}@x.example`, NOW),
      );
      const people = [1, 2, 3].map((number) => member(`a${number}@x.example`));
      await Promise.all(changes);
      const manned = Office.parse({ ...first, deputies: people, version: 1 });
      await registry.changeOffice(manned, line(manned), []);
      const marks = people.map(({ email }) => registry.markMemberUndeliverable(email, NOW));
      expect(await Promise.all(marks)).toEqual([[first.id], [first.id], [first.id]]);
      expect(await registry.getOffice(first.id)).toMatchObject({
        version: 4,
        deputies: [1, 2, 3].map(() => ({ undeliverableSince: NOW })),
      });
    });
  });

  describe('logs', () => {
    test('grow line by line, in one chain; of two writers one is refused', async () => {
      expect(await registry.logHead('CALENDAR')).toEqual({ count: 0, lastHash: null });
      await registry.saveCalendar(sample.calendar('2024-1'), line('CALENDAR'), []);
      expect((await registry.latestCalendar()).version).toBe('2024-1');
      await expect(registry.writeLog(line('CALENDAR'), [])).rejects.toMatchObject({ code: 'system.busy' });
      await registry.writeLog(line('CALENDAR', 1), []);
      const { items } = await registry.receiptsOf('CALENDAR', { limit: 10 });
      expect(verifyChain(items, await registry.logHead('CALENDAR'))).toEqual({ intact: true });
      expect(items).toHaveLength(2);
      const again = registry.saveCalendar(sample.calendar('2024-1'), line('CALENDAR', 2), []);
      await expect(again).rejects.toMatchObject({ code: 'calendar.changed' });
      expect((await registry.logHead('CALENDAR')).count).toBe(2);
    });
  });

  describe('an import', () => {
    test('twice writes once, and never over what has lived on', async () => {
      const rows = {
        offices: [sample.office('secretary-1')],
        calendars: [sample.calendar('2024-1')],
        projects: Array.from({ length: 90 }, (_, index) => sample.project(`P${index}`)),
        blockers: [sample.blocker('A', { projectId: 'DA-P0' })],
      };
      expect(await registry.importRows(rows)).toEqual({ written: 93, kept: 0 });
      const lived = sample.office('secretary-1', { version: 1, unit: '777' });
      await registry.changeOffice(lived, line(lived), []);
      await registry.commit(change({ projects: [sample.project('P1', { version: 1, closed: true })] }), NOW);
      const opened = sample.reportedCase(1, { projectId: 'DA-P0' });
      await registry.commit(change({ cases: [opened] }), NOW);
      const more = { ...rows, projects: [...rows.projects, sample.project('NEW')] };
      expect(await registry.importRows(more)).toEqual({ written: 1, kept: 93 });
      expect(await registry.getOffice(sample.office('secretary-1').id)).toMatchObject({ unit: '777' });
      expect(await registry.getProject(sample.project('P1').id)).toMatchObject({ closed: true, version: 1 });
      expect((await registry.blockedProjects({ limit: 5 })).items).toEqual([]);
      expect(await registry.capitalTotals(2024)).toMatchObject([{ projects: 91, planned: 9_100 }]);
    });

    test('refuses a blocker of a project that does not exist', async () => {
      await expect(registry.importRows({ blockers: [sample.blocker('A')] })).rejects.toMatchObject({
        code: 'project.unknown',
      });
    });
  });

  describe('the outbox', () => {
    const ask = sample.approval(1);
    const mail = { type: 'sendMail', template: 'ask', approvalId: ask.id, generation: 1 } as const;
    const wake = { type: 'answerToken', approvalId: ask.id, generation: 1, token: 'a-token' } as const;

    test('holds the effects of a change, each once, until they are done', async () => {
      const queued = await registry.commit(change({ approvals: [ask], effects: [mail, wake, mail] }), NOW);
      expect(queued.map(({ effect }) => effect)).toEqual([mail, wake]);
      const [first, second] = queued;
      if (first === undefined || second === undefined) throw new Error('nothing queued');
      expect(await registry.findOutboxItem(first.id)).toEqual(first);
      expect(second.id).not.toContain('a-token');
      expect(await registry.pendingOlderThan(later(1), 10)).toHaveLength(2);
      expect(await registry.pendingOlderThan(NOW, 10)).toEqual([]);
      expect(await registry.markDone(first.id, later(1), 7)).toBe(true);
      expect(await registry.markDone(first.id, later(2), 7)).toBe(false);
      expect(await registry.markDone('mail:none', later(2), 7)).toBe(false);
      expect(await registry.findOutboxItem(first.id)).toEqual({ ...first, doneAt: later(1) });
      expect(await registry.pendingOlderThan(later(1), 10)).toEqual([second]);
      expect(await registry.findOutboxItem('mail:none')).toBeNull();
    });

    test('takes an effect that is queued already as what it is, and writes the rest', async () => {
      await registry.commit(change({ effects: [wake] }), NOW);
      const queued = await registry.commit(change({ approvals: [ask], effects: [wake, mail] }), later(1));
      expect(queued.map(({ effect }) => effect)).toEqual([mail]);
      expect(await registry.getApproval(ask.id)).toEqual(ask);
    });

    test('takes the same mail again from a later decision', async () => {
      const [first] = await registry.commit(change({ approvals: [ask], effects: [mail] }), NOW);
      const next = sample.approval(1, { version: 1 });
      const [second] = await registry.commit(change({ approvals: [next], effects: [mail] }), NOW);
      expect(second?.id).not.toBe(first?.id);
      const [third] = await registry.commit(change({ effects: [mail] }), later(5));
      expect([first?.id, second?.id]).not.toContain(third?.id);
    });

    test.each([0, 101])('answers no more than a hundred: %s is refused', async (limit) => {
      await expect(registry.pendingOlderThan(NOW, limit)).rejects.toMatchObject({ code: 'input.invalid' });
    });
  });
}
