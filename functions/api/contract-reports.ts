import * as z from 'zod';
import { Attachment } from '#domain/attachment.ts';
import { AuthorityLevel, Blocker, BlockerCategory, BlockerReport, Solution } from '#domain/blocker.ts';
import { Draft, DraftAnswers } from '#domain/draft.ts';
import { BlockerId, CaseId, DraftCode, ProjectId, Sha256, UnitCode } from '#domain/ids.ts';
import { Amendment, Supplement } from '#domain/report-life.ts';
import { Localized, Provenance } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { endpoint, get, post } from './endpoint.ts';
import { ALL_ROLES } from './roles.ts';
import { ApprovalView, PageQuery, pageOf } from './views.ts';

/** Whoever reports for an office. */
const REPORTS = ['reporter', 'staff', 'leadership'] as const;

const reportParams = z.object({ projectId: ProjectId, blockerId: BlockerId });
const draftParams = z.object({ code: DraftCode });
const requestId = z.uuid();
const attachments = BlockerReport.shape.attachments;

/** A project as a search shows it; `own` where it lies in the caller's own units. */
export const FoundProject = z.object({
  id: ProjectId,
  name: Localized,
  units: z.array(z.object({ code: UnitCode, name: Localized })),
  closed: z.boolean(),
  own: z.boolean(),
});
export type FoundProject = z.infer<typeof FoundProject>;

/** Who has the power to do what is asked for, and by which rule. */
export const CompetenceView = z.object({
  solution: Solution,
  within: z.boolean().nullable(),
  level: AuthorityLevel.nullable(),
  basis: Localized,
  provenance: Provenance,
  crossesUnits: z.boolean(),
});
export type CompetenceView = z.infer<typeof CompetenceView>;

/** What is known before a report is sent. */
export const ReportCheck = z.object({
  /** Open cases of the same project and category: perhaps this one is among them. */
  similar: z.array(z.object({ caseId: CaseId, status: z.string(), openedAt: Instant })),
  solutions: z.array(CompetenceView),
  outlook: z.object({
    officeName: Localized,
    rung: z.int(),
    workingDays: z.int(),
    dueOn: LocalDate,
    onSilence: Localized.nullable(),
  }),
});
export type ReportCheck = z.infer<typeof ReportCheck>;

/** A report as its own office and readers of its case see it: files without the keys under which they lie. */
export const ReportView = z.object({
  blocker: Blocker.omit({ requestHash: true, handled: true }).extend({
    attachments: z.array(Attachment).optional(),
  }),
  projectName: Localized,
  version: z.int().positive(),
  caseId: CaseId.nullable(),
  status: z.string().nullable(),
  /** Whether it can still be put right, by the office that reported it. */
  editable: z.boolean(),
});
export type ReportView = z.infer<typeof ReportView>;

export const ReportSummary = z.object({
  blockerId: BlockerId,
  projectId: ProjectId,
  projectName: Localized,
  category: BlockerCategory,
  description: z.string(),
  reportedAt: Instant,
  version: z.int().positive(),
  caseId: CaseId.nullable(),
  status: z.string().nullable(),
});
export type ReportSummary = z.infer<typeof ReportSummary>;

/** What the reporter is asked: a question to answer, or to confirm that it is cleared. */
export const QuestionView = z.object({
  approval: ApprovalView,
  projectId: ProjectId,
  projectName: Localized,
  category: BlockerCategory,
  blockerId: BlockerId,
});
export type QuestionView = z.infer<typeof QuestionView>;

const DraftView = Draft.omit({ person: true });
export type DraftView = z.infer<typeof DraftView>;

