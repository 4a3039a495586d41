import type { LocalDate } from '../time.ts';

/**
 * What stands in a document, before it has a file format: one structure, from which the .docx for the signing system and
 * the PDF preview are made, so that both say the same. Documents are in Vietnamese: it is the language in which they count.
 */
export type Piece = { readonly text: string; readonly bold?: true; readonly italic?: true };

export type Align = 'left' | 'center' | 'right';
export type Cell = { readonly text: string; readonly bold?: true; readonly align?: Align };
export type Table = {
  readonly kind: 'table';
  /** Shares of the width of the text, by column. */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

export type Block =
  /** Justified, first line indented. */
  | { readonly kind: 'paragraph'; readonly pieces: readonly Piece[] }
  /** A section with its number: "I. SỰ CẦN THIẾT". */
  | { readonly kind: 'heading'; readonly text: string }
  /** Italic at the right margin, above a table: "Đơn vị tính: đồng". */
  | { readonly kind: 'unit'; readonly text: string }
  | Table;

/** The two columns at the top: who issues under which number, and the national title with place and date. */
export type Header = {
  readonly superior: readonly string[];
  readonly issuer: readonly string[];
  /** Behind "Số:      ", which the signing system fills in: "/TTr-UBND". */
  readonly symbol: string;
  /** The matter of a letter (công văn), which has no title: "V/v …". */
  readonly matter?: string;
  readonly place: string;
  /** "ngày     tháng 10 năm 2024": the day is the signer's. */
  readonly date: string;
};

export type Signature = { readonly authority: readonly string[]; readonly post: string };

export const DOCUMENT_KINDS = ['to-trinh', 'phieu-trinh', 'phu-luc', 'cong-van-don-doc'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type DocumentContent = {
  readonly kind: DocumentKind | 'bao-cao-tuan';
  /** Of the move or case, by which the signed document finds its way back. */
  readonly reference: string;
  readonly landscape: boolean;
  readonly header: Header | null;
  readonly title: { readonly name: string; readonly about: string; readonly attachedTo?: string } | null;
  /** Behind "Kính gửi:". */
  readonly to: readonly string[];
  readonly blocks: readonly Block[];
  /** Lines below "Nơi nhận:". */
  readonly copies: readonly string[];
  readonly signature: Signature | null;
  /** At the foot of every page; null where everything has a public source. */
  readonly warning: string | null;
};

/**
 * The frame that Decree 30/2020/NĐ-CP, Appendix I prescribes (A4; margins top and bottom 20–25 mm, left 30–35, right 15–20;
 * Times New Roman; sizes in points). docs/documents.md says which line comes from where.
 */
export const LAYOUT = {
  page: { widthMm: 210, heightMm: 297 },
  margins: { topMm: 20, bottomMm: 20, leftMm: 30, rightMm: 15 },
  font: 'Times New Roman',
  size: {
    nation: 12,
    motto: 13,
    issuer: 12,
    number: 13,
    date: 13,
    matter: 12,
    title: 14,
    body: 14,
    table: 11,
    copiesHead: 12,
    copies: 11,
    signature: 14,
    page: 13,
    warning: 9,
  },
  /** First lines stand in by 1.27 cm, paragraphs 6 pt apart, lines a little apart. */
  indentMm: 12.7,
  spacingPt: 6,
  lineHeight: 1.15,
} as const;

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** Closes the text of a document. */
export const END = './.';
/** Room that the signing system fills in. */
export const BLANK = '      ';

export function paragraph(...pieces: readonly (string | Piece)[]): Block {
  return {
    kind: 'paragraph',
    pieces: pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : piece)),
  };
}

/** As typed, with a full stop where its writer left it out. */
export function sentence(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** "ngày     tháng 10 năm 2024"; January and February take a zero, as days below ten do. */
export function dateLine(on: LocalDate): string {
  const month = on.slice(5, 7);
  return `ngày${BLANK}tháng ${Number(month) < 3 ? month : Number(month)} năm ${on.slice(0, 4)}`;
}
