import type { Row } from 'write-excel-file/node';
import { remainingOf } from '#domain/capital-figures.ts';
import { formatDate, formatDateTime } from '#domain/format.ts';
import type { Project } from '#domain/project.ts';
import type { WeeklyLine, WeeklyReport } from '#domain/report/weekly.ts';
import { NO_FIGURE, WEEKLY_HEADS, weekName } from '#domain/report/weekly-paper.ts';
import { workbookFile } from '../workbook-file.ts';
import { NATIONAL_COLUMNS } from './national-columns.ts';

/** Whole đồng, grouped by the reader's own Excel. */
const DONG = '#,##0';
const PERCENT = '0.0%';

const head = (value: string) => ({
  value,
  fontWeight: 'bold' as const,
  wrap: true,
  backgroundColor: '#E3F0F1',
});
const amount = (value: number | null) => (value === null ? { value: NO_FIGURE } : { value, format: DONG });

function rowOf(line: WeeklyLine): Row {
  return [
    { value: line.name },
    { value: line.projects },
    amount(line.planned),
    amount(line.disbursed),
    line.rate === null ? null : { value: line.rate, format: PERCENT },
    amount(line.remaining),
    line.pace === null ? null : { value: line.pace, format: DONG },
    amount(line.change),
  ];
}

function sheetOf(name: string, report: WeeklyReport, lines: readonly WeeklyLine[]) {
  const mark = report.illustrative ? 'Có số liệu minh họa. ' : '';
  const note = `${mark}Nguồn: chủ đầu tư và Kho bạc Nhà nước; đơn vị: đồng; số liệu lúc ${formatDateTime(report.asOf, 'vi')}; hạn giải ngân ${formatDate(report.until, 'vi')}, còn ${report.workingDaysLeft} ngày làm việc.`;
  return {
    sheet: name,
    data: [
      [
        {
          value: `Giải ngân kế hoạch vốn năm ${report.planYear}, ${weekName(report)}`,
          fontWeight: 'bold' as const,
        },
      ],
      [{ value: note }],
      [head(name), ...WEEKLY_HEADS.map(head)],
      ...lines.map(rowOf),
      rowOf(report.total),
    ],
    columns: [{ width: 46 }, { width: 10 }, ...Array.from({ length: 6 }, () => ({ width: 24 }))],
    stickyRowsCount: 3,
  };
}

/** Three sheets, by group, unit and owner; each ends in the same total. */
export async function weeklySheets(report: WeeklyReport): Promise<Uint8Array> {
  const sheets = [
    sheetOf('Nhóm dự án', report, report.groups),
    sheetOf('Địa bàn', report, report.units),
    sheetOf('Chủ đầu tư', report, report.owners),
  ];
  return workbookFile(sheets);
}

export type NationalRow = { readonly project: Project; readonly owner: string; readonly units: string };

/** The upload file: one row a project, and a sheet that says what each column is and what is assumed about it. */
export async function nationalSheets(rows: readonly NationalRow[]): Promise<Uint8Array> {
  const data = [
    NATIONAL_COLUMNS.map(({ head: name }) => head(name)),
    ...rows.map(
      (row): Row =>
        NATIONAL_COLUMNS.map(({ cell, format }) => {
          const value = cell({ ...row, remaining: remainingOf(row.project.capital) });
          if (value === null) return null;
          return format === undefined ? { value } : { value, format };
        }),
    ),
  ];
  const notes = [
    [head('Cột'), head('Nội dung'), head('Căn cứ')],
    ...NATIONAL_COLUMNS.map(({ head: name, meaning, assumed }) => [
      { value: name },
      { value: meaning, wrap: true },
      { value: assumed ? 'Giả định: kiểm tra với mẫu của Hệ thống trước khi nộp' : 'Dữ liệu của Khơi Thông' },
    ]),
  ];
  const sheets = [
    { sheet: 'DuLieu', data, columns: NATIONAL_COLUMNS.map(({ width }) => ({ width })), stickyRowsCount: 1 },
    { sheet: 'GhiChu', data: notes, columns: [{ width: 28 }, { width: 80 }, { width: 52 }] },
  ];
  return workbookFile(sheets);
}
