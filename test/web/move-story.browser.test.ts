import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage as formOf, press, read } from '#local/drill/page.ts';
import type { Mail } from './host.ts';
import { expectSound, picture, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

const LINK = /https?:\/\/\S+\/a\/[^\s?]+/;
/** A dozen decisions through real mails and pages; a busy machine takes minutes for them. */
const STORY_MS = 600_000;
const CODE = /Mã xác nhận: (\d{3}) (\d{3})/;

inBrowser('a move of flood control’s idle capital', (web) => {
  /** Asks about this move that have not been answered: each link once. */
  const answered = new Set<string>();
  const letters = async (subject: RegExp): Promise<readonly Mail[]> =>
    (await web.host.mails()).filter((mail) => subject.test(mail.subject) && !answered.has(mail.id));
  const linkIn = ({ text }: Mail) => LINK.exec(text ?? '')?.[0] ?? '';
  const codeIn = ({ text }: Mail) =>
    CODE.exec(text ?? '')
      ?.slice(1)
      .join('') ?? '';

  /** Everybody asked under this subject agrees through the mailed link, with the code typed. */
  async function agree(subject: RegExp, more: Readonly<Record<string, string>> = {}): Promise<number> {
    await web.host.advance('PT1M');
    const asked = await letters(subject);
    for (const mail of asked) {
      answered.add(mail.id);
      const link = linkIn(mail);
      const form = formOf((await read(link)).html);
      if (form === null) continue;
      const sent = await press(link, {
        ...form.hidden,
        outcome: 'agree',
        comment: '',
        code: codeIn(mail),
        ...more,
      });
      expect(sent.status).toBe(200);
    }
    await web.host.advance('PT1M');
    return asked.length;
  }

  async function draft(page: Page, tyDong: number): Promise<string> {
    await signIn(page, 'ke-hoach-von', '/moves/new?donor=DA-CHONG-NGAP');
    const amount = `${tyDong}000000000`;
    await page.locator('[id="donors.0.amount"]').fill(amount);
    await page.locator('section select').nth(1).selectOption('DA-XUYEN-TAM');
    const send = page.getByRole('button', { name: 'Gửi dự thảo' });
    await page.locator('#reason').fill('Vốn không còn khả năng giải ngân trong năm.');
    await page.getByText('Bên giảm nhiều hơn').waitFor();
    await send.click();
    await page.locator('[id="recipients.0.amount"]:focus').fill(amount);
    await page.getByText('Giảm bằng tăng, lệch 0 đồng.').waitFor();
    await send.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi dự thảo' }).click();
    await page.waitForURL(/\/moves\/DC-/);
    return page.url().split('/').at(-1) ?? '';
  }

  const signed = (documentNumber: string, documentIssuer: string) => ({
    documentNumber,
    documentDate: '08/10/2024',
    documentIssuer,
  });

  async function toCooling(number: string): Promise<void> {
    expect(await agree(/xác nhận số liệu/)).toBeGreaterThan(0);
    expect(await agree(/thẩm định/)).toBe(3);
    expect(await agree(/ý kiến trình/)).toBe(1);
    expect(await agree(/ghi nghị quyết/, signed(`${number}/NQ-HĐND`, 'HĐND Thành phố'))).toBe(1);
    expect(await agree(/ghi quyết định/, signed(`${number}/QĐ-UBND`, 'UBND Thành phố'))).toBe(1);
  }

  /** The signed resolution comes back as a PDF: sent on the page, kept under its checksum, opened again byte for byte. */
  async function keepSigned(page: Page, id: string): Promise<void> {
    const token = await web.host.token('ke-hoach-von');
    const answer = await fetch(`${web.host.url}/api/moves/${id}/documents/to-trinh.pdf`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const scanned = Buffer.from(await answer.arrayBuffer());
    expect(scanned.subarray(0, 5).toString()).toBe('%PDF-');
    const file = { name: 'nghi-quyet-100.pdf', mimeType: 'application/pdf', buffer: scanned };
    await page.locator('input[type=file]').first().setInputFiles(file);
    const link = page.getByRole('link', { name: 'Mở bản đã ký (PDF)' });
    await link.waitFor();
    const kept = await fetch((await link.getAttribute('href')) ?? '');
    expect(Buffer.from(await kept.arrayBuffer()).equals(scanned)).toBe(true);
  }

  it(
    'goes from the draft through every office to the ledger',
    async () => {
      const { page, complaints } = await web.open();
      const id = await draft(page, 100);
      await page.getByText('xác nhận và chịu trách nhiệm về số liệu').waitFor();
      await toCooling('100');
      await page.reload();
      await page.getByText('Đến lúc đó vẫn dừng được').waitFor();
      await expectSound(page);
      await picture(page, 'move-cooling');
      await keepSigned(page, id);
      await web.host.advance('P4D');
      await page.reload();
      await page.getByText('Đã ghi sổ lúc').waitFor();
      await page.locator('#statement').waitFor();
      await expectSound(page);
      await picture(page, 'move-committed');
      await page.goto('/capital');
      await page.getByText(/^Trong 7\.848\stỷ\sđồng bên giảm có 100\stỷ\sđồng đã ghi sổ, 0\sđồng/).waitFor();
      await page.goto('/projects/DA-CHONG-NGAP');
      const entry = page.locator('table tr', { hasText: id });
      await entry.waitFor();
      expect(await entry.textContent()).toContain('6.700.000.000.000');
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    STORY_MS,
  );

  it(
    'stops when somebody says that the decision was not theirs',
    async () => {
      const { page } = await web.open();
      await draft(page, 50);
      await toCooling('50');
      // The newest receipt is that of whoever recorded the Committee's decision.
      const [receipt] = await letters(/Đã ghi ý kiến/);
      if (receipt === undefined) throw new Error('no receipt that could stop the move');
      const stopped = await press(linkIn(receipt), { intent: 'notMe', locale: 'vi' });
      expect(stopped.html).toContain('Điều chuyển vốn đã dừng');
      await page.reload();
      await page.getByText('Sẽ không ghi sổ').waitFor();
      await web.host.advance('P4D');
      await page.reload();
      await page.getByText('Không thông qua:').waitFor();
      await page.context().close();
    },
    STORY_MS,
  );
});
