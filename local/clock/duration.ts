/** ISO 8601 durations, as the clock's route takes them. */

const form =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/**
 * The instant that lies a duration after another (epoch milliseconds, UTC calendar), for example `P5D` or `PT1H30M`.
 * Undefined for a text that is no duration.
 */
export function addDuration(instant: number, duration: string): number | undefined {
  const parts = form.exec(duration);
  if (parts === null) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 12 * years);
  // 31 January plus a month is the last day of February.
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  const hoursInAll = (weeks * 7 + days) * 24 + hours;
  const end = date.getTime() + (hoursInAll * 60 + minutes) * 60_000 + seconds * 1000;
  return Number.isFinite(end) && Math.abs(end) <= 8.64e15 ? end : undefined;
}
