import * as z from 'zod';
import { Calendar } from '../domain/calendar.ts';
import data from './calendar.json' with { type: 'json' };

const Row = z.tuple([z.string(), z.string(), z.string()]);
const YearRow = z.object({ year: z.int(), off: z.array(Row), worked: z.array(Row), source: z.string() });

function daysOf(rows: readonly z.infer<typeof Row>[], source: string) {
  return rows.map(([date, vi, en]) => ({ date, name: { vi, en }, source }));
}

/**
 * The public-sector calendar of 2024 to 2026 with its swapped days. 24 November 2026 («Ngày Văn hóa Việt Nam») is left
 * out on purpose: see `leftOut` in the data for the reason and for what to change once it is law.
 */
export const calendar: Calendar = Calendar.parse({
  version: data.version,
  years: z
    .array(YearRow)
    .parse(data.years)
    .map(({ year, off, worked, source }) => ({
      year,
      off: daysOf(off, source),
      worked: daysOf(worked, source),
    })),
});
