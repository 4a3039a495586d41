import { formatDong, formatExactDong } from './format.ts';
import { say, sayBoth } from './messages.ts';
import { nodesFor, type Solve } from './mip.ts';
import type { Clash } from './plan.ts';
import { type Clause, clausesOf, modelOf } from './plan-model.ts';
import type { Problem } from './plan-problem.ts';
import { inBoth, type Localized } from './text.ts';

/** A question of feasibility is easy: more time than this says that nothing is known. */
const SECONDS = 2;
/** Sets of up to so many conditions are tried one by one, so that what is named is the smallest there is. */
const TRIED_WHOLE = 3;
/** Above so many conditions the sets are too many; one after the other is left out instead. */
const FEW_CLAUSES = 14;

/** All sets of `size` out of `from`, in order. */
function sets<T>(from: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return from.flatMap((first, index) =>
    sets(from.slice(index + 1), size - 1).map((rest) => [first, ...rest]),
  );
}

/** Leaves out one condition after the other while the rest still cannot hold: none of what remains is needless. */
async function lessened(
  clauses: readonly Clause[],
  clash: (held: readonly Clause[]) => Promise<boolean>,
): Promise<readonly Clause[]> {
  let held = clauses;
  for (const clause of clauses) {
    const without = held.filter((each) => each !== clause);
    if (await clash(without)) held = without;
  }
  return held;
}

/**
 * The smallest set of conditions that cannot hold together: sets of one, two and three are tried in order (wishes first),
 * then, for what takes more than three, a set of which none can be left out. The program must be infeasible.
 */
export async function clashingClauses(problem: Problem, solve: Solve): Promise<readonly Clause[]> {
  const clauses = clausesOf(problem);
  const clash = async (held: readonly Clause[]) => {
    const { mip } = modelOf(problem, held);
    return (await solve(mip, { nodes: nodesFor(mip), seconds: SECONDS, gap: 1 })).type === 'infeasible';
  };
  const sizes =
    clauses.length > FEW_CLAUSES ? [1] : Array.from({ length: TRIED_WHOLE }, (_, index) => index + 1);
  for (const size of sizes) {
    for (const held of sets(clauses, size)) if (await clash(held)) return held;
  }
  return lessened(clauses, clash);
}

function fixedText(problem: Problem, clause: Clause): Localized {
  const side = clause.code === 'fixedDonor' ? problem.givers : problem.takers;
  const found = side.find(({ project }) => project.id === clause.of);
  const key = clause.code === 'fixedDonor' ? 'clash.fixedDonor' : 'clash.fixedRecipient';
  return inBoth((locale) =>
    say(locale, key, {
      project: found?.project.name[locale] ?? '',
      // Somebody typed it to the đồng, and what is wrong may be its last digits.
      amount: formatExactDong(found?.fixed ?? 0, locale),
    }),
  );
}

function capText({ wishes, unitNames }: Problem, { code, of }: Clause): Localized {
  if (code === 'unitCap') {
    const most = wishes.unitCaps.find(({ unit }) => unit === of)?.most ?? 0;
    const name = unitNames.get(of ?? '');
    return inBoth((locale) =>
      say(locale, 'clash.unitCap', {
        unit: name?.[locale] ?? of ?? '',
        amount: formatDong(most, locale),
      }),
    );
  }
  const cap = wishes.groupCaps.find(({ group }) => group === of);
  const group = cap?.group ?? 'ongoing';
  return inBoth((locale) =>
    say(locale, 'clash.groupCap', {
      group: say(locale, `group.${group}`),
      amount: formatDong(cap?.most ?? 0, locale),
    }),
  );
}

/** What one condition says, in both languages. */
function textOf(problem: Problem, clause: Clause): Localized {
  const { givers, takers, maxRecipients, maxDonors, maxLines, maxOwners, leastLine } = problem;
  const idle = givers.reduce((sum, giver) => sum + (giver.fixed ?? giver.idle), 0);
  const headroom = takers.reduce((sum, taker) => sum + taker.headroom, 0);
  switch (clause.code) {
    case 'moveAll':
      return inBoth((locale) =>
        say(locale, 'clash.moveAll', { n: givers.length, amount: formatDong(idle, locale) }),
      );
    case 'capacity':
      return inBoth((locale) =>
        say(locale, 'clash.capacity', { n: takers.length, amount: formatDong(headroom, locale) }),
      );
    case 'maxRecipients':
      return sayBoth('clash.maxRecipients', { n: maxRecipients });
    case 'moveSize':
      return sayBoth('clash.moveSize', { donors: maxDonors, lines: maxLines, owners: maxOwners });
    case 'leastLine':
      return inBoth((locale) => say(locale, 'clash.leastLine', { amount: formatDong(leastLine, locale) }));
    case 'fixedDonor':
    case 'fixedRecipient':
      return fixedText(problem, clause);
    case 'unitCap':
    case 'groupCap':
      return capText(problem, clause);
  }
}

/** The conditions in words, with the rule of law behind those that are no wish. */
export function clashOf(problem: Problem, clause: Clause): Clash {
  const { conditions } = problem.rules;
  const law = clause.code === 'capacity' ? { source: conditions['move.aboveAbsorbable'] } : {};
  return { code: clause.code, text: textOf(problem, clause), ...law };
}
