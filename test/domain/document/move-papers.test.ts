import { describe, expect, it } from 'vitest';
import type { Block, DocumentContent } from '#domain/document/content.ts';
import { projectsOfMove } from '#domain/document/move-facts.ts';
import { appendix, routingSlip, submissionPaper } from '#domain/document/move-papers.ts';
import { dong } from '#domain/money.ts';
import { at } from '#test/domain/builders.ts';
import { aMove, aMoveFile, anEntry, donor, NOW, takers } from './samples.ts';

const textOf = (block: Block): string =>
  block.kind === 'paragraph'
    ? block.pieces.map(({ text }) => text).join('')
    : block.kind === 'table'
      ? block.rows.map((row) => row.map(({ text }) => text).join(' | ')).join('\n')
      : block.text;
const wordsOf = ({ blocks }: DocumentContent) => blocks.map(textOf).join('\n');

describe('the file of a move', () => {
  it('is made of every project that the move names, once each', () => {
    const move = aMove();
    const twice = { ...move, recipients: [...move.recipients, ...move.recipients] };
    expect(projectsOfMove(twice)).toEqual(['DA-CHONGNGAP', 'DA-XUYENTAM', 'DA-KENHDOI']);
  });
});

describe('the submission paper', () => {
  it('goes from the Committee to the Council once the appraisal is done, with room for number and day', () => {
    const paper = submissionPaper(aMoveFile());
    expect(paper).toMatchObject({
      kind: 'to-trinh',
      reference: 'DC-2024-0001',
      header: {
        superior: [],
        issuer: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HỒ CHÍ MINH'],
        symbol: '/TTr-UBND',
        place: 'Thành phố Hồ Chí Minh',
        date: 'ngày      tháng 10 năm 2024',
      },
      title: { name: 'TỜ TRÌNH', about: 'Về việc điều chỉnh kế hoạch đầu tư công năm 2024 của Thành phố' },
      to: ['Hội đồng nhân dân Thành phố.'],
      signature: { authority: ['TM. ỦY BAN NHÂN DÂN'], post: 'CHỦ TỊCH' },
      warning: null,
    });
  });

  it('goes from the planning body to the Committee before', () => {
    const paper = submissionPaper(aMoveFile({ move: aMove({ status: 'drafted', appraisals: [] }) }));
    expect(paper.header).toMatchObject({
      superior: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HỒ CHÍ MINH'],
      issuer: ['SỞ KẾ HOẠCH VÀ ĐẦU TƯ'],
      symbol: '/TTr-SKHĐT',
    });
    expect([paper.to, paper.signature]).toEqual([
      ['Ủy ban nhân dân Thành phố.'],
      { authority: [], post: 'GIÁM ĐỐC' },
    ]);
    expect(wordsOf(paper)).toContain('03 cơ quan thực hiện, cần ít nhất 02 cơ quan đồng ý; chưa có ý kiến');
  });

  it('states what is moved in figures and words, and that it balances to the đồng', () => {
    const words = wordsOf(submissionPaper(aMoveFile()));
    const both = '6.800.000.000.000\u00a0đồng (bằng chữ: sáu nghìn tám trăm tỷ đồng chẵn)';
    expect(words.split(both)).toHaveLength(3);
    expect(words).toContain('của 01 dự án');
    expect(words).toContain('của 02 dự án');
    expect(words).toContain('tăng 6.799.999.999.995\u00a0đồng;');
    expect(words).toContain('chênh lệch 0\u00a0đồng');
    expect(words).toContain(
      '02/03 cơ quan thẩm định đã đồng ý (cần ít nhất 02): Cơ quan appraiser-1; Cơ quan appraiser-3.',
    );
    expect(words.trimEnd().endsWith('./.')).toBe(true);
  });

  it('says each thing once, as papers do: no doubled word, a full stop behind what was typed and behind the last law', () => {
    const name = { vi: 'Dự án chuyển tiếp y tế', en: 'x' };
    const move = aMove({ reason: 'Vốn nằm chờ trong năm' });
    const [first, ...others] = move.recipients;
    if (first === undefined) throw new Error('no recipient');
    const renamed = { ...move, recipients: [{ ...first, projectName: name }, ...others] };
    const words = wordsOf(submissionPaper(aMoveFile({ move: renamed })));
    expect(words).toContain('- Dự án chuyển tiếp y tế (chủ đầu tư: ');
    expect(words).toContain('- Dự án Bờ Bắc kênh Đôi (chủ đầu tư: ');
    expect(words).toContain('\nVốn nằm chờ trong năm.\n');
    const laws = words.split('\n').filter((line) => line.startsWith('Căn cứ'));
    expect(laws.map((line) => line.at(-1))).toEqual([';', ';', ';', '.']);
  });

  it('names the laws that hold on its day', () => {
    const laws = (now: typeof NOW) => wordsOf(submissionPaper(aMoveFile({ now })));
    expect(laws(NOW)).toContain('Luật Đầu tư công ngày 13 tháng 6 năm 2019');
    expect(laws(NOW)).toContain('Nghị định số 40/2020/NĐ-CP');
    const later = laws(at('2025-05-05'));
    expect(later).toContain('Luật Đầu tư công ngày 29 tháng 11 năm 2024');
    expect(later).toContain('Nghị định số 85/2025/NĐ-CP');
    expect(later).not.toContain('40/2020');
    expect(later).not.toContain('90/2025');
    const autumn = laws(at('2025-10-20'));
    expect(autumn).toContain('năm 2024, được sửa đổi, bổ sung bởi Luật số 90/2025/QH15;');
    expect(autumn).toContain('được sửa đổi, bổ sung bởi Nghị định số 275/2025/NĐ-CP.');
  });

  it('counts in full from ten on, and names an office that it does not know by its id', () => {
    const appraisers = Array.from({ length: 12 }, (_, index) => `appraiser-${index}`);
    const paper = submissionPaper(aMoveFile({ move: aMove({ appraisers, quorum: 10 }), offices: [] }));
    expect(wordsOf(paper)).toContain(
      '02/12 cơ quan thẩm định đã đồng ý (cần ít nhất 10): appraiser-1; appraiser-3.',
    );
  });

  it('warns at its foot when a figure is made up', () => {
    const made = { ...donor, capital: { ...donor.capital, provenance: { kind: 'illustrative' as const } } };
    expect(submissionPaper(aMoveFile({ projects: [made, ...takers] })).warning).toContain('minh họa');
    const project = { ...donor, provenance: { kind: 'illustrative' as const } };
    expect(submissionPaper(aMoveFile({ projects: [project, ...takers] })).warning).toContain('minh họa');
  });

  it('cannot be made without a project of its lines', () => {
    expect(() => submissionPaper(aMoveFile({ projects: [] }))).toThrow('DA-CHONGNGAP was not read');
  });
});

