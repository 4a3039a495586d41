import * as z from 'zod';
import { PlanId, Wishes } from '#domain/plan.ts';

/** What nobody has wished yet. */
export const NO_WISHES: Wishes = Wishes.parse({});

/** The address of the page carries the wishes whole, so that a link is the scenario; what is misspelt is not wished. */
export const plannerSearch = z.object({
  wishes: Wishes.optional().catch(undefined),
  /** Plans to hold beside this one. */
  beside: z.array(PlanId).max(3).optional().catch(undefined),
  /** A plan as it was computed once, instead of the wishes. */
  scenario: PlanId.optional().catch(undefined),
});
export type PlannerSearch = z.output<typeof plannerSearch>;

/** A project is held at what it takes or gives now. */
export function held(
  wishes: Wishes,
  side: 'fixedDonors' | 'fixedRecipients',
  line: Wishes['fixedDonors'][number],
): Wishes {
  const others = wishes[side].filter(({ projectId }) => projectId !== line.projectId);
  return { ...wishes, [side]: [...others, { projectId: line.projectId, amount: line.amount }] };
}

/** A project is left as it is: it neither gives nor takes. */
export function leftOut(wishes: Wishes, id: Wishes['exclude'][number]): Wishes {
  const without = (lines: Wishes['fixedDonors']) => lines.filter(({ projectId }) => projectId !== id);
  return {
    ...wishes,
    exclude: [...wishes.exclude.filter((each) => each !== id), id],
    fixedDonors: without(wishes.fixedDonors),
    fixedRecipients: without(wishes.fixedRecipients),
    ...(wishes.donors === undefined ? {} : { donors: wishes.donors.filter((each) => each !== id) }),
  };
}

/** Nothing is wished of the project any more. */
export function freed(wishes: Wishes, id: Wishes['exclude'][number]): Wishes {
  const without = (lines: Wishes['fixedDonors']) => lines.filter(({ projectId }) => projectId !== id);
  return {
    ...wishes,
    exclude: wishes.exclude.filter((each) => each !== id),
    fixedDonors: without(wishes.fixedDonors),
    fixedRecipients: without(wishes.fixedRecipients),
  };
}

const TY = 1_000_000_000;

/** Tỷ as somebody types them ("1.5", "1,5") in đồng; undefined for nothing typed. */
function typedTy(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? undefined : Math.round(Number(trimmed) * TY);
}

export function inTy(amount: number | undefined): string {
  return amount === undefined ? '' : String(amount / TY);
}

export type ReadWishes =
  | { readonly ok: true; readonly wishes: Wishes }
  | { readonly ok: false; readonly wrong: readonly string[] };

/** The levers of the form as wishes; locks and caps that stand elsewhere are kept. `wrong`: the fields that are not right. */
export function readWishes(form: FormData, before: Wishes): ReadWishes {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [capUnit, capGroup] = [text('capUnit'), text('capGroup')];
  const { leastLine: _least, by: _by, maxRecipients: _most, donors: _donors, ...kept } = before;
  const named = form.getAll('donor').map(String);
  const all = form.getAll('everyDonor').map(String);
  const least = typedTy(text('leastLine'));
  const [unitMost, groupMost] = [typedTy(text('capUnitMost')), typedTy(text('capGroupMost'))];
  const parsed = Wishes.safeParse({
    ...kept,
    amount: text('amount'),
    ...(text('by') === '' ? {} : { by: text('by') }),
    ...(least === undefined ? {} : { leastLine: least }),
    maxRecipients: Number(text('maxRecipients')),
    ...(named.length === all.length ? {} : { donors: named }),
    unitCaps: [
      ...kept.unitCaps.filter(({ unit }) => unit !== capUnit),
      ...(capUnit === '' || unitMost === undefined ? [] : [{ unit: capUnit, most: unitMost }]),
    ],
    groupCaps: [
      ...kept.groupCaps.filter(({ group }) => group !== capGroup),
      ...(capGroup === '' || groupMost === undefined ? [] : [{ group: capGroup, most: groupMost }]),
    ],
  });
  if (parsed.success) return { ok: true, wishes: parsed.data };
  return { ok: false, wrong: [...new Set(parsed.error.issues.map(({ path }) => fieldOf(path)))] };
}

function fieldOf(path: readonly PropertyKey[]): string {
  const field = String(path[0]);
  return { unitCaps: 'capUnitMost', groupCaps: 'capGroupMost' }[field] ?? field;
}
