import { Buffer } from 'node:buffer';
import readSheets from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import * as z from 'zod';
import { mergeChanges } from '#domain/change.ts';
import { IMPORT_COLUMNS } from '#domain/import-plan.ts';
import type { Locale } from '#domain/text.ts';
import { answerHttp } from '#functions/http.ts';
import { importRoutes } from '#functions/import-sheet/handler.ts';
import { templateOf } from '#functions/import-sheet/template.ts';
import { type As, as, call, eventOf } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { sha256Of } from '#test/functions/files.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll((founded) => {
  city = founded;
});

type Kind = keyof typeof IMPORT_COLUMNS;
const View = z.object({
  id: z.string(),
  preview: z.object({ hash: z.string(), counts: z.record(z.string(), z.number()) }).nullable(),
  confirmedRows: z.number().nullable(),
  undoneRows: z.number().nullable(),
  results: z.record(z.string(), z.number()).nullable(),
});
const Rows = z.object({
  items: z.array(
    z.looseObject({
      row: z.number(),
      class: z.string(),
      problems: z.array(z.object({ field: z.string(), code: z.string(), of: z.string().optional() })),
      warnings: z.array(z.object({ field: z.string(), code: z.string() })),
      result: z.object({ state: z.string(), code: z.string().optional() }).nullable(),
    }),
  ),
});

async function workbook(
  kind: Kind,
  rows: readonly (readonly string[])[],
  locale: Locale = 'vi',
): Promise<Uint8Array> {
  const heads = IMPORT_COLUMNS[kind].map(({ heading }) => heading[locale]);
  const data = [heads, ...rows].map((row) => row.map((value) => ({ type: String, value })));
  return new Uint8Array(await writeWorkbook(data).toBuffer());
}

const ask = (operation: string, asked: object, caller: As) =>
  call({ routes: importRoutes, deps: city.deps }, operation, { as: caller, ...asked });

/** Begins an import and puts its file where the browser would. */
async function upload(kind: Kind, content: Uint8Array, caller: As): Promise<string> {
  const body = { kind, fileName: 'bang.xlsx', bytes: content.length, sha256: sha256Of(content) };
  const started = await ask('startImport', { body }, caller);
  expect(started.status).toBe(201);
  city.files.put(city.files.asked.at(-1) ?? '', content);
  return View.parse(started.body['import']).id;
}

async function previewed(id: string, caller: As, more: object = {}) {
  const answer = await ask('previewImport', { params: { importId: id }, body: { ...more } }, caller);
  expect(answer.body['code']).toBeUndefined();
  const { preview } = View.parse(answer.body);
  if (preview === null) throw new Error('no preview');
  return preview;
}

async function rowsOf(id: string, caller: As) {
  return Rows.parse((await ask('listImportRows', { params: { importId: id }, query: {} }, caller)).body)
    .items;
}

const LINE = [
  'DA-XUYENTAM',
  'GPMB',
  'Quận, huyện',
  'Khách quan',
  'Còn 12 hộ',
  'Phê duyệt',
  '31/10/2024',
  '12',
  'Q8-1',
];
const other = (at: number, value: string) => LINE.map((cell, index) => (index === at ? value : cell));

