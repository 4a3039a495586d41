import { describe, expect, test } from 'vitest';
import { SignedDocument } from '#domain/approval.ts';
import { ApprovalId, CaseId, MoveId, OfficeId } from '#domain/ids.ts';
import { Move, type MoveStatus, OPEN_MOVE } from '#domain/move.ts';
import {
  beginCoolingOff,
  commitMove,
  decideMove,
  nextMoveStep,
  rejectMove,
  resolveMove,
  reverseMove,
  stopMove,
  submitMove,
  voteOnMove,
} from '#domain/move-path.ts';
import { type DraftArgs, draftMove } from '#domain/move-propose.ts';
import { Project } from '#domain/project.ts';
import { Fact } from '#domain/receipt.ts';
import { Instant } from '#domain/time.ts';
import { calendar } from '#seeds/calendar.ts';
import { line, NOW, project, rulesOf, ty } from './capital-samples.ts';

const office = (id: string) => OfficeId.parse(id);
const at = (instant: string) => Instant.parse(instant);
const flood = project('CHONG-NGAP', { planned: 6800 });
const one = project('XUYEN-TAM', { planned: 100, absorbable: 9000 });
const projects = [flood, one];
const [kh, tc, kb] = [office('so-kh-dt'), office('so-tai-chinh'), office('kho-bac')];
const finance = office('phong-von');
const resolution = SignedDocument.parse({
  number: '118/NQ-HĐND',
  issuedOn: '2024-10-08',
  issuer: 'HĐND Thành phố',
});
const decision = SignedDocument.parse({
  number: '4722/QĐ-UBND',
  issuedOn: '2024-10-08',
  issuer: 'UBND Thành phố',
});
const behind = { ...decision, issuedOn: SignedDocument.shape.issuedOn.parse('2024-10-01') };
const ahead = { ...decision, issuedOn: SignedDocument.shape.issuedOn.parse('2024-10-09') };
const UNTIL = '2024-10-10T10:00:00.000Z';
const LATER = at('2024-10-10T10:00:00.000Z');

const drafting: DraftArgs = {
  id: MoveId.parse('DC-2024-0001'),
  caseId: CaseId.parse('HS-2024-0006'),
  planYear: 2024,
  donors: [line(flood, 6800)],
  recipients: [line(one, 6800)],
  reason: 'Vốn không còn khả năng giải ngân trong năm 2024.',
  draftedBy: finance,
  offices: { appraisers: [kh, tc, kb], quorum: 2 },
  projects,
  rules: rulesOf('2024-10-08'),
  now: NOW,
};

let votes = 0;
function vote(move: Move, by: OfficeId, outcome: 'agree' | 'decline' = 'agree') {
  votes += 1;
  const approvalId = ApprovalId.parse(`YK${String(votes).padStart(10, '0')}`);
  return voteOnMove({ move, vote: { office: by, approvalId, outcome }, now: NOW });
}

/** One move at every status of the path. */
const drafted: Move = Move.parse({ ...draftMove(drafting).move, owners: [] });
const appraised = vote(vote(drafted, kh).move, tc).move;
const submitted = submitMove({ move: appraised, now: NOW }).move;
const resolved = resolveMove({ move: submitted, document: resolution, now: NOW }).move;
const decided = decideMove({ move: resolved, document: decision, now: NOW }).move;
const cooling = beginCoolingOff({ move: decided, calendar, workingDays: 2, now: NOW }).move;
const stopped = stopMove({
  move: cooling,
  by: 'Chủ tịch UBND Thành phố',
  reason: 'Xem lại danh mục.',
  now: NOW,
}).move;
const posted = commitMove({ move: cooling, projects, now: LATER });
const committed = posted.move;
const revocation = { ...decision, number: '5000/QĐ-UBND' };
const back = reverseMove({ move: committed, projects: posted.projects, document: revocation, now: LATER });
const rejected = rejectMove({ move: drafted, cause: 'Không còn cần thiết.', now: NOW }).move;
const ALL: Move[] = [
  drafted,
  appraised,
  submitted,
  resolved,
  decided,
  cooling,
  stopped,
  committed,
  back.move,
  rejected,
];

