import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerHttp } from '#functions/http.ts';
import { reportRoutes } from '#functions/reports/handler.ts';
import { type DynamoServer, startDynoxide } from '#test/adapters/dynamo/server.ts';
import { type As, as, eventOf } from '#test/functions/api/call.ts';
import { City } from '#test/functions/city.ts';
import { fonts } from '#test/functions/documents/fonts.ts';

let server: DynamoServer;
let city: City;
beforeAll(async () => {
  server = await startDynoxide();
  city = await City.found(server.endpoint);
});
afterAll(() => server.stop());

const ask = (operation: string, params: Record<string, string> = {}, caller: As = as.finance) =>
  answerHttp(reportRoutes, () => ({ ...city.deps, fonts }), eventOf(operation, { as: caller, params }));
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
      expect(String(title?.[0])).toContain('tuần từ 07/10/2024 đến 11/10/2024');
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
    expect((await ask('getWeeklyReport', { file: 'weekly.pdf' }, as.reporter)).statusCode).toBe(403);
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
