import type * as z from 'zod';
import { Approval, ApprovalLink, DecisionForm, MailRecord, type OpenApproval } from '#domain/approval.ts';
import { askForCase, neededAsk } from '#domain/approval-ask.ts';
import type { Decider } from '#domain/approval-checks.ts';
import { Blocker } from '#domain/blocker.ts';
import { Calendar } from '#domain/calendar.ts';
import type { Case } from '#domain/case.ts';
import { openCase } from '#domain/case-life.ts';
import type { Change } from '#domain/change.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, Sha256 } from '#domain/ids.ts';
import { Ladder } from '#domain/ladder.ts';
import { Move } from '#domain/move.ts';
import { Office } from '#domain/office.ts';
import { Project } from '#domain/project.ts';
import type { Rules } from '#domain/rules.ts';
import type { Localized } from '#domain/text.ts';
import { type Instant, instantAt, LocalDate, type LocalTime } from '#domain/time.ts';
import { Unit } from '#domain/unit.ts';
import { rulesOf } from './capital-samples.ts';

/** Sample records, made through the schemas: what a builder returns is what the product would have stored. */

const SAMPLE = { kind: 'illustrative' } as const;

function names(words: string): Localized {
  return { vi: words, en: words };
}

/** The instant at which Vietnamese clocks show `time` on `date`: `at('2024-10-08', '09:00')`. */
export function at(date: string, time: LocalTime = '09:00'): Instant {
  return instantAt(LocalDate.parse(date), time);
}

export const officeId = (id: string) => OfficeId.parse(id);
export const caseId = (id = 'HS-2024-0001') => CaseId.parse(id);
export const moveId = (id = 'DC-2024-0001') => MoveId.parse(id);

/** `YK0000000007` for 7. */
export const approvalId = (number: number) => ApprovalId.parse(`YK${String(number).padStart(10, '0')}`);

/** A hash for tests: 64 times the same hexadecimal digit. */
export const sha = (digit: string) => Sha256.parse(digit.repeat(64));

/** 2024 to 2026 without holidays, save National Day 2024, so that working days can be counted in the head. */
export function aCalendar(overrides: Partial<z.input<typeof Calendar>> = {}): Calendar {
  const off = [{ date: '2024-09-02', name: names('Quốc khánh'), source: 'test' }];
  const years = [2024, 2025, 2026].map((year) => ({ year, off: year === 2024 ? off : [], worked: [] }));
  return Calendar.parse({ version: 'test-1', years, ...overrides });
}

const RULE = { answerWithin: 3, silenceAfter: 5, points: [], onSilence: 'askAgain', provenance: SAMPLE };
const POINTS = [
  { afterWorkingDays: 2, act: 'remind' },
  { afterWorkingDays: 3, act: 'askDeputy' },
  { afterWorkingDays: 4, act: 'remind' },
];

function aRung(number: number, office: string) {
  const onSilence = number === 6 ? 'askAgain' : 'climb';
  return { ...RULE, number, office, name: names(`Bậc ${number}`), points: POINTS, onSilence };
}

/** Six rungs of 3 working days (silent after 5; remind on day 2 and 4, deputy on day 3), quorum 2 of 3 appraisers. */
export function aLadder(overrides: Partial<z.input<typeof Ladder>> = {}): Ladder {
  const steps = [
    'answerQuestion',
    'confirmCleared',
    'confirmMove',
    'appraiseMove',
    'submitMove',
    'resolveMove',
    'decideMove',
    'recoverCase',
  ];
  const climbing = new Set(['answerQuestion', 'confirmCleared']);
  return Ladder.parse({
    version: 'ladder-1',
    validFrom: '2024-01-01',
    rungs: [
      aRung(1, 'owner'),
      aRung(2, 'districtChair'),
      aRung(3, 'districtSecretary'),
      aRung(4, 'department'),
      aRung(5, 'cityChairman'),
      aRung(6, 'standingCommittee'),
    ],
    steps: Object.fromEntries(
      steps.map((step) => [step, climbing.has(step) ? { ...RULE, onSilence: 'climb' } : RULE]),
    ),
    coolingOff: 3,
    offices: {
      departmentByCategory: { GPMB: 'department-environment' },
      defaultDepartment: 'department-planning',
      cityChairman: 'city-chairman',
      standingCommittee: 'standing-committee',
      appraisers: ['appraiser-1', 'appraiser-2', 'appraiser-3'],
      quorum: 2,
      council: 'council-office',
      committee: 'committee-office',
      finance: 'finance',
      duty: 'duty',
    },
    ...overrides,
  });
}

