import * as z from 'zod';
import { LegalSource, MoveCondition, Rules } from '../domain/rules.ts';
import { localized, Pair } from './localized.ts';
import data from './rules.json' with { type: 'json' };

const SourceName = z.string();
const File = z.object({
  sources: z.record(
    SourceName,
    z
      .object({ title: Pair, reference: z.string(), verified: z.boolean() })
      .transform((row) => LegalSource.parse({ ...row, title: localized(row.title) })),
  ),
  conditions: z.record(MoveCondition, SourceName),
  priority: z.array(z.object({ group: z.string(), rank: z.int(), name: Pair })),
  draft: z.unknown(),
  versions: z.array(
    z.object({ version: z.string(), name: Pair, validFrom: z.string(), validTo: z.string().optional() }),
  ),
  planAdjustmentUntil: z.string(),
  disbursementUntil: z.string(),
  carryOver: z.object({ until: z.string(), cases: z.array(Pair), decides: Pair }),
  dateBasis: z.record(z.string(), SourceName),
  deciders: z.array(
    z.object({ budgetSource: z.string(), cityDecides: z.boolean(), who: Pair, basis: SourceName }),
  ),
});

function readRules(): Rules[] {
  const { sources, conditions, priority, versions, carryOver, dateBasis, deciders, ...shared } =
    File.parse(data);
  const cite = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([code, name]) => [code, sources[name]]));
  return versions.map((version) =>
    Rules.parse({
      ...shared,
      ...version,
      name: localized(version.name),
      priority: priority.map((row) => ({ ...row, name: localized(row.name) })),
      priorityBasis: sources['priority'],
      conditions: cite(conditions),
      carryOver: {
        until: carryOver.until,
        cases: carryOver.cases.map(localized),
        decides: localized(carryOver.decides),
      },
      dateBasis: cite(dateBasis),
      deciders: deciders.map(({ who, basis, ...row }) => ({
        ...row,
        who: localized(who),
        basis: sources[basis],
      })),
    }),
  );
}

/** The rules of moving capital by effective date, each condition with its source and whether its text was read. */
export const rules: readonly Rules[] = readRules();
