import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CaseId, OfficeId } from '#domain/ids.ts';
import { openCaseOf } from '#functions/open-case/handler.ts';
import { recordDecision } from '#functions/record.ts';
import { reportRoutes } from '#functions/report-blocker/handler.ts';
import { draftRoutes } from '#functions/report-draft/handler.ts';
import { keyOf } from '#functions/report-files.ts';
import { reportQueryRoutes } from '#functions/report-query/handler.ts';
import { aDecider, aForm } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { sha256Of } from '#test/functions/files.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll((founded) => {
  city = founded;
});

const requestId = '7f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11';
const photo = 'a photo';
const file = { name: 'hien-truong.jpg', type: 'image/jpeg', bytes: photo.length, sha256: sha256Of(photo) };
const REPORT = {
  requestId,
  projectId: 'DA-XUYENTAM',
  category: 'GPMB',
  authorityLevel: 'district',
  cause: 'objective',
  solution: 'approveCompensation',
  description: 'Hộ ông Lê Ân chưa bàn giao',
  request: 'Phê duyệt phương án',
  attachments: [file],
};
const said = { cause: 'objective', description: 'Còn 12 hộ', request: 'Phê duyệt phương án' };
const again = '8f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11';

type Asked = {
  readonly body?: object;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
};
const ask = (operation: string, asked: Asked, caller: As = as.reporter) =>
  call({ routes: [...reportRoutes, ...reportQueryRoutes, ...draftRoutes], deps: city.deps }, operation, {
    as: caller,
    ...asked,
  });
const keyFor = (request: string, office = 'reporter-776') => keyOf(OfficeId.parse(office), request, file);

let params: { projectId: string; blockerId: string };

describe('files of a report', () => {
  it('are sent to where nobody else can have a file, under a URL for that file alone', async () => {
    const { status, body } = await ask('requestUpload', { body: { ...file, requestId } });
    expect([status, body['method']]).toEqual([201, 'PUT']);
    expect(city.files.asked.at(-1)).toBe(`reports/reporter-776/${requestId}/${file.sha256}`);
  });

  it.each([
    [{ name: 'anh.exe' }, { name: 'attachment.nameNotType' }],
    [{ type: 'text/html' }, { type: 'invalid_value' }],
    [{ bytes: 10_485_761 }, { bytes: 'too_big' }],
    [{ sha256: 'abc' }, { sha256: 'invalid_format' }],
  ])('of the wrong kind or size get none: %j', async (wrong, fields) => {
    const { status, body } = await ask('requestUpload', { body: { ...file, requestId, ...wrong } });
    const listed = z.array(z.object({ path: z.string(), code: z.string() })).parse(body['fields']);
    expect([status, Object.fromEntries(listed.map(({ path, code }) => [path, code]))]).toEqual([422, fields]);
  });

  it('that did not arrive, or are others than was said, keep the report out', async () => {
    expect((await ask('reportBlocker', { body: REPORT })).body['code']).toBe('attachment.missing');
    city.files.put(keyFor(requestId), 'another photo');
    expect((await ask('reportBlocker', { body: REPORT })).body['code']).toBe('attachment.differs');
    city.files.put(keyFor(requestId, 'reporter-765'), photo);
    expect((await ask('reportBlocker', { body: REPORT })).body['code']).toBe('attachment.differs');
  });

  it('come back to whoever may see the case, under their names', async () => {
    city.files.put(keyFor(requestId), photo);
    const { status, body } = await ask('reportBlocker', { body: REPORT });
    expect(status).toBe(201);
    params = { projectId: REPORT.projectId, blockerId: z.string().parse(body['blockerId']) };
    const asked = { params: { ...params, sha256: file.sha256 } };
    expect((await ask('getAttachment', asked)).body).toMatchObject({ name: file.name });
    expect((await ask('getAttachment', asked, as.otherReporter)).body['code']).toBe('auth.otherUnit');
    const unknown = { params: { ...params, sha256: '0'.repeat(64) } };
    expect((await ask('getAttachment', unknown)).body['code']).toBe('attachment.unknown');
  });
});

