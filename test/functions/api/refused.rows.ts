import { LARGEST_BODY } from '#functions/http.ts';
import { type Asked, as } from './call.ts';

/** Bad input: what is wrong, which operation gets it, and the status, code and fields that it is refused with. */

const REPORT = {
  projectId: 'DA-CHONGNGAP',
  category: 'PHAPLY',
  authorityLevel: 'city',
  cause: 'objective',
  description: 'Hợp đồng chưa ký phụ lục',
  request: 'Cho ký phụ lục',
};
export const report = (more: object) => ({ as: as.reporter, body: { ...REPORT, ...more } });
const line = (projectId: string, amount: unknown) => ({ projectId, amount });
const draft = (donors: object[], recipients: object[]) => ({
  as: as.finance,
  body: { donors, recipients, reason: 'Vốn nằm chờ' },
});
const IDLE = 6800e9;
export const params = { caseId: 'HS-2024-0001' };
const raw = (text: string, headers = {}) => ({ as: as.reporter, raw: text, headers });
type Expected = readonly [status: number, code: string, fields?: Record<string, string>];
export type Row = readonly [what: string, operation: string, asked: Asked, expected: Expected];
export const invalid = (fields: Record<string, string>): Expected => [422, 'input.invalid', fields];

export const BODIES: readonly Row[] = [
  [
    'nothing at all',
    'reportBlocker',
    { as: as.reporter, raw: '', headers: { 'content-type': 'application/json' } },
    [400, 'input.notJson'],
  ],
  ['half a document', 'reportBlocker', raw('{"projectId":'), [400, 'input.notJson']],
  [
    'a form',
    'reportBlocker',
    raw('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
    [415, 'input.contentType'],
  ],
  [
    'text that claims nothing',
    'reportBlocker',
    raw('{}', { 'content-type': '' }),
    [415, 'input.contentType'],
  ],
  [
    'ten megabytes',
    'reportBlocker',
    raw(`{"description":"${'x'.repeat(10_485_760)}"}`),
    [413, 'input.tooLarge'],
  ],
  [
    'too much in base64',
    'reportBlocker',
    { ...raw('x'.repeat(LARGEST_BODY + 1)), base64: true },
    [413, 'input.tooLarge'],
  ],
  ['a list', 'reportBlocker', raw('[]'), invalid({ '': 'invalid_type' })],
  ['null', 'urgeCase', { as: as.leader, params, raw: 'null' }, invalid({ '': 'invalid_type' })],
];

export const FIELDS: readonly Row[] = [
  [
    'an empty report',
    'reportBlocker',
    { as: as.reporter, body: {} },
    invalid({
      projectId: 'required',
      category: 'required',
      authorityLevel: 'required',
      cause: 'required',
      description: 'required',
      request: 'required',
    }),
  ],
  [
    'an unknown category',
    'reportBlocker',
    report({ category: 'XYZ' }),
    invalid({ category: 'invalid_value' }),
  ],
  ['a wrong type', 'reportBlocker', report({ description: 5 }), invalid({ description: 'invalid_type' })],
  ['an empty text', 'reportBlocker', report({ description: '  ' }), invalid({ description: 'too_small' })],
  [
    'a text that is too long',
    'reportBlocker',
    report({ request: 'x'.repeat(301) }),
    invalid({ request: 'too_big' }),
  ],
  [
    'control characters',
    'reportBlocker',
    report({ request: 'a\u0007b' }),
    invalid({ request: 'text.control' }),
  ],
  [
    'households in parts',
    'reportBlocker',
    report({ householdsLeft: 1.5 }),
    invalid({ householdsLeft: 'invalid_type' }),
  ],
  [
    'fewer than no households',
    'reportBlocker',
    report({ householdsLeft: -1 }),
    invalid({ householdsLeft: 'too_small' }),
  ],
  [
    'more households than there are',
    'reportBlocker',
    report({ householdsLeft: 2_000_000 }),
    invalid({ householdsLeft: 'too_big' }),
  ],
  [
    'a day that is none',
    'reportBlocker',
    report({ requestBy: '2024-02-30' }),
    invalid({ requestBy: 'invalid_format' }),
  ],
  [
    'a field that nobody knows',
    'reportBlocker',
    report({ reportedBy: 'finance' }),
    invalid({ reportedBy: 'unrecognized_keys' }),
  ],
  [
    'an id of no form',
    'getCase',
    { as: as.leader, params: { caseId: '1; DROP' } },
    invalid({ caseId: 'invalid_format' }),
  ],
  [
    'a rung in words',
    'getQueue',
    { as: as.leader, query: { rung: 'two' } },
    invalid({ rung: 'invalid_value' }),
  ],
  [
    'a filter that nobody knows',
    'getQueue',
    { as: as.leader, query: { untis: '776' } },
    invalid({ untis: 'unrecognized_keys' }),
  ],
  [
    'a page of nothing',
    'getQueue',
    { as: as.leader, query: { limit: '0' } },
    invalid({ limit: 'too_small' }),
  ],
  [
    'a tampered cursor',
    'getQueue',
    { as: as.leader, query: { cursor: 'bm9uc2Vuc2U' } },
    invalid({ cursor: 'page.cursor' }),
  ],
  [
    'a pause for no reason',
    'pauseCase',
    { as: as.leader, params, body: { reviewOn: '2024-11-01' } },
    invalid({ reason: 'required' }),
  ],
  [
    'an absence of no day',
    'recordAbsence',
    {
      as: as.operator,
      params: { officeId: 'finance' },
      body: { email: 'holder.finance@city.example', from: '2024-10-09', to: '2024-10-09' },
    },
    invalid({ to: 'span.empty' }),
  ],
  [
    'an absence of a stranger',
    'recordAbsence',
    {
      as: as.operator,
      params: { officeId: 'finance' },
      body: { email: 'x@city.example', from: '2024-10-09', to: '2024-10-10' },
    },
    invalid({ email: 'member.unknown' }),
  ],
];

export const AMOUNTS: readonly Row[] = [
  [
    'an amount in words',
    'draftMove',
    draft([line('DA-CHONGNGAP', '6800')], [line('DA-XUYENTAM', 1)]),
    invalid({ 'donors.0.amount': 'invalid_type' }),
  ],
  ['no donors', 'draftMove', draft([], [line('DA-XUYENTAM', 1)]), invalid({ donors: 'too_small' })],
  [
    'more than lies idle',
    'draftMove',
    draft([line('DA-CHONGNGAP', IDLE + 1)], [line('DA-XUYENTAM', IDLE + 1)]),
    [422, 'move.aboveIdle', { 'donors.0.amount': 'move.aboveIdle' }],
  ],
  [
    'lines that do not sum to zero',
    'draftMove',
    draft([line('DA-CHONGNGAP', 2)], [line('DA-XUYENTAM', 1)]),
    [422, 'move.unbalanced', { recipients: 'move.unbalanced' }],
  ],
  [
    'a donor that takes',
    'draftMove',
    draft([line('DA-CHONGNGAP', 2)], [line('DA-CHONGNGAP', 2)]),
    [
      422,
      'move.donorIsRecipient',
      { 'recipients.0.projectId': 'move.donorIsRecipient', 'recipients.0.amount': 'move.aboveAbsorbable' },
    ],
  ],
  [
    'a project that nobody knows',
    'draftMove',
    draft([line('DA-CHONGNGAP', 2)], [line('DA-LA', 2)]),
    [404, 'project.unknown', { 'recipients.0.projectId': 'project.unknown' }],
  ],
  [
    'a project that is closed',
    'draftMove',
    draft([line('DA-CHONGNGAP', 2)], [line('DA-DADONG', 2)]),
    [
      409,
      'project.closed',
      { 'recipients.0.projectId': 'project.closed', 'recipients.0.amount': 'move.aboveAbsorbable' },
    ],
  ],
];

export const RIGHTS: readonly Row[] = [
  ['nobody', 'reportBlocker', { body: REPORT }, [401, 'auth.required']],
  [
    'an account without a group',
    'getQueue',
    { as: { roles: [], office: 'finance' } },
    [403, 'auth.forbidden'],
  ],
  ['an auditor that reports', 'reportBlocker', { as: as.auditor, body: REPORT }, [403, 'auth.forbidden']],
  [
    'staff without an office',
    'reportBlocker',
    { as: { roles: ['staff'] }, body: REPORT },
    [403, 'auth.forbidden'],
  ],
  [
    'a reporter of another unit',
    'reportBlocker',
    { as: as.otherReporter, body: REPORT },
    [403, 'auth.otherUnit'],
  ],
  [
    'a reporter that looks at another unit',
    'getQueue',
    { as: as.reporter, query: { unit: '765' } },
    [403, 'auth.otherUnit'],
  ],
  [
    'a reporter that opens another case',
    'getCase',
    { as: as.otherReporter, params },
    [403, 'auth.otherUnit'],
  ],
  ['its receipts', 'getCaseReceipts', { as: as.otherReporter, params }, [403, 'auth.otherUnit']],
  [
    'its project',
    'listCases',
    { as: as.otherReporter, query: { project: 'DA-CHONGNGAP' } },
    [403, 'auth.otherUnit'],
  ],
  [
    'what another office is asked',
    'listApprovals',
    { as: as.reporter, query: { office: 'finance' } },
    [403, 'auth.otherUnit'],
  ],
  ['a reporter that pauses', 'pauseCase', { as: as.reporter, params, body: {} }, [403, 'auth.forbidden']],
  ['an operator that urges', 'urgeCase', { as: as.operator, params, body: {} }, [403, 'auth.forbidden']],
  [
    'staff that corrects an address',
    'correctAddress',
    { as: as.finance, params: { officeId: 'duty' }, body: {} },
    [403, 'auth.forbidden'],
  ],
];

export const UNKNOWN: readonly Row[] = [
  ['a case', 'getCase', { as: as.leader, params: { caseId: 'HS-2024-9999' } }, [404, 'case.unknown']],
  ['a project', 'reportBlocker', report({ projectId: 'DA-LA' }), [404, 'project.unknown']],
  ['a closed project', 'reportBlocker', report({ projectId: 'DA-DADONG' }), [409, 'project.closed']],
  [
    'an office to give a case to',
    'reassignCase',
    { as: as.leader, params, body: { office: 'no-such' } },
    [422, 'input.unknownOffice', { office: 'input.unknownOffice' }],
  ],
  [
    'an approval',
    'recordDecision',
    {
      as: as.owner,
      params: { approvalId: 'YK0000000000' },
      body: { outcome: 'agree', comment: '', shownHash: '0'.repeat(64) },
    },
    [404, 'approval.unknown'],
  ],
  [
    'a move',
    'stopMove',
    { as: as.finance, params: { moveId: 'DC-2024-9999' }, body: { reason: 'x' } },
    [404, 'move.unknown'],
  ],
  [
    'an office',
    'correctAddress',
    {
      as: as.operator,
      params: { officeId: 'no-such' },
      body: { email: 'a@b.example', newEmail: 'a@b.example' },
    },
    [404, 'office.unknown'],
  ],
  [
    'a review that is not ahead',
    'pauseCase',
    { as: as.leader, params, body: { reason: 'court', reviewOn: '2024-10-08' } },
    [422, 'case.reviewDateNotAhead', { reviewOn: 'case.reviewDateNotAhead' }],
  ],
  [
    'a review by which the case would be forgotten',
    'pauseCase',
    { as: as.leader, params, body: { reason: 'court', reviewOn: '2025-10-10' } },
    [422, 'case.reviewDateTooFar', { reviewOn: 'case.reviewDateTooFar' }],
  ],
  ['a case that is not paused', 'resumeCase', { as: as.leader, params }, [409, 'case.notPaused']],
];
