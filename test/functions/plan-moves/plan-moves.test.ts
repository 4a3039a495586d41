import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ProjectId, UnitCode } from '#domain/ids.ts';
import { CalibrationView, PlanView } from '#functions/api/contract-plans.ts';
import { moveCommandRoutes } from '#functions/move-command/handler.ts';
import { planRoutes } from '#functions/plan-moves/handler.ts';
import { aProject, at } from '#test/domain/builders.ts';
import { type Asked, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
cityForEach((founded) => {
  city = founded;
});

const ask = (operation: string, asked: Asked = {}) =>
  call({ routes: planRoutes, deps: city.deps }, operation, { as: as.finance, ...asked });
const FLOOD = { donors: ['DA-CHONGNGAP'] };
const planned = async (wishes: object = {}) =>
  PlanView.parse((await ask('planMoves', { body: { ...FLOOD, ...wishes } })).body);
const draft = (planId: string) =>
  call({ routes: moveCommandRoutes, deps: city.deps }, 'draftPlan', {
    as: as.finance,
    params: { planId },
    body: { reason: 'Theo phương án' },
  });

describe('a plan', () => {
  it('moves the 6,800 tỷ of flood control to who can spend it, with forecast, gap and time', async () => {
    const { plan, stale } = await planned();
    const { result, forecasts } = plan;
    if (result.type !== 'plan') throw new Error('there is no plan');
    expect(stale).toBe(false);
    expect(plan).toMatchObject({
      idle: 6800e9,
      by: '2025-01-31',
      madeBy: 'finance',
      rulesVersion: '39-2019',
    });
    expect(result.donors.map(({ projectId, amount }) => [projectId, amount])).toEqual([
      ['DA-CHONGNGAP', 6800e9],
    ]);
    expect(result.recipients.map(({ projectId }) => projectId)).toEqual(['DA-XUYENTAM']);
    expect(result.quality).toMatchObject({ status: 'optimal', wantedGap: 0.005 });
    expect(forecasts[0]).toMatchObject({ projectId: 'DA-XUYENTAM', confidence: 'thin' });
  });

  it('names a unit that has a cap, and refuses one that there is not', async () => {
    const capped = { amount: 'all', unitCaps: [{ unit: '778', most: 0 }] };
    const { result } = (await planned(capped)).plan;
    if (result.type !== 'infeasible') throw new Error(`it can hold: ${result.type}`);
    const { name } = await city.deps.getUnit(UnitCode.parse('778'));
    expect(result.clashes.map(({ text }) => text.vi)).toContain(`${name.vi} nhận nhiều nhất 0\u00a0đồng`);
    const unknown = { ...FLOOD, unitCaps: [{ unit: '999', most: 0 }] };
    expect(await ask('planMoves', { body: unknown })).toMatchObject({
      status: 422,
      body: { code: 'input.unknownUnit' },
    });
  });

  it('is kept under the hash of its question: asked again it is the same, also of two at once', async () => {
    const [one, two] = await Promise.all([planned(), planned()]);
    city.now = at('2024-10-08', '16:00');
    expect((await planned()).plan).toEqual(one.plan);
    expect(two.plan).toEqual(one.plan);
    expect((await planned({ amount: 'all' })).plan.id).not.toBe(one.plan.id);
    const { body } = await ask('getPlan', { as: as.auditor, params: { planId: one.plan.id } });
    expect(PlanView.parse(body)).toMatchObject({ plan: one.plan, stale: false });
  });

  it('says that figures have changed since, and is not drafted then', async () => {
    const { plan } = await planned();
    const first = await draft(plan.id);
    expect([first.status, first.body['status']]).toEqual([201, 'drafted']);
    const { body } = await ask('getPlan', { params: { planId: plan.id } });
    expect(PlanView.parse(body).stale).toBe(true);
    expect(await draft(plan.id)).toMatchObject({ status: 409, body: { code: 'plan.figuresChanged' } });
  });

  it('becomes the draft of a move with its lines', async () => {
    const { plan } = await planned();
    const { body } = await draft(plan.id);
    const donors = [{ projectId: 'DA-CHONGNGAP', amount: 6800e9 }];
    const recipients = [{ projectId: 'DA-XUYENTAM', amount: 6800e9 }];
    expect(body).toMatchObject({ donors, recipients, reason: 'Theo phương án', rulesVersion: '39-2019' });
    expect(await draft(`PA-${'0'.repeat(20)}`)).toMatchObject({
      status: 404,
      body: { code: 'plan.unknown' },
    });
  });

  it('with a name stands in the list of scenarios, the latest first', async () => {
    const [one, two] = [await planned(), await planned({ amount: 'all' })];
    const name = (planId: string, words: string) =>
      ask('namePlan', { as: as.leader, params: { planId }, body: { name: words } });
    await name(one.plan.id, 'Giữ nguyên');
    city.now = at('2024-10-08', '16:00');
    expect((await name(two.plan.id, 'Chuyển hết')).status).toBe(200);
    const { body } = await ask('listPlans', { as: as.auditor });
    expect(body['items']).toMatchObject([
      { id: two.plan.id, name: 'Chuyển hết', namedBy: 'city-chairman', version: 1 },
      { id: one.plan.id, name: 'Giữ nguyên' },
    ]);
    const stale = { ...two.plan, name: 'Cũ', version: 1 };
    await expect(city.deps.savePlan(stale)).rejects.toThrow('plan.changed');
    const lost = { ...two.plan, id: (await planned({ maxRecipients: 1 })).plan.id, version: 7 };
    await expect(city.deps.savePlan(lost)).rejects.toThrow('plan.changed');
  });

  it('that cannot be says which conditions clash', async () => {
    const wishes = { amount: 'all', unitCaps: [{ unit: '778', most: 100e9 }] };
    const { plan } = await planned(wishes);
    expect(plan.result).toMatchObject({
      type: 'infeasible',
      clashes: [{ code: 'moveAll' }, { code: 'unitCap' }],
    });
    expect(await draft(plan.id)).toMatchObject({ status: 409, body: { code: 'plan.nothingToDraft' } });
  });
});

describe('a wish is refused', () => {
  const line = (projectId: string, amount: number) => [{ projectId, amount }];
  it.each<[string, object, number, string]>([
    ['for a negative amount', { fixedDonors: line('DA-CHONGNGAP', -1) }, 422, 'input.invalid'],
    ['for a fraction', { fixedDonors: line('DA-CHONGNGAP', 0.5) }, 422, 'input.invalid'],
    ['for more than lies idle', { fixedDonors: line('DA-CHONGNGAP', 6801e9) }, 422, 'move.aboveIdle'],
    ['for a closed project', { fixedRecipients: line('DA-DADONG', 1e9) }, 409, 'project.closed'],
    ['for a project that is not there', { exclude: ['DA-LA'] }, 404, 'project.unknown'],
    ['for a day that is past', { by: '2024-10-08' }, 422, 'plan.dateOutside'],
    ['for capital of another level', { source: 'central' }, 422, 'move.decidedElsewhere'],
    ['that nobody knows', { speed: 'high' }, 422, 'input.invalid'],
  ])('%s', async (_what, wishes, status, code) => {
    const answer = await ask('planMoves', { body: wishes });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('after the legal day, with the rule that says so and whether its text was read', async () => {
    city.now = at('2024-11-18');
    const { status, body } = await ask('planMoves', { body: {} });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'move.afterDeadline',
      citations: [{ code: 'move.afterDeadline', rulesVersion: '39-2019', verified: true }],
    });
  });

  it('when the solver finds nothing in time and the simple plan cannot hold either', async () => {
    const solve = () => Promise.resolve({ type: 'nothingInTime' as const, seconds: 1 });
    const body = { amount: 'all', unitCaps: [{ unit: '778', most: 100e9 }] };
    const answer = await call({ routes: planRoutes, deps: { ...city.deps, solve } }, 'planMoves', {
      as: as.finance,
      body,
    });
    expect([answer.status, answer.body['code']]).toEqual([503, 'plan.nothingInTime']);
  });

  it('by whoever may not plan, and drafts by whoever may only try', async () => {
    expect((await ask('planMoves', { as: as.reporter, body: {} })).status).toBe(403);
    const { plan } = await planned();
    const answer = await call({ routes: moveCommandRoutes, deps: city.deps }, 'draftPlan', {
      as: as.leader,
      params: { planId: plan.id },
      body: { reason: 'x' },
    });
    expect(answer.status).toBe(403);
  });
});

describe('forecasts', () => {
  it('tell of the projects of a group what they can still spend, with their open cases', async () => {
    await city.askedCase();
    const { body } = await ask('listForecasts', { as: as.auditor, query: { group: 'procedural' } });
    expect(body['by']).toBe('2025-01-31');
    const codes = z
      .array(z.object({ projectId: z.string(), reasons: z.array(z.object({ code: z.string() })) }))
      .parse(body['items'])
      .map(({ projectId, reasons }) => [projectId, reasons.map(({ code }) => code)]);
    expect(codes).toContainEqual(['DA-CHONGNGAP', ['thinHistory', 'declared', 'openCase', 'yearEnd']]);
    expect(codes).toContainEqual(['DA-DADONG', ['thinHistory', 'nothingDeclared', 'yearEnd']]);
    const flood = await city.deps.getProject(ProjectId.parse('DA-CHONGNGAP'));
    expect(flood.capital.absorbable).toBe(2000e9);
    const sooner = await ask('listForecasts', { query: { group: 'procedural', by: '2024-12-31' } });
    expect(sooner.body['by']).toBe('2024-12-31');
  });
});

describe('the calibration of the forecast', () => {
  const calibration = async (query: Record<string, string> = {}) =>
    CalibrationView.parse((await ask('getCalibration', { as: as.auditor, query })).body);

  it('is computed from the months that are stored, and says so while none are', async () => {
    expect(await calibration()).toMatchObject({
      planYear: 2024,
      tried: 0,
      tooThin: 4,
      share: null,
      bias: null,
    });
    const spent = [5, 5, 10, 10, 10, 13, 13, 13, 16].map((amount, index) => ({
      month: `2024-0${index + 1}`,
      amount: amount * 1e9,
    }));
    const months = { months: spent, provenance: { kind: 'illustrative' as const } };
    await city.deps.importRows({ projects: [aProject({ id: 'DA-MOI', spending: months })] });
    expect(await calibration()).toMatchObject({
      cut: '2024-07',
      until: '2024-09',
      monthsSeen: 6,
      tried: 1,
      tooThin: 4,
      spent: 42e9,
      illustrative: true,
    });
    expect(await calibration({ cut: '2024-09' })).toMatchObject({ monthsHeld: 1, spent: 16e9 });
  });

  it('takes a month only as it is written', async () => {
    const answer = await ask('getCalibration', { query: { cut: '2024-13' } });
    expect([answer.status, answer.body['code']]).toEqual([422, 'input.invalid']);
  });
});
