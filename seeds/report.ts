import * as z from 'zod';
import { Dong, dong, TY } from '../domain/money.ts';
import { ProjectGroup } from '../domain/project.ts';
import { Localized } from '../domain/text.ts';
import { LocalDate } from '../domain/time.ts';
import { localized, Pair } from './localized.ts';
import data from './report-2024-10-08.json' with { type: 'json' };

/** Tỷ in the data, đồng in the product. Fails when an amount is not a whole number of đồng. */
export const Ty = z.number().transform((amount) => dong(Math.round(amount * 1000) * (TY / 1000)));

const Words = Pair.transform(localized).pipe(Localized);
const Report = z.object({
  asOf: LocalDate,
  blockedProjects: z.object({ count: z.int(), source: z.string() }),
  dueBy: z.object({ date: LocalDate, source: z.string() }),
  figures: z.array(
    z.object({
      key: z.string(),
      name: Words,
      amount: Ty,
      source: z.string(),
      asOf: LocalDate.optional(),
      group: ProjectGroup.optional(),
    }),
  ),
  groups: z.array(z.object({ group: ProjectGroup, name: Words, undisbursed: Ty, source: z.string() })),
  /** What the report leaves open; the sample portfolio does not fill it. */
  notBrokenDown: z.object({ amount: Ty, name: Words, why: Words }),
});
export type Report = z.infer<typeof Report>;

/** The report of 8 October 2024, figure by figure, each with its source; amounts in đồng. */
export const report: Report = Report.parse(data);

/** One figure of the report by its key, such as `yearPlan`. */
export function figureOf(key: string): Dong {
  const figure = report.figures.find((each) => each.key === key);
  return Dong.parse(figure?.amount);
}
