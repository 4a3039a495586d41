import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import {
  type Block,
  type Cell,
  type DocumentContent,
  type Header as DocumentHeader,
  LAYOUT,
  MOTTO,
  NATION,
  type Piece,
  type Table as TableBlock,
} from '#domain/document/content.ts';
import { CENTER, columns, half, lengthMm, line, mm, pt, rule, run, textWidthMm } from './docx-lines.ts';

const { size, margins, page } = LAYOUT;
/** The head's columns: the national title needs more room than the issuer. */
const HEAD_WIDTHS = [0.38, 0.62] as const;

function issuerSide(header: DocumentHeader, columnMm: number): Paragraph[] {
  const last = header.issuer.at(-1) ?? '';
  return [
    ...header.superior.map((text) => line(text, size.issuer)),
    ...header.issuer.map((text) => line(text, size.issuer, { bold: true })),
    rule(columnMm, Math.min(columnMm * 0.5, lengthMm(last, size.issuer, 0.68) * 0.45)),
  ];
}

function nationSide(columnMm: number): Paragraph[] {
  return [
    line(NATION, size.nation, { bold: true }),
    line(MOTTO, size.motto, { bold: true }),
    rule(columnMm, lengthMm(MOTTO, size.motto, 0.49)),
  ];
}

/** Number and date stand on one line, whatever is above them; below the number of a letter stands its matter. */
function head(header: DocumentHeader): Table {
  const [left, right] = HEAD_WIDTHS;
  const total = textWidthMm(false);
  const { matter } = header;
  const below =
    matter === undefined ? [] : [[[line(matter, size.matter, { before: LAYOUT.spacingPt })], [line('', 6)]]];
  return columns(
    HEAD_WIDTHS,
    [issuerSide(header, total * left), nationSide(total * right)],
    [
      [line(`Số:        ${header.symbol}`, size.number)],
      [line(`${header.place}, ${header.date}`, size.date, { italics: true })],
    ],
    ...below,
  );
}

function title(content: DocumentContent): Paragraph[] {
  if (content.title === null) return [];
  const { name, about, attachedTo } = content.title;
  const attached = attachedTo === undefined ? [] : [line(attachedTo, size.body, { italics: true })];
  return [
    line(name, size.title, { bold: true, before: 3 * LAYOUT.spacingPt }),
    line(about, size.title, { bold: true }),
    ...attached,
    rule(textWidthMm(content.landscape), 40),
  ];
}

function addressees({ to, header }: DocumentContent): Paragraph[] {
  const before = header?.matter === undefined ? 2 : 4;
  return to.map((text, index) =>
    line(index === 0 ? `Kính gửi: ${text}` : text, size.body, {
      before: index === 0 ? before * LAYOUT.spacingPt : 0,
      after: 2 * LAYOUT.spacingPt,
    }),
  );
}

const BODY: IParagraphOptions = {
  spacing: {
    before: 0,
    after: pt(LAYOUT.spacingPt),
    line: Math.round(240 * LAYOUT.lineHeight),
    // Without it some programs read the height as twentieths of a point, which is less than a line.
    lineRule: LineRuleType.AUTO,
  },
};

function pieceRun({ text, bold, italic }: Piece): TextRun {
  return run(text, size.body, { ...(bold && { bold }), ...(italic && { italics: italic }) });
}

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

function tableCell({ text, bold, align = 'left' }: Cell, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [
      new Paragraph({ alignment: ALIGN[align], children: [run(text, size.table, { bold: bold ?? false })] }),
    ],
  });
}

/** The head is repeated on every page, and no row is torn apart. */
function table({ widths, head: names, rows }: TableBlock, landscape: boolean): Table {
  const sizes = widths.map((share) => mm(textWidthMm(landscape) * share));
  const cells = (row: readonly Cell[]) => row.map((cell, index) => tableCell(cell, sizes[index] ?? 0));
  const named = names.map((text): Cell => ({ text, bold: true, align: 'center' }));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: sizes.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: sizes,
    rows: [
      new TableRow({ children: cells(named), tableHeader: true, cantSplit: true }),
      ...rows.map((row) => new TableRow({ children: cells(row), cantSplit: true })),
    ],
  });
}

type Place = { readonly landscape: boolean; readonly beforeSignature: boolean };

