import { describe, expect, it } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { API } from '#functions/api/contract.ts';
import { decideCommand } from '#functions/case-command/decisions.ts';
import { queueCommandRoutes } from '#functions/queue-command/handler.ts';
import { aBlocker, officeId } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
let flood: CaseId;
let park: CaseId;
cityForEach(async (founded) => {
  city = founded;
  flood = await city.askedCase();
  park = await city.askedCase(
    aBlocker({ id: 'VM-CONGVIEN-1', projectId: 'DA-CONGVIEN', reportedBy: 'reporter-765' }),
  );
});

const send = (body: object, caller: As = as.leader) =>
  call({ routes: queueCommandRoutes, deps: city.deps }, 'actOnCases', { as: caller, body });
async function act(command: object, more: object = {}) {
  const { status, body } = await send({ cases: [flood, park], dryRun: false, command, ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return API.actOnCases.response.parse(body).items.map(({ caseId, result, code }) => [caseId, result, code]);
}
const urge = { act: 'urge' };
const mails = () => city.told.filter(({ tags }) => tags.template === 'urge').length;

describe('urging many cases', () => {
  it('says first what it would do, and writes nothing', async () => {
    const before = await city.contents();
    expect(await act(urge, { dryRun: true })).toEqual([
      [flood, 'would', null],
      [park, 'would', null],
    ]);
    expect(await city.contents()).toEqual(before);
  });

  it('mails each office once; a second time today only where it is named', async () => {
    expect(await act(urge)).toEqual([
      [flood, 'done', null],
      [park, 'done', null],
    ]);
    await city.drain();
    expect(mails()).toBe(2);
    expect(await act({ act: 'urge', again: [park] })).toEqual([
      [flood, 'confirm', 'approval.urgedToday'],
      [park, 'done', null],
    ]);
    await city.drain();
    expect(mails()).toBe(3);
  });

  it('does what it can, and says of every other why not', async () => {
    expect(await act(urge, { cases: [flood, 'HS-2024-9999', flood] })).toEqual([
      [flood, 'done', null],
      ['HS-2024-9999', 'refused', 'case.unknown'],
    ]);
    const { body } = await send({ cases: ['HS-2024-9999'], dryRun: true, command: urge });
    expect(API.actOnCases.response.parse(body).items[0]?.words?.vi).toMatch(/\S/);
  });
});

describe('giving many cases to another office', () => {
  it('changes each; the same office again changes nothing, one that reported is refused', async () => {
    const to = (office: string) => ({ act: 'reassign', office });
    expect(await act(to('department-planning'))).toEqual([
      [flood, 'done', null],
      [park, 'done', null],
    ]);
    expect(await act(to('department-planning'))).toEqual([
      [flood, 'unchanged', null],
      [park, 'unchanged', null],
    ]);
    expect(await act(to('reporter-765'), { dryRun: true })).toEqual([
      [flood, 'would', null],
      [park, 'refused', 'approval.conflictOfInterest'],
    ]);
    expect(await act(to('nobody'))).toEqual([
      [flood, 'refused', 'input.unknownOffice'],
      [park, 'refused', 'input.unknownOffice'],
    ]);
  });

  it('holds back what a city office could close or take the capital from', async () => {
    const { change } = await climbedTo(flood, 4);
    expect(change).toBe('escalated');
    expect(await act({ act: 'reassign', office: 'department-environment' })).toEqual([
      [flood, 'heldBack', null],
      [park, 'done', null],
    ]);
  });
});

/** Takes a case up to a rung and asks there. */
async function climbedTo(caseId: CaseId, rung: number): Promise<{ change: string }> {
  for (;;) {
    const record = await city.deps.getCase(caseId);
    if (!('rung' in record) || record.rung >= rung) return { change: record.status };
    const who = { by: (await city.deps.getOffice(officeId('city-chairman'))).id, now: city.now };
    const { change } = await decideCommand(city.deps, record, { act: 'escalate', reason: 'Vượt cấp' }, who);
    await city.deps.commit(change, city.now);
    await city.ask({ caseId });
  }
}

it.each([['reporter'], ['auditor'], ['operator'], ['finance']] as const)('is not for a %s', async (who) => {
  const { status, body } = await send({ cases: [flood], dryRun: true, command: urge }, as[who]);
  expect([status, body['code']]).toEqual([403, 'auth.forbidden']);
});
