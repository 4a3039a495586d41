import { formatDate, formatExactDong } from '../format.ts';
import { say } from '../messages.ts';
import type { Move } from '../move.ts';
import { sayReason } from '../reason.ts';
import { type LocalDate, localDateOf } from '../time.ts';
import { type Body, COMMITTEE, COUNCIL_NAME, headerOf, planningBody } from './bodies.ts';
import {
  type Block,
  type Cell,
  type DocumentContent,
  dateLine,
  END,
  paragraph,
  sentence,
  type Table,
} from './content.ts';
import { legalBases } from './legal-bases.ts';
import {
  counted,
  figuresAndWords,
  type MoveFile,
  officeName,
  type PlanChange,
  planChanges,
  totalOf,
  warningOf,
} from './move-facts.ts';

const matterOf = ({ planYear }: Move) => `điều chỉnh kế hoạch đầu tư công năm ${planYear} của Thành phố`;

/** Until the appraisal is done the planning body submits to the Committee; then the Committee submits to the Council. */
function submitter(move: Move, on: LocalDate): { readonly from: Body; readonly to: string } {
  return move.status === 'drafted'
    ? { from: planningBody(on), to: COMMITTEE.name }
    : { from: COMMITTEE, to: COUNCIL_NAME };
}

/** Names often begin with the word itself. */
function projectCalled(name: string): string {
  return /^dự án /iu.test(name) ? name : `Dự án ${name}`;
}

/** One project a line, as a list is written: a semicolon behind each, a full stop behind the last. Codes stand in the appendix. */
function listOf(changes: readonly PlanChange[], word: string): Block[] {
  return changes.map(({ line, owner }, index) => {
    const end = index === changes.length - 1 ? '.' : ';';
    return paragraph(
      `- ${projectCalled(line.projectName.vi)} (chủ đầu tư: ${owner}): ${word} ${formatExactDong(line.amount, 'vi')}${end}`,
    );
  });
}

/** What is adjusted, under `marks`: a paper numbers its parts in its own way. */
function content(file: MoveFile, [down, up, balance]: readonly [string, string, string]): Block[] {
  const { move } = file;
  const { donors, recipients } = planChanges(file);
  const [out, taken] = [totalOf(move.donors), totalOf(move.recipients)];
  return [
    paragraph(
      { text: `${down} Điều chỉnh giảm `, bold: true },
      `kế hoạch vốn năm ${move.planYear} của ${counted(donors.length)} dự án, tổng số vốn ${figuresAndWords(out)}, gồm:`,
    ),
    ...listOf(donors, 'giảm'),
    paragraph(
      { text: `${up} Điều chỉnh tăng `, bold: true },
      `kế hoạch vốn năm ${move.planYear} của ${counted(recipients.length)} dự án, tổng số vốn ${figuresAndWords(taken)}, gồm:`,
    ),
    ...listOf(recipients, 'tăng'),
    paragraph(
      { text: `${balance} Cân đối: `, bold: true },
      `tổng số vốn giảm bằng tổng số vốn tăng, chênh lệch ${formatExactDong(out - taken, 'vi')}; tổng kế hoạch vốn năm ${move.planYear} của Thành phố không thay đổi.`,
    ),
  ];
}

function appraisalSentence({ move, offices }: MoveFile): string {
  const agreed = move.appraisals.filter(({ outcome }) => outcome === 'agree');
  if (agreed.length === 0) {
    return `Việc thẩm định do ${counted(move.appraisers.length)} cơ quan thực hiện, cần ít nhất ${counted(move.quorum)} cơ quan đồng ý; chưa có ý kiến.`;
  }
  const names = agreed.map(({ office }) => officeName(offices, office)).join('; ');
  return `${counted(agreed.length)}/${counted(move.appraisers.length)} cơ quan thẩm định đã đồng ý (cần ít nhất ${counted(move.quorum)}): ${names}.`;
}