describe('the legal path', () => {
  test('runs from draft to ledger, one version and one fact a step, each valid by its schema', () => {
    expect(ALL.map((move) => Move.parse(move))).toEqual(ALL);
    expect(ALL.map(({ status, version }) => [status, version])).toEqual([
      ['drafted', 0],
      ['appraised', 2],
      ['submitted', 3],
      ['resolvedByCouncil', 4],
      ['decidedByCommittee', 5],
      ['coolingOff', 6],
      ['coolingOff', 7],
      ['committed', 7],
      ['reversed', 8],
      ['rejected', 1],
    ]);
  });

  test('keeps both signed documents to the end', () => {
    expect(committed).toMatchObject({ resolution, committeeDecision: decision, committedAt: LATER });
    expect(committed).not.toHaveProperty('until');
    expect(back.move).toMatchObject({ resolution, committeeDecision: decision, reversal: revocation });
  });

  test('tells each step as a fact', () => {
    const facts = [
      draftMove(drafting),
      vote(vote(drafted, kh).move, tc),
      submitMove({ move: appraised, now: NOW }),
      resolveMove({ move: submitted, document: resolution, now: NOW }),
      decideMove({ move: resolved, document: decision, now: NOW }),
      beginCoolingOff({ move: decided, calendar, workingDays: 2, now: NOW }),
      stopMove({ move: cooling, by: 'Tổ trực', reason: 'Xem lại.', now: NOW }),
      posted,
      back,
      rejectMove({ move: drafted, cause: 'Không còn cần.', now: NOW, by: kb }),
    ].flatMap((result) => [...result.facts]);
    expect(facts.map((fact) => Fact.parse(fact))).toEqual(facts);
    expect(facts.map(({ type }) => type)).toEqual([
      'moveDrafted',
      'moveAppraised',
      'moveSubmitted',
      'councilResolved',
      'committeeDecided',
      'coolingOffStarted',
      'moveStopped',
      'moveCommitted',
      'moveReversed',
      'moveRejected',
    ]);
    expect(facts[0]?.details).toMatchObject({ amount: ty(6800), recipients: [{ amount: ty(6800) }] });
  });

  test('posts when it is committed and posts the mirror image when it is reversed', () => {
    const plan = (list: readonly Project[]) =>
      Object.fromEntries(list.map(({ id, capital }) => [id, capital.planned]));
    expect(posted.entries).toHaveLength(2);
    expect(plan(posted.projects)).toEqual({ 'DA-CHONG-NGAP': 0, 'DA-XUYEN-TAM': ty(6900) });
    expect(plan(back.projects)).toEqual(plan(projects));
  });
});

describe('a draft', () => {
  test('without a case names none', () => {
    const { caseId: _, ...alone } = drafting;
    expect(draftMove(alone).move).not.toHaveProperty('caseId');
    expect(rejectMove({ move: draftMove(alone).move, cause: 'x', now: NOW }).move).not.toHaveProperty(
      'caseId',
    );
  });

  test('that the law does not allow is refused with its fields', () => {
    expect(() => draftMove({ ...drafting, recipients: [line(one, 6700)] })).toThrow('move.unbalanced');
    expect(() => draftMove({ ...drafting, now: at('2024-11-16T01:00:00.000Z') })).toThrow(
      'move.afterDeadline',
    );
  });

  test('takes into account what other moves promise', () => {
    const held = Project.parse({ ...one, reserved: { out: 0, in: ty(3000) } });
    expect(() => draftMove({ ...drafting, projects: [flood, held] })).toThrow('move.aboveAbsorbable');
  });

  test('is not appraised by the office that made it, and an office counts once', () => {
    const offices = { appraisers: [kh, kh, finance, tc], quorum: 2 };
    expect(draftMove({ ...drafting, offices }).move.appraisers).toEqual([kh, tc]);
    expect(() => draftMove({ ...drafting, offices: { ...offices, quorum: 3 } })).toThrow(
      'approval.conflictOfInterest',
    );
  });
});

describe('the ballot', () => {
  test('goes on while it is open', () => {
    const first = vote(drafted, kh);
    expect(first).toMatchObject({ move: { status: 'drafted', version: 1 }, facts: [] });
    expect(nextMoveStep(first.move, NOW)).toEqual({ step: 'ask', kind: 'appraiseMove', offices: [tc, kb] });
  });

  test('ends as soon as enough agree', () => {
    expect(appraised.appraisals.map(({ office: by }) => by)).toEqual([kh, tc]);
    expect(() => vote(appraised, kb)).toThrow('move.wrongStatus');
  });

  test('ends as rejected as soon as not enough can agree any more', () => {
    const lost = vote(vote(vote(drafted, kh).move, tc, 'decline').move, kb, 'decline');
    expect(lost.move).toMatchObject({
      status: 'rejected',
      rejectedIn: 'drafted',
      rejectedBy: kb,
      cause: { why: 'tooFewVotes', agreed: 1, quorum: 2 },
      version: 3,
    });
    expect(lost.move.appraisals).toHaveLength(3);
  });

  test('takes one vote of an office, and none of others', () => {
    expect(() => vote(vote(drafted, kh).move, kh)).toThrow('approval.alreadyVoted');
    expect(() => vote(drafted, finance)).toThrow('auth.forbidden');
  });
});

