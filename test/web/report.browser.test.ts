import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { openPage as openActionPage, press, read } from '#local/drill/page.ts';
import { expectSound, picture, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

const PHONE = { locale: 'vi', colorScheme: 'light', width: 360 } as const;
const PHOTO = Buffer.from('a photo of the site');

const onward = async (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();
const heading = (page: Page) => page.locator('h1');

inBrowser('reporting a blocker', (web) => {
  let caseId = '';

  it('a district clerk reports on a phone, with a photo, and the line is lost in between', async () => {
    const { page, complaints } = await web.as('bao-cao-q8', '/report', PHONE);
    await page.getByRole('searchbox', { name: 'Tìm dự án' }).fill('bo bac kenh doi');
    await page.getByRole('radio').first().check();
    await onward(page);
    await page.getByLabel('Nội dung vướng mắc').fill('Hộ ông Nguyễn Văn Bé chưa bàn giao');
    await page.getByText('Có vẻ là tên người dân').waitFor();
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 12 hộ chưa bàn giao mặt bằng');
    await page
      .locator('input[name="files"]')
      .setInputFiles({ name: 'hien-truong.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
    await page.getByRole('button', { name: 'Bỏ tệp hien-truong.jpg' }).waitFor();
    await page.getByText(/đã lưu nháp/).waitFor();

    await page.context().setOffline(true);
    await page.getByText('Đang mất mạng.').waitFor();
    await onward(page);
    await picture(page, 'report-offline-360');
    await page.getByRole('radio', { name: /Bồi thường, giải phóng mặt bằng/ }).check();
    await onward(page);
    await page.getByRole('radio', { name: /Khách quan/ }).check();
    await page.getByLabel(/Còn bao nhiêu hộ/).fill('12');
    await onward(page);
    await onward(page);
    expect(await page.getByRole('alert').textContent()).toContain('Có 2 chỗ cần sửa');
    await page.getByRole('radio', { name: 'Quận, huyện' }).check();
    await page.getByLabel('Đề nghị cụ thể').fill('Phê duyệt phương án bồi thường đợt 3');
    await onward(page);
    expect(await heading(page).textContent()).toBe('Kiểm tra trước khi gửi');
    await page.getByRole('button', { name: 'Gửi báo cáo vướng mắc' }).click();
    await page.getByText('tự gửi khi có mạng', { exact: false }).waitFor();

    await page.context().setOffline(false);
    await page.getByText('Đã gửi báo cáo').waitFor();
    const number = page.getByText(/^HS-2024-\d{4}$/);
    await number.waitFor();
    caseId = z.string().parse(await number.textContent());
    await picture(page, 'report-done-360');
    await page.getByRole('link', { name: 'Xem báo cáo' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải hien-truong.jpg' }).click();
    expect((await download).suggestedFilename()).toBe('hien-truong.jpg');
    // The browser says itself that there was no line, also when it looked for a newer service worker; nothing else may be wrong.
    const noLine = /ERR_INTERNET_DISCONNECTED|error occurred when fetching the script/;
    expect(complaints.filter((text) => !noLine.test(text))).toEqual([]);
    await page.context().close();
  });

  it('a picture that is pasted, or taken with the camera, is attached; what was begun is offered elsewhere first', async () => {
    const { page } = await web.as('bao-cao-binh-thanh', '/report', PHONE);
    const title = page.getByRole('heading', { name: 'Dự án nào đang vướng?' });
    await title.waitFor();
    const later = page.getByText('Viết tiếp bản nháp', { exact: true });
    const above = async () => ((await later.boundingBox())?.y ?? 0) < ((await title.boundingBox())?.y ?? 0);
    expect(await above()).toBe(false);
    await page.getByRole('radio').first().check();
    await onward(page);
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 5 hộ chưa nhận tiền, từ tháng 6');
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['a picture'], 'image.png', { type: 'image/png' }));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true });
      document.querySelector('#description').dispatchEvent(paste);
    })()`);
    await page.getByRole('button', { name: 'Bỏ tệp image.png' }).waitFor();
    await page
      .locator('input[name="photo"][capture="environment"]')
      .setInputFiles({ name: 'chup.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
    await page.getByRole('button', { name: 'Bỏ tệp chup.jpg' }).waitFor();
    await page.getByText(/đã lưu nháp/).waitFor();
    await page.context().close();

    // On another device, which has kept nothing itself.
    const { page: desk } = await web.as('bao-cao-binh-thanh', '/report', PHONE);
    await desk.getByRole('button', { name: /^Viết tiếp bản nháp BN/ }).click();
    await desk.getByText('Cải tạo rạch Văn Thánh').first().waitFor();
    await desk.context().close();
  });

  it('goes on with what another tab wrote, and loses nothing on a device that has no room', async () => {
    const { page, complaints } = await web.as('bao-cao-thu-duc', '/report', PHONE);
    const other = await page.context().newPage();
    await other.goto('/report');
    await other.getByRole('heading', { name: 'Dự án nào đang vướng?' }).waitFor();
    await page.getByRole('radio').first().check();
    await onward(page);
    const words = page.getByLabel('Nội dung vướng mắc');
    await words.fill('Còn 5 hộ');
    const seen = other.getByLabel('Nội dung vướng mắc');
    await expect.poll(async () => ((await seen.count()) === 0 ? '' : seen.inputValue())).toBe('Còn 5 hộ');
    await other.close();

    await page.evaluate(`(() => {
      const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
      const keep = Storage.prototype.setItem;
      Storage.prototype.setItem = function (...item) {
        return this === localStorage ? full() : keep.apply(this, item);
      };
      IDBObjectStore.prototype.put = full;
    })()`);
    await words.fill('Còn 5 hộ chưa nhận tiền');
    const photo = { name: 'chup.jpg', mimeType: 'image/jpeg', buffer: PHOTO };
    await page.locator('input[name="files"]').setInputFiles(photo);
    await page.getByText('Máy này không giữ được tệp chup.jpg').waitFor();
    expect(await words.inputValue()).toBe('Còn 5 hộ chưa nhận tiền');
    expect(complaints).toEqual([]);
    // An address that names no report is a page that is not there, not a fault of the app.
    await page.goto('/report/!/!');
    await page.getByRole('heading', { name: 'Không có trang ở địa chỉ này' }).waitFor();
    await page.context().close();
  });

  it('and answers a question about it later', async () => {
    const Asks = z.object({
      items: z.array(z.object({ id: z.string(), caseId: z.string().nullable(), shownHash: z.string() })),
    });
    const Case = z.object({
      approvals: z.array(
        z.object({ id: z.string(), shownHash: z.string(), kind: z.string(), status: z.string() }),
      ),
    });
    const api = async (username: string, path: string, body?: object): Promise<unknown> => {
      const answer = await fetch(`${web.host.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${await web.host.token(username)}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return answer.json();
    };
    const { approvals } = Case.parse(await api('bao-cao-q8', `/api/cases/${caseId}`));
    const asked = approvals.find(({ status }) => status === 'open');
    if (asked === undefined) throw new Error('nobody is asked yet');
    const mails = await web.host.mails();
    const letter = mails.find(({ text }) => text?.includes(asked.id) === true);
    const [link = ''] = /http\S+\/a\/\S+/.exec(letter?.text ?? '') ?? [];
    const opened = openActionPage((await read(link)).html);
    const answer = { outcome: 'return', comment: 'Còn hộ nào chưa có phương án?' };
    const posted = await press(link, { ...opened?.hidden, ...answer });
    expect([posted.status, openActionPage(posted.html)]).toEqual([200, null]);
    let waiting = 0;
    while (waiting === 0) {
      const { items } = Asks.parse(await api('bao-cao-q8', '/api/approvals?office=district-reporter-776'));
      waiting = items.filter((item) => item.caseId === caseId).length;
    }
    const { page, complaints } = await web.as('bao-cao-q8', '/report/mine', PHONE);
    await page.getByText('Còn hộ nào chưa có phương án?').waitFor();
    await expectSound(page);
    await picture(page, 'report-mine-360');
    await page.getByLabel('Câu trả lời').fill('Còn 3 hộ, họp ngày 15/10');
    await page.getByRole('button', { name: 'Gửi câu trả lời' }).click();
    await page.getByText('Không có câu hỏi nào đang chờ.').waitFor();
    await page.getByText('Đã gửi câu trả lời.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  web.inEachLook('is sound', async (page, shot) => {
    await signIn(page, 'bao-cao-q8', '/report');
    const next = page.getByRole('button', { name: /^(Tiếp tục|Continue)$/ });
    await page.getByRole('radio').first().check();
    await shot('report-1');
    await next.click();
    await page.locator('#description').fill('Hộ ông Nguyễn Văn Bé, 0903 123 456');
    await shot('report-2');
    await next.click();
    await page.getByRole('radio').first().check();
    await shot('report-3');
    await next.click();
    await page.getByRole('radio').first().check();
    await next.click();
    await page.locator('input[name="solution"]').first().check();
    await page.locator('#request').fill('Phê duyệt phương án');
    await shot('report-5');
    await next.click();
    await page.locator('section ol li').first().waitFor();
    await shot('report-6');
  });
});