describe('a sheet of blockers', () => {
  let first: string;

  it('is previewed row by row, and writes nothing before it is confirmed', async () => {
    const content = await workbook('blockers', [LINE, other(1, 'sai'), other(0, 'DA-CONGVIEN'), LINE]);
    first = await upload('blockers', content, as.reporter);
    const before = (await city.contents()).filter((line) => !line.startsWith('IMPORT'));
    const { counts } = await previewed(first, as.reporter);
    expect(counts).toEqual({ new: 1, changed: 0, unchanged: 0, error: 3, warned: 0 });
    expect((await rowsOf(first, as.reporter)).map(({ problems }) => problems)).toEqual([
      [],
      [{ field: 'category', code: 'notInList' }],
      [{ field: 'projectId', code: 'projectElsewhere' }],
      [{ field: 'reference', code: 'twice', of: '2' }],
    ]);
    expect((await city.contents()).filter((line) => !line.startsWith('IMPORT'))).toEqual(before);
  });

  it('takes a cell that was put right in place, then is confirmed, once', async () => {
    const corrections = [
      { row: 3, field: 'category', value: 'Thủ tục đầu tư' },
      { row: 5, field: 'reference', value: 'Q8-2' },
    ];
    const { hash, counts } = await previewed(first, as.reporter, { corrections });
    expect(counts['new']).toBe(3);
    const params = { importId: first };
    const wrong = await ask('confirmImport', { params, body: { preview: '0'.repeat(64) } }, as.reporter);
    expect(wrong.body['code']).toBe('import.changed');
    const done = await ask('confirmImport', { params, body: { preview: hash } }, as.reporter);
    expect(View.parse(done.body).confirmedRows).toBe(4);
    const states = (await rowsOf(first, as.reporter)).map(({ result }) => result?.state);
    expect(states).toEqual(['written', 'written', undefined, 'written']);
    const after = await city.contents();
    await ask('confirmImport', { params, body: { preview: hash } }, as.reporter);
    expect(await city.contents()).toEqual(after);
  });

  it('uploaded again changes nothing twice; another count is a change of the same report', async () => {
    const again = await upload('blockers', await workbook('blockers', [LINE]), as.reporter);
    expect((await previewed(again, as.reporter)).counts).toMatchObject({ unchanged: 1, new: 0 });
    const changed = await upload('blockers', await workbook('blockers', [other(7, '9')]), as.reporter);
    const { hash, counts } = await previewed(changed, as.reporter);
    expect(counts).toMatchObject({ changed: 1 });
    const params = { importId: changed };
    await ask('confirmImport', { params, body: { preview: hash } }, as.reporter);
    const { items } = await city.deps.blockersOf(city.projectId('DA-XUYENTAM'), { limit: 50 });
    expect(items.map(({ householdsLeft, version }) => [householdsLeft, version])).toContainEqual([9, 2]);
    await ask('undoImport', { params }, as.reporter);
    expect((await rowsOf(changed, as.reporter)).map(({ result }) => result?.state)).toEqual(['undone']);
  });

  it('keeps new reports when it is undone, and says so row by row', async () => {
    await ask('undoImport', { params: { importId: first } }, as.reporter);
    const states = (await rowsOf(first, as.reporter)).map(({ result }) => [result?.state, result?.code]);
    expect(states[0]).toEqual(['kept', 'case.alreadyOpen']);
  });

  it('of another office is not there', async () => {
    const answer = await ask('getImport', { params: { importId: first } }, as.otherReporter);
    expect(answer.body['code']).toBe('import.unknown');
  });
});

describe('a sheet of figures', () => {
  const line = ['DA-XUYENTAM', '2024', '1.500', '3.000', '08/10/2024'];

  it('is for planning and finance', async () => {
    const body = { kind: 'figures', fileName: 'a.xlsx', bytes: 9, sha256: '0'.repeat(64) };
    expect((await ask('startImport', { body }, as.reporter)).body['code']).toBe('auth.forbidden');
  });

  it('changes what a project has spent, in tỷ as it says, and is undone while nothing has changed since', async () => {
    const before = await city.deps.getProject(city.projectId('DA-XUYENTAM'));
    const id = await upload('figures', await workbook('figures', [line]), as.finance);
    const { hash, counts } = await previewed(id, as.finance, { unit: 'billion' });
    expect(counts).toMatchObject({ changed: 1 });
    const params = { importId: id };
    await ask('confirmImport', { params, body: { preview: hash } }, as.finance);
    const after = await city.deps.getProject(before.id);
    expect(after.capital).toMatchObject({
      disbursed: 1500e9,
      absorbable: 3000e9,
      planned: before.capital.planned,
    });
    await ask('undoImport', { params }, as.finance);
    const undone = await city.deps.getProject(before.id);
    expect(undone.capital).toMatchObject({
      disbursed: before.capital.disbursed,
      absorbable: before.capital.absorbable,
    });
    city.clock('2024-10-20');
    expect((await ask('undoImport', { params }, as.finance)).body['code']).toBe('import.undoOver');
  });
});

describe('an import that was interrupted', () => {
  const fresh = ['DA-XUYENTAM', 'TDC', 'Quận, huyện', 'Khách quan', 'Thiếu 9 nền', 'Bố trí', '', '9', 'M-1'];
  const lost = { saveImport: () => Promise.reject(new Error('the line is gone')) };

  it('says of a row that was written before the line broke that it was written, once', async () => {
    const id = await upload('blockers', await workbook('blockers', [fresh]), as.reporter);
    const { hash } = await previewed(id, as.reporter);
    const asked = { as: as.reporter, params: { importId: id }, body: { preview: hash } };
    await call({ routes: importRoutes, deps: { ...city.deps, ...lost } }, 'confirmImport', asked);
    const before = await city.contents();
    const { body } = await call({ routes: importRoutes, deps: city.deps }, 'confirmImport', asked);
    expect(View.parse(body)).toMatchObject({ confirmedRows: 1, results: { written: 1, same: 0 } });
    const unlike = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('IMPORT'));
    expect(unlike(await city.contents())).toEqual(unlike(before));
  });

  it('and undone in between does not go on', async () => {
    const changed = fresh.map((cell, at) => (at === 7 ? '8' : cell));
    const id = await upload('blockers', await workbook('blockers', [changed]), as.reporter);
    const { hash } = await previewed(id, as.reporter);
    const params = { importId: id };
    await ask('confirmImport', { params, body: { preview: hash } }, as.reporter);
    const undone = await ask('undoImport', { params }, as.reporter);
    expect(View.parse(undone.body)).toMatchObject({ undoneRows: 1, results: { undone: 1, written: 0 } });
    const again = await ask('confirmImport', { params, body: { preview: hash } }, as.reporter);
    expect(again.body['code']).toBe('import.undone');
  });
});

