import type { Row, SheetData } from 'write-excel-file/node';
import { formatDate, formatTime } from '#domain/format.ts';
import { EN } from '#domain/messages.en.ts';
import { VI } from '#domain/messages.vi.ts';
import type { Locale } from '#domain/text.ts';
import { type Instant, localDateOf } from '#domain/time.ts';
import type { CaseSummary } from '../api/views.ts';
import { SHEET_WORDS } from './words.ts';

type Column = {
  readonly head: string;
  readonly width: number;
  readonly cell: (row: CaseSummary) => string | number | Date | null;
  readonly format?: string;
};

/** Numbers of đồng stay whole numbers; Excel groups them in the reader's own way. */
const DONG = '#,##0';
const DAY = 'dd/mm/yyyy';

/** A day as Excel keeps it: without a time zone, so that nobody's clock moves it. */
function dayOf(at: Instant | null): Date | null {
  return at === null ? null : new Date(`${localDateOf(at)}T00:00:00Z`);
}

const NAMES: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  vi: new Map(Object.entries(VI)),
  en: new Map(Object.entries(EN)),
};

/** The domain's own name of a code; a code without one stands for itself. */
function named(locale: Locale, list: string, code: string): string {
  return NAMES[locale].get(`${list}.${code}`) ?? code;
}

function columnsOf(locale: Locale, unitNames: ReadonlyMap<string, string>): readonly Column[] {
  const words = SHEET_WORDS[locale];
  return [
    { head: words.code, width: 15, cell: ({ id }) => id },
    { head: words.project, width: 46, cell: ({ projectName }) => projectName[locale] },
    { head: words.projectCode, width: 20, cell: ({ projectId }) => projectId },
    { head: words.category, width: 30, cell: ({ category }) => named(locale, 'category', category) },
    {
      head: words.units,
      width: 28,
      cell: ({ units }) => units.map((code) => unitNames.get(code) ?? code).join('; '),
    },
    { head: words.status, width: 20, cell: ({ status }) => named(locale, 'caseStatus', status) },
    { head: words.rung, width: 7, cell: ({ rung }) => rung },
    { head: words.holder, width: 34, cell: ({ holderName }) => holderName?.[locale] ?? null },
    { head: words.since, width: 13, format: DAY, cell: ({ since }) => dayOf(since) },
    { head: words.due, width: 13, format: DAY, cell: ({ dueAt }) => dayOf(dueAt) },
    { head: words.overdue, width: 12, cell: ({ overdueWorkingDays }) => overdueWorkingDays },
    { head: words.atRisk, width: 24, format: DONG, cell: ({ atRisk }) => atRisk },
    { head: words.idle, width: 24, format: DONG, cell: ({ idle }) => idle },
    { head: words.why, width: 60, cell: ({ why }) => why[locale] },
    { head: words.next, width: 60, cell: ({ next }) => next?.words[locale] ?? null },
    { head: words.nextOn, width: 13, format: DAY, cell: ({ next }) => dayOf(next?.at ?? null) },
  ];
}

export type Sheet = {
  readonly rows: SheetData;
  readonly columns: { readonly width: number }[];
  readonly name: string;
};

/** A sheet with two lines above its heads: what it is and as of when; that its figures are partly illustrative. */
export function sheetOf(
  cases: readonly CaseSummary[],
  { locale, asOf, unitNames }: { locale: Locale; asOf: Instant; unitNames: ReadonlyMap<string, string> },
): Sheet {
  const words = SHEET_WORDS[locale];
  const columns = columnsOf(locale, unitNames);
  const moment = `${formatTime(asOf)}, ${formatDate(localDateOf(asOf), locale)}`;
  const heads: Row = columns.map(({ head }) => ({
    value: head,
    fontWeight: 'bold',
    wrap: true,
    backgroundColor: '#E3F0F1',
  }));
  const body = cases.map(
    (row): Row =>
      columns.map(({ cell, format }) => {
        const value = cell(row);
        if (value === null) return null;
        return format === undefined ? { value } : { value, format };
      }),
  );
  return {
    name: words.sheet,
    columns: columns.map(({ width }) => ({ width })),
    rows: [
      [
        {
          value: `${words.title} · ${words.asOf} ${moment} · ${cases.length} ${words.cases}`,
          fontWeight: 'bold',
        },
      ],
      [{ value: words.tag }],
      heads,
      ...body,
    ],
  };
}
