/** Lines, rules and columns of a Word file, measured as people measure them. */
import {
  AlignmentType,
  BorderStyle,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { LAYOUT } from '#domain/document/content.ts';

/** Twentieths of a point, in which Word measures. */
const TWIPS_PER_MM = 1440 / 25.4;
export const mm = (length: number): number => Math.round(length * TWIPS_PER_MM);
export const pt = (length: number): number => length * 20;
/** Word counts sizes of letters in half points, lines in 240ths. */
export const half = (size: number): number => size * 2;

const { margins, page } = LAYOUT;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
} as const;
const RULE = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } as const;
export const CENTER = { alignment: AlignmentType.CENTER } as const;

export function textWidthMm(landscape: boolean): number {
  return (landscape ? page.heightMm : page.widthMm) - margins.leftMm - margins.rightMm;
}

export function run(
  text: string,
  points: number,
  style: Pick<IRunOptions, 'bold' | 'italics'> = {},
): TextRun {
  return new TextRun({ text, size: half(points), ...style });
}

type LineStyle = IRunOptions & { readonly before?: number; readonly after?: number };

export function line(text: string, points: number, options: LineStyle = {}) {
  const { before = 0, after = 0, ...style } = options;
  return new Paragraph({
    ...CENTER,
    spacing: { before: pt(before), after: pt(after) },
    children: [run(text, points, style)],
  });
}

/** A rule below a line, in the middle of its column: Decree 30 wants it as long as the text, or a third to a half of it. */
export function rule(columnMm: number, lengthMm: number): Paragraph {
  const indent = mm((columnMm - lengthMm) / 2);
  return new Paragraph({
    ...CENTER,
    spacing: { before: pt(4), after: pt(2), line: pt(3), lineRule: LineRuleType.EXACT },
    indent: { left: indent, right: indent },
    border: { top: RULE },
    children: [],
  });
}

/** How long a line of Times New Roman is, near enough for a rule below it: half an em a letter, capitals more. */
export function lengthMm(text: string, points: number, perLetter: number): number {
  return (text.length * points * perLetter * 25.4) / 72;
}

/** Two columns without borders: the frame of the head and of the foot. */
export function columns(widths: readonly number[], ...rows: readonly Paragraph[][][]): Table {
  const total = textWidthMm(false);
  const cell = (children: Paragraph[], share: number) =>
    new TableCell({ children, width: { size: mm(total * share), type: WidthType.DXA }, borders: NO_BORDERS });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(total), type: WidthType.DXA },
    columnWidths: widths.map((share) => mm(total * share)),
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (sides) =>
        new TableRow({
          cantSplit: true,
          children: sides.map((children, index) => cell(children, widths[index] ?? 0)),
        }),
    ),
  });
}
