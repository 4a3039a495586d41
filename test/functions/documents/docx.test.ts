import { describe, expect, it } from 'vitest';
import { appendix, submissionPaper } from '#domain/document/move-papers.ts';
import { urgeLetter } from '#domain/document/urge-letter.ts';
import { docxOf } from '#functions/documents/docx.ts';
import { aMoveFile, anUrgeFile } from '#test/domain/document/samples.ts';
import { readZip } from './zip.ts';

/** A paragraph as Word reads it: its words, the sizes of its letters in points, and how it is set. */
type Line = {
  readonly text: string;
  readonly sizes: readonly number[];
  readonly bold: boolean;
  readonly italic: boolean;
  readonly xml: string;
};

const unescaped = (xml: string) =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function linesOf(xml: string): Line[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs)].map(([paragraph]) => {
    const runs = [...paragraph.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([run]) => run);
    return {
      text: unescaped([...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')),
      sizes: [...new Set(runs.flatMap((run) => /<w:sz w:val="(\d+)"/.exec(run)?.[1] ?? []))].map(
        (value) => Number(value) / 2,
      ),
      bold: runs.length > 0 && runs.every((run) => /<w:b\/>/.test(run)),
      italic: runs.length > 0 && runs.every((run) => /<w:i\/>/.test(run)),
      xml: paragraph,
    };
  });
}

async function opened(bytes: Promise<Uint8Array>) {
  const files = readZip(await bytes);
  const text = (name: string) => files.get(name)?.toString('utf8') ?? '';
  const xml = text('word/document.xml');
  const lines = linesOf(xml);
  const lineOf = (words: string) => {
    const found = lines.find(({ text: each }) => each.startsWith(words));
    if (found === undefined) throw new Error(`no line begins with ${words}`);
    return found;
  };
  return { files, text, xml, lines, lineOf };
}

const numberIn = (xml: string, attribute: string) =>
  Number(new RegExp(`w:${attribute}="(\\d+)"`).exec(xml)?.[1]);
const mmOf = (twips: number) => (twips * 25.4) / 1440;

describe('a submission paper as a Word file, read back', () => {
  const paper = opened(docxOf(submissionPaper(aMoveFile())));

  it('is A4 with the margins of Decree 30', async () => {
    const [section = ''] = /<w:sectPr.*<\/w:sectPr>/s.exec((await paper).xml) ?? [];
    const [size = ''] = /<w:pgSz[^>]*>/.exec(section) ?? [];
    const [margin = ''] = /<w:pgMar[^>]*>/.exec(section) ?? [];
    expect([mmOf(numberIn(size, 'w')), mmOf(numberIn(size, 'h'))].map(Math.round)).toEqual([210, 297]);
    const within = (side: string, low: number, high: number) => {
      expect(mmOf(numberIn(margin, side)), side).toBeGreaterThanOrEqual(low - 0.1);
      expect(mmOf(numberIn(margin, side)), side).toBeLessThanOrEqual(high + 0.1);
    };
    within('top', 20, 25);
    within('bottom', 20, 25);
    within('left', 30, 35);
    within('right', 15, 20);
  });

  it('has number and date on one line, whatever stands above them', async () => {
    const row = (await paper).xml.split('</w:tr>').find((each) => each.includes('/TTr-UBND'));
    expect(row).toContain('Thành phố Hồ Chí Minh, ngày');
    expect(row).not.toContain('Độc lập');
  });

  it('keeps the signature in one piece, on a page with the last words', async () => {
    const { xml, lines } = await paper;
    const foot = xml.split('<w:tr>').find((each) => each.includes('Nơi nhận:'));
    expect(foot).toContain('<w:cantSplit/>');
    const end = lines.findIndex(({ text }) => text.endsWith('./.'));
    for (const line of lines.slice(end, end + 2)) expect(line.xml).toContain('<w:keepNext/>');
    expect(lines[end - 1]?.text).toBe('IV. KIẾN NGHỊ');
  });

  it('has lines of one to one and a half times their height, for every program that opens it', async () => {
    const spacings = [...(await paper).xml.matchAll(/<w:spacing [^>]*w:line="(\d+)"[^>]*>/g)];
    const heights = spacings.filter(([tag]) => !tag.includes('w:lineRule="exact"'));
    expect(heights.length).toBeGreaterThan(10);
    for (const [tag, height] of heights) {
      expect(tag).toContain('w:lineRule="auto"');
      expect(Number(height) / 240).toBeGreaterThanOrEqual(1);
      expect(Number(height) / 240).toBeLessThanOrEqual(1.5);
    }
  });

  it('is set in Times New Roman throughout', async () => {
    const { text, xml } = await paper;
    expect(text('word/styles.xml')).toContain('w:ascii="Times New Roman"');
    expect(xml).not.toMatch(/w:ascii="(?!Times New Roman)/);
  });

  it.each([
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', [12, 13], 'bold'],
    ['Độc lập - Tự do - Hạnh phúc', [13, 14], 'bold'],
    ['ỦY BAN NHÂN DÂN', [12, 13], 'bold'],
    ['Số:        /TTr-UBND', [13, 13], 'upright'],
    ['Thành phố Hồ Chí Minh, ngày      tháng 10 năm 2024', [13, 14], 'italic'],
    ['TỜ TRÌNH', [13, 14], 'bold'],
    ['Về việc điều chỉnh kế hoạch', [13, 14], 'bold'],
    ['Kính gửi: Hội đồng nhân dân Thành phố.', [13, 14], 'upright'],
    ['Căn cứ Luật Đầu tư công', [13, 14], 'italic'],
    ['Ủy ban nhân dân Thành phố kính trình', [13, 14], 'upright'],
    ['Nơi nhận:', [12, 12], 'bold italic'],
    ['- Như trên;', [11, 11], 'upright'],
    ['TM. ỦY BAN NHÂN DÂN', [13, 14], 'bold'],
    ['CHỦ TỊCH', [13, 14], 'bold'],
  ] as const)('%s stands in %o points, %s', async (words, [low, high], style) => {
    const line = (await paper).lineOf(words);
    for (const size of line.sizes) {
      expect(size).toBeGreaterThanOrEqual(low);
      expect(size).toBeLessThanOrEqual(high);
    }
    const set = [line.bold && 'bold', line.italic && 'italic'].filter(Boolean).join(' ') || 'upright';
    expect([line.sizes.length, set]).toEqual([1, style]);
  });

  it('has a rule below issuer, motto and title', async () => {
    const { lines } = await paper;
    const ruled = lines.flatMap(({ xml }, index) =>
      /<w:top w:val="single"/.test(xml) ? (lines[index - 1]?.text ?? '') : [],
    );
    expect(ruled).toEqual([
      'THÀNH PHỐ HỒ CHÍ MINH',
      'Độc lập - Tự do - Hạnh phúc',
      'Về việc điều chỉnh kế hoạch đầu tư công năm 2024 của Thành phố',
    ]);
  });

  it('justifies the text, with the first line indented', async () => {
    const { xml } = (await paper).lineOf('Ủy ban nhân dân Thành phố kính trình');
    expect(xml).toContain('<w:jc w:val="both"/>');
    expect(Math.round(mmOf(Number(/w:firstLine="(\d+)"/.exec(xml)?.[1])))).toBe(13);
  });

  it('says the amounts in figures and in words, and the lines sum up', async () => {
    const { lines } = await paper;
    const both = '6.800.000.000.000\u00a0đồng (bằng chữ: sáu nghìn tám trăm tỷ đồng chẵn)';
    expect(lines.filter(({ text }) => text.includes(both))).toHaveLength(2);
    const sum = (word: string) =>
      lines
        .flatMap(({ text }) => new RegExp(`\\): ${word} ([\\d.]+)\u00a0đồng[;.]$`).exec(text)?.[1] ?? [])
        .reduce((total, figure) => total + Number(figure.replaceAll('.', '')), 0);
    expect([sum('giảm'), sum('tăng')]).toEqual([6800e9, 6800e9]);
    // A list ends in a full stop: one for who gives, one for who takes.
    expect(lines.filter(({ text }) => /\): (giảm|tăng) [\d.]+\u00a0đồng\.$/.test(text))).toHaveLength(2);
  });

  it('numbers its pages in the middle of the top margin, but not the first', async () => {
    const { text, xml } = await paper;
    expect(xml).toContain('<w:titlePg/>');
    const [first, rest] = ['first', 'default'].map((type) => {
      const id = new RegExp(`<w:headerReference w:type="${type}" r:id="(\\w+)"`).exec(xml)?.[1];
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(
        text('word/_rels/document.xml.rels'),
      );
      return text(`word/${target?.[1] ?? target?.[2]}`);
    });
    expect(rest).toMatch(/<w:jc w:val="center"\/>.*PAGE/s);
    expect(first).not.toContain('PAGE');
  });

  it('tells the signing system what it is and which move it belongs to', async () => {
    const { text } = await paper;
    expect(text('docProps/custom.xml')).toContain('DC-2024-0001');
    expect(text('docProps/custom.xml')).toContain('/TTr-UBND');
    expect(text('docProps/core.xml')).toContain('TỜ TRÌNH: Về việc điều chỉnh');
  });
});

describe('the other papers as Word files', () => {
  it('the appendix lies across and repeats the head of its table', async () => {
    const { xml, lineOf } = await opened(docxOf(appendix(aMoveFile())));
    const [size = ''] = /<w:pgSz[^>]*>/.exec(xml) ?? [];
    expect(numberIn(size, 'w')).toBeGreaterThan(numberIn(size, 'h'));
    expect(size).toContain('landscape');
    expect(xml).toContain('<w:tblHeader/>');
    expect(lineOf('(Kèm theo Tờ trình').italic).toBe(true);
    expect(xml).not.toContain('CỘNG HÒA');
  });

  it('the letter has its matter under the number, and no title', async () => {
    const { lineOf, lines } = await opened(docxOf(urgeLetter(anUrgeFile())));
    const matter = lineOf('V/v đôn đốc');
    expect([matter.sizes, matter.bold]).toEqual([[12], false]);
    const at = lines.indexOf(matter);
    expect(lines.slice(at - 2, at).map(({ text }) => text)).toEqual([
      'Số:        /UBND-TH',
      'Thành phố Hồ Chí Minh, ngày      tháng 10 năm 2024',
    ]);
    expect(lines.some(({ text }) => text === 'TỜ TRÌNH')).toBe(false);
  });

  it('says at the foot of every page when figures are made up, and nothing where they are not', async () => {
    const feet = ({ files }: Awaited<ReturnType<typeof opened>>) =>
      [...files].filter(([name]) => /footer\d+\.xml$/.test(name)).map(([, bytes]) => bytes.toString('utf8'));
    const file = aMoveFile();
    const made = { ...submissionPaper(file), warning: 'Có số liệu minh họa' };
    const footers = feet(await opened(docxOf(made)));
    expect(footers.length).toBeGreaterThan(0);
    for (const footer of footers) expect(footer).toContain('Có số liệu minh họa');
    expect(feet(await opened(docxOf(submissionPaper(file))))).toEqual([]);
  });
});
