import { describe, expect, it } from 'vitest';
import { FILE_TYPES } from '#functions/api/file.ts';
import { Problem } from '#functions/api/problem.ts';
import { documentRoutes } from '#functions/documents/handler.ts';
import { answerHttp } from '#functions/http.ts';
import { moveCommandRoutes } from '#functions/move-command/handler.ts';
import { type As, as, call, eventOf } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';
import { fonts } from './fonts.ts';
import { readZip } from './zip.ts';

let city: City;
let moveId: string;
let caseId: string;
cityForAll(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  const line = (projectId: string) => ({ projectId, amount: 6800e9 });
  const drafted = await call({ routes: moveCommandRoutes, deps: city.deps }, 'draftMove', {
    as: as.finance,
    body: { donors: [line('DA-CHONGNGAP')], recipients: [line('DA-XUYENTAM')], reason: 'Vốn nằm chờ' },
  });
  moveId = String(drafted.body['id']);
});

const ask = (operation: string, params: Record<string, string>, caller: As = as.finance) =>
  answerHttp(documentRoutes, () => ({ ...city.deps, fonts }), eventOf(operation, { as: caller, params }));
const bytesOf = ({ body = '' }: { body?: string | undefined }) => Buffer.from(body, 'base64');
const problemOf = ({ body = '' }: { body?: string | undefined }) => Problem.parse(JSON.parse(body)).code;

describe('the papers of a move', () => {
  it.each(['to-trinh', 'phieu-trinh', 'phu-luc'])(
    '%s comes as a Word file with its amounts',
    async (kind) => {
      const answer = await ask('getMovePaper', { moveId, file: `${kind}.docx` });
      expect(answer).toMatchObject({
        statusCode: 200,
        isBase64Encoded: true,
        headers: {
          'Content-Type': FILE_TYPES.docx,
          'Content-Disposition': `attachment; filename="${moveId}-${kind}.docx"`,
        },
      });
      const xml = readZip(bytesOf(answer)).get('word/document.xml')?.toString('utf8') ?? '';
      expect(xml).toContain('sáu nghìn tám trăm tỷ đồng chẵn');
      expect(xml).toContain('Office owner-xuyentam');
    },
  );

  it('come as a PDF to look at', async () => {
    const answer = await ask('getMovePaper', { moveId, file: 'to-trinh.pdf' });
    expect(answer.headers).toMatchObject({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${moveId}-to-trinh.pdf"`,
    });
    expect(bytesOf(answer).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  it('are not for everybody, and not of every move', async () => {
    const file = 'to-trinh.docx';
    expect(problemOf(await ask('getMovePaper', { moveId, file }, as.reporter))).toBe('auth.forbidden');
    expect(problemOf(await ask('getMovePaper', { moveId, file }, as.owner))).toBe('auth.forbidden');
    expect(problemOf(await ask('getMovePaper', { moveId: 'DC-2024-9999', file }))).toBe('move.unknown');
    expect(problemOf(await ask('getMovePaper', { moveId, file: 'khac.docx' }))).toBe('input.invalid');
    expect((await ask('getMovePaper', { moveId, file }, as.auditor)).statusCode).toBe(200);
  });
});

describe('the letter of a case', () => {
  it('urges whoever holds it', async () => {
    const answer = await ask('getUrgeLetter', { caseId, file: 'cong-van-don-doc.docx' }, as.leader);
    const xml = readZip(bytesOf(answer)).get('word/document.xml')?.toString('utf8') ?? '';
    expect(xml).toContain('Office owner-tcip.');
    expect(xml).toContain('tám nghìn tám trăm tỷ đồng chẵn');
  });

  it('is refused for a case that does not exist', async () => {
    const unknown = { caseId: 'HS-2024-9999', file: 'cong-van-don-doc.pdf' };
    expect(problemOf(await ask('getUrgeLetter', unknown))).toBe('case.unknown');
  });
});
