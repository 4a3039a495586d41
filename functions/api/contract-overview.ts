import * as z from 'zod';
import { BlockerCategory } from '#domain/blocker.ts';
import { CaseId, OfficeId, ProjectId, UnitCode } from '#domain/ids.ts';
import { Dong } from '#domain/money.ts';
import { ProjectGroup } from '#domain/project.ts';
import { LegalSource } from '#domain/rules.ts';
import { Localized, Provenance } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { endpoint, get } from './endpoint.ts';
import { ALL_ROLES } from './roles.ts';
import { CapitalView, CaseSummary } from './views.ts';

const count = z.int().nonnegative();

const share = { cases: count, atRisk: Dong };

/** What happened to a case lately: its newest receipt. */
const Happened = z.object({
  caseId: CaseId,
  projectName: Localized,
  status: z.string(),
  type: z.string(),
  at: Instant,
});

/** The year's capital with the pace that it needs, in đồng per working day; null where nothing can be counted. */
const OverviewCapital = CapitalView.extend({
  pace: z.object({
    /** (planned − disbursed − idle) ÷ `workingDaysLeft`. */
    needed: Dong.nullable(),
    /** Disbursed ÷ `workingDaysGone`, counted from 1 January. */
    soFar: Dong.nullable(),
    workingDaysLeft: count.nullable(),
    workingDaysGone: count.nullable(),
  }),
  /** The dates that bind, earliest first, with the working days left. */
  dates: z.array(
    z.object({
      kind: z.enum(['adjustment', 'yearEnd', 'lastWorkingDay']),
      on: LocalDate,
      /** Null when the calendar does not reach that far. */
      workingDaysLeft: count.nullable(),
      /** What makes it bind; null for the end of the budget year, which is the calendar's own. */
      basis: LegalSource.nullable(),
    }),
  ),
});

export const OverviewView = z.object({
  asOf: Instant,
  cases: z.object({
    open: count,
    overdue: count,
    dueSoon: count,
    paused: count,
    closed: count,
    atRisk: Dong,
  }),
  /** Null for whoever sees the own units only. */
  capital: OverviewCapital.nullable(),
  /** Every rung, the highest first; `waitedWorkingDays` of the case that is, or was, due first. */
  rungs: z.array(
    z.object({
      rung: z.int(),
      name: Localized,
      ...share,
      inTime: count,
      dueSoon: count,
      overdue: count,
      oldest: CaseId.nullable(),
      waitedWorkingDays: count.nullable(),
    }),
  ),
  /** What is most urgent, at most five. */
  today: z.array(CaseSummary),
  groups: z.array(z.object({ group: ProjectGroup, ...share })),
  units: z.array(z.object({ unit: UnitCode, name: Localized, ...share })),
  categories: z.array(z.object({ category: BlockerCategory, ...share })),
  changes: z.object({
    /** The beginning of the working day before. */
    since: Instant,
    cases: count,
    /** The newest first, at most six. */
    newest: z.array(Happened),
  }),
});
export type OverviewView = z.infer<typeof OverviewView>;

/** What the frame around every page shows: whose desk it is, and what waits there. Counts stop at a hundred. */
export const DeskView = z.object({
  asOf: Instant,
  /** The post of the caller; null for an account without one. */
  post: Localized.nullable(),
  /** Cases that are overdue, among those the caller sees. */
  overdue: count,
  /** What the post itself is asked and has not answered. */
  asks: z.object({ cases: count, moves: count }),
  /** Reports that the caller began and did not send. */
  drafts: count,
});
export type DeskView = z.infer<typeof DeskView>;

export const OVERVIEW_ENDPOINTS = {
  getDesk: endpoint({
    ...get,
    operation: 'getDesk',
    path: '/api/desk',
    functionName: 'overview-query',
    access: ALL_ROLES,
    summary: 'Whose desk it is and what waits there: overdue cases, open asks to the own post, own drafts',
    response: DeskView,
  }),
  getOverview: endpoint({
    ...get,
    operation: 'getOverview',
    path: '/api/overview',
    functionName: 'overview-query',
    access: ALL_ROLES,
    summary:
      'Where capital is stuck and who has to act today: counts of cases, capital and its pace, rungs, units, causes, what changed since the working day before. Reporters see their own units',
    response: OverviewView,
  }),
  listProjectStandings: endpoint({
    ...get,
    operation: 'listProjectStandings',
    path: '/api/overview/projects',
    functionName: 'overview-query',
    access: ALL_ROLES,
    summary:
      'Every project that has a case, by the case that says most about it; above 400 projects only how many there are of each status',
    response: z.object({
      asOf: Instant,
      /** `projects` by the case that says most about each; `cases`: all in that status, as their list has them. */
      statuses: z.array(z.object({ status: z.string(), projects: count, cases: count })),
      items: z.array(
        z.object({
          projectId: ProjectId,
          projectName: Localized,
          caseId: CaseId,
          status: z.string(),
          overdue: z.boolean(),
          atRisk: Dong,
          provenance: Provenance,
          capitalAsOf: LocalDate,
        }),
      ),
    }),
  }),
  search: endpoint({
    ...get,
    operation: 'search',
    path: '/api/search',
    functionName: 'overview-query',
    access: ALL_ROLES,
    summary:
      'Cases by the beginnings of words in the name of their project or by code, and posts by their name, accents optional; at most eight cases, open ones first, and four posts with how many open cases each holds',
    query: z.strictObject({ q: z.string().min(1).max(120) }),
    response: z.object({
      asOf: Instant,
      items: z.array(
        z.object({ caseId: CaseId, projectId: ProjectId, projectName: Localized, status: z.string() }),
      ),
      posts: z.array(z.object({ officeId: OfficeId, name: Localized, cases: count })),
    }),
  }),
} as const;
