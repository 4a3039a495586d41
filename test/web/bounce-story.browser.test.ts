import { expect, it } from 'vitest';
import * as z from 'zod';
import { openPage as formOf, read } from '#local/drill/page.ts';
import type { TestHost } from './host.ts';
import { expectSound, picture } from './pages.ts';
import { inBrowser } from './suite.ts';

const OPERATOR = 'truc-ban';
const MENDED = 'van-phong-moi@hochiminhcity.example';
const PROJECT = 'DA-CHONG-NGAP';

const Listed = z.object({
  items: z.array(z.object({ id: z.string(), holder: z.string().nullable() })).min(1),
});
const People = z.object({
  office: z.object({
    name: z.object({ vi: z.string() }),
    holders: z.array(z.object({ email: z.string() })),
    deputies: z.array(z.object({ email: z.string() })),
  }),
});
const Asked = z.object({
  approvals: z.array(z.object({ id: z.string(), status: z.string(), office: z.string() })),
});

async function get<S extends z.ZodType>(host: TestHost, path: string, schema: S): Promise<z.output<S>> {
  const headers = { authorization: `Bearer ${await host.token(OPERATOR)}` };
  return schema.parse(await (await fetch(`${host.url}${path}`, { headers })).json());
}

async function bounce(host: TestHost, addresses: readonly string[]): Promise<void> {
  const body = JSON.stringify({ bounce: addresses });
  expect((await fetch(`${host.url}/_local/mailbox`, { method: 'POST', body })).status).toBe(200);
}

async function urge(host: TestHost, caseId: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${await host.token('chu-tich-thanh-pho')}`,
    'content-type': 'application/json',
  };
  const answer = await fetch(`${host.url}/api/cases/${caseId}/urge`, { method: 'POST', headers, body: '{}' });
  expect(answer.status).toBe(200);
}

inBrowser('an address that bounces', (web) => {
  it('is seen by the operator, who mends it; the office is asked again, and the new link works', async () => {
    const { host } = web;
    const { items } = await get(host, `/api/cases?project=${PROJECT}`, Listed);
    const [{ id: caseId, holder } = { id: '', holder: null }] = items;
    const detail = await get(host, `/api/directory/offices/${holder}/detail`, People);
    const { holders, deputies, name } = detail.office;
    const everybody = [...holders, ...deputies].map(({ email }) => email);
    const [holderAt = ''] = everybody;
    await bounce(host, everybody);
    const asks = async () => (await get(host, `/api/cases/${caseId}`, Asked)).approvals;
    const before = new Set((await asks()).map(({ id }) => id));

    // The urging mail comes back: the ask reached nobody and ends, and the office is asked afresh.
    await urge(host, caseId);
    await host.advance('PT1H');
    expect((await asks()).map(({ status }) => status)).toContain('undeliverable');
    const open = (await asks()).filter(({ id, status }) => status === 'open' && !before.has(id));
    expect(open.length).toBeGreaterThan(0);

    const { page, complaints } = await web.as(OPERATOR, '/operator');
    await page.getByRole('heading', { name: 'thư không tới được 1 cơ quan' }).waitFor();
    const card = page.locator('main section', { has: page.getByText(/^Địa chỉ bị hoàn lại \(\d+\)$/) });
    const item = card.getByRole('listitem').filter({ hasText: name.vi });
    await item.getByText(holderAt).first().waitFor();
    await expectSound(page);
    await picture(page, 'operator-bounced');
    await item.getByRole('link', { name: 'Sửa địa chỉ' }).click();

    await page.getByText('Thư bị hoàn lại từ').first().waitFor();
    const person = page.locator('main li', { hasText: holderAt }).first();
    await person.getByRole('button', { name: 'Sửa địa chỉ' }).click();
    await page.locator('#newEmail').fill(MENDED);
    await page.locator('#reason').fill('Cơ quan báo địa chỉ mới');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.locator('[role=status]', { hasText: MENDED }).waitFor();
    await expectSound(page);
    await picture(page, 'office-mending');
    await page.getByRole('button', { name: 'Ghi thay đổi' }).click();
    await page.getByText('Sửa địa chỉ thư').first().waitFor();
    expect(complaints).toEqual([]);

    await host.advance('P2D');
    const [letter] = await host.mails(MENDED);
    const [link = ''] = /http\S+\/a\/\S+/.exec(letter?.text ?? '') ?? [];
    expect(formOf((await read(link)).html)).not.toBeNull();
    await page.goto('/operator');
    await item.waitFor();
    const left = await item.locator('span').allTextContents();
    expect(left.filter((text) => text.startsWith(holderAt))).toEqual([]);
    expect(left.filter((text) => text.startsWith(everybody[1] ?? '-'))).not.toEqual([]);
    await page.context().close();
  });
});
