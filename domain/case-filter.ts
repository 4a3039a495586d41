import type { RankedCase } from './case-urgency.ts';
import { fitOf, folded } from './search-text.ts';

/** What a queue can be narrowed by: several values of one kind widen it, several kinds narrow it. */
export type CaseFilter = {
  readonly rung: readonly string[];
  readonly unit: readonly string[];
  readonly office: readonly string[];
  readonly category: readonly string[];
  readonly group: readonly string[];
  readonly status: readonly string[];
  readonly undeliverable: boolean;
  /** Code of the case or project, or words of the project's name; marks don't matter. */
  readonly find: string;
};

/** The views of the queue: what needs somebody, what is late, what is open, what stands still, what is over, all. */
export const TABS = ['attention', 'overdue', 'open', 'paused', 'closed', 'all'] as const;
export type Tab = (typeof TABS)[number];

export const FACETS = ['rung', 'unit', 'office', 'category', 'group', 'status', 'undeliverable'] as const;
export type Facet = (typeof FACETS)[number];

/** Whether a case stands in a view. A mail that came back needs somebody, however much time is left. */
export function isInTab({ band, glance }: RankedCase, tab: Tab): boolean {
  switch (tab) {
    case 'attention':
      return band === 'overdue' || band === 'dueSoon' || (glance.state === 'open' && glance.undeliverable);
    case 'overdue':
      return band === 'overdue';
    case 'open':
    case 'paused':
    case 'closed':
      return glance.state === tab;
    case 'all':
      return true;
  }
}

/** The values of a case in one dimension; a case lies in several units. */
function valuesOf({ glance }: RankedCase, facet: Facet): readonly string[] {
  switch (facet) {
    case 'rung':
      return glance.rung === null ? [] : [String(glance.rung)];
    case 'unit':
      return glance.units;
    case 'office':
      return glance.holder === null ? [] : [glance.holder];
    case 'category':
      return [glance.category];
    case 'group':
      return [glance.group];
    case 'status':
      return [glance.status];
    case 'undeliverable':
      return glance.undeliverable ? ['true'] : [];
  }
}

function allows(ranked: RankedCase, filter: CaseFilter, facet: Facet): boolean {
  if (facet === 'undeliverable') return !filter.undeliverable || ranked.glance.undeliverable;
  const wanted = filter[facet];
  return wanted.length === 0 || valuesOf(ranked, facet).some((value) => wanted.includes(value));
}

/** How many cases there are, and the đồng at risk in their projects: a project with two cases counts once. */
export type Sum = { readonly count: number; readonly atRisk: number };
export type FacetCount = { readonly value: string; readonly count: number };

/** A queue narrowed: the cases, and for each dimension what choosing another value there would show. */
export type Narrowed = {
  readonly cases: readonly RankedCase[];
  readonly facets: Readonly<Record<Facet, readonly FacetCount[]>>;
};

/** Narrows in one pass; the facets count only what stands in `tab`, the cases are those of every view. */
export function narrow(all: readonly RankedCase[], filter: CaseFilter, tab: Tab): Narrowed {
  const counts: Readonly<Record<Facet, Map<string, number>>> = {
    rung: new Map(),
    unit: new Map(),
    office: new Map(),
    category: new Map(),
    group: new Map(),
    status: new Map(),
    undeliverable: new Map(),
  };
  const asked = folded(filter.find);
  const cases: RankedCase[] = [];
  for (const ranked of all) {
    if (asked !== '' && fitOf(ranked.glance.found, asked) === 0) continue;
    const against = FACETS.filter((facet) => !allows(ranked, filter, facet));
    if (against.length === 0) cases.push(ranked);
    if (against.length > 1 || !isInTab(ranked, tab)) continue;
    // What only one dimension leaves out would be there if another value were chosen in it.
    for (const facet of against.length === 0 ? FACETS : against) {
      const values = counts[facet];
      for (const value of valuesOf(ranked, facet)) values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  const listed = (facet: Facet) =>
    [...counts[facet]].map(([value, count]) => ({ value, count })).toSorted(mostFirst);
  return {
    cases,
    facets: {
      rung: listed('rung'),
      unit: listed('unit'),
      office: listed('office'),
      category: listed('category'),
      group: listed('group'),
      status: listed('status'),
      undeliverable: listed('undeliverable'),
    },
  };
}

function mostFirst(left: FacetCount, right: FacetCount): number {
  return right.count - left.count || (left.value < right.value ? -1 : 1);
}

/** The sum of the cases that pass. */
export function sumOf(cases: readonly RankedCase[], passes: (ranked: RankedCase) => boolean): Sum {
  const projects = new Map<string, number>();
  let count = 0;
  for (const ranked of cases) {
    if (!passes(ranked)) continue;
    count += 1;
    projects.set(ranked.glance.projectId, ranked.glance.atRisk);
  }
  return { count, atRisk: [...projects.values()].reduce((sum, atRisk) => sum + atRisk, 0) };
}
