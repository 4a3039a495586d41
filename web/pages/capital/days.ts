/** A day as people here type it. */
import { LocalDate } from '#domain/time.ts';

/** `14/11/2024`, `14-11-2024` or `2024-11-14` as the API wants it; what is no day stays, for the API to name. */
export function readDay(typed: string): LocalDate {
  const [, day = '', month = '', year = ''] =
    /^\s*(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4})\s*$/.exec(typed) ?? [];
  const text = year === '' ? typed.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = LocalDate.safeParse(text);
  return parsed.success ? parsed.data : (text as LocalDate);
}
