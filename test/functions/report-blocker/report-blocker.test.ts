import { describe, expect, it } from 'vitest';
import { BlockerId, ProjectId } from '#domain/ids.ts';
import { reportRoutes } from '#functions/report-blocker/handler.ts';
import { as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll((founded) => {
  city = founded;
});

const requestId = '5f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11';
const REPORT = {
  projectId: 'DA-CHONGNGAP',
  category: 'PHAPLY',
  authorityLevel: 'city',
  cause: 'objective',
  description: 'Hợp đồng chưa ký phụ lục',
  request: 'Cho ký phụ lục',
};
const report = (body: object, caller: (typeof as)[keyof typeof as] = as.reporter) =>
  call({ routes: reportRoutes, deps: city.deps }, 'reportBlocker', { as: caller, body });
const blocker = (id: unknown, project = 'DA-CHONGNGAP') =>
  city.deps.findBlocker({ projectId: ProjectId.parse(project), blockerId: BlockerId.parse(id) });

describe('a report', () => {
  it('is kept as said, for the office of the caller, and starts its case', async () => {
    const { status, body } = await report({ ...REPORT, householdsLeft: 12, requestId });
    expect(status).toBe(201);
    expect(body['blockerId']).toMatch(/^VM-5F0C2C0E6F0E4B5C9A3E0B9A4F6D2C11-[0-9A-F]{8}$/);
    expect(await blocker(body['blockerId'])).toMatchObject({
      ...REPORT,
      householdsLeft: 12,
      reportedBy: 'reporter-776',
      reportedAt: city.now,
    });
    await city.drain();
    expect(city.started).toEqual([{ stateMachineArn: 'arn:unblock', name: body['blockerId'] }]);
  });

  it('sent again, also later, answers the same and changes nothing', async () => {
    const before = await city.contents();
    city.clock('2024-10-09');
    const again = await report({ ...REPORT, householdsLeft: 12, requestId });
    expect(again.status).toBe(201);
    expect(await city.contents()).toEqual(before);
  });

  it('of the same id with other words is refused, and the first one stands', async () => {
    const before = await city.contents();
    for (const more of [{ description: 'Khác' }, { householdsLeft: 13 }]) {
      const { status, body } = await report({ ...REPORT, householdsLeft: 12, requestId, ...more });
      expect([status, body['code']]).toEqual([422, 'input.invalid']);
      expect(body['fields']).toMatchObject([{ path: 'requestId', code: 'blocker.exists' }]);
    }
    expect(await city.contents()).toEqual(before);
  });

  it('of the same id for another project is another blocker with its own case', async () => {
    const { body } = await report({ ...REPORT, projectId: 'DA-XUYENTAM', requestId });
    expect(await blocker(body['blockerId'], 'DA-XUYENTAM')).not.toBeNull();
    await city.drain();
    expect(new Set(city.started.map(({ name }) => name)).size).toBe(2);
  });

  it('twice at the same moment is one blocker', async () => {
    const twin = { ...REPORT, requestId: '6f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11' };
    const answers = await Promise.all([report(twin), report(twin), report(twin)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['blockerId'])).size).toBe(1);
  });

  it('without an id gets one of its own each time', async () => {
    const [one, other] = await Promise.all([report(REPORT), report(REPORT)]);
    expect(one.body['blockerId']).not.toBe(other.body['blockerId']);
  });

  it('is composed and trimmed: the same word in two encodings is one word', async () => {
    const typed = 'Giải phóng mặt bằng';
    const { body } = await report({ ...REPORT, description: `  ${typed.normalize('NFD')}\r\n2  ` });
    expect((await blocker(body['blockerId']))?.description).toBe(`${typed.normalize('NFC')}\n2`);
  });

  it('arrives in base64 too', async () => {
    const raw = JSON.stringify(REPORT);
    const asked = { as: as.reporter, raw, base64: true };
    expect((await call({ routes: reportRoutes, deps: city.deps }, 'reportBlocker', asked)).status).toBe(201);
  });

  it('of another district is refused to a reporter and allowed to leadership', async () => {
    expect((await report({ ...REPORT, projectId: 'DA-CONGVIEN' })).body['code']).toBe('auth.otherUnit');
    expect((await report({ ...REPORT, projectId: 'DA-CONGVIEN' }, as.leader)).status).toBe(201);
  });
});
