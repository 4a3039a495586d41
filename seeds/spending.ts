import * as z from 'zod';
import { type Dong, dong } from '../domain/money.ts';
import type { Spending } from '../domain/project.ts';
import { LocalDate } from '../domain/time.ts';
import { Ty } from './report.ts';
import data from './spending-2024.json' with { type: 'json' };

const Month = z.tuple([z.string(), Ty]).transform(([month, amount]) => ({ month, amount }));
const File = z.object({
  months: z.array(Month),
  octoberTo11: Ty,
  sourced: z.array(z.object({ key: z.string(), upTo: LocalDate, source: z.string() })),
});

/** What the whole city disbursed by month; the sums up to the days in `sourced` are those of the report and the press. */
export const citySpending = File.parse(data);

/** Amounts of a month are whole triệu: nobody reports less. */
const TRIEU = 1_000_000;

/** A number in [0, 1) that belongs to a key and a month, always the same (FNV-1a). */
function fraction(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/**
 * A split of what a project has disbursed over the months up to the report: made up, in the proportions of the city's
 * months and off them by up to a half either way, the same every time. It sums to `disbursed` to the đồng.
 */
export function spendingOf(key: string, disbursed: Dong): Spending {
  const weights = citySpending.months.map(
    ({ month, amount }) => amount * (0.5 + fraction(`${key} ${month}`)),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const last = weights.length - 1;
  let weighed = 0;
  let spent = 0;
  const months = citySpending.months.map(({ month }, index) => {
    weighed += weights[index] ?? 0;
    const upTo = index === last ? disbursed : Math.floor((disbursed * weighed) / all / TRIEU) * TRIEU;
    const amount = dong(upTo - spent);
    spent = upTo;
    return { month, amount };
  });
  const note = 'Phân theo tháng: minh họa, khớp tổng đã giải ngân của dự án và nhịp của cả Thành phố';
  return { months, provenance: { kind: 'illustrative', note } };
}