/** Tờ trình: the paper by which the adjustment of the plan is submitted. */
export function submissionPaper(file: MoveFile): DocumentContent {
  const { move, now } = file;
  const on = localDateOf(now);
  const { from, to } = submitter(move, on);
  return {
    kind: 'to-trinh',
    reference: move.id,
    landscape: false,
    header: headerOf(from, `/TTr-${from.symbol}`, dateLine(on)),
    title: { name: 'TỜ TRÌNH', about: `Về việc ${matterOf(move)}` },
    to: [`${to}.`],
    blocks: [
      ...legalBases(on).map((text) => paragraph({ text, italic: true })),
      paragraph(`${from.name} kính trình ${to} xem xét việc ${matterOf(move)} như sau:`),
      { kind: 'heading', text: 'I. SỰ CẦN THIẾT' },
      paragraph(sentence(sayReason('vi', move.reason))),
      { kind: 'heading', text: 'II. NỘI DUNG ĐIỀU CHỈNH' },
      ...content(file, ['1.', '2.', '3.']),
      paragraph({ text: '(Chi tiết tại Phụ lục kèm theo)', italic: true }),
      { kind: 'heading', text: 'III. KẾT QUẢ THẨM ĐỊNH' },
      paragraph(appraisalSentence(file)),
      paragraph(
        `Các điều kiện điều chuyển được kiểm tra theo bộ quy tắc ${move.rulesVersion}: dự án nhận vốn có trong kế hoạch trung hạn, đủ thủ tục đầu tư, giải ngân hết trong năm kế hoạch và không vượt tổng mức đầu tư.`,
      ),
      { kind: 'heading', text: 'IV. KIẾN NGHỊ' },
      paragraph(`${from.name} kính trình ${to} xem xét, quyết định${END}`),
    ],
    copies: ['- Như trên;', '- Các cơ quan thẩm định;', '- Chủ đầu tư các dự án;', `- Lưu: VT, ${move.id}.`],
    signature: from.signature,
    warning: warningOf(file.projects),
  };
}

function votes({ move, offices }: MoveFile): Table {
  const rows = move.appraisers.map((office, index): Cell[] => {
    const vote = move.appraisals.find((each) => each.office === office);
    const said = vote === undefined ? 'Chưa có ý kiến' : say('vi', `outcome.any.${vote.outcome}`);
    const day = vote === undefined ? '' : formatDate(localDateOf(vote.at), 'vi');
    return [
      { text: String(index + 1), align: 'center' },
      { text: officeName(offices, office) },
      { text: said },
      { text: day },
    ];
  });
  return {
    kind: 'table',
    widths: [0.08, 0.46, 0.24, 0.22],
    head: ['STT', 'Cơ quan thẩm định', 'Ý kiến', 'Ngày'],
    rows,
  };
}

/** Phiếu trình: the slip on which the planning body puts a matter before the Chairman, with room for his decision. */
export function routingSlip(file: MoveFile): DocumentContent {
  const { move, now } = file;
  const on = localDateOf(now);
  const from = planningBody(on);
  return {
    kind: 'phieu-trinh',
    reference: move.id,
    landscape: false,
    header: headerOf(from, `/PTr-${from.symbol}`, dateLine(on)),
    title: { name: 'PHIẾU TRÌNH', about: `Về việc ${matterOf(move)}` },
    to: [`Chủ tịch ${COMMITTEE.name}.`],
    blocks: [
      { kind: 'heading', text: '1. Vấn đề trình' },
      paragraph(sentence(sayReason('vi', move.reason))),
      { kind: 'heading', text: '2. Tóm tắt nội dung' },
      ...content(file, ['a)', 'b)', 'c)']),
      { kind: 'heading', text: '3. Ý kiến thẩm định' },
      votes(file),
      { kind: 'heading', text: '4. Kiến nghị' },
      paragraph(
        `Kính trình Chủ tịch ${COMMITTEE.name} xem xét, ký Tờ trình ${COUNCIL_NAME} về việc ${matterOf(move)}.`,
      ),
      { kind: 'heading', text: '5. Ý kiến của Chủ tịch' },
      ...Array.from({ length: 4 }, () => paragraph('…'.repeat(28))),
    ],
    copies: [`- Lưu: VT, ${move.id}.`],
    signature: from.signature,
    warning: warningOf(file.projects),
  };
}

