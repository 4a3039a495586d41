import { LocalDate, plusDays, weekdayOf } from '#domain/time.ts';

const DAYS = 7;

function padded(month: number): string {
  return String(month).padStart(2, '0');
}

/** The weeks of a month, Monday first; null where a week has days of another month. */
export function monthOf(year: number, month: number): (LocalDate | null)[][] {
  const prefix = `${year}-${padded(month)}`;
  const first = LocalDate.parse(`${prefix}-01`);
  const cells: (LocalDate | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null);
  for (let date = first; date.startsWith(prefix); date = plusDays(date, 1)) cells.push(date);
  while (cells.length % DAYS !== 0) cells.push(null);
  return Array.from({ length: cells.length / DAYS }, (_, week) =>
    cells.slice(week * DAYS, (week + 1) * DAYS),
  );
}