describe('a signed document', () => {
  test.each<[string, () => unknown, string]>([
    [
      'of tomorrow (council)',
      () => resolveMove({ move: submitted, document: ahead, now: NOW }),
      'move.documentDateAhead',
    ],
    [
      'of tomorrow (committee)',
      () => decideMove({ move: resolved, document: ahead, now: NOW }),
      'move.documentDateAhead',
    ],
    [
      'of tomorrow (reversal)',
      () => reverseMove({ move: committed, projects, document: ahead, now: NOW }),
      'move.documentDateAhead',
    ],
    [
      'older than the resolution that it carries out',
      () => decideMove({ move: resolved, document: behind, now: NOW }),
      'move.documentDateBefore',
    ],
    [
      'older than the decision that it takes back',
      () => reverseMove({ move: committed, projects, document: behind, now: NOW }),
      'move.documentDateBefore',
    ],
    [
      'that was used one step before',
      () => decideMove({ move: resolved, document: resolution, now: NOW }),
      'move.documentUsed',
    ],
    [
      'that was used one step before, written otherwise',
      () => {
        const number = ` ${resolution.number.toLowerCase().split('').join(' ')}`;
        return decideMove({ move: resolved, document: { ...resolution, number }, now: NOW });
      },
      'move.documentUsed',
    ],
  ])('%s is refused', (_name, act, code) => {
    expect(act).toThrow(code);
  });
});

describe('cooling off', () => {
  test('lasts its working days, to 17:00 of the last', () => {
    expect(cooling.until).toBe(UNTIL);
    expect(nextMoveStep(cooling, NOW)).toEqual({ step: 'wait', until: UNTIL });
    expect(nextMoveStep(cooling, LATER)).toEqual({ step: 'commit', act: 'post' });
  });

  test('is not cut short', () => {
    expect(() => commitMove({ move: cooling, projects, now: at('2024-10-10T09:59:59.999Z') })).toThrow(
      'move.stillCoolingOff',
    );
  });

  test('can be used to stop the move, once, and what is stopped is rejected, not committed', () => {
    expect(() => stopMove({ move: stopped, by: 'x', reason: 'y', now: NOW })).toThrow('move.stopped');
    expect(() => commitMove({ move: stopped, projects, now: LATER })).toThrow('move.stopped');
    expect(nextMoveStep(stopped, LATER)).toEqual({ step: 'commit', act: 'reject' });
    const ended = rejectMove({ move: stopped, cause: 'Đã dừng.', now: LATER }).move;
    expect(Move.parse(ended)).toEqual(ended);
    expect(ended).toMatchObject({ status: 'rejected', rejectedIn: 'coolingOff' });
    expect(ended).not.toHaveProperty('stopped');
  });
});

test.each<[MoveStatus, object]>([
  ['drafted', { step: 'ask', kind: 'appraiseMove', offices: [kh, tc, kb] }],
  ['appraised', { step: 'ask', kind: 'submitMove' }],
  ['submitted', { step: 'ask', kind: 'resolveMove' }],
  ['resolvedByCouncil', { step: 'ask', kind: 'decideMove' }],
  ['decidedByCommittee', { step: 'commit', act: 'beginCoolingOff' }],
  ['committed', { step: 'done' }],
  ['rejected', { step: 'done' }],
  ['reversed', { step: 'done' }],
])('what a move that is %s needs next', (status, expected) => {
  const move = ALL.find((each) => each.status === status) ?? drafted;
  expect(nextMoveStep(move, NOW)).toEqual(expected);
});

const STEPS: [string, MoveStatus[], (move: Move) => unknown][] = [
  ['vote', ['drafted'], (move) => vote(move, kh)],
  ['submit', ['appraised'], (move) => submitMove({ move, now: NOW })],
  ['resolve', ['submitted'], (move) => resolveMove({ move, document: resolution, now: NOW })],
  ['decide', ['resolvedByCouncil'], (move) => decideMove({ move, document: decision, now: NOW })],
  [
    'cool off',
    ['decidedByCommittee'],
    (move) => beginCoolingOff({ move, calendar, workingDays: 2, now: NOW }),
  ],
  ['stop', ['coolingOff'], (move) => stopMove({ move, by: 'x', reason: 'y', now: NOW })],
  ['commit', ['coolingOff'], (move) => commitMove({ move, projects, now: LATER })],
  ['reject', [...OPEN_MOVE], (move) => rejectMove({ move, cause: 'x', now: NOW })],
  [
    'reverse',
    ['committed'],
    (move) => reverseMove({ move, projects: posted.projects, document: revocation, now: LATER }),
  ],
];

test.each(STEPS)('the step “%s” is refused from every other status', (_name, allowed, step) => {
  for (const move of ALL.filter((each) => each !== stopped)) {
    if (allowed.includes(move.status)) expect(() => step(move)).not.toThrow();
    else expect(() => step(move)).toThrow('move.wrongStatus');
  }
});
