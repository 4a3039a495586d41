import * as z from 'zod';
import { SignedDocument } from '#domain/approval.ts';
import { Calendar } from '#domain/calendar.ts';
import { MoveId, OfficeId, ProjectId, UnitCode } from '#domain/ids.ts';
import { Ladder } from '#domain/ladder.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import { Move, type MoveStatus, OPEN_MOVE } from '#domain/move.ts';
import { Email, Office, OfficeKind } from '#domain/office.ts';
import { ProjectGroup } from '#domain/project.ts';
import { text } from '#domain/text.ts';
import { LocalDate } from '#domain/time.ts';
import { Unit } from '#domain/unit.ts';
import { DraftBody } from './contract-moves.ts';
import { endpoint, get, none, post } from './endpoint.ts';
import { ALL_ROLES, CITY_ROLES } from './roles.ts';
import { CapitalView, MoveView, OfficeView, PageQuery, ProjectView, pageOf, ShownMove } from './views.ts';

const MOVE_STATUSES = [
  ...OPEN_MOVE,
  'committed',
  'rejected',
  'reversed',
] as const satisfies readonly MoveStatus[];

const moveParams = z.object({ moveId: MoveId });
const projectParams = z.object({ projectId: ProjectId });
const officeParams = z.object({ officeId: OfficeId });

