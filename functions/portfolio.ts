import type { Calendar } from '#domain/calendar.ts';
import { planYearOn } from '#domain/capital-dates.ts';
import { headroomLeftOf } from '#domain/capital-figures.ts';
import type { Case } from '#domain/case.ts';
import type { Forecast, OpenBlocker } from '#domain/forecast.ts';
import { openBlockerOf } from '#domain/forecast-cases.ts';
import { drawSpending, forecastOf, type Span, sharedShocks } from '#domain/forecast-project.ts';
import type { ProjectId } from '#domain/ids.ts';
import { disbursementDeadline } from '#domain/move-rules.ts';
import type { Wishes } from '#domain/plan.ts';
import type { Prospect } from '#domain/plan-problem.ts';
import type { Project } from '#domain/project.ts';
import type { Rules } from '#domain/rules.ts';
import { type LocalDate, localDateOf } from '#domain/time.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

export type PortfolioVerbs = Pick<
  State,
  | 'absorbingProjects'
  | 'findBlockers'
  | 'findProjects'
  | 'idleProjects'
  | 'ladderOf'
  | 'latestCalendar'
  | 'latestRules'
  | 'now'
  | 'queue'
>;

/** All that a plan is asked of: figures (with what open moves have reserved) and rules. */
export type Portfolio = {
  readonly today: LocalDate;
  readonly planYear: number;
  readonly rules: Rules;
  readonly calendar: Calendar;
  /** Those with idle capital, those that can take, and those that the wishes name. */
  readonly projects: readonly Project[];
};

function namedIn({ donors = [], exclude, fixedDonors, fixedRecipients }: Wishes): ProjectId[] {
  return [...donors, ...exclude, ...[...fixedDonors, ...fixedRecipients].map(({ projectId }) => projectId)];
}

/** Reads the portfolio that the wishes ask about: two lists of the store, and what they name besides. */
export async function readPortfolio(deps: PortfolioVerbs, wishes: Wishes): Promise<Portfolio> {
  const today = localDateOf(deps.now());
  const [rules, calendar, idle, absorbing] = await Promise.all([
    deps.latestRules(today),
    deps.latestCalendar(),
    allPages((page) => deps.idleProjects(page)),
    allPages((page) => deps.absorbingProjects(page)),
  ]);
  const there = new Map([...idle, ...absorbing].map((project) => [project.id, project]));
  const missing = [...new Set(namedIn(wishes))].filter((id) => !there.has(id));
  for (const project of await deps.findProjects(missing)) there.set(project.id, project);
  const projects = [...there.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { today, planYear: planYearOn(rules, today), rules, calendar, projects };
}

type CaseVerbs = Pick<PortfolioVerbs, 'findBlockers' | 'ladderOf'>;

/** What blocks each project now, and when it is expected to end. */
export async function blockersNow(
  deps: CaseVerbs,
  cases: readonly Case[],
  { calendar, today }: Pick<Portfolio, 'calendar' | 'today'>,
): Promise<ReadonlyMap<ProjectId, readonly OpenBlocker[]>> {
  const versions = [...new Set(cases.map(({ ladderVersion }) => ladderVersion))];
  const [ladders, blockers] = await Promise.all([
    Promise.all(versions.map((version) => deps.ladderOf(version))),
    deps.findBlockers(cases.map(({ projectId, blockerId }) => ({ projectId, blockerId }))),
  ]);
  const found = new Map<ProjectId, OpenBlocker[]>();
  for (const record of cases) {
    const ladder = ladders.find(({ version }) => version === record.ladderVersion);
    const blocker = blockers.find(({ id }) => id === record.blockerId) ?? null;
    const open = ladder === undefined ? null : openBlockerOf(record, blocker, { ladder, calendar, today });
    if (open !== null) found.set(record.projectId, [...(found.get(record.projectId) ?? []), open]);
  }
  return found;
}

/** Open and paused cases of these projects. */
export async function openCasesOf(
  deps: Pick<State, 'queue'>,
  projects: readonly Project[],
): Promise<readonly Case[]> {
  const wanted = new Set(projects.map(({ id }) => id));
  const lists = await Promise.all(
    (['open', 'paused'] as const).map((state) => allPages((page) => deps.queue({ by: 'due', state }, page))),
  );
  return lists.flat().filter(({ projectId }) => wanted.has(projectId));
}

/** Whoever can take anything: only of these a distribution is needed. */
export function takersIn({ projects }: Portfolio): Project[] {
  return projects.filter((project) => !project.closed && headroomLeftOf(project) > 0);
}

/** The last day that counts unless somebody asks for another. */
export function lastDay({ rules, planYear }: Portfolio): LocalDate {
  return disbursementDeadline(rules, planYear);
}

/** One seed for all: the same figures give the same forecast for everybody. */
export const SEED = 2024;
/** Runs of a small portfolio, and of one with so many takers that fewer have to do. */
const RUNS = { most: 10_000, least: 2000, many: 150 };

/** What is expected of each project up to a day, by many runs. */
export function prospectsOf(
  projects: readonly Project[],
  cases: ReadonlyMap<ProjectId, readonly OpenBlocker[]>,
  span: Span,
): Map<ProjectId, Prospect> {
  const count = projects.length > RUNS.many ? RUNS.least : RUNS.most;
  const shocks = sharedShocks({ seed: SEED, count });
  return new Map(
    projects.map((project) => {
      const subject = { project, cases: cases.get(project.id) ?? [] };
      const samples = drawSpending(subject, span, { seed: SEED, count, shocks });
      return [project.id, { samples, forecast: forecastOf(subject, span, samples) }];
    }),
  );
}

/** The forecasts alone. */
export function forecastsOf(prospects: ReadonlyMap<ProjectId, Prospect>): Forecast[] {
  return [...prospects.values()].map(({ forecast }) => forecast);
}
