import { Approval, SignedDocument } from '#domain/approval.ts';
import { Blocker } from '#domain/blocker.ts';
import { Calendar } from '#domain/calendar.ts';
import { Case } from '#domain/case.ts';
import type { Change } from '#domain/change.ts';
import { NO_CHANGE } from '#domain/change.ts';
import { Ladder } from '#domain/ladder.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import { type LogLine, logLine } from '#domain/log.ts';
import { Move } from '#domain/move.ts';
import { Office } from '#domain/office.ts';
import { Project } from '#domain/project.ts';
import type { ChainHead, LogId, Receipt } from '#domain/receipt.ts';
import { appendReceipts } from '#domain/receipt-chain.ts';
import { MoveCondition, Rules } from '#domain/rules.ts';
import { Instant, instantOf } from '#domain/time.ts';
import { Unit } from '#domain/unit.ts';

/** Records for the tests of the store: valid by the schemas, otherwise as plain as can be. */

export const NOW = Instant.parse('2024-10-08T05:00:00.000Z');

/** `minutes` after NOW. */
export function later(minutes: number): Instant {
  return instantOf(Date.parse(NOW) + minutes * 60_000);
}

const WORDS = { vi: 'Tên', en: 'Name' };
const PROVENANCE = { kind: 'illustrative' } as const;
const HASH = 'a'.repeat(64);

export function project(key: string, more: object = {}): Project {
  return Project.parse({
    id: `DA-${key}`,
    name: WORDS,
    group: 'ongoing',
    owner: 'owner-a',
    reporter: 'reporter-a',
    units: ['776'],
    capital: capital(100, 20, 50),
    budgetSource: 'city',
    inMediumTermPlan: true,
    proceduresComplete: true,
    closed: false,
    provenance: PROVENANCE,
    ledgerCount: 0,
    version: 0,
    ...more,
  });
}

export function capital(planned: number, disbursed: number, absorbable: number) {
  return { planYear: 2024, planned, disbursed, absorbable, asOf: '2024-10-08', provenance: PROVENANCE };
}

export function blocker(key: string, more: object = {}): Blocker {
  return Blocker.parse({
    id: `VM-${key}`,
    projectId: 'DA-A',
    category: 'GPMB',
    authorityLevel: 'district',
    cause: 'objective',
    description: 'Còn 12 hộ chưa bàn giao mặt bằng',
    request: 'Ban hành quyết định thu hồi đất',
    reportedBy: 'reporter-a',
    reportedAt: NOW,
    provenance: PROVENANCE,
    ...more,
  });
}

export function deadline(at: string = later(60)) {
  return { from: NOW, at, workingDays: 5, skipped: [], calendarVersion: '2024-1' };
}

const CASE = {
  projectId: 'DA-A',
  projectName: WORDS,
  blockerId: 'VM-A',
  group: 'ongoing',
  owner: 'owner-a',
  reporter: 'reporter-a',
  reporterName: WORDS,
  reportedBy: 'reporter-a',
  category: 'GPMB',
  authorityLevel: 'district',
  units: ['776'],
  atRisk: 80,
  idle: 30,
  openedAt: NOW,
  chain: { count: 0, lastHash: null },
  ladderVersion: '1',
  climbed: [],
  rounds: 0,
  version: 0,
};

export function reportedCase(number: number, more: object = {}): Case {
  return Case.parse({ ...CASE, id: caseNumber(number), status: 'reported', ...more });
}

export function heldCase(number: number, more: object = {}): Case {
  const held = { rung: 1, holder: 'owner-a', holderName: WORDS, since: NOW, undeliverable: false };
  return Case.parse({
    ...CASE,
    ...held,
    id: caseNumber(number),
    status: 'inReview',
    deadline: deadline(),
    ...more,
  });
}

export function pausedCase(number: number, reviewOn: string, more: object = {}): Case {
  const before = heldCase(number, more);
  return Case.parse({
    ...before,
    ...more,
    status: 'paused',
    reason: 'court',
    note: '',
    since: NOW,
    reviewOn,
    before,
  });
}

export function clearedCase(number: number, closedAt: string, more: object = {}): Case {
  const closed = { status: 'cleared', closedAt, confirmedBy: 'reporter-a' };
  return Case.parse({ ...CASE, id: caseNumber(number), ...closed, ...more });
}

function caseNumber(number: number): string {
  return `HS-2024-${String(number).padStart(4, '0')}`;
}

const APPROVAL = {
  kind: 'clearBlocker',
  office: 'owner-a',
  officeName: WORDS,
  policy: { type: 'single' },
  outcomes: ['agree', 'decline'],
  stepUp: [],
  excluded: [],
  shown: { title: WORDS, facts: [] },
  shownHash: HASH,
  askedAt: NOW,
  points: [],
  pointsDone: 0,
  expiresAt: later(600),
  onSilence: 'climb',
  generation: 1,
  links: [],
  mails: [],
  passedOver: [],
  version: 0,
  status: 'open',
};

export function approval(number: number, more: object = {}): Approval {
  return Approval.parse({
    ...APPROVAL,
    id: `YK${String(number).padStart(10, '0')}`,
    deadline: deadline(),
    ...more,
  });
}