function block(content: Block, { landscape, beforeSignature }: Place): readonly (Paragraph | Table)[] {
  switch (content.kind) {
    case 'paragraph':
      return [
        new Paragraph({
          ...BODY,
          keepNext: beforeSignature,
          keepLines: beforeSignature,
          alignment: AlignmentType.BOTH,
          indent: { firstLine: mm(LAYOUT.indentMm) },
          children: content.pieces.map(pieceRun),
        }),
      ];
    case 'heading':
      return [
        new Paragraph({
          ...BODY,
          keepNext: true,
          indent: { firstLine: mm(LAYOUT.indentMm) },
          children: [run(content.text, size.body, { bold: true })],
        }),
      ];
    case 'unit':
      return [
        new Paragraph({
          ...BODY,
          alignment: AlignmentType.RIGHT,
          children: [run(content.text, size.body, { italics: true })],
        }),
      ];
    case 'table':
      // A table ends flush with the next line.
      return [table(content, landscape), line('', LAYOUT.spacingPt)];
    default:
      return content satisfies never;
  }
}

function copies(lines: readonly string[]): Paragraph[] {
  const left = (children: TextRun[]) => new Paragraph({ spacing: { before: 0, after: 0 }, children });
  return [
    left([run('Nơi nhận:', size.copiesHead, { bold: true, italics: true })]),
    ...lines.map((text) => left([run(text, size.copies)])),
  ];
}

/** Who signs, and four empty lines for the signature; the name is the signing system's to put in. */
function foot(content: DocumentContent): (Paragraph | Table)[] {
  const { signature } = content;
  if (signature === null) return [];
  const signed = [
    ...signature.authority.map((text) => line(text, size.signature, { bold: true })),
    line(signature.post, size.signature, { bold: true }),
    ...Array.from({ length: 4 }, () => line('', size.signature)),
  ];
  return [
    new Paragraph({ keepNext: true, spacing: { before: pt(LAYOUT.spacingPt), after: 0 }, children: [] }),
    columns([0.5, 0.5], [copies(content.copies), signed]),
  ];
}

/** Page numbers stand in the middle of the top margin, and not on the first page. */
function section(content: DocumentContent): ISectionOptions {
  const { landscape, warning } = content;
  const footer =
    warning === null ? undefined : new Footer({ children: [line(warning, size.warning, { italics: true })] });
  const numbered = new Paragraph({
    ...CENTER,
    children: [new TextRun({ size: half(size.page), children: [PageNumber.CURRENT] })],
  });
  return {
    properties: {
      titlePage: true,
      page: {
        // Word takes the sides as of the upright sheet, and turns them itself.
        size: {
          width: mm(page.widthMm),
          height: mm(page.heightMm),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: mm(margins.topMm),
          bottom: mm(margins.bottomMm),
          left: mm(margins.leftMm),
          right: mm(margins.rightMm),
          header: mm(margins.topMm / 2),
          footer: mm(margins.bottomMm / 2),
        },
      },
    },
    headers: {
      default: new Header({ children: [numbered] }),
      first: new Header({ children: [line('', 6)] }),
    },
    ...(footer === undefined ? {} : { footers: { default: footer, first: footer } }),
    children: [
      ...(content.header === null ? [] : [head(content.header)]),
      ...title(content),
      ...addressees(content),
      ...content.blocks.flatMap((each, index) =>
        block(each, {
          landscape,
          // Nobody signs a page on which nothing else stands.
          beforeSignature: content.signature !== null && index === content.blocks.length - 1,
        }),
      ),
      ...foot(content),
    ],
  };
}

/** What the signing system reads without opening the text: type, matter, and the move or case it belongs to. */
function properties(content: DocumentContent) {
  const about = content.title?.about ?? content.header?.matter ?? '';
  return {
    title: [content.title?.name, about].filter(Boolean).join(': '),
    subject: about,
    creator: 'Khơi Thông',
    keywords: `${content.kind}, ${content.reference}`,
    customProperties: [
      { name: 'LoaiVanBan', value: content.kind },
      { name: 'TrichYeu', value: about },
      { name: 'KyHieu', value: content.header?.symbol ?? '' },
      { name: 'MaHoSo', value: content.reference },
    ],
  };
}

/** The document as a Word file. */
export async function docxOf(content: DocumentContent): Promise<Uint8Array> {
  const document = new Document({
    ...properties(content),
    styles: { default: { document: { run: { font: LAYOUT.font, language: { value: 'vi-VN' } } } } },
    sections: [section(content)],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
