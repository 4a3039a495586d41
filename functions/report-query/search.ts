import type { ProjectId } from '#domain/ids.ts';
import { fitOf, folded } from '#domain/search-text.ts';
import { boundsOf, type Caller } from '../caller.ts';
import type { Deps } from './deps.ts';

type Named = Awaited<ReturnType<Deps['projectNames']>>[number];
type Hit = { readonly id: ProjectId; readonly own: boolean };

function rankOf({ id, folded: name }: Named, question: string): number {
  const byName = fitOf(name, question);
  return byName === 0 && folded(id).includes(question) ? 1 : byName;
}

/**
 * The projects that answer the question and that the caller may see: open ones of the own units first, then those whose
 * name begins so, then by name. One more than `limit` says that there are more.
 */
async function hitsOf(deps: Deps, caller: Caller, question: string): Promise<Hit[]> {
  const bounds = boundsOf(caller);
  const isOwn = ({ units }: Named) => units.some((unit) => caller.units.includes(unit));
  const names = await deps.projectNames();
  return names
    .filter((each) => bounds === null || isOwn(each))
    .map((each) => ({ each, own: isOwn(each), rank: rankOf(each, question) }))
    .filter(({ rank }) => rank > 0)
    .toSorted(
      (one, other) =>
        Number(other.own) - Number(one.own) ||
        Number(one.each.closed) - Number(other.each.closed) ||
        other.rank - one.rank ||
        (one.each.folded < other.each.folded ? -1 : 1),
    )
    .map(({ each, own }) => ({ id: each.id, own }));
}

export async function searchProjects(
  deps: Deps,
  caller: Caller,
  { q, limit }: { readonly q: string; readonly limit: number },
) {
  const hits = await hitsOf(deps, caller, folded(q));
  const shown = hits.slice(0, limit);
  const [projects, units] = await Promise.all([deps.getProjects(shown.map(({ id }) => id)), deps.units()]);
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const items = projects.map(({ id, name, units: codes, closed }, index) => ({
    id,
    name,
    closed,
    own: shown[index]?.own ?? false,
    units: codes.map((code) => ({ code, name: names.get(code) ?? { vi: code, en: code } })),
  }));
  return { items, more: hits.length > limit };
}
