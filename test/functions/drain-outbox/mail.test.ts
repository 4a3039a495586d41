import { describe, expect, it } from 'vitest';
import { CaseId } from '#domain/ids.ts';
import { renderMail } from '#functions/drain-outbox/mail/render.ts';
import { APPRAISE, at, CLEAR, DECIDE, RESOLVE, SECRET } from '../action-page/view.samples.ts';
import { askMail, CODE, LINK, mails } from './mail.samples.ts';

const LOCALES = ['vi', 'en'] as const;
const HOSTILE = '<script>alert(1)</script> https://evil.example\nBcc: all@evil.example';

/** Letters without the spaces and colons between them: tags, cells and line breaks fall differently in the two bodies. */
function letters(text: string): string {
  return text.replaceAll(/[\s:]+/g, '');
}

/** What a reader of the HTML body reads, in order. */
function read(html: string): string {
  const body = html.replace(/^.*?<\/div>\n<table/s, '<table').replaceAll(/<[^>]+>/g, '');
  return letters(body.replaceAll('&nbsp;', ' ').replaceAll('&amp;', '&'));
}

function preview(html: string): string {
  return /<div style="display:none[^>]*>(.*?)<\/div>/s.exec(html)?.[1] ?? '';
}

describe.each(LOCALES)('every mail in %s', (locale) => {
  it.each(Object.entries(mails(locale)))(
    '%s is one light table without pictures or tracking',
    (_, { subject, html }) => {
      expect(html).not.toMatch(/<img|<script|<link|<style|url\(|src=/i);
      expect(html).toContain(`<html lang="${locale}">`);
      expect(html).toContain('max-width:560px');
      expect(html.normalize('NFC')).toBe(html);
      expect(html + subject).not.toMatch(/undefined|\[object/);
      expect(Buffer.byteLength(html)).toBeLessThan(20_000);
      const cells = html.match(/<td[^>]*>/g) ?? [];
      for (const cell of cells) expect(cell).toMatch(/background-color:#/);
    },
  );

  it.each(Object.entries(mails(locale)))(
    '%s keeps amounts, codes and secrets out of subject and preview',
    (_, mail) => {
      expect(mail.subject).toMatch(/^\[Khơi Thông\] \S/);
      for (const line of [mail.subject, preview(mail.html)]) {
        expect(line).not.toContain(SECRET);
        expect(line).not.toMatch(/482|tỷ|billion|VND|HS-|DC-|YK7Q/);
        expect(line).not.toMatch(/[\r\n]/);
      }
    },
  );

  it.each(Object.entries(mails(locale)))(
    '%s says the same in the same order as plain text',
    (_, { html, text }) => {
      const body = read(html);
      const lines = text
        .split('\n')
        .filter((line) => line !== '' && line !== '-- ' && !line.startsWith('https://'));
      let from = 0;
      for (const line of lines) {
        const at = body.indexOf(letters(line), from);
        expect(at, line).toBeGreaterThanOrEqual(0);
        from = at;
      }
    },
  );
});

describe('subjects', () => {
  const of = (rest: Parameters<typeof askMail>[1]) => renderMail(askMail('vi', rest)).subject;
  const late = at('2024-10-25T01:00:00.000Z');

  it.each([
    [{}, '[Khơi Thông] Xin ý kiến trước 23/10: Bờ Bắc kênh Đôi'],
    [{ template: 'remind', nth: 1 }, '[Khơi Thông] Nhắc lần 1: Bờ Bắc kênh Đôi, hạn 23/10'],
    [{ template: 'remind', nth: 2, now: late }, '[Khơi Thông] Đã quá hạn: Bờ Bắc kênh Đôi, hạn 23/10'],
    [{ template: 'deputy' }, '[Khơi Thông] Đề nghị trả lời thay trước 23/10: Bờ Bắc kênh Đôi'],
    [{ template: 'urge', now: late }, '[Khơi Thông] Đôn đốc: Bờ Bắc kênh Đôi, hạn 23/10'],
    [{ template: 'freshLink' }, '[Khơi Thông] Đường dẫn mới: Bờ Bắc kênh Đôi, hạn 23/10'],
    [{ approval: DECIDE }, '[Khơi Thông] Đề nghị ghi quyết định trước 23/10: Bờ Bắc kênh Đôi'],
    [{ now: at('2025-01-02T01:00:00.000Z') }, '[Khơi Thông] Đã quá hạn: Bờ Bắc kênh Đôi, hạn 23/10/2024'],
  ] as const)('%j: %s', (rest, subject) => {
    expect(of(rest)).toBe(subject);
  });

  it('stay one line of bearable length whatever the project is called', () => {
    const subject = of({ projectName: { vi: `${HOSTILE} ${'dài '.repeat(80)}`, en: 'x' } });
    expect(subject).not.toContain('\n');
    expect(subject.length).toBeLessThan(150);
    expect(subject.endsWith('…')).toBe(true);
  });
});

describe('asking mails', () => {
  it('carry the link and the code on lines of their own, once as a link', () => {
    for (const [locale, line] of [
      ['vi', 'Mã xác nhận: 482 917'],
      ['en', 'Confirmation code: 482 917'],
    ] as const) {
      const { text, html } = renderMail(askMail(locale));
      expect(text.split('\n')).toContain(line);
      expect(text.split('\n')).toContain(LINK);
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(html).toContain(`<a href="${LINK}"`);
      expect(text).not.toContain(CODE);
      expect(text).not.toContain('\u00a0');
    }
  });

  it('say who, what, how much, since when, by when and why then, and what silence leads to', () => {
    const { text } = renderMail(askMail('vi'));
    for (const part of [
      'Kính gửi Chủ tịch UBND Quận 8,',
      'Xin trả lời trước 17:00, thứ Tư 23/10/2024.',
      'Vướng mắc: 1.605 hộ chưa thống nhất đơn giá bồi thường đất',
      'Vốn kế hoạch năm 2024: 5.092 tỷ đồng',
      'Vướng từ: 08/10/2024',
      'Mã hồ sơ: HS-2024-0002',
      'Mở đường dẫn chưa gửi ý kiến nào.',
      'hệ thống nhắc lại ngày 24/10 và chuyển Bí thư Quận ủy Quận 8 xem xét ngày 29/10.',
      'Không trả lời không có nghĩa là đồng ý.',
      'Cách tính hạn: 3 ngày làm việc kể từ 18/10/2024, không tính cuối tuần 19–20/10; hạn 17:00, thứ Tư 23/10/2024.',
    ])
      expect(text).toContain(part);
  });

  it('say how many lines of a move they leave out, and show an owner its own figures first', () => {
    const same = (words: string) => ({ vi: words, en: words });
    const line = (n: number) => ({ label: same(`Tăng: Dự án ${n}`), value: same(`${n}.000.000 đồng`) });
    const total = { label: same('Tổng giảm'), value: same('9.000.000 đồng') };
    const own = { label: same('Số liệu: Dự án 3'), value: same('kế hoạch 800 tỷ đồng') };
    const mailOf = (facts: readonly (typeof total)[]) => {
      const shown = { title: same('Điều chuyển'), facts: [...facts] };
      return renderMail(askMail('vi', { approval: { ...APPRAISE, shown } })).text;
    };
    const long = mailOf([...[1, 2, 3, 4, 5, 6, 7].map(line), total]);
    expect(long).toContain('Còn 2 mục quyết định khác ở trang xử lý');
    expect(mailOf([line(1), total])).not.toContain('mục quyết định khác');
    expect(renderMail(askMail('vi')).text).not.toContain('mục quyết định khác');
    const owner = mailOf([line(1), line(2), own, total]);
    expect(owner.indexOf('Số liệu: Dự án 3')).toBeLessThan(owner.indexOf('Tăng: Dự án 1'));
  });

  it('go by the move in every step of a move, as its papers do, also where a case waits for it', () => {
    const approval = { ...RESOLVE, caseId: CaseId.parse('HS-2024-0002') };
    const { text } = renderMail(askMail('vi', { approval }));
    expect(text).toContain('Mã điều chuyển: DC-2024-0001');
    expect(text).not.toContain('Mã hồ sơ');
  });

  it('say why they come', () => {
    const text = (rest: Parameters<typeof askMail>[1]) => renderMail(askMail('vi', rest)).text;
    const duty = { name: 'C', post: { vi: 'Tổ trực', en: 'Duty' }, standing: 'duty' } as const;
    expect(text({ recipient: duty })).toContain('chưa có người xử lý');
    expect(text({ template: 'deputy', recipient: duty })).toContain('chưa có người xử lý');
    expect(text({ template: 'deputy' })).toContain('trả lời thay');
    // Asked as soon as somebody has promised: the day itself may be weeks ahead.
    const confirm = { ...CLEAR, kind: 'confirmCleared' } as const;
    expect(text({ approval: confirm })).toContain('có nơi nhận xử lý, với ngày hẹn xong dưới đây');
    expect(text({ template: 'remind', nth: 2 })).toContain('thư nhắc lần 2');
    expect(text({ template: 'remind' })).toContain('thư nhắc lần 1');
    expect(text({ now: at('2024-10-25T01:00:00.000Z') })).toContain(
      'Vẫn nhận ý kiến đến 17:00, thứ Ba 29/10/2024',
    );
    const stopped = {
      at: at('2024-10-18T08:02:00.000Z'),
      workingDaysLeft: 2,
      until: at('2024-11-29T10:00:00.000Z'),
    };
    expect(text({ approval: { ...CLEAR, stopped } })).toContain('đang tạm dừng');
    expect(text({})).toContain('“Không phải việc của tôi”');
    expect(text({ approval: RESOLVE })).not.toContain('“Không phải việc của tôi”');
    for (const approval of [APPRAISE, RESOLVE])
      expect(text({ approval })).toContain('Mã điều chuyển: DC-2024-0001');
  });

  it('escape hostile text and link none of it', () => {
    const name = { vi: HOSTILE, en: HOSTILE };
    const facts = [{ label: name, value: name }];
    const { html, subject } = renderMail(
      askMail('vi', {
        projectName: name,
        approval: { ...CLEAR, officeName: name, shown: { title: name, facts } },
        neighbours: { next: name },
      }),
    );
    expect(html).not.toContain('<script');
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(subject).not.toContain('\n');
  });
});

describe('telling mails', () => {
  it('a receipt says what was recorded, what follows, and what to do if it was somebody else', () => {
    const all = mails('vi');
    expect(all['mail-receipt']?.text).toContain(
      'Ý kiến “Vượt thẩm quyền” đã được ghi lúc 14:03, thứ Hai 21/10/2024.',
    );
    expect(all['mail-receipt']?.text).toContain('Việc tiếp theo: Báo cáo Bí thư Quận ủy Quận 8');
    expect(all['mail-receipt']?.text).toContain('kèm mã HS-2024-0002');
    expect(all['mail-receiptMove']?.text).toContain('“Không phải tôi làm” trước 17:00, thứ Hai 25/11/2024');
    expect(all['mail-receiptMove']?.text).toContain('Số 5210/QĐ-UBND, ngày 20/11/2024, UBND Thành phố');
  });

  it.each([
    ['mail-caseCleared', 'Xem hồ sơ', 'See the case'],
    ['mail-moveCommitted', 'Xem điều chuyển', 'See the move'],
  ])('the button of %s says what it opens', (name, vi, en) => {
    expect(mails('vi')[name]?.text).toContain(`${vi}:\n`);
    expect(mails('en')[name]?.text).toContain(`${en}:\n`);
  });

  it('a notice without a holder, a time or a link still reads well', () => {
    const { recipient, projectName, now, approval } = askMail('vi');
    const bare = { template: 'notice', recipient, locale: 'vi', now, projectName, facts: [] } as const;
    const subjectId = approval.caseId ?? 'HS';
    if (subjectId === 'HS') throw new Error('no case');
    expect(renderMail({ ...bare, about: 'caseEscalated', subjectId }).text).toContain(
      'đã chuyển cấp trên xem xét',
    );
    expect(renderMail({ ...bare, about: 'coolingOff', subjectId }).text).toContain('còn dừng được');
    expect(renderMail({ ...bare, about: 'caseCleared', subjectId }).html).not.toContain('<a ');
    const moved = renderMail({ template: 'movedOn', recipient, locale: 'vi', now, projectName, approval });
    expect(moved.text).not.toContain('Đang giữ việc');
    expect(moved.html).not.toContain('<a ');
  });
});
