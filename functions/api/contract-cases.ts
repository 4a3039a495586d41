import * as z from 'zod';
import { DecisionForm, SignedDocument } from '#domain/approval.ts';
import { BlockerReport } from '#domain/blocker.ts';
import { OutOfScopeReason, PauseReason } from '#domain/case.ts';
import { ApprovalId, BlockerId, CaseId, OfficeId, ProjectId } from '#domain/ids.ts';
import { text } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { CaseView } from './case-view.ts';
import { endpoint, none } from './endpoint.ts';
import { ALL_ROLES } from './roles.ts';
import { ApprovalView, CaseSummary, PageQuery, pageOf, ReceiptsView } from './views.ts';

const caseParams = z.object({ caseId: CaseId });

/** An act as far as its consequences depend on it: reasons, grounds and codes change none of them. */
export const PreviewedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('urge') }),
  z.strictObject({ act: z.literal('escalate') }),
  z.strictObject({ act: z.literal('reassign'), office: OfficeId }),
  z.strictObject({ act: z.literal('pause'), reviewOn: LocalDate }),
  z.strictObject({ act: z.literal('resume') }),
  z.strictObject({ act: z.literal('close') }),
]);
export type PreviewedAct = z.infer<typeof PreviewedAct>;

/** Leadership acts on cases; an operator may only mend the system. */
const LEADS = ['leadership'] as const;

