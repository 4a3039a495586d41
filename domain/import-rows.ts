import * as z from 'zod';
import { AuthorityLevel, BlockerCategory, BlockerReport } from './blocker.ts';
import type { CaseId } from './ids.ts';
import type { MoneyUnit } from './import.ts';
import { type Dong, dong, TY } from './money.ts';
import { PersonalDataKind, personalDataKinds } from './personal-data.ts';
import { folded } from './search-text.ts';
import { LocalDate } from './time.ts';

/** A cell as it was typed, composed (NFC) and trimmed; a number with a decimal comma, a day as `YYYY-MM-DD`. */
export type Cells = Readonly<Record<string, string>>;

/** What is wrong in one cell: the rule it breaks (words: `cell.…`), and what it clashes with: the row that is like it. */
export type CellProblem = {
  readonly field: string;
  readonly code: CellCode;
  readonly of?: string | undefined;
};

export const CellCode = z.enum([
  'required',
  'tooLong',
  'notInList',
  'notCount',
  'notMoney',
  'notWholeDong',
  'notDate',
  'projectUnknown',
  'projectElsewhere',
  'projectClosed',
  'twice',
  'decided',
  'abovePlan',
  'aboveRemaining',
  'olderThanStored',
  'otherYear',
]);
export type CellCode = z.infer<typeof CellCode>;

/** What is allowed, and likely a slip: each kind of personal data, a day that is over, a case of the same kind (which). */
export const WarningCode = z.enum([...PersonalDataKind.options, 'past', 'alike']);
export type WarningCode = z.infer<typeof WarningCode>;
export type CellWarning = {
  readonly field: string;
  readonly code: WarningCode;
  readonly of?: string | undefined;
};

const FACTORS: Readonly<Record<MoneyUnit, number>> = { dong: 1, million: 1_000_000, billion: TY };

/**
 * The number that a text means in Vietnam: `6.800` and `6 800` are 6,800; `6,8` is 6.8; `1.234,5` is 1,234.5. A point
 * that does not stand before groups of three digits is what a spreadsheet in English wrote: `6.8`. Null for no number.
 */
export function parseNumber(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0]/g, '');
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  if (/^\d+(,\d+)?$/.test(plain)) return Number(plain.replace(',', '.'));
  return /^\d+\.\d+$/.test(plain) ? Number(plain) : null;
}

/** An amount in đồng out of a text and the unit of its column; `notMoney`, or `notWholeDong` for parts of a đồng. */
export function parseMoney(text: string, unit: MoneyUnit): Dong | 'notMoney' | 'notWholeDong' {
  const number = parseNumber(text);
  if (number === null) return 'notMoney';
  // A decimal of tỷ is not exact in binary: đồng are rounded where the difference is what a number of this size can't hold.
  const amount = number * FACTORS[unit];
  const whole = Math.round(amount);
  if (!Number.isSafeInteger(whole)) return 'notMoney';
  const inexact = Math.max(1e-3, whole * 2 * Number.EPSILON);
  return Math.abs(amount - whole) > inexact ? 'notWholeDong' : dong(whole);
}

/** `31/10/2024`, `31-10-2024` and `2024-10-31`; null for a day that is none. */
export function parseDay(text: string): LocalDate | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = LocalDate.safeParse(iso);
  return parsed.success ? parsed.data : null;
}

/** Words that a cell may hold instead of a code: the names in either language, accents optional. */
export type CodeNames = (code: string) => readonly string[];

/** The code that a cell means: itself, or the one whose name it says. */
export function parseCode<Code extends string>(
  text: string,
  codes: readonly Code[],
  names: CodeNames,
): Code | null {
  const said = folded(text);
  return (
    codes.find((code) => folded(code) === said || names(code).some((name) => folded(name) === said)) ?? null
  );
}

/** The words for a cause, a category and a level. */
export type ImportNames = {
  readonly category: CodeNames;
  readonly cause: CodeNames;
  readonly authorityLevel: CodeNames;
};

/** What a row of blockers says; all of it known to be well-formed. */
export type BlockerRow = Omit<BlockerReport, 'projectId' | 'solution' | 'attachments'> & {
  readonly reference: string;
};

export type Parsed<Row> = { readonly row: Row | null; readonly problems: readonly CellProblem[] };

