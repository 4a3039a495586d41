import * as z from 'zod';
import { Calibration, Forecast } from '#domain/forecast.ts';
import { Move } from '#domain/move.ts';
import { Plan, PlanId, Wishes } from '#domain/plan.ts';
import { Month, ProjectGroup } from '#domain/project.ts';
import { text } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { endpoint, get, none, post } from './endpoint.ts';
import { CITY_ROLES } from './roles.ts';
import { PageQuery, pageOf } from './views.ts';

const planParams = z.object({ planId: PlanId });

/** `stale`: figures have changed since the plan was computed. */
export const PlanView = z.object({ asOf: Instant, plan: Plan, stale: z.boolean() });
export type PlanView = z.infer<typeof PlanView>;

/** A plan in a list: everything but its forecasts. */
export const PlanSummary = Plan.omit({ forecasts: true });
export type PlanSummary = z.infer<typeof PlanSummary>;

/** How far the forecast can be trusted, computed from the months that are stored now. */
export const CalibrationView = Calibration.extend({ asOf: Instant, planYear: z.int() });
export type CalibrationView = z.infer<typeof CalibrationView>;

export const PLAN_ENDPOINTS = {
  planMoves: endpoint({
    ...post,
    operation: 'planMoves',
    path: '/api/plans',
    functionName: 'plan-moves',
    access: ['staff', 'leadership'],
    summary:
      'Computes where idle capital is best moved, or says which conditions cannot hold together; the same wishes on the same figures are the same plan, which changes nothing',
    params: none,
    body: Wishes,
    status: 200,
    response: PlanView,
  }),
  listPlans: endpoint({
    ...get,
    operation: 'listPlans',
    path: '/api/plans',
    functionName: 'plan-moves',
    access: CITY_ROLES,
    summary: 'Plans that were given a name, the latest named first',
    query: PageQuery,
    response: pageOf(PlanSummary),
  }),
  getPlan: endpoint({
    ...get,
    operation: 'getPlan',
    path: '/api/plans/{planId}',
    functionName: 'plan-moves',
    access: CITY_ROLES,
    summary: 'A plan as it was computed, and whether figures have changed since',
    params: planParams,
    response: PlanView,
  }),
  namePlan: endpoint({
    ...post,
    operation: 'namePlan',
    path: '/api/plans/{planId}/name',
    functionName: 'plan-moves',
    access: ['staff', 'leadership'],
    summary: 'Gives a plan a name, so that it stands in the list of scenarios',
    params: planParams,
    body: z.strictObject({ name: text(120) }),
    status: 200,
    response: PlanView,
  }),
  draftPlan: endpoint({
    ...post,
    operation: 'draftPlan',
    path: '/api/plans/{planId}/draft',
    functionName: 'move-command',
    access: ['staff'],
    summary:
      'Drafts the move of a plan: its lines as they were computed, checked again by today’s figures and rules',
    params: planParams,
    body: z.strictObject({ reason: text(1000) }),
    status: 201,
    response: Move,
  }),
  listForecasts: endpoint({
    ...get,
    operation: 'listForecasts',
    path: '/api/forecasts',
    functionName: 'plan-moves',
    access: CITY_ROLES,
    summary: 'What the projects of a group can still spend up to a day: P10, P50, P90 and why',
    query: PageQuery.extend({ group: ProjectGroup, by: LocalDate.optional() }),
    response: z.object({
      asOf: Instant,
      by: LocalDate,
      items: z.array(Forecast),
      cursor: z.string().nullable(),
    }),
  }),
  getCalibration: endpoint({
    ...get,
    operation: 'getCalibration',
    path: '/api/forecasts/calibration',
    functionName: 'plan-moves',
    access: CITY_ROLES,
    summary:
      'How the forecast would have done on the months that are known: the share of projects between P10 and P90, and on which side it errs; unless told, the last three months are held back',
    query: z.strictObject({ cut: Month.optional() }),
    response: CalibrationView,
  }),
} as const;