describe('a report that came in', () => {
  it('says what its sender was warned of, what the rule of competence says, and no keys', async () => {
    const { body } = await ask('getReport', { params });
    expect(body).toMatchObject({
      blocker: { warnedOf: ['personName'], withinCompetence: true, attachments: [file] },
      version: 1,
      caseId: null,
      editable: true,
    });
    expect(JSON.stringify(body)).not.toContain('reports/');
  });

  it('is put right before and after its case opens, once for each request', async () => {
    const first = await ask('amendReport', { params, body: { ...said, requestId: again } });
    expect(first.body).toMatchObject({ version: 2, blocker: { description: 'Còn 12 hộ', warnedOf: [] } });
    const same = await ask('amendReport', { params, body: { ...said, requestId: again } });
    expect(same.body['version']).toBe(2);
    const of = z.object({ projectId: z.string(), blockerId: z.string() }).parse(params);
    const report = await city.deps.blockersOf(city.projectId(of.projectId), { limit: 10 });
    const blocker = report.items.find(({ id }) => id === of.blockerId);
    if (blocker === undefined) throw new Error('the report is gone');
    const caseId = await city.askedCase(blocker);
    const next = { ...said, description: 'Còn 11 hộ', requestId: '9f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11' };
    expect((await ask('amendReport', { params, body: next })).body).toMatchObject({ version: 3, caseId });
    const { items } = await city.deps.receiptsOf(caseId, { limit: 50 });
    expect(items.at(-1)?.type).toBe('reportAmended');
    const [open] = await city.deps.openApprovalsOfCase(caseId);
    expect(JSON.stringify(open?.shown)).toContain('Còn 11 hộ');
  });

  it('opens one case still, also when it was amended while that was under way', async () => {
    const id = CaseId.parse((await ask('getReport', { params })).body['caseId']);
    const { projectId, blockerId } = await city.deps.getCase(id);
    expect(await openCaseOf(city.deps, { projectId, blockerId })).toEqual({ caseId: id });
  });

  it('is not another office’s to change', async () => {
    const body = { ...said, requestId: 'af0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11' };
    expect((await ask('amendReport', { params, body }, as.finance)).body['code']).toBe('report.notYours');
    expect((await ask('amendReport', { params, body }, as.otherReporter)).body['code']).toBe(
      'auth.otherUnit',
    );
  });

  it('stands after a decision; the case takes additions, and its holder is told', async () => {
    const caseId = CaseId.parse((await ask('getReport', { params })).body['caseId']);
    const [open] = await city.deps.openApprovalsOfCase(caseId);
    if (open === undefined) throw new Error('nobody is asked');
    const form = aForm(open, { outcome: 'return', comment: 'Còn bao nhiêu hộ?' });
    await recordDecision(city.deps, {
      approvalId: open.id,
      form,
      deciderOf: (approval) => aDecider(approval),
    });
    const body = { ...said, description: 'Khác', requestId: 'bf0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11' };
    expect((await ask('amendReport', { params, body })).body['code']).toBe('report.decided');
    const added = { note: 'Biên bản họp', requestId: 'cf0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11' };
    const one = await ask('supplementCase', { params: { caseId }, body: added }, as.finance);
    const two = await ask('supplementCase', { params: { caseId }, body: added }, as.finance);
    expect([one.body['version'], two.body['version']]).toEqual([4, 4]);
    await city.drain();
    expect(city.told.filter(({ subject }) => subject.includes('Có bổ sung')).length).toBeGreaterThan(0);
  });
});