describe('the routing slip', () => {
  it('lists every vote, also those that are still out, and leaves room for the Chairman', () => {
    const appraisals = [{ ...aMove().appraisals[0], outcome: 'decline' }];
    const slip = routingSlip(aMoveFile({ move: aMove({ appraisals }) }));
    expect(slip.header?.symbol).toBe('/PTr-SKHĐT');
    expect(wordsOf(slip)).toContain('1 | Cơ quan appraiser-1 | Không đồng ý | 09/10/2024');
    expect(wordsOf(slip)).toContain('2 | Cơ quan appraiser-2 | Chưa có ý kiến | ');
    expect(slip.blocks.filter((block) => textOf(block).startsWith('……'))).toHaveLength(4);
  });

  it('counts what is adjusted by letters, below its own numbers', () => {
    const heads = wordsOf(routingSlip(aMoveFile()));
    expect(heads.match(/^(?:\d\.|[a-z]\)) \S+/gmu)).toEqual([
      '1. Vấn',
      '2. Tóm',
      'a) Điều',
      'b) Điều',
      'c) Cân',
      '3. Ý',
      '4. Kiến',
      '5. Ý',
    ]);
  });

  it('comes from the Department of Finance since it does the planning, and writes February with a zero', () => {
    const slip = routingSlip(aMoveFile({ now: at('2026-02-03') }));
    expect(slip.header).toMatchObject({
      issuer: ['SỞ TÀI CHÍNH'],
      symbol: '/PTr-STC',
      date: 'ngày      tháng 02 năm 2026',
    });
  });
});

describe('the appendix', () => {
  const rowsOf = (content: DocumentContent) =>
    content.blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text)) : [],
    );
  const amountOf = (text = '') => Number(text.replaceAll('.', ''));

  it('has every line with the plan before and after, and its columns sum up', () => {
    const rows = rowsOf(appendix(aMoveFile()));
    expect(rows.map(([number]) => number)).toEqual(['I', '1', 'II', '1', '2', '']);
    const [giving, flood, taking, first, second, total] = rows;
    expect(flood?.slice(1)).toEqual([
      'Giải quyết ngập do triều (DA-CHONGNGAP)',
      'Cơ quan owner-tcip',
      '10.000.000.000.000',
      '6.800.000.000.000',
      '',
      '3.200.000.000.000',
    ]);
    for (const column of [3, 4, 5, 6]) {
      const sum = (each: readonly (string[] | undefined)[]) =>
        each.reduce((all, row) => all + amountOf(row?.[column]), 0);
      expect(amountOf(giving?.[column])).toBe(sum([flood]));
      expect(amountOf(taking?.[column])).toBe(sum([first, second]));
      expect(amountOf(total?.[column])).toBe(sum([flood, first, second]));
    }
    expect(amountOf(total?.[3])).toBe(amountOf(total?.[6]));
  });

  it('says a plan of nothing, and leaves the column empty in which a project has no part', () => {
    const emptied = { ...donor, capital: { ...donor.capital, planned: dong(6800e9) } };
    const [, flood] = rowsOf(appendix(aMoveFile({ projects: [emptied, ...takers] })));
    expect(flood?.slice(3)).toEqual(['6.800.000.000.000', '6.800.000.000.000', '', '0']);
  });

  it('is attached to the paper that it belongs to', () => {
    const { title, header, signature, landscape } = appendix(aMoveFile());
    expect([header, signature, landscape]).toEqual([null, null, true]);
    expect(title?.attachedTo).toMatch(
      /^\(Kèm theo Tờ trình số +\/TTr-UBND ngày +tháng 10 năm 2024 của Ủy ban/,
    );
  });

  it('takes the plans from the ledger once the move is in it', () => {
    const entries = [
      anEntry(donor, 'debit', 6800e9, 3200e9),
      { ...anEntry(donor, 'credit', 6800e9, 10_000e9), reversal: true },
    ];
    const after = { ...donor, capital: { ...donor.capital, planned: dong(9_999e9) } };
    const rows = rowsOf(appendix(aMoveFile({ entries, projects: [after, ...takers] })));
    expect(rows[1]?.slice(3)).toEqual(['10.000.000.000.000', '6.800.000.000.000', '', '3.200.000.000.000']);
  });
});
