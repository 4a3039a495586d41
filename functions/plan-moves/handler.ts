import { planYearOn } from '#domain/capital-dates.ts';
import { backTest } from '#domain/forecast-proof.ts';
import type { Plan, Wishes } from '#domain/plan.ts';
import { boundsIn, freshPlan, inputOf, portfolioHashOf } from '#domain/plan-input.ts';
import { planMoves } from '#domain/plan-moves.ts';
import { problemOf } from '#domain/plan-problem.ts';
import { localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { PLAN_ENDPOINTS } from '../api/contract-plans.ts';
import { type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import {
  blockersNow,
  forecastsOf,
  lastDay,
  openCasesOf,
  prospectsOf,
  readPortfolio,
  SEED,
  takersIn,
} from '../portfolio.ts';
import { openCasesOfProject } from '../project-cases.ts';
import { type Deps, dependencies } from './deps.ts';

/** Answers within API Gateway's 30 seconds, with time to read and to write; a plan of 57 projects takes well under one. */
const SECONDS = 18;
/** How near to the best a plan comes: half a percent, and one percent of a portfolio of many takers. */
const GAP = { few: 0.005, many: 0.01, manyTakers: 150 };

/** Enough that the tenth part of the runs is not a handful; every project of a year is drawn so often. */
const BACK_TEST_RUNS = { seed: SEED, count: 2000 };

async function planOf(deps: Deps, wishes: Wishes, caller: Caller): Promise<Plan> {
  const now = deps.now();
  const portfolio = await readPortfolio(deps, wishes);
  const { rules, calendar, today, planYear, projects } = portfolio;
  const by = boundsIn({ rules, planYear, today }, wishes.by ?? lastDay(portfolio));
  const takers = takersIn(portfolio);
  const cases = await blockersNow(deps, await openCasesOf(deps, takers), portfolio);
  const portfolioHash = portfolioHashOf(portfolio);
  const input = inputOf({ portfolioHash, wishes, by, today, calendar: calendar.version, takers, cases });
  const kept = await deps.findPlan(input.id);
  if (kept !== null) return kept;
  const prospects = prospectsOf(takers, cases, { calendar, today, by });
  const unitNames = await unitNamesOf(deps, wishes);
  const problem = problemOf({ projects, rules, wishes, planYear, today, prospects, unitNames });
  const gap = takers.length > GAP.manyTakers ? GAP.many : GAP.few;
  const result = await planMoves(problem, deps.solve, { seconds: SECONDS, gap });
  const made = { ...input, portfolioHash, rulesVersion: rules.version, planYear, wishes, by };
  const author = caller.office === null ? {} : { madeBy: caller.office };
  return deps.savePlan(
    freshPlan({ ...made, ...author, asOf: today, madeAt: now }, problem, result, forecastsOf(prospects)),
  );
}

/** Names of the units that have a cap, for what is said of it. Refuses `input.unknownUnit`. */
async function unitNamesOf(deps: Deps, { unitCaps }: Wishes) {
  const units = await Promise.all(unitCaps.map(({ unit }) => deps.getUnit(unit)));
  return new Map(units.map(({ code, name }) => [code, name]));
}

/** Whether the figures that the plan was asked of are still those of today. */
async function viewOf(deps: Deps, plan: Plan) {
  const portfolioHash = portfolioHashOf(await readPortfolio(deps, plan.wishes));
  return { asOf: deps.now(), plan, stale: portfolioHash !== plan.portfolioHash };
}

async function nameIt(
  deps: Deps,
  plan: Plan,
  { name, caller }: { name: string; caller: Caller },
): Promise<Plan> {
  return deps.savePlan({
    ...plan,
    name,
    namedBy: officeOf(caller),
    namedAt: deps.now(),
    version: plan.version + 1,
  });
}

/** How far the forecast of this year's projects can be trusted, by the months that are stored. */
async function calibrationOf(deps: Deps, cut: string | undefined) {
  const asOf = deps.now();
  const [rules, calendar] = await Promise.all([deps.latestRules(localDateOf(asOf)), deps.latestCalendar()]);
  const planYear = planYearOn(rules, localDateOf(asOf));
  const projects = await projectsOfYear(deps, planYear);
  return { asOf, planYear, ...backTest({ projects, calendar, cut, runs: BACK_TEST_RUNS }) };
}

export const planRoutes = [
  route(PLAN_ENDPOINTS.planMoves, async (deps: Deps, { body, caller }) => ({
    asOf: deps.now(),
    plan: await planOf(deps, body, caller),
    stale: false,
  })),
  route(PLAN_ENDPOINTS.getPlan, async (deps: Deps, { params }) =>
    viewOf(deps, await deps.getPlan(params.planId)),
  ),
  route(PLAN_ENDPOINTS.namePlan, async (deps: Deps, { params, body, caller }) =>
    viewOf(deps, await nameIt(deps, await deps.getPlan(params.planId), { name: body.name, caller })),
  ),
  route(PLAN_ENDPOINTS.listPlans, async (deps: Deps, { query }) => {
    const asOf = deps.now();
    const page = await deps.namedPlans(query);
    const items = page.items.map(({ forecasts: _forecasts, ...plan }) => plan);
    return { asOf, items, cursor: page.cursor };
  }),
  route(PLAN_ENDPOINTS.listForecasts, async (deps: Deps, { query }) => {
    const { group, limit, cursor } = query;
    const asOf = deps.now();
    const portfolio = await readPortfolio(deps, PLAN_ENDPOINTS.planMoves.body.parse({}));
    const { rules, planYear, today, calendar } = portfolio;
    const by = boundsIn({ rules, planYear, today }, query.by ?? lastDay(portfolio));
    const page = await deps.projectsOfGroup(group, { limit, cursor });
    const open = await Promise.all(page.items.map(({ id }) => openCasesOfProject(deps, id)));
    const blockers = await blockersNow(deps, open.flat(), portfolio);
    const items = forecastsOf(prospectsOf(page.items, blockers, { calendar, today, by }));
    return { asOf, by, items, cursor: page.cursor };
  }),
  route(PLAN_ENDPOINTS.getCalibration, (deps: Deps, { query }) => calibrationOf(deps, query.cut)),
];

export const handler = httpFunction('plan-moves', planRoutes, dependencies);
