import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Host } from '#local/host.ts';
import { parseFlags } from '#local/start/flags.ts';
import { fingerprint } from '#local/start/inputs.ts';
import { start } from '#local/start/start.ts';
import { openEngine } from '#runtime/index.ts';
import { browserFor, launch } from './browser.ts';
import { seeded, type TestHost } from './host.ts';
import { openPage, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

const PHONE = { locale: 'vi', colorScheme: 'light', width: 360 } as const;
const OPERATOR = 'truc-ban';
const project = fileURLToPath(new URL('../..', import.meta.url));

const Rows = z.object({
  items: z.array(z.object({ id: z.string(), holder: z.string().nullable(), dueAt: z.string().nullable() })),
});
const Detail = z.object({
  office: z.object({
    holders: z.array(z.object({ email: z.string() })),
    deputies: z.array(z.object({ email: z.string() })),
  }),
});

async function read<S extends z.ZodType>(host: TestHost, path: string, schema: S): Promise<z.output<S>> {
  const headers = { authorization: `Bearer ${await host.token(OPERATOR)}` };
  return schema.parse(await (await fetch(`${host.url}${path}`, { headers })).json());
}

/** An office that holds an open case, with the addresses of its holder and its deputy. */
async function askedOffice(host: TestHost) {
  const { items } = await read(host, '/api/queue?limit=50', Rows);
  const held = [...new Set(items.flatMap(({ holder }) => (holder === null ? [] : [holder])))];
  const offices: { id: string; holder: string; deputy: string }[] = [];
  for (const id of held) {
    const { office } = await read(host, `/api/directory/offices/${id}/detail`, Detail);
    const [holder, deputy] = [office.holders[0]?.email, office.deputies[0]?.email];
    if (holder !== undefined && deputy !== undefined) offices.push({ id, holder, deputy });
  }
  const [found] = offices;
  if (found === undefined) throw new Error('no office holds a case');
  return found;
}

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) await page.locator(`#${id}`).fill(value);
}

async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).first().click();
}

inBrowser('the operator', (web) => {
  it('records an absence, and the next mail goes to the deputy', async () => {
    const office = await askedOffice(web.host);
    const { page } = await web.as(OPERATOR, `/directory/${office.id}`);
    await press(page, 'Ghi vắng mặt');
    const today = (await web.host.now()).slice(0, 10);
    await fill(page, { from: today, to: '2024-12-01', reason: 'Đi công tác' });
    await press(page, 'Xem trước');
    await page.locator('[role=status]', { hasText: office.deputy }).waitFor();
    await press(page, 'Ghi thay đổi');
    await page.getByText('Ghi vắng mặt: ').first().waitFor();
    const before = (await web.host.mails(office.deputy)).length;
    await web.host.advance('P3D');
    expect((await web.host.mails(office.deputy)).length).toBeGreaterThan(before);
    await page.context().close();
  });

  it('is led to the form of a change, which says whose it is, and back to the button when it is put away', async () => {
    const office = await askedOffice(web.host);
    const { page } = await web.as(OPERATOR, `/directory/${office.id}`, PHONE);
    const correct = page.getByRole('button', { name: 'Sửa địa chỉ' });
    const person = page.locator('main li', { has: correct }).last();
    const opener = person.getByRole('button', { name: 'Sửa địa chỉ' });
    await opener.click();
    const whose = await person.locator('strong').textContent();
    const form = page.locator('main form');
    await page.locator('#newEmail:focus').waitFor();
    expect(await form.locator('strong').textContent()).toBe(whose);
    await form.getByRole('button', { name: 'Thôi' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('adds a holiday: sees which deadlines move, records it, and they have moved', async () => {
    const dues = async () => (await read(web.host, '/api/queue?limit=50', Rows)).items;
    const before = await dues();
    const now = await web.host.now();
    const [soon] = before.flatMap(({ dueAt }) => (dueAt !== null && dueAt > now ? [dueAt] : [])).toSorted();
    if (soon === undefined) throw new Error('no deadline is ahead');
    const { page } = await web.as(OPERATOR, '/directory?view=calendar');
    await fill(page, { date: soon.slice(0, 10), vi: 'Nghỉ bão', source: 'Công điện 01/CĐ-UBND' });
    await press(page, 'Xem hạn nào dời');
    const preview = page.locator('[role=status]', { hasText: 'hạn dời' });
    await preview.waitFor();
    expect(await preview.textContent()).toMatch(/\d+ hạn dời \d ngày/);
    expect((await dues()).map(({ dueAt }) => dueAt)).toEqual(before.map(({ dueAt }) => dueAt));
    await press(page, 'Ghi lịch mới');
    await page.getByText('Đổi lịch làm việc').waitFor();
    await web.host.advance('PT1M');
    const after = new Map((await dues()).map(({ id, dueAt }) => [id, dueAt]));
    for (const { id, dueAt } of before) {
      const moved = after.get(id) ?? null;
      if (dueAt === soon) expect(moved !== null && moved > soon).toBe(true);
      else if (dueAt !== null && moved !== null) expect(moved >= dueAt).toBe(true);
    }
    await page.context().close();
  });
});

const Listed = z.object({ executions: z.array(z.object({ executionArn: z.string(), name: z.string() })) });

describe.runIf(browserFor('a stopped execution'))('an execution that was stopped', () => {
  let host: Host;
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kt-stop-'));
    cpSync(await seeded(), join(folder, 'data'), { recursive: true });
    const flags = parseFlags(['--port', '0', '--data', join(folder, 'data'), '--quiet'], project);
    host = await start(flags, {
      synthesize: async (options) => (await import('#infra/synth.ts')).synthesize(options),
      importBatches: async () => (await import('#seeds/index.ts')).importBatches(flags.portfolio),
      fingerprint: () => fingerprint(project),
      cacheDir: join(project, 'node_modules/.cache/khoi-thong/assembly'),
      openEngine,
      buildSite: async (options) => (await import('#web/build.ts')).buildSite(options),
      accounts: async () => (await import('#seeds/accounts.ts')).accounts,
      startClockAt: async () => Date.parse((await import('#seeds/index.ts')).SEED_START),
      show: () => undefined,
      fatal: (line) => {
        throw new Error(line);
      },
    });
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('appears with what going on would do, is started again, and leaves a line in the log', async () => {
    const sweep = host.template.outputs['SweepStateMachineArn'] ?? '';
    const stateMachineArn = sweep.replace('sweep-portfolio', 'unblock-project').replace(/:live$/, '');
    const listing = { stateMachineArn, statusFilter: 'RUNNING' };
    const [victim] = Listed.parse(await host.states('ListExecutions', listing)).executions;
    if (victim === undefined) throw new Error('no case runs');
    await host.states('StopExecution', {
      executionArn: victim.executionArn,
      error: 'Operator',
      cause: 'test',
    });
    const { page } = await openPage(browser, host.url);
    await signIn(page, OPERATOR, '/operator');
    const item = page.locator('main li', { hasText: victim.name });
    expect(await item.textContent()).toContain('Không gửi lại thư nào');
    await item.getByRole('button', { name: 'Chạy lại' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('#act-reason').fill('Đã dừng nhầm');
    await dialog.getByRole('button', { name: 'Chạy lại' }).click();
    await page.getByText('Đã dừng nhầm').waitFor();
    await page.getByText('Đã làm, ghi vào nhật ký vận hành.').waitFor();
    await item.waitFor({ state: 'detached' });
    const running = Listed.parse(await host.states('ListExecutions', listing)).executions;
    expect(running.map(({ name }) => name)).toContain(`${victim.name}-again-1`);
    await page.context().close();
  });
});
