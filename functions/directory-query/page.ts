import type { UnitCode } from '#domain/ids.ts';
import type { Office, OfficeKind } from '#domain/office.ts';
import { standingOf } from '#domain/office-follow.ts';
import { fitOf, folded } from '#domain/search-text.ts';
import type { Instant } from '#domain/time.ts';
import { rowOf, surroundings } from '../office-view.ts';
import type { Deps } from './deps.ts';

export type DirectoryQuery = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly unit?: UnitCode | undefined;
  readonly kind?: OfficeKind | undefined;
  readonly state?: 'vacant' | 'absent' | 'bounced' | undefined;
  readonly q?: string | undefined;
};

type Found = { readonly items: readonly Office[]; readonly cursor: string | null };

/** Pages that one request looks through for what no index tells: who is away today, say. */
const MOST_PAGES = 5;

/** The narrowest list that holds what is asked for. */
async function listed(deps: Deps, query: DirectoryQuery, cursor: string | undefined): Promise<Found> {
  const { unit, kind, state, limit } = query;
  const page = { limit, cursor };
  if (unit !== undefined) return { items: await deps.officesOfUnit(unit), cursor: null };
  if (state === 'bounced') return deps.bouncedOffices(page);
  return kind === undefined ? deps.allOffices(page) : deps.officesOfKind(kind, page);
}

function isWanted(office: Office, { kind, state, q }: DirectoryQuery, now: Instant): boolean {
  const standing = standingOf(office, now);
  const inState = {
    vacant: standing.holder === null,
    absent: standing.absent,
    bounced: standing.bounced,
  };
  if (kind !== undefined && office.kind !== kind) return false;
  if (state !== undefined && !inState[state]) return false;
  if (q === undefined) return true;
  const people = [standing.holder, ...standing.deputies].flatMap((each) => each?.member.post.vi ?? []);
  return [office.id, office.name.vi, office.name.en, ...people].some(
    (words) => fitOf(folded(words), folded(q)) > 0,
  );
}

/** A page of the directory. A filter that no index knows looks through a few pages, then hands on its cursor. */
export async function directoryPage(deps: Deps, query: DirectoryQuery) {
  const around = await surroundings(deps);
  const found: Office[] = [];
  let cursor = query.cursor ?? null;
  for (let page = 0; page < MOST_PAGES && (page === 0 || cursor !== null); page += 1) {
    const next = await listed(deps, query, cursor ?? undefined);
    found.push(...next.items.filter((office) => isWanted(office, query, around.now)));
    cursor = next.cursor;
    if (found.length >= query.limit) break;
  }
  const items = await Promise.all(found.map((office) => rowOf(deps, office, around)));
  return { asOf: around.now, items, cursor };
}