describe('what a reporter looks up', () => {
  it('finds projects of its own units by any words, without accents, or by code', async () => {
    const ids = async (q: string, caller: As = as.reporter) => {
      const { body } = await ask('searchProjects', { query: { q } }, caller);
      return z
        .array(z.object({ id: z.string(), own: z.boolean() }))
        .parse(body['items'])
        .map(({ id }) => id);
    };
    expect(await ids('tam rach')).toEqual(['DA-XUYENTAM']);
    expect(await ids('da xuyen')).toEqual(['DA-XUYENTAM']);
    expect(await ids('', as.otherReporter)).toEqual(['DA-CONGVIEN']);
    expect((await ids('', as.finance)).toSorted()).toEqual([
      'DA-CHONGNGAP',
      'DA-CONGVIEN',
      'DA-DADONG',
      'DA-XUYENTAM',
    ]);
    expect(await ids('không có')).toEqual([]);
  });

  it('sees the names of projects that were imported since', async () => {
    const [project] = await city.deps.getProjects([city.projectId('DA-CONGVIEN')]);
    if (project === undefined) throw new Error('no project');
    const later = { ...project, id: city.projectId('DA-MOI'), name: { vi: 'Hồ điều tiết', en: 'Pond' } };
    await city.deps.importRows({ projects: [later] });
    const { body } = await ask('searchProjects', { query: { q: 'dieu tiet' } }, as.finance);
    expect(body['items']).toMatchObject([{ id: 'DA-MOI', own: false }]);
  });

  it('is shown open cases like it, who has the power, who will be asked until when', async () => {
    const query = { project: 'DA-XUYENTAM', category: 'GPMB' };
    const { body } = await ask('checkReport', { query });
    expect(body).toMatchObject({
      similar: [{ status: 'returned' }],
      outlook: { rung: 1, workingDays: 3, dueOn: '2024-10-11' },
    });
    const solutions = z.array(z.object({ solution: z.string(), within: z.boolean().nullable() }));
    expect(solutions.parse(body['solutions']).map(({ within }) => within)).toEqual([true, true, false, null]);
    expect((await ask('checkReport', { query: { ...query, category: 'VON' } })).body['similar']).toEqual([]);
  });

  it('is shown an open case like it behind all that the project has had before', async () => {
    const deps: typeof city.deps = {
      ...city.deps,
      casesOfProject: (id, page) =>
        page.cursor === undefined
          ? Promise.resolve({ items: [], cursor: 'behind' })
          : city.deps.casesOfProject(id, { ...page, cursor: undefined }),
    };
    const query = { project: 'DA-XUYENTAM', category: 'GPMB' };
    const { body } = await call({ routes: reportQueryRoutes, deps }, 'checkReport', {
      as: as.reporter,
      query,
    });
    expect(body['similar']).toMatchObject([{ status: 'returned' }]);
  });

  it('lists the own reports, newest first, and what the own office is asked', async () => {
    const { body } = await ask('listReports', { query: {} });
    expect(body['items']).toMatchObject([
      { projectId: 'DA-XUYENTAM', version: 4, status: 'returned' },
      { projectId: 'DA-CHONGNGAP', version: 1, caseId: null, status: null },
    ]);
    await city.ask({ caseId: CaseId.parse((await ask('getReport', { params })).body['caseId']) });
    const { body: asked } = await ask('listQuestions', { query: {} });
    expect(asked['items']).toMatchObject([
      { projectId: 'DA-XUYENTAM', approval: { kind: 'answerQuestion' } },
    ]);
    expect((await ask('listQuestions', { query: {} }, as.otherReporter)).body['items']).toEqual([]);
  });
});

describe('a draft', () => {
  const answers = { projectId: 'DA-XUYENTAM', description: 'Mới viết' };
  const save = (version: number, more = {}, caller: As = as.reporter) =>
    ask('saveDraft', { body: { requestId, version, answers: { ...answers, ...more } } }, caller);

  it('is one per request, whoever saves it how often', async () => {
    const [one, two] = [await save(1), await save(1)];
    expect(one.body['code']).toMatch(/^BN[0-9A-Z]{8}$/);
    expect(two.body).toEqual(one.body);
    expect((await save(2, { category: 'GPMB' })).body['version']).toBe(2);
    const { body } = await ask('listDrafts', { query: {} });
    expect(body['items']).toMatchObject([{ version: 2, answers: { category: 'GPMB' } }]);
  });

  it('that another device has changed is not written over', async () => {
    const { status, body } = await save(2, { category: 'VON' });
    expect([status, body['code']]).toEqual([409, 'draft.changed']);
  });

  it('goes on elsewhere by its code, within the office, and is thrown away by its writer', async () => {
    const { body } = await save(3);
    const at = { params: { code: z.string().parse(body['code']) } };
    expect((await ask('getDraft', at)).body).toMatchObject({ version: 3 });
    expect((await ask('getDraft', at, as.otherReporter)).body['code']).toBe('draft.unknown');
    await ask('discardDraft', at, as.otherReporter);
    expect((await ask('getDraft', at)).status).toBe(200);
    await ask('discardDraft', at);
    expect((await ask('getDraft', at)).body['code']).toBe('draft.unknown');
  });

  it('holds half-written answers, and nothing that is no answer', async () => {
    expect((await save(9, { description: '' })).status).toBe(200);
    expect((await save(10, { name: 'ông A' })).status).toBe(422);
  });
});
