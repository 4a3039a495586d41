import * as z from 'zod';
import { CaseId, MoveId } from '#domain/ids.ts';
import { OPEN_SETS } from '#domain/publication/dcat.ts';
import { Reconciliation } from '#domain/reconcile.ts';
import { IsoWeek } from '#domain/report/week.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { endpoint, get, none } from './endpoint.ts';
import { FileAnswer } from './file.ts';

const file = { ...get, response: FileAnswer } as const;

/** Who prepares papers, who signs and records them, and who looks after them. */
const PAPER_ROLES = ['staff', 'leadership', 'councilClerk', 'auditor'] as const;

const WEEKLY_ROLES = ['staff', 'leadership', 'councilClerk', 'auditor', 'operator'] as const;

const SETS = OPEN_SETS.map(({ name }) => name);
const OPEN_FILES = [
  ...SETS.flatMap((name) => [`${name}.csv`, `${name}.json`] as const),
  'oc4ids.json',
  'oc4ids-extension.json',
  'catalog.jsonld',
] as const;

export const DOCUMENT_ENDPOINTS = {
  getMovePaper: endpoint({
    ...file,
    operation: 'getMovePaper',
    path: '/api/moves/{moveId}/documents/{file}',
    functionName: 'documents',
    access: PAPER_ROLES,
    summary:
      'A paper of a move in the layout of Decree 30/2020 for the signing system (.docx), and how it looks (.pdf)',
    params: z.object({
      moveId: MoveId,
      file: z.enum([
        'to-trinh.docx',
        'to-trinh.pdf',
        'phieu-trinh.docx',
        'phieu-trinh.pdf',
        'phu-luc.docx',
        'phu-luc.pdf',
      ]),
    }),
    files: ['docx', 'pdf'],
  }),
  getUrgeLetter: endpoint({
    ...file,
    operation: 'getUrgeLetter',
    path: '/api/cases/{caseId}/documents/{file}',
    functionName: 'documents',
    access: PAPER_ROLES,
    summary:
      'The letter that urges whoever holds a case, for the signing system (.docx), and how it looks (.pdf)',
    params: z.object({
      caseId: CaseId,
      file: z.enum(['cong-van-don-doc.docx', 'cong-van-don-doc.pdf']),
    }),
    files: ['docx', 'pdf'],
  }),
  reconcileCapital: endpoint({
    ...get,
    operation: 'reconcileCapital',
    path: '/api/capital/reconciliation',
    functionName: 'reconcile',
    access: ['staff', 'leadership', 'auditor', 'operator'],
    summary:
      'Proves from the records that capital was neither made nor lost in a plan year: plans, ledgers, moves and sums by group; `assigned` (đồng) is held against the sum of all plans',
    params: none,
    query: z.strictObject({
      planYear: z.coerce.number().int().min(2020).max(2100).optional(),
      assigned: z.coerce.number().int().nonnegative().optional(),
    }),
    response: Reconciliation.extend({ asOf: Instant }),
  }),
  getOpenFile: endpoint({
    ...file,
    operation: 'getOpenFile',
    path: '/api/open/{file}',
    functionName: 'publication',
    access: 'public',
    summary:
      'Open data: projects, blockers, moves and disbursement as CSV or JSON, all projects in OC4IDS 0.9.5 with its extension, and a DCAT catalogue',
    params: z.object({ file: z.enum(OPEN_FILES) }),
    files: ['csv', 'json', 'jsonld'],
  }),
  getPublication: endpoint({
    ...get,
    operation: 'getPublication',
    path: '/api/open',
    functionName: 'publication',
    access: 'public',
    summary: 'What is published, how many rows each set has, and as of when',
    params: none,
    response: z.object({
      asOf: Instant,
      planYear: z.int(),
      illustrative: z.boolean(),
      sets: z.array(z.object({ name: z.enum(SETS), rows: z.int() })),
    }),
  }),
  getWeeklyReport: endpoint({
    ...file,
    operation: 'getWeeklyReport',
    path: '/api/weekly/{file}',
    functionName: 'reports',
    access: WEEKLY_ROLES,
    summary:
      'Disbursement of a week by group, unit and owner: plan, disbursed, change since the week began, share, left, pace needed; unless told, of the present week as it stands',
    params: z.object({ file: z.enum(['weekly.xlsx', 'weekly.pdf']) }),
    query: z.strictObject({ week: IsoWeek.optional() }),
    files: ['xlsx', 'pdf'],
  }),
  listWeeks: endpoint({
    ...get,
    operation: 'listWeeks',
    path: '/api/weekly',
    functionName: 'reports',
    access: WEEKLY_ROLES,
    summary: 'Weeks of which there is a report, the present one first',
    params: none,
    response: z.object({
      asOf: Instant,
      items: z.array(z.object({ week: IsoWeek, monday: LocalDate })),
    }),
  }),
  getNationalUpload: endpoint({
    ...file,
    operation: 'getNationalUpload',
    path: '/api/national-upload.xlsx',
    functionName: 'reports',
    access: ['staff', 'operator', 'auditor'],
    summary:
      'The upload file for the national public-investment system; its second sheet says what is assumed',
    params: none,
    files: ['xlsx'],
  }),
} as const;
