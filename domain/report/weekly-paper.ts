import { headerOf, planningBody } from '../document/bodies.ts';
import {
  type Block,
  type Cell,
  type DocumentContent,
  dateLine,
  END,
  paragraph,
} from '../document/content.ts';
import { figuresAndWords } from '../document/move-facts.ts';
import { formatCount, formatDate, formatPercent } from '../format.ts';
import { dong } from '../money.ts';
import { localDateOf, plusDays } from '../time.ts';
import type { WeeklyLine, WeeklyReport } from './weekly.ts';

export const NO_FIGURE = 'chưa có số liệu';

/** Heads of the columns, the same on paper and in the spreadsheet. */
export const WEEKLY_HEADS = [
  'Số dự án',
  'Kế hoạch',
  'Đã giải ngân',
  'Tỷ lệ',
  'Còn lại',
  'Cần mỗi ngày làm việc',
  'Tăng trong tuần',
] as const;

export function weekName({ week, monday }: Pick<WeeklyReport, 'week' | 'monday'>): string {
  return `tuần ${week.slice(-2)} (từ ${formatDate(monday, 'vi')} đến ${formatDate(plusDays(monday, 6), 'vi')})`;
}

const right = (text: string): Cell => ({ text, align: 'right' });
const amount = (value: number | null): Cell => right(value === null ? NO_FIGURE : formatCount(value, 'vi'));

function rowOf(line: WeeklyLine, number: string): Cell[] {
  return [
    { text: number, align: 'center' },
    { text: line.name },
    right(formatCount(line.projects, 'vi')),
    amount(line.planned),
    amount(line.disbursed),
    right(line.rate === null ? '–' : formatPercent(line.rate, 'vi')),
    amount(line.remaining),
    right(line.pace === null ? '–' : formatCount(line.pace, 'vi')),
    amount(line.change),
  ];
}

function tableOf(name: string, lines: readonly WeeklyLine[], total: WeeklyLine): Block {
  const strong = (cells: Cell[]): Cell[] => cells.map((cell) => ({ ...cell, bold: true }));
  return {
    kind: 'table',
    widths: [0.04, 0.17, 0.05, 0.135, 0.135, 0.065, 0.135, 0.135, 0.135],
    head: ['STT', name, ...WEEKLY_HEADS],
    rows: [...lines.map((line, index) => rowOf(line, String(index + 1))), strong(rowOf(total, ''))],
  };
}

/** The weekly report on paper: the same frame as every document, lying across, in exact đồng. */
export function weeklyPaper(report: WeeklyReport): DocumentContent {
  const { planYear, total, asOf, until, workingDaysLeft, groups, units, owners } = report;
  const on = localDateOf(asOf);
  const body = planningBody(on);
  const unit: Block = { kind: 'unit', text: 'Đơn vị tính: đồng' };
  const pace =
    total.pace === null
      ? 'Thời hạn giải ngân đã hết.'
      : `Còn ${formatCount(workingDaysLeft, 'vi')} ngày làm việc đến hết ngày ${formatDate(until, 'vi')}; mỗi ngày làm việc phải giải ngân ${figuresAndWords(dong(total.pace))}.`;
  const since =
    report.before === null
      ? `Tăng trong tuần: ${NO_FIGURE} đầu tuần để so sánh.`
      : `Tăng so với số liệu đầu tuần (ngày ${formatDate(report.before.on, 'vi')}): ${amount(total.change).text}${total.change === null ? '' : ' đồng'}, tính trên ${formatCount(report.before.compared, 'vi')} dự án có số liệu ở cả hai kỳ.`;
  return {
    kind: 'bao-cao-tuan',
    reference: `tuan-${report.monday}`,
    landscape: true,
    header: headerOf(body, `/BC-${body.symbol}`, dateLine(on)),
    title: {
      name: 'BÁO CÁO',
      about: `Tình hình giải ngân kế hoạch vốn đầu tư công năm ${planYear}, ${weekName(report)}`,
    },
    to: [],
    blocks: [
      paragraph(
        `Lũy kế đến ngày ${formatDate(on, 'vi')}, ${formatCount(total.projects, 'vi')} dự án đã giải ngân ${figuresAndWords(dong(total.disbursed))}, đạt ${total.rate === null ? '–' : formatPercent(total.rate, 'vi')} kế hoạch năm ${planYear}.`,
      ),
      paragraph(pace),
      paragraph(since),
      { kind: 'heading', text: '1. Theo nhóm dự án' },
      unit,
      tableOf('Nhóm dự án', groups, total),
      { kind: 'heading', text: '2. Theo địa bàn (dự án nhiều địa bàn tính vào địa bàn đứng đầu)' },
      unit,
      tableOf('Quận, huyện, thành phố', units, total),
      { kind: 'heading', text: '3. Theo chủ đầu tư' },
      unit,
      tableOf('Chủ đầu tư', owners, total),
      paragraph(
        `Nguồn: số liệu chủ đầu tư và Kho bạc Nhà nước nhập vào hệ thống; tỷ lệ bằng số đã giải ngân chia cho kế hoạch sau các lần điều chuyển đã ghi sổ${END}`,
      ),
    ],
    copies: ['- Ủy ban nhân dân Thành phố (để báo cáo);', '- Các chủ đầu tư;', '- Lưu: VT.'],
    signature: body.signature,
    warning: report.illustrative
      ? 'Có số liệu minh họa: bản này để xem thử, không phải báo cáo chính thức.'
      : null,
  };
}
