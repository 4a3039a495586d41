import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { Calendar } from '#domain/calendar.ts';
import { NO_CHANGE } from '#domain/change.ts';
import { type CaseId, OfficeId } from '#domain/ids.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { CalendarPreview, OfficeChangePreview, OfficeDetail } from '#functions/api/views-directory.ts';
import { directoryCommandRoutes } from '#functions/directory-command/handler.ts';
import { directoryQueryRoutes } from '#functions/directory-query/handler.ts';
import { recordUndeliverable } from '#functions/undeliverable.ts';
import { aBlocker, at } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
let caseId: CaseId;
cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  city.clock('2024-10-09');
});

const OWNER = OfficeId.parse('owner-tcip');
const HOLDER = 'holder.owner-tcip@city.example';
const DEPUTY = 'deputy.owner-tcip@city.example';
const params = { officeId: OWNER };

const ask = (operation: string, body?: unknown, caller: As = as.operator, query = {}) =>
  call({ routes: [...directoryQueryRoutes, ...directoryCommandRoutes], deps: city.deps }, operation, {
    as: caller,
    ...(operation.includes('Office') ? { params } : {}),
    query,
    ...(body === undefined ? {} : { body }),
  });

async function change(command: object, caller: As = as.operator, version = 0) {
  return ask('changeOffice', { command, reason: 'Quyết định 12/QĐ', version }, caller);
}

async function preview(command: object): Promise<z.infer<typeof OfficeChangePreview>> {
  return OfficeChangePreview.parse((await ask('previewOfficeChange', { command })).body);
}

const bounce = async (email: string) => {
  const [approval] = await city.deps.openApprovalsOfCase(caseId);
  await recordUndeliverable(city.mail, { email, approvalId: approval?.id, state: 'bounced' });
  await city.ask({ caseId });
};