export const CASE_ENDPOINTS = {
  listCases: endpoint({
    operation: 'listCases',
    method: 'GET',
    path: '/api/cases',
    functionName: 'case-query',
    access: ALL_ROLES,
    summary: 'Cases of a project (of the own units, for reporters)',
    params: none,
    query: PageQuery.extend({ project: ProjectId }),
    body: z.undefined(),
    status: 200,
    response: pageOf(CaseSummary),
  }),
  getCase: endpoint({
    operation: 'getCase',
    method: 'GET',
    path: '/api/cases/{caseId}',
    functionName: 'case-query',
    access: ALL_ROLES,
    summary:
      'A case whole: blocker, capital, rungs, deadline day by day, approvals with their mails, questions, documents, moves, and what the caller may do',
    params: caseParams,
    query: none,
    body: z.undefined(),
    status: 200,
    response: CaseView,
  }),
  getCaseReceipts: endpoint({
    operation: 'getCaseReceipts',
    method: 'GET',
    path: '/api/cases/{caseId}/receipts',
    functionName: 'case-query',
    access: ALL_ROLES,
    summary: 'The receipts of a case, oldest first, hash-chained: verifiable offline',
    params: caseParams,
    query: PageQuery,
    body: z.undefined(),
    status: 200,
    response: ReceiptsView,
  }),
  listApprovals: endpoint({
    operation: 'listApprovals',
    method: 'GET',
    path: '/api/approvals',
    functionName: 'case-query',
    access: ALL_ROLES,
    summary: 'What an office is asked (open, by due time) or was asked (past, newest first)',
    params: none,
    query: PageQuery.extend({ office: OfficeId, which: z.enum(['open', 'past']).default('open') }),
    body: z.undefined(),
    status: 200,
    response: pageOf(ApprovalView),
  }),
  reportBlocker: endpoint({
    operation: 'reportBlocker',
    method: 'POST',
    path: '/api/reports',
    functionName: 'report-blocker',
    access: ['reporter', 'staff', 'leadership'],
    summary: 'Reports a blocker; its case opens by itself. The same requestId again changes nothing',
    params: none,
    query: none,
    body: z.strictObject({ ...BlockerReport.shape, requestId: z.uuid().optional() }),
    status: 201,
    response: z.object({ blockerId: BlockerId }),
  }),
  recordDecision: endpoint({
    operation: 'recordDecision',
    method: 'POST',
    path: '/api/approvals/{approvalId}/decision',
    functionName: 'record-decision',
    access: ['reporter', 'reviewer', 'leadership', 'staff', 'councilClerk', 'operator'],
    summary: 'Decides an approval of the own office, signed in',
    params: z.object({ approvalId: ApprovalId }),
    query: none,
    body: z.strictObject(DecisionForm.shape),
    status: 200,
    response: ApprovalView,
  }),
  urgeCase: endpoint({
    operation: 'urgeCase',
    method: 'POST',
    path: '/api/cases/{caseId}/urge',
    functionName: 'case-command',
    access: LEADS,
    summary: 'Urges the office that holds the case; a second time on one day must be confirmed',
    params: caseParams,
    query: none,
    body: z.strictObject({ confirmed: z.boolean().default(false) }),
    status: 200,
    response: CaseSummary,
  }),
  reassignCase: endpoint({
    operation: 'reassignCase',
    method: 'POST',
    path: '/api/cases/{caseId}/reassign',
    functionName: 'case-command',
    access: LEADS,
    summary: 'Gives the case to another office on the same rung, with its full time',
    params: caseParams,
    query: none,
    body: z.strictObject({ office: OfficeId }),
    status: 200,
    response: CaseSummary,
  }),
  escalateCase: endpoint({
    operation: 'escalateCase',
    method: 'POST',
    path: '/api/cases/{caseId}/escalate',
    functionName: 'case-command',
    access: LEADS,
    summary:
      'Takes the case up to the next rung: the open ask is withdrawn, its addressees are told, and the office above is asked with its full time',
    params: caseParams,
    query: none,
    body: z.strictObject({ reason: text(500) }),
    status: 200,
    response: CaseSummary,
  }),
  closeCase: endpoint({
    operation: 'closeCase',
    method: 'POST',
    path: '/api/cases/{caseId}/close',
    functionName: 'case-command',
    access: LEADS,
    summary:
      'Closes a case as out of scope, by an office from the city departments up; `confirm` is the code of the case, typed by hand',
    params: caseParams,
    query: none,
    body: z.strictObject({ ground: OutOfScopeReason, reason: text(1000), confirm: text(20) }),
    status: 200,
    response: CaseSummary,
  }),
  previewCaseAct: endpoint({
    operation: 'previewCaseAct',
    method: 'POST',
    path: '/api/cases/{caseId}/preview',
    functionName: 'case-command',
    access: LEADS,
    summary:
      'What an act would do, in words: decided on the case as it stands and not written. Refuses what the act would refuse',
    params: caseParams,
    query: none,
    body: PreviewedAct,
    status: 200,
    response: z.object({
      asOf: Instant,
      consequences: z.array(z.object({ vi: text(2000), en: text(2000) })),
    }),
  }),
  recordCaseDocument: endpoint({
    operation: 'recordCaseDocument',
    method: 'POST',
    path: '/api/cases/{caseId}/documents',
    functionName: 'case-command',
    access: ['reporter', 'leadership', 'staff', 'councilClerk'],
    summary: 'Notes a document on a case: number, date, issuer, title. It decides nothing',
    params: caseParams,
    query: none,
    body: z.strictObject({ ...SignedDocument.shape, title: text(300) }),
    status: 200,
    response: CaseSummary,
  }),
  pauseCase: endpoint({
    operation: 'pauseCase',
    method: 'POST',
    path: '/api/cases/{caseId}/pause',
    functionName: 'case-command',
    access: LEADS,
    summary: 'Stops the clock of a case, for a reason from the list, until a review date',
    params: caseParams,
    query: none,
    body: z.strictObject({ reason: PauseReason, note: text(500, 0).default(''), reviewOn: LocalDate }),
    status: 200,
    response: CaseSummary,
  }),
  resumeCase: endpoint({
    operation: 'resumeCase',
    method: 'POST',
    path: '/api/cases/{caseId}/resume',
    functionName: 'case-command',
    access: LEADS,
    summary: 'Ends a pause; clocks go on with the working days they had left',
    params: caseParams,
    query: none,
    body: z.undefined(),
    status: 200,
    response: CaseSummary,
  }),
} as const;
