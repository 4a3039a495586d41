import * as z from 'zod';
import { MoveId, ProjectId, Sha256 } from '#domain/ids.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import { Dong } from '#domain/money.ts';
import { Move } from '#domain/move.ts';
import { MOST_LINES } from '#domain/move-lines.ts';
import { Localized, text } from '#domain/text.ts';
import { Instant } from '#domain/time.ts';
import { endpoint, none } from './endpoint.ts';
import { CITY_ROLES } from './roles.ts';
import { ProjectView } from './views.ts';

const moveParams = z.object({ moveId: MoveId });
const planYearQuery = z.strictObject({ planYear: z.coerce.number().int().min(2020).max(2100).optional() });

/** A line as somebody typed it: what the rules can judge in words, with the law behind it, the schema does not judge. */
const line = z.strictObject({ projectId: ProjectId, amount: z.number() });

/** The lines of a draft, and the versions of the projects that the page showed: changed figures are refused. */
export const DraftBody = z.strictObject({
  donors: z.array(line).min(1).max(30),
  recipients: z.array(line).min(1).max(30),
  reason: text(1000),
  seen: z
    .array(z.strictObject({ projectId: ProjectId, version: z.int().nonnegative() }))
    .max(2 * MOST_LINES)
    .optional(),
});

const FlowNode = z.object({
  projectId: ProjectId.nullable(),
  name: Localized.nullable(),
  projects: z.int().nonnegative(),
  amount: Dong,
});

export const FlowsView = z.object({
  asOf: Instant,
  planYear: z.int(),
  donors: z.array(FlowNode),
  recipients: z.array(FlowNode),
  /** Places in `donors` and `recipients`; `to` is null where there is no recipient yet. */
  links: z.array(
    z.object({ from: z.int().nonnegative(), to: z.int().nonnegative().nullable(), amount: Dong }),
  ),
  unplaced: Dong,
  underway: z.object({ amount: Dong, moves: z.int().nonnegative() }),
  committed: z.object({ amount: Dong, moves: z.int().nonnegative() }),
});

export const MoveStatement = z.object({
  asOf: Instant,
  move: Move,
  /** In the order of posting; those of a reversal after those that they mirror. */
  entries: z.array(LedgerEntry),
  debits: Dong,
  credits: Dong,
});

export const ProjectStatement = z.object({
  asOf: Instant,
  project: ProjectView,
  /** The plan before the first entry, and after the last. */
  opening: Dong,
  closing: Dong,
  debits: Dong,
  credits: Dong,
  entries: z.array(LedgerEntry),
  /** Every balance follows from the one before, no number is missing, and the plan is the last balance. */
  intact: z.boolean(),
});

export const DraftCheck = z.object({
  asOf: Instant,
  out: z.number(),
  in: z.number(),
  problems: z.array(
    z.object({ path: z.string(), code: z.string(), message: Localized, source: Localized.nullable() }),
  ),
  linesHash: Sha256.nullable(),
});

export const MOVE_ENDPOINTS = {
  getFlows: endpoint({
    operation: 'getFlows',
    method: 'GET',
    path: '/api/capital/flows',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary: 'What moved, moves and waits in a plan year, from whom to whom; at most 12 nodes a side',
    params: none,
    query: planYearQuery,
    body: z.undefined(),
    status: 200,
    response: FlowsView,
  }),
  getMoveStatement: endpoint({
    operation: 'getMoveStatement',
    method: 'GET',
    path: '/api/moves/{moveId}/statement',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary: 'The ledger entries of a move and their sums: debits equal credits',
    params: moveParams,
    query: none,
    body: z.undefined(),
    status: 200,
    response: MoveStatement,
  }),
  getProjectStatement: endpoint({
    operation: 'getProjectStatement',
    method: 'GET',
    path: '/api/projects/{projectId}/statement',
    functionName: 'project-query',
    access: CITY_ROLES,
    summary: 'The whole ledger of a project: opening plan, every entry with its balance, closing plan',
    params: z.object({ projectId: ProjectId }),
    query: none,
    body: z.undefined(),
    status: 200,
    response: ProjectStatement,
  }),
  checkDraft: endpoint({
    operation: 'checkDraft',
    method: 'POST',
    path: '/api/moves/check',
    functionName: 'move-command',
    access: ['staff'],
    summary: 'Holds lines against every condition of the rules, line by line; writes nothing',
    params: none,
    query: none,
    body: z.strictObject({
      /** The move whose lines would change: what it reserved itself is free for it. */
      moveId: MoveId.optional(),
      donors: z.array(line).max(MOST_LINES),
      recipients: z.array(line).max(MOST_LINES),
    }),
    status: 200,
    response: DraftCheck,
  }),
  redraftMove: endpoint({
    operation: 'redraftMove',
    method: 'POST',
    path: '/api/moves/{moveId}/lines',
    functionName: 'move-command',
    access: ['staff'],
    summary:
      'Changes the lines of a move before it is submitted; what was confirmed and voted on the old lines is void',
    params: moveParams,
    query: none,
    body: DraftBody,
    status: 200,
    response: Move,
  }),
} as const;