describe('what a clerk can mend', () => {
  const vague = [
    'DA-XUYENTAM',
    'sai',
    'Quận, huyện',
    'Khách quan',
    'Hộ bà Lê Thị Hoa',
    'Bố trí',
    'mai',
    '',
    '',
  ];

  it('is kept between two previews, and a likely slip is a warning, not a mistake', async () => {
    const id = await upload('blockers', await workbook('blockers', [vague]), as.reporter);
    const corrections = [{ row: 2, field: 'category', value: 'VON' }];
    expect((await previewed(id, as.reporter, { corrections })).counts).toMatchObject({ error: 1 });
    const more = [{ row: 2, field: 'requestBy', value: '07/10/2024' }];
    const { counts } = await previewed(id, as.reporter, { corrections: more });
    expect(counts).toMatchObject({ new: 1, error: 0, warned: 1 });
    const asked = { params: { importId: id }, query: { show: 'warned' } };
    const [row] = Rows.parse((await ask('listImportRows', asked, as.reporter)).body).items;
    expect(row?.warnings).toEqual([
      { field: 'description', code: 'personName' },
      { field: 'requestBy', code: 'past' },
    ]);
  });

  it('comes as a sheet of its own, each row with what to mend, that can be uploaded again', async () => {
    const id = await upload('blockers', await workbook('blockers', [LINE, vague]), as.reporter);
    await previewed(id, as.reporter);
    const { statusCode, body } = await answerHttp(
      importRoutes,
      () => city.deps,
      eventOf('getImportMistakes', { as: as.reporter, params: { importId: id } }),
    );
    expect(statusCode).toBe(200);
    const bytes = Buffer.from(body ?? '', 'base64');
    const [mistakes] = await readSheets(bytes);
    expect(mistakes?.data).toHaveLength(2);
    expect(mistakes?.data[1]?.slice(-2)).toEqual([
      '3',
      expect.stringContaining('Loại vướng mắc: Không có trong danh mục'),
    ]);
    const again = await upload('blockers', new Uint8Array(bytes), as.reporter);
    expect((await previewed(again, as.reporter)).counts).toMatchObject({ error: 1 });
  });

  it('a project that was closed after the preview is refused when the row is written', async () => {
    const late = LINE.map((cell, at) => (at === 8 ? 'LATE' : cell));
    const id = await upload('blockers', await workbook('blockers', [late]), as.reporter);
    const { hash } = await previewed(id, as.reporter);
    const project = await city.deps.getProject(city.projectId('DA-XUYENTAM'));
    const closed = { ...project, closed: true, version: project.version + 1 };
    await city.deps.commit(mergeChanges({ projects: [closed] }), city.now);
    await ask('confirmImport', { params: { importId: id }, body: { preview: hash } }, as.reporter);
    expect((await rowsOf(id, as.reporter))[0]?.result).toEqual({ state: 'refused', code: 'project.closed' });
  });
});

describe('the template', () => {
  it.each([
    ['vi', 'Mã dự án *', 'Danh mục'],
    ['en', 'Project code *', 'Codes'],
  ] as const)('is taken in %s, and its example is passed over', async (locale, heading, codes) => {
    for (const kind of ['blockers', 'figures'] as const) {
      const bytes = await templateOf(kind, locale);
      const sheets = await readSheets(Buffer.from(bytes));
      expect(sheets[0]?.data[0]?.[0]).toBe(heading);
      expect(sheets.map(({ sheet }) => sheet)).toContain(codes);
      const id = await upload(kind, bytes, as.finance);
      expect((await previewed(id, as.finance)).counts).toEqual({
        new: 0,
        changed: 0,
        unchanged: 0,
        error: 0,
        warned: 0,
      });
    }
  });

  it('in English, filled in, is read as the Vietnamese one is; so is what has to be mended', async () => {
    const [vi, en] = [await workbook('blockers', [LINE]), await workbook('blockers', [LINE], 'en')];
    const rows = await Promise.all(
      [vi, en].map(async (bytes) => {
        const id = await upload('blockers', bytes, as.reporter);
        await previewed(id, as.reporter);
        return rowsOf(id, as.reporter);
      }),
    );
    expect(rows[1]?.map(({ cells, class: judged }) => ({ cells, judged }))).toEqual(
      rows[0]?.map(({ cells, class: judged }) => ({ cells, judged })),
    );
  });
});