describe('a change of an office', () => {
  const absence = { type: 'recordAbsence', email: HOLDER, from: '2024-10-09', to: '2024-10-20' };

  it('is previewed without a trace: who gets its mail before and after, and how many asks are open', async () => {
    const before = await city.contents();
    expect(await preview(absence)).toMatchObject({
      version: 0,
      on: '2024-10-09',
      before: { email: HOLDER, standing: 'holder' },
      after: { email: DEPUTY, standing: 'deputy' },
      openAsks: 1,
      mailedNow: 0,
    });
    expect(await city.contents()).toEqual(before);
  });

  it('previews a later day as that day will be', async () => {
    const person = { name: 'Người mới', post: { vi: 'Giám đốc', en: 'Director' }, email: 'new@city.example' };
    const appoint = { type: 'appoint', standing: 'holder', ...person, from: '2024-11-01' };
    expect(await preview(appoint)).toMatchObject({ on: '2024-11-01', after: { email: 'new@city.example' } });
  });

  it('is written with a line of the office’s log that says who and why, without name or address', async () => {
    const { body, status } = await change(absence);
    expect(status).toBe(200);
    const { row, log, office } = OfficeDetail.parse(body);
    expect(row).toMatchObject({
      absent: true,
      recipient: { email: DEPUTY },
      casesWaiting: 1,
      casesMore: false,
    });
    expect(office.version).toBe(1);
    expect(log).toMatchObject([
      {
        type: 'absenceRecorded',
        office: 'duty',
        details: { account: 'user-duty', reason: 'Quyết định 12/QĐ' },
      },
    ]);
    expect(JSON.stringify(log)).not.toContain('@');
    const { email, from, to } = absence;
    await change({ type: 'cancelAbsence', email, from, to }, as.leader, 1);
    const chain = (await ask('getOfficeLog')).body['items'];
    expect(chain).toMatchObject([{ type: 'absenceCancelled' }, { type: 'absenceRecorded' }]);
    const receipts = await city.deps.receiptsOf(OWNER, { limit: 10 });
    expect(verifyChain(receipts.items, await city.deps.logHead(OWNER))).toEqual({ intact: true });
  });

  it('sends the next mail to whoever acts then: a reminder finds the deputy, and the successor', async () => {
    await change(absence);
    const [approval] = await city.deps.openApprovalsOfCase(caseId);
    if (approval === undefined) throw new Error('nobody is asked');
    const remind = async (version: number) => {
      const next = { ...(await city.deps.getApproval(approval.id)) };
      const { id: approvalId, generation } = next;
      const mail = { type: 'sendMail', template: 'remind', approvalId, generation } as const;
      const approvals = [{ ...next, version: next.version + 1 }];
      await city.deps.commit({ ...NO_CHANGE, approvals, effects: [mail] }, city.now);
      await city.drain();
      expect((await city.deps.getOffice(OWNER)).version).toBe(version);
      return city.letters.at(-1)?.to;
    };
    expect(await remind(1)).toBe(DEPUTY);
    const person = { name: 'Người mới', post: { vi: 'Giám đốc', en: 'Director' }, email: 'new@city.example' };
    await change({ type: 'appoint', standing: 'holder', ...person, from: '2024-10-09' }, as.operator, 1);
    expect(await remind(2)).toBe('new@city.example');
  });

  it('is for the operator, save absences; and for nobody who only reads', async () => {
    const correct = { type: 'correctAddress', email: HOLDER, newEmail: 'x@city.example' };
    expect((await change(correct, as.leader)).status).toBe(403);
    expect((await change(absence, as.leader)).status).toBe(200);
    expect((await change(absence, as.auditor)).status).toBe(403);
    expect((await ask('previewOfficeChange', { command: absence }, as.auditor)).status).toBe(403);
  });

  it('is refused when somebody else changed the office since it was looked at', async () => {
    await change(absence);
    expect((await change({ ...absence, to: '2024-10-25' })).body).toMatchObject({ code: 'office.changed' });
  });

  it('that corrects the only address brings the ask from the duty office to the office, at once', async () => {
    await bounce(HOLDER);
    expect(city.letters.at(-1)?.to).toBe(DEPUTY);
    await bounce(DEPUTY);
    expect(city.letters.at(-1)?.to).toBe('holder.duty@city.example');
    const correct = { type: 'correctAddress', email: HOLDER, newEmail: 'right@city.example' };
    expect(await preview(correct)).toMatchObject({ before: { standing: 'duty' }, mailedNow: 1 });
    const { version } = await city.deps.getOffice(OWNER);
    await change(correct, as.operator, version);
    await city.drain();
    expect(city.letters.at(-1)?.to).toBe('right@city.example');
  });
});

describe('the directory', () => {
  const rows = async (query: object, caller: As = as.auditor) =>
    (await ask('listDirectory', undefined, caller, query)).body;
  const ids = async (query: object) => {
    const items = (await rows(query))['items'];
    return Array.isArray(items) ? items.map((item: { id: string }) => item.id) : [];
  };

  it('lists every office in pages, of a unit, of a kind, and by words without accents', async () => {
    const first = await rows({ limit: '5' });
    expect(first['items']).toHaveLength(5);
    expect(first['cursor']).not.toBeNull();
    expect(await ids({ limit: '100' })).toHaveLength(20);
    expect(await ids({ unit: '778', limit: '100' })).toHaveLength(3);
    expect(await ids({ kind: 'duty' })).toEqual(['duty']);
    expect(await ids({ unit: '778', kind: 'duty' })).toEqual([]);
    expect(await ids({ q: 'OFFICE thành' })).toEqual([]);
    expect(await ids({ q: 'office finance' })).toEqual(['finance']);
  });

  it('finds the vacant, the absent and those whose mail comes back', async () => {
    expect(await ids({ state: 'vacant' })).toEqual([]);
    await change({ type: 'recordAbsence', email: HOLDER, from: '2024-10-09', to: '2024-10-10' });
    expect(await ids({ state: 'absent' })).toEqual(['owner-tcip']);
    await bounce(HOLDER);
    expect(await ids({ state: 'bounced' })).toEqual(['owner-tcip']);
    const { version } = await city.deps.getOffice(OWNER);
    const end = { type: 'endMembership', email: HOLDER, from: '2024-01-01', to: '2024-10-09' };
    await change(end, as.operator, version);
    expect(await ids({ state: 'vacant' })).toEqual(['owner-tcip']);
    expect((await rows({ state: 'vacant' }))['items']).toMatchObject([{ holder: null, casesWaiting: 1 }]);
  });
});