function reader(cells: Cells) {
  const problems: CellProblem[] = [];
  const text = (field: string): string => (cells[field] ?? '').normalize('NFC').trim();
  const wrong = (field: string, code: CellCode): null => {
    problems.push({ field, code });
    return null;
  };
  /** Null, with its problem noted, for what is empty or does not parse. */
  const read = <T>(field: string, code: CellCode, parse: (said: string) => T | null): T | null => {
    const said = text(field);
    if (said === '') return wrong(field, 'required');
    return parse(said) ?? wrong(field, code);
  };
  return { problems, text, wrong, read };
}

const LONGEST_REFERENCE = 40;

/** A row of the sheet of blockers, or what is wrong with each of its cells. */
export function parseBlockerRow(cells: Cells, names: ImportNames): Parsed<BlockerRow> {
  const { problems, text, wrong, read } = reader(cells);
  const words = (field: string, longest: number) =>
    read(field, 'tooLong', (said) => (said.length <= longest ? said : null));
  const category = read('category', 'notInList', (said) =>
    parseCode(said, BlockerCategory.options, names.category),
  );
  const authorityLevel = read('authorityLevel', 'notInList', (said) =>
    parseCode(said, AuthorityLevel.options, names.authorityLevel),
  );
  const cause = read('cause', 'notInList', (said) =>
    parseCode(said, BlockerReport.shape.cause.options, names.cause),
  );
  const description = words('description', 500);
  const request = words('request', 300);
  const reference = text('reference');
  if (reference.length > LONGEST_REFERENCE) wrong('reference', 'tooLong');
  const households = text('householdsLeft');
  const count = households === '' ? undefined : parseNumber(households);
  const counted = count === undefined || BlockerReport.shape.householdsLeft.safeParse(count).success;
  if (!counted) wrong('householdsLeft', 'notCount');
  const due = text('requestBy');
  const requestBy = due === '' ? undefined : parseDay(due);
  if (requestBy === null) wrong('requestBy', 'notDate');
  const parsed = BlockerReport.pick({
    category: true,
    authorityLevel: true,
    cause: true,
    description: true,
    request: true,
    requestBy: true,
    householdsLeft: true,
  }).safeParse({
    category,
    authorityLevel,
    cause,
    description,
    request,
    ...(count === undefined ? {} : { householdsLeft: count }),
    ...(requestBy === undefined ? {} : { requestBy }),
  });
  const sound = parsed.success && problems.length === 0;
  return { row: sound ? { ...parsed.data, reference } : null, problems };
}

/** What of a sound row of blockers should be looked at once more, on this day and beside this open case of its kind. */
export function warningsOfRow(
  row: BlockerRow,
  { today, alike }: { readonly today: LocalDate; readonly alike: CaseId | null },
): CellWarning[] {
  const personal = (['description', 'request'] as const).flatMap((field) =>
    personalDataKinds([row[field]]).map((code) => ({ field, code })),
  );
  return [
    ...personal,
    ...(row.requestBy !== undefined && row.requestBy < today
      ? [{ field: 'requestBy', code: 'past' as const }]
      : []),
    ...(alike === null ? [] : [{ field: 'category', code: 'alike' as const, of: alike }]),
  ];
}

/** What a row of figures says, in đồng. */
export type FigureRow = {
  readonly planYear: number;
  readonly disbursed: Dong;
  readonly absorbable: Dong;
  readonly asOf: LocalDate;
};

/** A row of the sheet of figures, its amounts in the unit of the sheet. */
export function parseFigureRow(cells: Cells, unit: MoneyUnit): Parsed<FigureRow> {
  const { problems, text, wrong, read } = reader(cells);
  const money = (field: string): Dong | null => {
    const said = text(field);
    if (said === '') return wrong(field, 'required');
    const amount = parseMoney(said, unit);
    return typeof amount === 'string' ? wrong(field, amount) : amount;
  };
  const disbursed = money('disbursed');
  const absorbable = money('absorbable');
  const asOf = read('asOf', 'notDate', parseDay);
  const planYear = read('planYear', 'otherYear', (said) => (/^20\d\d$/.test(said) ? Number(said) : null));
  const whole = disbursed !== null && absorbable !== null && asOf !== null && planYear !== null;
  return { row: whole ? { disbursed, absorbable, asOf, planYear } : null, problems };
}
