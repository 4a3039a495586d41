/**
 * RFC 3339 date-times as the language takes them: `T` and a zone are required, a fraction may have up to nine digits.
 */
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds (with a fraction for finer times), or `undefined` where the text is no such date-time. */
export function parseTimestamp(text: string): number | undefined {
  const parts = TIMESTAMP.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const base = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  // Date.parse lets 30 February run over into March; a date that does not come back is none
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number.isNaN(base) || Number(day) > daysInMonth) return undefined;
  return base + Number(`0.${fraction || '0'}`) * 1000;
}