export const CAPITAL_ENDPOINTS = {
  listProjects: endpoint({
    ...get,
    operation: 'listProjects',
    path: '/api/projects',
    functionName: 'project-query',
    access: ALL_ROLES,
    summary: 'Projects of a group',
    query: PageQuery.extend({ group: ProjectGroup }),
    response: pageOf(ProjectView),
  }),
  getProject: endpoint({
    ...get,
    operation: 'getProject',
    path: '/api/projects/{projectId}',
    functionName: 'project-query',
    access: ALL_ROLES,
    summary: 'A project with its three figures of capital',
    params: projectParams,
    response: ProjectView,
  }),
  getLedger: endpoint({
    ...get,
    operation: 'getLedger',
    path: '/api/projects/{projectId}/ledger',
    functionName: 'project-query',
    access: CITY_ROLES,
    summary: 'Ledger entries of a project, oldest first',
    params: projectParams,
    query: PageQuery,
    response: pageOf(LedgerEntry),
  }),
  getCapital: endpoint({
    ...get,
    operation: 'getCapital',
    path: '/api/capital',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary:
      'Sums of a plan year by group, in đồng, and the dates that bind; unless told, of the latest year whose capital is still disbursed',
    query: z.strictObject({ planYear: z.coerce.number().int().min(2020).max(2100).optional() }),
    response: CapitalView,
  }),
  listIdle: endpoint({
    ...get,
    operation: 'listIdle',
    path: '/api/capital/idle',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary: 'Projects with idle capital, most first',
    query: PageQuery,
    response: pageOf(ProjectView),
  }),
  listAbsorbing: endpoint({
    ...get,
    operation: 'listAbsorbing',
    path: '/api/capital/absorbing',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary: 'Projects that can take capital, most headroom first',
    query: PageQuery,
    response: pageOf(ProjectView),
  }),
  listMoves: endpoint({
    ...get,
    operation: 'listMoves',
    path: '/api/moves',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary: 'Moves of capital, newest first',
    query: PageQuery.extend({ status: z.enum(['all', ...MOVE_STATUSES]).default('all') }),
    response: pageOf(ShownMove),
  }),
  getMove: endpoint({
    ...get,
    operation: 'getMove',
    path: '/api/moves/{moveId}',
    functionName: 'capital-query',
    access: CITY_ROLES,
    summary: 'A move with its approvals and receipts',
    params: moveParams,
    response: MoveView,
  }),
  draftMove: endpoint({
    ...post,
    operation: 'draftMove',
    path: '/api/moves',
    functionName: 'move-command',
    access: ['staff'],
    summary: 'Drafts a move; lines must sum to zero and meet every condition of the rules',
    params: none,
    body: DraftBody,
    status: 201,
    response: Move,
  }),
  recordDocument: endpoint({
    ...post,
    operation: 'recordDocument',
    path: '/api/moves/{moveId}/documents',
    functionName: 'move-command',
    access: ['staff', 'councilClerk'],
    summary:
      'Records the signed document that the move waits for (the resolution, then the decision), for the office that is asked: who drafted the move does not record it',
    params: moveParams,
    body: z.strictObject(SignedDocument.shape),
    status: 200,
    response: Move,
  }),
  stopMove: endpoint({
    ...post,
    operation: 'stopMove',
    path: '/api/moves/{moveId}/stop',
    functionName: 'move-command',
    access: ['staff', 'leadership'],
    summary: 'Stops a move while it cools off',
    params: moveParams,
    body: z.strictObject({ reason: text(500) }),
    status: 200,
    response: Move,
  }),
  reverseMove: endpoint({
    ...post,
    operation: 'reverseMove',
    path: '/api/moves/{moveId}/reverse',
    functionName: 'move-command',
    access: ['staff'],
    summary: 'Reverses a committed move by a new signed document: new entries, nothing is erased',
    params: moveParams,
    body: z.strictObject(SignedDocument.shape),
    status: 200,
    response: Move,
  }),
  listUnits: endpoint({
    ...get,
    operation: 'listUnits',
    path: '/api/directory/units',
    functionName: 'directory-query',
    access: ALL_ROLES,
    summary: 'Administrative units with their validity and successors',
    response: z.object({ items: z.array(Unit) }),
  }),
  listOffices: endpoint({
    ...get,
    operation: 'listOffices',
    path: '/api/directory/offices',
    functionName: 'directory-query',
    access: ALL_ROLES,
    summary: 'Offices of a unit (all of them at once) or of a kind (page by page)',
    query: PageQuery.extend({ unit: UnitCode.optional(), kind: OfficeKind.optional() }).refine(
      ({ unit, kind }) => unit !== undefined || kind !== undefined,
      { path: ['kind'], message: 'required' },
    ),
    response: pageOf(OfficeView),
  }),
  getOffice: endpoint({
    ...get,
    operation: 'getOffice',
    path: '/api/directory/offices/{officeId}',
    functionName: 'directory-query',
    access: CITY_ROLES,
    summary: 'An office with its holders, deputies and absences',
    params: officeParams,
    response: Office,
  }),
  getCalendar: endpoint({
    ...get,
    operation: 'getCalendar',
    path: '/api/directory/calendar',
    functionName: 'directory-query',
    access: ALL_ROLES,
    summary: 'The working-day calendar in force',
    response: Calendar,
  }),
  getLadder: endpoint({
    ...get,
    operation: 'getLadder',
    path: '/api/directory/ladder',
    functionName: 'directory-query',
    access: ALL_ROLES,
    summary: 'The escalation ladder in force',
    response: Ladder,
  }),
  recordAbsence: endpoint({
    ...post,
    operation: 'recordAbsence',
    path: '/api/directory/offices/{officeId}/absences',
    functionName: 'directory-command',
    access: ['operator', 'staff', 'leadership'],
    summary: 'Notes from which day to which (exclusive) a member is away; mail goes to the deputy meanwhile',
    params: officeParams,
    body: z.strictObject({ email: Email, from: LocalDate, to: LocalDate, reason: text(300, 0).default('') }),
    status: 200,
    response: Office,
  }),
  correctAddress: endpoint({
    ...post,
    operation: 'correctAddress',
    path: '/api/directory/offices/{officeId}/addresses',
    functionName: 'directory-command',
    access: ['operator'],
    summary: 'Replaces an address, or confirms that mail to it arrives again',
    params: officeParams,
    body: z.strictObject({ email: Email, newEmail: Email, reason: text(300, 0).default('') }),
    status: 200,
    response: Office,
  }),
  getOpenApi: endpoint({
    ...get,
    operation: 'getOpenApi',
    path: '/api/openapi.json',
    functionName: 'openapi',
    access: 'public',
    summary: 'This description',
    response: z.record(z.string(), z.unknown()),
  }),
} as const;
