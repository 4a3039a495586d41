import { comparePlaces, placeOf } from '#domain/case-urgency.ts';
import { CaseId } from '#domain/ids.ts';
import { fitOf, folded } from '#domain/search-text.ts';
import type { Caller } from '../caller.ts';
import { allPages } from '../paging.ts';
import type { Deps } from './deps.ts';
import { type Seen, seenBy } from './seen.ts';

const CASES = 8;
const POSTS = 4;

async function casesLike(deps: Deps, { ranked }: Seen, asked: string) {
  const hits = ranked
    .map((each) => ({ each, fit: fitOf(each.glance.found, asked) }))
    .filter(({ fit }) => fit > 0)
    .toSorted(
      (one, other) =>
        other.fit - one.fit || comparePlaces(placeOf(one.each, 'urgency'), placeOf(other.each, 'urgency')),
    )
    .slice(0, CASES);
  const records = await deps.findCases(hits.map(({ each }) => CaseId.parse(each.glance.id)));
  return records.map(({ id, projectId, projectName, status }) => ({
    caseId: id,
    projectId,
    projectName,
    status,
  }));
}

/** Posts whose name fits in either language; of equals the one that holds more open cases first. */
async function postsLike(deps: Deps, { ranked }: Seen, asked: string) {
  const held = Map.groupBy(
    ranked.filter(({ glance }) => glance.state === 'open'),
    ({ glance }) => glance.holder,
  );
  return (await allPages((page) => deps.allOffices(page)))
    .map(({ id, name }) => ({
      officeId: id,
      name,
      cases: held.get(id)?.length ?? 0,
      fit: Math.max(fitOf(folded(name.vi), asked), fitOf(folded(name.en), asked)),
    }))
    .filter(({ fit }) => fit > 0)
    .toSorted((one, other) => other.fit - one.fit || other.cases - one.cases)
    .slice(0, POSTS)
    .map(({ fit: _fit, ...post }) => post);
}

/** Cases and posts that answer what was typed on top of the page; nothing answers an empty question. */
export async function found(deps: Deps, caller: Caller, question: string) {
  const asOf = deps.now();
  const asked = folded(question);
  if (asked === '') return { asOf, items: [], posts: [] };
  const seen = await seenBy(deps, caller, asOf);
  const [items, posts] = await Promise.all([casesLike(deps, seen, asked), postsLike(deps, seen, asked)]);
  return { asOf, items, posts };
}