/** A holder and a deputy under `.example` addresses named after the office. */
export function anOffice(id: string, overrides: Partial<z.input<typeof Office>> = {}): Office {
  const member = (role: string) => ({
    name: `${role} ${id}`,
    post: names(`${role} ${id}`),
    email: `${role}.${id}@city.example`,
    locale: 'vi',
    from: '2024-01-01',
    absences: [],
  });
  return Office.parse({
    id,
    kind: 'department',
    name: names(`Office ${id}`),
    holders: [member('holder')],
    deputies: [member('deputy')],
    provenance: SAMPLE,
    version: 0,
    ...overrides,
  });
}

/** The flood-control project: 10,000 tỷ planned, 1,200 disbursed, 2,000 absorbable, so 6,800 tỷ idle. */
export function aProject(overrides: Partial<z.input<typeof Project>> = {}): Project {
  const asOf = '2024-10-08';
  return Project.parse({
    id: 'DA-CHONGNGAP',
    name: { vi: 'Giải quyết ngập do triều', en: 'Tidal flood control' },
    group: 'procedural',
    owner: 'owner-tcip',
    reporter: 'reporter-776',
    units: ['776', '778'],
    capital: {
      planYear: 2024,
      planned: 10_000e9,
      disbursed: 1200e9,
      absorbable: 2000e9,
      asOf,
      provenance: SAMPLE,
    },
    budgetSource: 'city',
    inMediumTermPlan: true,
    proceduresComplete: true,
    closed: false,
    provenance: SAMPLE,
    ledgerCount: 0,
    version: 0,
    ...overrides,
  });
}

export function aUnit(code: string, overrides: Partial<z.input<typeof Unit>> = {}): Unit {
  const dates = { validFrom: '1997-01-06', successors: [] };
  return Unit.parse({
    code,
    kind: 'urbanDistrict',
    name: names(`Quận ${code}`),
    ...dates,
    provenance: SAMPLE,
    ...overrides,
  });
}

export function aBlocker(overrides: Partial<z.input<typeof Blocker>> = {}): Blocker {
  return Blocker.parse({
    id: 'VM-CHONGNGAP-1',
    projectId: 'DA-CHONGNGAP',
    category: 'PHAPLY',
    authorityLevel: 'city',
    cause: 'objective',
    description: 'Hợp đồng BT chưa ký phụ lục',
    request: 'Cho ký phụ lục hợp đồng',
    reportedBy: 'reporter-776',
    reportedAt: at('2024-10-07'),
    provenance: SAMPLE,
    ...overrides,
  });
}

/** The only record of a kind that a change writes; a test that expects one and finds none has failed. */
export function only<T>(records: readonly T[]): T {
  const [record, ...more] = records;
  if (record === undefined || more.length > 0)
    throw new Error(`expected one record, found ${records.length}`);
  return record;
}

/** A case as it is opened: `reported`, version 0. */
export function aCase(
  args: { project?: Project; blocker?: Blocker; ladder?: Ladder; now?: Instant; id?: string } = {},
): Case {
  const { project = aProject(), blocker = aBlocker(), ladder = aLadder() } = args;
  const now = args.now ?? at('2024-10-08');
  const reporter = anOffice(project.reporter);
  return only(openCase({ caseId: caseId(args.id), project, blocker, reporter, ladder, now }).cases);
}