/** The next version of an approval with a decision on it. */
export function decided(open: Approval, name: string, at: string = NOW): Approval {
  return Approval.parse({
    ...open,
    status: 'decided',
    version: open.version + 1,
    decision: {
      outcome: 'agree',
      comment: '',
      decidedAt: at,
      by: { name, post: WORDS, email: 'a@district.example', standing: 'holder' },
      auth: 'link',
      shownHash: HASH,
    },
  });
}

export function move(number: number, more: object = {}): Move {
  return Move.parse({
    id: `DC-2024-${String(number).padStart(4, '0')}`,
    planYear: 2024,
    donors: [{ projectId: 'DA-A', projectName: WORDS, amount: 10 }],
    recipients: [{ projectId: 'DA-B', projectName: WORDS, amount: 10 }],
    reason: 'Vốn nhàn rỗi',
    draftedBy: 'finance-a',
    draftedAt: NOW,
    rulesVersion: '1',
    appraisers: ['finance-a'],
    quorum: 1,
    appraisals: [],
    chain: { count: 0, lastHash: null },
    version: 0,
    status: 'drafted',
    ...more,
  });
}

export function document(more: object = {}): SignedDocument {
  const plain = { number: '25/NQ-HĐND', issuedOn: '2024-10-10', issuer: 'Hội đồng nhân dân' };
  return SignedDocument.parse({ ...plain, ...more });
}

export function member(email: string) {
  return { name: 'Người giữ chức', post: WORDS, email, locale: 'vi', from: '2024-01-01', absences: [] };
}

export function office(id: string, more: object = {}): Office {
  return Office.parse({
    id,
    kind: 'districtSecretary',
    name: WORDS,
    unit: '776',
    holders: [member(`${id}@city.example`)],
    deputies: [],
    provenance: PROVENANCE,
    version: 0,
    ...more,
  });
}

/** The line of the office's log that stands behind `count` others of the same kind. */
export function line(of: { readonly id: LogId } | LogId, count = 0): LogLine {
  const log = typeof of === 'object' ? of.id : of;
  const head: ChainHead = count === 0 ? { count, lastHash: null } : line(log, count - 1).head;
  const by = { office: null, account: 'user-1', reason: 'test' };
  return logLine({ log, head, fact: { type: 'absenceRecorded', details: {} }, by, at: NOW });
}

export function change(part: Partial<Change>): Change {
  return { ...NO_CHANGE, ...part };
}

/** The receipts of `count` facts behind a record's chain, and the record with its chain's new end. */
export function withReceipts<R extends Case | Move>(
  record: R,
  count: number,
): { record: R; receipts: Receipt[] } {
  const facts = Array.from({ length: count }, () => ({ type: 'caseUrged' as const, details: {} }));
  const { receipts, head } = appendReceipts({ chain: record.id, head: record.chain, facts, at: NOW });
  return { record: { ...record, chain: head }, receipts };
}

export function entry(projectId: string, sequence: number): LedgerEntry {
  return LedgerEntry.parse({
    projectId,
    sequence,
    moveId: 'DC-2024-0001',
    side: 'debit',
    amount: 10,
    balance: 90,
    at: NOW,
    reversal: false,
  });
}

export function unit(code: string): Unit {
  return Unit.parse({
    code,
    kind: 'urbanDistrict',
    name: WORDS,
    validFrom: '2000-01-01',
    successors: [],
    provenance: PROVENANCE,
  });
}

export function calendar(version: string): Calendar {
  return Calendar.parse({ version, years: [{ year: 2024, off: [], worked: [] }] });
}

export function ladder(version: string, validFrom: string): Ladder {
  const days = { answerWithin: 2, points: [], silenceAfter: 3, onSilence: 'climb' };
  const step = { ...days, provenance: PROVENANCE };
  const [owner, first] = ['owner-a', { number: 1, office: 'owner', name: WORDS }];
  return Ladder.parse({
    version,
    validFrom,
    rungs: [{ ...step, ...first }],
    steps: Object.fromEntries(Object.keys(Ladder.shape.steps.shape).map((name) => [name, step])),
    coolingOff: 3,
    offices: {
      ...Object.fromEntries(Object.keys(Ladder.shape.offices.shape).map((name) => [name, owner])),
      departmentByCategory: {},
      appraisers: [owner],
      quorum: 1,
    },
  });
}

export function rules(version: string, validFrom: string): Rules {
  const source = { title: WORDS, reference: 'Luật', verified: false };
  return Rules.parse({
    version,
    name: WORDS,
    validFrom,
    planAdjustmentUntil: '11-15',
    disbursementUntil: '01-31',
    carryOver: { until: '12-31', cases: [WORDS], decides: WORDS },
    dateBasis: { planAdjustment: source, disbursement: source, carryOver: source },
    deciders: [{ budgetSource: 'city', cityDecides: true, who: WORDS, basis: source }],
    priority: [{ group: 'ongoing', rank: 1, name: WORDS }],
    priorityBasis: source,
    draft: { maxRecipients: 5, leastLine: 0, roundTo: 1 },
    conditions: Object.fromEntries(MoveCondition.options.map((name) => [name, source])),
  });
}