describe('a change of the calendar', () => {
  const storm = {
    set: [{ date: '2024-10-10', as: 'off', name: { vi: 'Nghỉ bão', en: 'Storm' } }],
    source: 'Công điện 01/CĐ-UBND',
  };
  const dueOf = async () => (await city.deps.openApprovalsOfCase(caseId))[0]?.deadline.at;

  it('is previewed without a trace: each deadline that would move, from when to when', async () => {
    const before = await city.contents();
    const { body } = await ask('previewCalendar', storm);
    expect(CalendarPreview.parse(body)).toMatchObject({
      baseVersion: 'test-1',
      moves: [
        {
          caseId,
          office: 'owner-tcip',
          before: { dueAt: at('2024-10-11', '17:00') },
          after: { dueAt: at('2024-10-14', '17:00') },
          days: 3,
        },
      ],
      stay: 0,
      stopped: 0,
      cursor: null,
    });
    expect(await city.contents()).toEqual(before);
  });

  it('is recorded as a new version with its document, and then the deadlines move, once', async () => {
    const { body } = await ask('changeCalendar', { change: storm, baseVersion: 'test-1' });
    expect(Calendar.parse(body).version).toBe('test-1+001');
    expect((await city.deps.latestCalendar()).version).toBe('test-1+001');
    expect((await city.deps.calendarOf('test-1')).version).toBe('test-1');
    expect(await dueOf()).toBe(at('2024-10-11', '17:00'));
    await city.drain();
    expect(await dueOf()).toBe(at('2024-10-14', '17:00'));
    expect(await city.deps.getCase(caseId)).toMatchObject({ deadline: { at: at('2024-10-14', '17:00') } });
    expect((await ask('getCalendarLog')).body['items']).toMatchObject([
      { type: 'calendarChanged', details: { version: 'test-1+001', reason: 'Công điện 01/CĐ-UBND' } },
    ]);
    expect(
      (await ask('previewCalendar', { ...storm, set: [{ ...storm.set[0], date: '2024-12-02' }] })).body,
    ).toMatchObject({
      moves: [],
      stay: 1,
    });
  });

  it('that was previewed on another version is refused, and nothing is written', async () => {
    await ask('changeCalendar', { change: storm, baseVersion: 'test-1' });
    const before = await city.contents();
    const late = { ...storm, set: [{ ...storm.set[0], date: '2024-10-11' }] };
    const { body } = await ask('changeCalendar', { change: late, baseVersion: 'test-1' });
    expect(body).toMatchObject({ code: 'calendar.changed' });
    expect(await city.contents()).toEqual(before);
  });

  it('moves page after page, and goes on where it broke off', async () => {
    const park = await city.askedCase(aBlocker({ id: 'VM-CONGVIEN-1', projectId: 'DA-CONGVIEN' }));
    await ask('changeCalendar', { change: storm, baseVersion: 'test-1' });
    const one: typeof city.mail = {
      ...city.mail,
      openApprovals: (question, page) => city.deps.openApprovals(question, { ...page, limit: 1 }),
    };
    await city.drain(one);
    for (const id of [caseId, park]) {
      const receipts = await city.deps.receiptsOf(id, { limit: 50 });
      expect(receipts.items.filter(({ type }) => type === 'deadlineMoved')).toHaveLength(1);
      expect(verifyChain(receipts.items)).toEqual({ intact: true });
    }
  });

  it('is the operator’s alone', async () => {
    const body = { change: storm, baseVersion: 'test-1' };
    expect((await ask('changeCalendar', body, as.leader)).status).toBe(403);
    expect((await ask('previewCalendar', storm, as.auditor)).status).toBe(403);
  });
});
