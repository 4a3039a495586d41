import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { answerHttp } from '#functions/http.ts';
import { queueExportRoutes } from '#functions/queue-export/handler.ts';
import { aBlocker } from '#test/domain/builders.ts';
import { type As, as, eventOf } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll(async (founded) => {
  city = founded;
  await city.askedCase();
  await city.askedCase(
    aBlocker({ id: 'VM-CONGVIEN-1', projectId: 'DA-CONGVIEN', reportedBy: 'reporter-765' }),
  );
  city.clock('2024-10-14');
});

async function sheet(query: Record<string, string>, caller: As = as.leader) {
  const event = eventOf('exportQueue', { as: caller, query });
  const { statusCode, headers, body, isBase64Encoded } = await answerHttp(
    queueExportRoutes,
    () => city.deps,
    event,
  );
  expect([statusCode, isBase64Encoded]).toEqual([200, true]);
  const sheets = await readXlsxFile(Buffer.from(body ?? '', 'base64'));
  return { rows: sheets[0]?.data ?? [], headers };
}

it('is the view as a spreadsheet: exact đồng as numbers, days as days, as of when', async () => {
  const { rows, headers } = await sheet({ sort: 'urgency' });
  expect(headers?.['Content-Disposition']).toContain('hang-cho-2024-10-14.xlsx');
  expect(rows[0]?.[0]).toBe('Khơi Thông · Hàng chờ xử lý · số liệu lúc 10:00, 14/10/2024 · 2 hồ sơ');
  expect(String(rows[1]?.[0])).toContain('minh họa');
  const heads = (rows[2] ?? []).map(String);
  const first = rows[3] ?? [];
  expect(first[heads.indexOf('Vốn chưa giải ngân (đồng)')]).toBe(8_800_000_000_000);
  expect(first[heads.indexOf('Hạn')]).toEqual(new Date('2024-10-11T00:00:00Z'));
  expect(first[heads.indexOf('Quá hạn (ngày làm việc)')]).toBe(1);
  expect(first[heads.indexOf('Vì sao đang tắc')]).toMatch(/^Đang chờ Office owner-tcip, quá hạn/);
  expect(rows).toHaveLength(5);
});

it('holds what the filters leave, in the language asked for', async () => {
  const { rows } = await sheet({ sort: 'urgency', unit: '765', locale: 'en' });
  expect(rows).toHaveLength(4);
  expect(rows[2]?.[0]).toBe('Case');
});

it('shows a reporter the own units only', async () => {
  const { rows } = await sheet({}, as.otherReporter);
  expect(rows).toHaveLength(4);
});
