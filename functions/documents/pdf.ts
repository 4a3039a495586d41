import type { Content, ContentTable, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import {
  type Block,
  type Cell,
  type DocumentContent,
  type Header,
  LAYOUT,
  MOTTO,
  NATION,
  type Table,
} from '#domain/document/content.ts';

/**
 * The preview. Its letters are Be Vietnam Pro, which may be shipped and has every Vietnamese mark; the law wants Times New
 * Roman, so it is the .docx that is signed. Be Vietnam Pro runs wider: at this scale lines break about where Word's do.
 */
const SCALE = 0.84;
const POINTS_PER_MM = 72 / 25.4;
const mm = (length: number): number => length * POINTS_PER_MM;
const { margins, page, size } = LAYOUT;
const pt = (points: number): number => points * SCALE;
/** A plan of fourteen digits stays on one line of its column. */
const TABLE_SIZE = 8;
const PADDING = 3;
const GAP = pt(LAYOUT.spacingPt);

/** Files of the font: upright, bold, italic, bold italic. */
export type FontFiles = Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>;

function textWidth(landscape: boolean): number {
  return mm((landscape ? page.heightMm : page.widthMm) - margins.leftMm - margins.rightMm);
}

function line(text: string, points: number, style: object = {}): Content {
  return { text, fontSize: pt(points), alignment: 'center', ...style };
}

/** A rule in the middle of what is `width` wide. */
function rule(width: number, length: number): Content {
  const from = (width - length) / 2;
  return {
    canvas: [{ type: 'line', x1: from, y1: 2, x2: from + length, y2: 2, lineWidth: 0.7 }],
    margin: [0, 0, 0, 3],
  };
}

/** Number and date stand on one line, whatever is above them. */
function head({ superior, issuer, symbol, matter, place, date }: Header): Content {
  const width = textWidth(false);
  const [left, right] = [width * 0.4, width * 0.6];
  const titles: Content = {
    columnGap: 0,
    columns: [
      {
        width: left,
        stack: [
          ...superior.map((text) => line(text, size.issuer)),
          ...issuer.map((text) => line(text, size.issuer, { bold: true })),
          rule(left, left * 0.35),
        ],
      },
      {
        width: right,
        stack: [
          line(NATION, size.nation, { bold: true }),
          line(MOTTO, size.motto, { bold: true }),
          rule(right, right * 0.62),
        ],
      },
    ],
  };
  const numbered: Content = {
    columnGap: 0,
    columns: [
      {
        width: left,
        stack: [
          line(`Số:        ${symbol}`, size.number),
          ...(matter === undefined ? [] : [line(matter, size.matter, { margin: [0, GAP, 0, 0] })]),
        ],
      },
      { width: right, stack: [line(`${place}, ${date}`, size.date, { italics: true })] },
    ],
  };
  return { stack: [titles, numbered], margin: [0, 0, 0, 2 * GAP] };
}

function title({ title: named, landscape }: DocumentContent): Content[] {
  if (named === null) return [];
  const attached =
    named.attachedTo === undefined ? [] : [line(named.attachedTo, size.body, { italics: true })];
  return [
    line(named.name, size.title, { bold: true }),
    line(named.about, size.title, { bold: true }),
    ...attached,
    rule(textWidth(landscape), mm(40)),
    { text: '', margin: [0, GAP / 2, 0, 0] },
  ];
}

function cell({ text, bold, align = 'left' }: Cell): Content {
  return { text, alignment: align, fontSize: TABLE_SIZE, ...(bold && { bold }) };
}

const GRID: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingTop: () => PADDING,
  paddingBottom: () => PADDING,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
};

function table({ widths, head: names, rows }: Table, landscape: boolean): ContentTable {
  // pdfmake adds its padding to the widths that it is given.
  const paddings = widths.length * 2 * PADDING + (widths.length + 1) * 0.5;
  const room = textWidth(landscape) - paddings;
  const headRow = names.map((text) => cell({ text, bold: true, align: 'center' }));
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: widths.map((share) => share * room),
      body: [headRow, ...rows.map((row) => row.map(cell))],
    },
    layout: GRID,
    margin: [0, 0, 0, GAP],
  };
}

function block(content: Block, landscape: boolean): Content {
  const indent = mm(LAYOUT.indentMm);
  switch (content.kind) {
    case 'paragraph':
      return {
        text: content.pieces.map(({ text, bold = false, italic = false }) => ({
          text,
          bold,
          italics: italic,
        })),
        alignment: 'justify',
        leadingIndent: indent,
        margin: [0, 0, 0, GAP],
      };
    case 'heading':
      return {
        text: content.text,
        bold: true,
        leadingIndent: indent,
        margin: [0, 0, 0, GAP],
      };
    case 'unit':
      return { text: content.text, italics: true, alignment: 'right', margin: [0, 0, 0, GAP / 2] };
    case 'table':
      return table(content, landscape);
    default:
      return content satisfies never;
  }
}

function foot({ signature, copies }: DocumentContent): Content[] {
  if (signature === null) return [];
  return [
    {
      unbreakable: true,
      margin: [0, 2 * GAP, 0, 0],
      columns: [
        {
          width: '*',
          stack: [
            { text: 'Nơi nhận:', bold: true, italics: true, fontSize: pt(size.copiesHead) },
            ...copies.map((text): Content => ({ text, fontSize: pt(size.copies) })),
          ],
        },
        {
          width: '*',
          stack: [
            ...signature.authority.map((text) => line(text, size.signature, { bold: true })),
            line(signature.post, size.signature, { bold: true, margin: [0, 0, 0, mm(20)] }),
          ],
        },
      ],
    },
  ];
}

function addressees({ to }: DocumentContent): Content[] {
  return to.map((text, index) =>
    line(index === 0 ? `Kính gửi: ${text}` : text, size.body, {
      margin: [0, index === 0 ? GAP : 0, 0, 2 * GAP],
    }),
  );
}

/** The same content as pdfmake sets it; exported because its words can be read back, those of a PDF only with a tool. */
export function pdfDefinition(content: DocumentContent): TDocumentDefinitions {
  const { landscape, warning } = content;
  return {
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [mm(margins.leftMm), mm(margins.topMm), mm(margins.rightMm), mm(margins.bottomMm)],
    defaultStyle: { font: 'BeVietnamPro', fontSize: pt(size.body), lineHeight: LAYOUT.lineHeight },
    header: (current: number): Content =>
      current === 1
        ? ''
        : { text: String(current), alignment: 'center', fontSize: pt(size.page), margin: [0, mm(8), 0, 0] },
    footer: (): Content =>
      warning === null ? '' : line(warning, size.warning, { italics: true, margin: [0, mm(6), 0, 0] }),
    info: { title: content.title?.about ?? content.header?.matter ?? '', subject: content.reference },
    language: 'vi-VN',
    content: [
      ...(content.header === null ? [] : [head(content.header)]),
      ...title(content),
      ...addressees(content),
      ...content.blocks.map((each) => block(each, landscape)),
      ...foot(content),
    ],
  };
}

/** The document as a PDF; reads the files of the font and nothing else. The library is loaded with the first. */
export async function pdfOf(content: DocumentContent, fonts: FontFiles): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setFonts({ BeVietnamPro: fonts });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
  return new Uint8Array(await pdfmake.createPdf(pdfDefinition(content)).getBuffer());
}
