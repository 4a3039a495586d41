import { describe, expect, it } from 'vitest';
import { pauseCase } from '#domain/case-pause.ts';
import { urgeLetter } from '#domain/document/urge-letter.ts';
import { LocalDate } from '#domain/time.ts';
import { aBlocker, aCase, anOffice, at, officeId, only } from '#test/domain/builders.ts';
import { anUrgeFile } from './samples.ts';

const wordsOf = (file = anUrgeFile()) =>
  urgeLetter(file)
    .blocks.map((block) => (block.kind === 'paragraph' ? block.pieces.map(({ text }) => text).join('') : ''))
    .join('\n');

describe('the letter that urges', () => {
  it('says who holds what since when, how late, what is at risk, and until when an answer is wanted', () => {
    const words = wordsOf();
    expect(words).toContain(
      'Ngày 07/10/2024, Office reporter-776 báo vướng mắc của dự án Giải quyết ngập do triều',
    );
    expect(words).toContain('loại vướng mắc: Pháp lý, hợp đồng');
    expect(words).toContain('8.800.000.000.000\u00a0đồng (bằng chữ: tám nghìn tám trăm tỷ đồng chẵn)');
    expect(words).toContain(
      'Hồ sơ chờ ý kiến của Office owner-tcip từ ngày 08/10/2024, hạn trả lời 17:00, thứ\u00a0Sáu 11/10/2024; đến ngày 15/10/2024 đã quá hạn 2 ngày làm việc.',
    );
    expect(words).toContain('trước 17:00, thứ\u00a0Sáu 18/10/2024');
    expect(words.endsWith('không trả lời không được coi là đồng ý./.')).toBe(true);
  });

  it('is a letter of the Committee: no title, its matter under the number', () => {
    const letter = urgeLetter(anUrgeFile());
    expect(letter).toMatchObject({
      title: null,
      header: {
        symbol: '/UBND-TH',
        matter: 'V/v đôn đốc tháo gỡ vướng mắc của dự án Giải quyết ngập do triều',
      },
      to: ['Office owner-tcip.'],
      signature: { authority: ['TL. CHỦ TỊCH'], post: 'CHÁNH VĂN PHÒNG' },
    });
    expect(letter.copies.at(-1)).toBe('- Lưu: VT, HS-2024-0001.');
  });

  it('counts the households and does not name a delay before the due time', () => {
    const blocker = aBlocker({ householdsLeft: 1166, description: 'Chưa có đơn giá bồi thường.' });
    const words = wordsOf(anUrgeFile({ blocker, now: at('2024-10-10') }));
    expect(words).toContain(
      'Chưa có đơn giá bồi thường. Đề nghị: Cho ký phụ lục hợp đồng. Số hộ còn lại: 1.166 hộ.',
    );
    expect(words).not.toContain('quá hạn');
  });

  it('asks the Party instead of ordering it', () => {
    const { case: record } = anUrgeFile();
    const holder = officeId('district-secretary-776');
    const held = { ...record, holder, holderName: { vi: 'Bí thư Quận ủy Quận 8', en: 'x' } };
    const { deadline: _, ...unasked } = { deadline: undefined, ...held };
    const offices = [anOffice(holder, { kind: 'districtSecretary' })];
    const letter = urgeLetter(anUrgeFile({ case: unasked, offices }));
    expect(letter.signature).toEqual({
      authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'],
      post: 'PHÓ CHỦ TỊCH',
    });
    const words = wordsOf(anUrgeFile({ case: unasked, offices }));
    expect(words).toContain('trân trọng đề nghị Bí thư Quận ủy Quận 8 quan tâm, chỉ đạo');
    expect(words).not.toContain('hạn trả lời');
    expect(words).not.toContain('chuyển lên cấp');
    expect(words.endsWith('./.')).toBe(true);
  });

  it('does not go to the Chairman, in whose name it is signed', () => {
    const { case: record } = anUrgeFile();
    const holder = officeId('city-chairman');
    const offices = [anOffice(holder, { kind: 'cityChairman' })];
    const held = { ...record, holder };
    expect(() => urgeLetter(anUrgeFile({ case: held, offices }))).toThrow(/^case\.heldByIssuer/);
  });

  it('goes to the owner as a copy only where somebody else is asked', () => {
    const copies = (file = anUrgeFile()) => urgeLetter(file).copies.join(' ');
    expect(copies()).not.toContain('owner-tcip');
    const { project } = anUrgeFile();
    const others = { ...project, owner: officeId('owner-xuyentam') };
    expect(copies(anUrgeFile({ project: others }))).toContain('- owner-xuyentam;');
  });

  it('is refused where nobody is waited for', () => {
    const refused = /^case\.wrongStatus/;
    expect(() => urgeLetter(anUrgeFile({ case: aCase() }))).toThrow(refused);
    const { case: record, calendar, now } = anUrgeFile();
    const pause = { openApprovals: [], reason: 'court', note: '', by: officeId('duty') } as const;
    const reviewOn = LocalDate.parse('2024-11-01');
    const paused = only(pauseCase({ case: record, ...pause, reviewOn, calendar, now }).cases);
    expect(() => urgeLetter(anUrgeFile({ case: paused }))).toThrow(refused);
  });
});