const amount = (value: number): Cell => ({
  text: formatExactDong(value, 'vi').replace(/\D+$/u, ''),
  align: 'right',
});
/** A project that gives takes nothing, and the other way round: that column stays empty. A plan of nothing is said. */
const change = (value: number): Cell => (value === 0 ? { text: '' } : amount(value));
const bold = (cells: readonly Cell[]): Cell[] => cells.map((cell) => ({ ...cell, bold: true }));
const sumOf = (changes: readonly PlanChange[], figure: (change: PlanChange) => number) =>
  changes.reduce((sum, change) => sum + figure(change), 0);

function figuresOf({ before, after }: Pick<PlanChange, 'before' | 'after'>): Cell[] {
  return [
    amount(before),
    change(Math.max(0, before - after)),
    change(Math.max(0, after - before)),
    amount(after),
  ];
}

function section(number: string, name: string, changes: readonly PlanChange[]): Cell[][] {
  const before = sumOf(changes, (each) => each.before);
  const after = sumOf(changes, (each) => each.after);
  return [
    bold([{ text: number, align: 'center' }, { text: name }, { text: '' }, ...figuresOf({ before, after })]),
    ...changes.map((each, index): Cell[] => [
      { text: String(index + 1), align: 'center' },
      { text: `${each.line.projectName.vi} (${each.project.id})` },
      { text: each.owner },
      ...figuresOf(each),
    ]),
  ];
}

/** Phụ lục danh mục: every project of the move in exact đồng, with its plan before and after. */
export function appendix(file: MoveFile): DocumentContent {
  const { move, now } = file;
  const on = localDateOf(now);
  const { donors, recipients } = planChanges(file);
  const { from } = submitter(move, on);
  const all = [...donors, ...recipients];
  const total = bold([
    { text: '' },
    { text: 'TỔNG CỘNG' },
    { text: '' },
    amount(sumOf(all, ({ before }) => before)),
    amount(totalOf(move.donors)),
    amount(totalOf(move.recipients)),
    amount(sumOf(all, ({ after }) => after)),
  ]);
  return {
    kind: 'phu-luc',
    reference: move.id,
    landscape: true,
    header: null,
    title: {
      name: 'PHỤ LỤC',
      about: `Danh mục dự án điều chỉnh kế hoạch đầu tư công năm ${move.planYear}`,
      attachedTo: `(Kèm theo Tờ trình số        /TTr-${from.symbol} ${dateLine(on)} của ${from.name})`,
    },
    to: [],
    blocks: [
      { kind: 'unit', text: 'Đơn vị tính: đồng' },
      {
        kind: 'table',
        widths: [0.05, 0.25, 0.14, 0.14, 0.14, 0.14, 0.14],
        head: [
          'STT',
          'Tên dự án (mã)',
          'Chủ đầu tư',
          'Kế hoạch trước điều chỉnh',
          'Giảm',
          'Tăng',
          'Kế hoạch sau điều chỉnh',
        ],
        rows: [
          ...section('I', 'Dự án giảm vốn', donors),
          ...section('II', 'Dự án tăng vốn', recipients),
          total,
        ],
      },
      paragraph(
        { text: 'Tổng số vốn điều chuyển: ', bold: true },
        `${figuresAndWords(totalOf(move.donors))}.`,
      ),
    ],
    copies: [],
    signature: null,
    warning: warningOf(file.projects),
  };
}