export const REPORT_ENDPOINTS = {
  searchProjects: endpoint({
    ...get,
    operation: 'searchProjects',
    path: '/api/projects/search',
    functionName: 'report-query',
    access: ALL_ROLES,
    summary:
      'Projects by any words of the name or by code, accents optional; those of the own units first. Reporters see their own units',
    query: z.strictObject({
      q: z.string().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ items: z.array(FoundProject), more: z.boolean() }),
  }),
  checkReport: endpoint({
    ...get,
    operation: 'checkReport',
    path: '/api/reports/check',
    functionName: 'report-query',
    access: REPORTS,
    summary:
      'Before a report is sent: open cases like it, who has the power to do what is asked for, who will be asked until when',
    query: z.strictObject({
      project: ProjectId,
      category: BlockerCategory,
      authorityLevel: AuthorityLevel.default('district'),
    }),
    response: ReportCheck,
  }),
  listReports: endpoint({
    ...get,
    operation: 'listReports',
    path: '/api/reports',
    functionName: 'report-query',
    access: REPORTS,
    summary: 'What the own office has reported, newest first, with its cases',
    query: PageQuery,
    response: pageOf(ReportSummary),
  }),
  listQuestions: endpoint({
    ...get,
    operation: 'listQuestions',
    path: '/api/reports/questions',
    functionName: 'report-query',
    access: REPORTS,
    summary: 'What the own office is asked about its cases, earliest due first',
    query: PageQuery,
    response: pageOf(QuestionView),
  }),
  getReport: endpoint({
    ...get,
    operation: 'getReport',
    path: '/api/reports/{projectId}/{blockerId}',
    functionName: 'report-query',
    access: ALL_ROLES,
    summary: 'A report with its case; reporters see their own units',
    params: reportParams,
    response: ReportView,
  }),
  getAttachment: endpoint({
    ...get,
    operation: 'getAttachment',
    path: '/api/reports/{projectId}/{blockerId}/attachments/{sha256}',
    functionName: 'report-query',
    access: ALL_ROLES,
    summary: 'A URL that downloads a file of a report, for a minute; who sees the case may read its files',
    params: reportParams.extend({ sha256: Sha256 }),
    response: z.object({ url: z.url(), name: z.string(), expiresAt: Instant }),
  }),
  amendReport: endpoint({
    ...post,
    operation: 'amendReport',
    path: '/api/reports/{projectId}/{blockerId}/amend',
    functionName: 'report-blocker',
    access: REPORTS,
    summary:
      'Puts a report right, or attaches more, until somebody has decided on its case; the version before is kept',
    params: reportParams,
    body: z.strictObject({ ...Amendment.shape, attachments, requestId }),
    status: 200,
    response: ReportView,
  }),
  supplementCase: endpoint({
    ...post,
    operation: 'supplementCase',
    path: '/api/cases/{caseId}/supplements',
    functionName: 'report-blocker',
    access: REPORTS,
    summary:
      'Adds a note, a count or files to an open case; its holder is told. The same requestId again changes nothing',
    params: z.object({ caseId: CaseId }),
    body: z.strictObject({ ...Supplement.shape, attachments, requestId }),
    status: 200,
    response: ReportView,
  }),
  requestUpload: endpoint({
    ...post,
    operation: 'requestUpload',
    path: '/api/attachments',
    functionName: 'report-draft',
    access: REPORTS,
    summary:
      'Where to send one file of a report that carries the same requestId: a URL that takes exactly this length, type and checksum',
    body: z.strictObject({ ...Attachment.shape, requestId }),
    status: 201,
    response: z.object({
      url: z.url(),
      method: z.literal('PUT'),
      headers: z.record(z.string(), z.string()),
      expiresAt: Instant,
    }),
  }),
  saveDraft: endpoint({
    ...post,
    operation: 'saveDraft',
    path: '/api/drafts',
    functionName: 'report-draft',
    access: REPORTS,
    summary:
      'Keeps the draft of a report for 30 days, one per requestId; `version` must be higher than the one that is kept',
    body: z.strictObject({ requestId, version: z.int().positive(), answers: DraftAnswers }),
    status: 200,
    response: DraftView,
  }),
  listDrafts: endpoint({
    ...get,
    operation: 'listDrafts',
    path: '/api/drafts',
    functionName: 'report-draft',
    access: REPORTS,
    summary: 'The own drafts, newest first',
    query: PageQuery,
    response: pageOf(DraftView),
  }),
  getDraft: endpoint({
    ...get,
    operation: 'getDraft',
    path: '/api/drafts/{code}',
    functionName: 'report-draft',
    access: REPORTS,
    summary: 'A draft by its code, for the own office',
    params: draftParams,
    response: DraftView,
  }),
  discardDraft: endpoint({
    ...post,
    operation: 'discardDraft',
    path: '/api/drafts/{code}/discard',
    functionName: 'report-draft',
    access: REPORTS,
    summary: 'Throws the own draft away',
    params: draftParams,
    body: z.undefined(),
    status: 200,
    response: z.object({ code: DraftCode }),
  }),
} as const;
