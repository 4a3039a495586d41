import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mergeChanges } from '#domain/change.ts';
import { dong } from '#domain/money.ts';
import { Problem } from '#functions/api/problem.ts';
import { answerHttp } from '#functions/http.ts';
import { keepTheWeek } from '#functions/keep-week/handler.ts';
import { reportRoutes } from '#functions/reports/handler.ts';
import { type Asked, as, eventOf } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { fonts } from '#test/functions/documents/fonts.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll((founded) => {
  city = founded;
});

const ask = (operation: string, params: Record<string, string> = {}, more: Asked = {}) =>
  answerHttp(
    reportRoutes,
    () => ({ ...city.deps, fonts }),
    eventOf(operation, { as: as.finance, params, ...more }),
  );
const bytesOf = ({ body = '' }: { body?: string | undefined }) => Buffer.from(body, 'base64');

describe('the weekly report', () => {
  it('is a workbook of three sheets in exact đồng, each ending in the same total', async () => {
    const answer = await ask('getWeeklyReport', { file: 'weekly.xlsx' });
    expect(answer.headers?.['Content-Disposition']).toBe(
      'attachment; filename="giai-ngan-tuan-2024-10-07.xlsx"',
    );
    const sheets = await readXlsxFile(bytesOf(answer));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Nhóm dự án', 'Địa bàn', 'Chủ đầu tư']);
    for (const { data } of sheets) {
      const [title, note, heads, ...rows] = data;
      expect(String(title?.[0])).toContain('tuần 41 (từ 07/10/2024 đến 13/10/2024)');
      expect(String(note?.[0])).toContain('minh họa');
      expect(heads?.slice(1, 4)).toEqual(['Số dự án', 'Kế hoạch', 'Đã giải ngân']);
      const total = rows.at(-1);
      expect([total?.[0], total?.[2], total?.[7]]).toEqual(['Tổng cộng', 15_060e9, 'chưa có số liệu']);
      const sum = rows.slice(0, -1).reduce((all, row) => all + Number(row[2]), 0);
      expect(sum).toBe(15_060e9);
    }
  });

  it('comes as a PDF too', async () => {
    const answer = await ask('getWeeklyReport', { file: 'weekly.pdf' });
    expect(bytesOf(answer).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  it('is not for districts', async () => {
    expect((await ask('getWeeklyReport', { file: 'weekly.pdf' }, { as: as.reporter })).statusCode).toBe(403);
  });
});

describe('the upload file of the national system', () => {
  it('has a row a project, and says of every column what it is and whether that is assumed', async () => {
    const sheets = await readXlsxFile(bytesOf(await ask('getNationalUpload')));
    const [rows = [], notes = []] = sheets.map(({ data }) => data);
    expect(rows).toHaveLength(5);
    const heads = (rows[0] ?? []).map(String);
    const flood = rows.find((row) => row.includes('DA-CHONGNGAP')) ?? [];
    const of = (head: string) => flood[heads.indexOf(head)];
    expect([of('KE_HOACH_NAM'), of('GIAI_NGAN_LUY_KE'), of('CON_LAI')]).toEqual([10_000e9, 1200e9, 8800e9]);
    expect([of('MA_QHNS'), of('MINH_HOA'), of('DIA_BAN')]).toEqual([null, 1, 'Quận 776; Quận 778']);
    expect(notes.slice(1).map(([name]) => name)).toEqual(heads);
    expect(notes.filter(([, , basis]) => String(basis).startsWith('Giả định')).map(([name]) => name)).toEqual(
      ['MA_DU_AN_HE_THONG', 'MA_QHNS'],
    );
  });
});

describe('the report of a week that is over', () => {
  const xlsx = { file: 'weekly.xlsx' };
  const asked = (week: string) => ask('getWeeklyReport', xlsx, { query: { week } });
  const totalOf = async (answer: { body?: string | undefined }) => {
    const [first] = await readXlsxFile(bytesOf(answer));
    const row = first?.data.at(-1) ?? [];
    return [row[3], row[7]];
  };
  const spend = async (id: string, amount: number) => {
    const project = await city.deps.getProject(city.projectId(id));
    const capital = { ...project.capital, disbursed: dong(project.capital.disbursed + amount) };
    await city.deps.commit(
      mergeChanges({ projects: [{ ...project, capital, version: project.version + 1 }] }),
      city.now,
    );
  };

  it('shows what the week brought, and stays as it was while figures go on', async () => {
    city.clock('2024-10-08', '06:30');
    expect(await keepTheWeek(city.deps)).toEqual({ week: '2024-W41', kept: true });
    await spend('DA-CHONGNGAP', 30e9);
    expect(await totalOf(await ask('getWeeklyReport', xlsx))).toEqual([2250e9, 30e9]);
    city.clock('2024-10-14', '06:30');
    expect(await keepTheWeek(city.deps)).toEqual({ week: '2024-W42', kept: true });
    await spend('DA-CHONGNGAP', 12e9);
    expect(await keepTheWeek(city.deps)).toEqual({ week: '2024-W42', kept: false });
    expect(await totalOf(await asked('2024-W41'))).toEqual([2250e9, 30e9]);
    expect(await totalOf(await asked('2024-W42'))).toEqual([2262e9, 12e9]);
    const { items } = z
      .object({ items: z.array(z.object({ week: z.string(), monday: z.string() })) })
      .parse(JSON.parse((await ask('listWeeks')).body ?? ''));
    expect(items).toEqual([
      { week: '2024-W42', monday: '2024-10-14' },
      { week: '2024-W41', monday: '2024-10-07' },
    ]);
  });

  it('is refused for a week to come, one that was not kept, and one that there is not', async () => {
    const codes = await Promise.all(
      ['2024-W43', '2024-W40', '2024-W53', 'last'].map(async (week) => {
        const { statusCode, body } = await asked(week);
        return [statusCode, Problem.parse(JSON.parse(body ?? '')).code];
      }),
    );
    expect(codes).toEqual([
      [422, 'weekly.ahead'],
      [404, 'weekly.notKept'],
      [422, 'input.invalid'],
      [422, 'input.invalid'],
    ]);
  });
});