/** Asks whatever the case needs, of a sample office. */
export function ask(
  record: Case,
  args: {
    number?: number;
    now?: Instant;
    project?: Project;
    blocker?: Blocker;
    ladder?: Ladder;
    calendar?: Calendar;
    rules?: Rules;
  } = {},
): Change {
  const { number = 1, now = at('2024-10-08'), ladder = aLadder(), calendar = aCalendar() } = args;
  const { project = aProject(), blocker = aBlocker(), rules = rulesOf('2024-10-08') } = args;
  const office = anOffice(neededAsk(record, ladder, now).office);
  const unitNames = project.units.map((unit) => aUnit(unit).name);
  const id = approvalId(number);
  return askForCase({
    approvalId: id,
    case: record,
    project,
    blocker,
    unitNames,
    office,
    ladder,
    rules,
    calendar,
    now,
  });
}

export function assertOpenStatus(approval: Approval): OpenApproval {
  if (approval.status !== 'open') throw new Error(`expected an open approval, found ${approval.status}`);
  return approval;
}

/** The case and the open approval that a change wrote. */
export function asked(change: Change): { record: Case; approval: OpenApproval } {
  return { record: only(change.cases), approval: assertOpenStatus(only(change.approvals)) };
}

/** An open ask of rung 1 (asked 8 October 2024, due 11, silent after 15 October 17:00), with overrides. */
export function anApproval(overrides: Partial<z.input<typeof Approval>> = {}): OpenApproval {
  const { approval } = asked(ask(aCase()));
  return assertOpenStatus(Approval.parse({ ...approval, ...overrides }));
}

/** A link to the holder of the approval's office, of its present generation. */
export function aLink(
  approval: Approval,
  overrides: Partial<z.input<typeof ApprovalLink>> = {},
): ApprovalLink {
  return ApprovalLink.parse({
    secretHash: sha('a'),
    codeHash: sha('b'),
    generation: approval.generation,
    email: `holder.${approval.office}@city.example`,
    name: 'Holder',
    post: names('Holder'),
    standing: 'holder',
    sentAt: approval.askedAt,
    codeTries: 0,
    ...overrides,
  });
}

export function aMail(overrides: Partial<z.input<typeof MailRecord>> = {}): MailRecord {
  return MailRecord.parse({
    messageId: 'm-1',
    template: 'ask',
    email: 'holder.owner-tcip@city.example',
    sentAt: at('2024-10-08'),
    state: 'sent',
    ...overrides,
  });
}

/** What the holder of the asked office sends: agree by 31 October, seeing the present page. */
export function aForm(
  approval: Approval,
  overrides: Partial<z.input<typeof DecisionForm>> = {},
): DecisionForm {
  const { shownHash } = approval;
  return DecisionForm.parse({ outcome: 'agree', comment: '', doBy: '2024-10-31', shownHash, ...overrides });
}

/** The holder of the asked office, with link and code. */
export function aDecider(approval: Approval, overrides: Partial<Decider> = {}): Decider {
  return {
    name: 'Holder',
    post: names('Holder'),
    email: `holder.${approval.office}@city.example`,
    standing: 'holder',
    auth: 'linkAndCode',
    office: approval.office,
    ...overrides,
  };
}

/** A drafted move of 6,800 tỷ from flood control to one recipient, for the case HS-2024-0001. */
export function aMove(overrides: Record<string, unknown> = {}): Move {
  const line = (projectId: string, amount: number) => ({ projectId, projectName: names(projectId), amount });
  return Move.parse({
    id: 'DC-2024-0001',
    caseId: 'HS-2024-0001',
    status: 'drafted',
    planYear: 2024,
    donors: [line('DA-CHONGNGAP', 6800e9)],
    recipients: [line('DA-XUYENTAM', 6800e9)],
    reason: 'Vốn nằm chờ',
    draftedBy: 'finance',
    draftedAt: at('2024-10-14'),
    rulesVersion: 'rules-1',
    appraisers: ['appraiser-1', 'appraiser-2', 'appraiser-3'],
    quorum: 2,
    appraisals: [],
    chain: { count: 0, lastHash: null },
    version: 0,
    ...overrides,
  });
}

export const aDocument = (number = '45/NQ-HĐND', issuedOn = '2024-10-14') =>
  ({ number, issuedOn: LocalDate.parse(issuedOn), issuer: 'HĐND Thành phố' }) as const;
