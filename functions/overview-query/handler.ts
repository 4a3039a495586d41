import { BlockerCategory } from '#domain/blocker.ts';
import type { Calendar } from '#domain/calendar.ts';
import { workingDaysBetween } from '#domain/calendar-count.ts';
import { comparePlaces, placeOf, type RankedCase } from '#domain/case-urgency.ts';
import { CaseId, ProjectId, UnitCode } from '#domain/ids.ts';
import type { Ladder } from '#domain/ladder.ts';
import { dong } from '#domain/money.ts';
import { projectsOf, rungsOf, type Share, sharesOf, standingOf } from '#domain/overview.ts';
import { ProjectGroup } from '#domain/project.ts';
import { type Instant, localDateOf } from '#domain/time.ts';
import type { OverviewView } from '../api/contract-overview.ts';
import { OVERVIEW_ENDPOINTS } from '../api/contract-overview.ts';
import { boundsOf, type Caller } from '../caller.ts';
import { summariesOf } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { capitalAt } from './capital.ts';
import { changesSince } from './changes.ts';
import { type Deps, dependencies } from './deps.ts';
import { deskOf } from './desk.ts';
import { found } from './search.ts';
import { type Seen, seenBy } from './seen.ts';

/** More than these are no list for a morning. */
const TODAY = 5;
const UNITS = 10;
/** Above this many projects their cells become bars. */
const CELLS = 400;

const sums = ({ cases, atRisk }: Share) => ({ cases, atRisk: dong(atRisk) });

/** Open cases of the bands that need somebody, the most urgent first. */
function mostUrgent(ranked: readonly RankedCase[]): readonly CaseId[] {
  return ranked
    .filter(({ band }) => band === 'overdue' || band === 'dueSoon')
    .map((each) => ({ each, place: placeOf(each, 'urgency') }))
    .toSorted((one, other) => comparePlaces(one.place, other.place))
    .slice(0, TODAY)
    .map(({ each }) => CaseId.parse(each.glance.id));
}

/** A rung on which nothing waits. */
const EMPTY = {
  cases: 0,
  inTime: 0,
  dueSoon: 0,
  overdue: 0,
  atRisk: dong(0),
  oldest: null,
  waitedWorkingDays: null,
} as const;

type Moment = { readonly now: Instant; readonly calendar: Calendar; readonly ladder: Ladder };

async function rungsAt(deps: Deps, { ranked }: Seen, moment: Moment): Promise<OverviewView['rungs']> {
  const { now, calendar, ladder } = moment;
  const rungs = rungsOf(ranked);
  const records = await deps.findCases(rungs.map(({ oldest }) => CaseId.parse(oldest)));
  const waited = new Map<string, number>(
    records.flatMap((record) =>
      'since' in record
        ? [[record.id, workingDaysBetween(calendar, localDateOf(record.since), localDateOf(now))]]
        : [],
    ),
  );
  return ladder.rungs
    .map(({ number: rung, name }) => {
      const held = rungs.find((each) => each.rung === rung);
      if (held === undefined) return { rung, name, ...EMPTY };
      const { cases, inTime, dueSoon, overdue, atRisk, oldest } = held;
      const waitedWorkingDays = waited.get(oldest) ?? null;
      const counts = { cases, inTime, dueSoon, overdue };
      return { rung, name, ...counts, atRisk: dong(atRisk), oldest: CaseId.parse(oldest), waitedWorkingDays };
    })
    .toSorted((one, other) => other.rung - one.rung);
}

async function unitsAt(deps: Deps, { ranked }: Seen): Promise<OverviewView['units']> {
  const names = new Map((await deps.units()).map(({ code, name }) => [String(code), name]));
  return sharesOf(ranked, 'unit')
    .slice(0, UNITS)
    .map((share) => ({
      unit: UnitCode.parse(share.code),
      name: names.get(share.code) ?? { vi: share.code, en: share.code },
      ...sums(share),
    }));
}

async function overview(deps: Deps, caller: Caller): Promise<OverviewView> {
  const now = deps.now();
  const [calendar, ladder, seen] = await Promise.all([
    deps.latestCalendar(),
    deps.latestLadder(localDateOf(now)),
    seenBy(deps, caller, now),
  ]);
  const { ranked } = seen;
  const [capital, rungs, today, units, changes] = await Promise.all([
    boundsOf(caller) === null ? capitalAt(deps, calendar) : null,
    rungsAt(deps, seen, { now, calendar, ladder }),
    deps.findCases(mostUrgent(ranked)).then((records) => summariesOf(deps, records)),
    unitsAt(deps, seen),
    changesSince(deps, seen, { calendar, now }),
  ]);
  const { atRisk, ...counts } = standingOf(ranked);
  const groups = sharesOf(ranked, 'group').map((share) => ({
    group: ProjectGroup.parse(share.code),
    ...sums(share),
  }));
  const categories = sharesOf(ranked, 'category').map((share) => ({
    category: BlockerCategory.parse(share.code),
    ...sums(share),
  }));
  const cases = { ...counts, atRisk: dong(atRisk) };
  return { asOf: now, cases, capital, rungs, today, groups, units, categories, changes };
}

async function projectStandings(deps: Deps, caller: Caller) {
  const asOf = deps.now();
  const { ranked } = await seenBy(deps, caller, asOf);
  const standings = projectsOf(ranked);
  const byStatus = Map.groupBy(standings, ({ ranked: { glance } }) => glance.status);
  const casesByStatus = Map.groupBy(ranked, ({ glance }) => glance.status);
  const statuses = [...byStatus].map(([status, of]) => ({
    status,
    projects: of.length,
    cases: casesByStatus.get(status)?.length ?? 0,
  }));
  if (standings.length > CELLS) return { asOf, statuses, items: [] };
  const projects = await deps.getProjects(standings.map(({ projectId }) => ProjectId.parse(projectId)));
  const items = standings.flatMap(({ ranked: { glance, band } }, index) => {
    const project = projects[index];
    if (project === undefined) return [];
    const { id: projectId, name: projectName, capital } = project;
    const { id, status, atRisk } = glance;
    const { provenance, asOf: capitalAsOf } = capital;
    const caseId = CaseId.parse(id);
    const overdue = band === 'overdue';
    return [
      { projectId, projectName, caseId, status, overdue, atRisk: dong(atRisk), provenance, capitalAsOf },
    ];
  });
  return { asOf, statuses, items };
}

export const overviewRoutes = [
  route(OVERVIEW_ENDPOINTS.getOverview, (deps: Deps, { caller }) => overview(deps, caller)),
  route(OVERVIEW_ENDPOINTS.getDesk, (deps: Deps, { caller }) => deskOf(deps, caller)),
  route(OVERVIEW_ENDPOINTS.listProjectStandings, (deps: Deps, { caller }) => projectStandings(deps, caller)),
  route(OVERVIEW_ENDPOINTS.search, (deps: Deps, { caller, query }) => found(deps, caller, query.q)),
];

export const handler = httpFunction('overview-query', overviewRoutes, dependencies);
