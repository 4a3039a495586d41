import { describe, expect, it } from 'vitest';
import type { DocumentContent } from '#domain/document/content.ts';
import { appendix, routingSlip, submissionPaper } from '#domain/document/move-papers.ts';
import { urgeLetter } from '#domain/document/urge-letter.ts';
import { pdfDefinition, pdfOf } from '#functions/documents/pdf.ts';
import { aMoveFile, anUrgeFile } from '#test/domain/document/samples.ts';
import { fonts } from './fonts.ts';

/** Every text in a definition, in the order of the page. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'text' && typeof each === 'string' ? [each] : textsIn(each),
  );
}

/** Every word of the content itself, however it is laid out. */
function wordsOf({ blocks, copies, signature, title }: DocumentContent): string[] {
  const said = blocks.flatMap((block) => {
    if (block.kind === 'table') return [...block.head, ...block.rows.flat().map(({ text }) => text)];
    return block.kind === 'paragraph' ? block.pieces.map(({ text }) => text) : [block.text];
  });
  return [
    ...said,
    ...copies,
    ...(signature?.authority ?? []),
    ...(title === null ? [] : [title.name, title.about]),
  ];
}

const papers = [
  submissionPaper(aMoveFile()),
  routingSlip(aMoveFile()),
  appendix(aMoveFile()),
  urgeLetter(anUrgeFile()),
];

describe.each(papers.map((paper) => [paper.kind, paper] as const))('the preview of %s', (_, paper) => {
  it('says everything that the Word file says', () => {
    const texts = textsIn(pdfDefinition(paper));
    for (const words of wordsOf(paper)) expect(texts).toContain(words);
  });

  it('is a PDF with letters of its own, upright or lying as the document does', async () => {
    const bytes = Buffer.from(await pdfOf(paper, fonts));
    const text = bytes.toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toMatch(/\/FontFile2 /);
    expect(text).toMatch(/BeVietnamPro/);
    const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
    expect(Number(width) > Number(height)).toBe(paper.landscape);
  });
});

describe('a preview', () => {
  it('warns at the foot of each page when figures are made up', () => {
    const { footer } = pdfDefinition({ ...submissionPaper(aMoveFile()), warning: 'Có số liệu minh họa' });
    const shown =
      typeof footer === 'function' ? footer(2, 2, { orientation: 'portrait', width: 1, height: 1 }) : footer;
    expect(textsIn(shown)).toEqual(['Có số liệu minh họa']);
  });

  it('numbers its pages from the second on', () => {
    const { header } = pdfDefinition(submissionPaper(aMoveFile()));
    const on = (page: number) =>
      typeof header === 'function'
        ? textsIn(header(page, 2, { orientation: 'portrait', width: 1, height: 1 }))
        : [];
    expect([on(1), on(2)]).toEqual([[], ['2']]);
  });
});
