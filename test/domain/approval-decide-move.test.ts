import { describe, expect, test } from 'vitest';
import type { Approval, Outcome } from '#domain/approval.ts';
import { askOperator } from '#domain/approval-ask.ts';
import { askForMove } from '#domain/approval-ask-move.ts';
import { decide, tally } from '#domain/approval-decide.ts';
import { votesOf } from '#domain/ballot.ts';
import { type Case, CaseBase } from '#domain/case.ts';
import type { Change } from '#domain/change.ts';
import type { Move } from '#domain/move.ts';
import { Project } from '#domain/project.ts';
import {
  aCalendar,
  aCase,
  aDecider,
  aDocument,
  aForm,
  aLadder,
  aLink,
  aMove,
  anOffice,
  aProject,
  approvalId,
  at,
  moveId,
  officeId,
  only,
  sha,
} from './builders.ts';
import { argsFor, type Overrides } from './deciding.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-15');
const offices = [
  'appraiser-1',
  'appraiser-2',
  'appraiser-3',
  'city-chairman',
  'council-office',
  'committee-office',
];

function askMove(move: Move): Change {
  return askForMove({
    ids: [approvalId(1), approvalId(2), approvalId(3)],
    move,
    ladder: aLadder(),
    calendar: aCalendar(),
    offices: offices.map((id) => anOffice(id)),
    open: [],
    now,
  });
}

const reallocating: Case = {
  ...CaseBase.parse(aCase()),
  status: 'reallocating',
  since: now,
  moveId: moveId(),
};

type Ballot = { readonly move: Move; readonly approvals: readonly Approval[] };

function nth(ballot: Ballot, index: number): Approval {
  const approval = ballot.approvals[index];
  if (approval === undefined) throw new Error(`no approval ${index}`);
  return approval;
}

/** One office votes, and the ballot is as the store would have it then. */
function vote(ballot: Ballot, index: number, overrides: Overrides = {}): { ballot: Ballot; change: Change } {
  const approval = nth(ballot, index);
  const { move, approvals } = ballot;
  const change = decide(
    argsFor({ approval, move, record: reallocating }, { ballot: approvals, now, ...overrides }),
  );
  const next = approvals.map((old) => change.approvals.find(({ id }) => id === old.id) ?? old);
  return { ballot: { move: only(change.moves), approvals: next }, change };
}

function opened(): Ballot {
  const change = askMove(aMove());
  return { move: only(change.moves), approvals: change.approvals };
}

/** Whom the change tells that the move is rejected. */
const tellsOf = ({ effects }: Pick<Change, 'effects'>) =>
  effects.flatMap((effect) =>
    effect.type === 'sendNotice' && effect.about === 'moveRejected' ? [effect.office] : [],
  );

describe('the appraisal of a move', () => {
  test('two of three: the second consent ends it, the third ask is taken back and its workflow woken', () => {
    const linked = opened();
    const waiting = { token: 'token', generation: 1 };
    const third = { ...nth(linked, 2), links: [aLink(nth(linked, 2))], waiting };
    const one = vote({ ...linked, approvals: [...linked.approvals.slice(0, 2), third] }, 0);
    expect(one.ballot.move).toMatchObject({ status: 'drafted', version: 2 });
    expect(one.change.approvals).toHaveLength(1);
    const { ballot, change } = vote(one.ballot, 1);
    expect(ballot.move).toMatchObject({ status: 'appraised', version: 3, chain: { count: 7 } });
    expect(ballot.approvals[2]).toMatchObject({ status: 'withdrawn', reason: 'ballotClosed' });
    expect(change.receipts.map(({ type }) => type)).toEqual([
      'decisionRecorded',
      'moveAppraised',
      'approvalWithdrawn',
    ]);
    expect(change.effects).toMatchObject([
      { template: 'receipt' },
      { template: 'movedOn' },
      { type: 'answerToken' },
    ]);
  });

  test('two refusals end it as well: the move is rejected, the case back with the chairman in one change', () => {
    const one = vote(opened(), 0, { outcome: 'decline' });
    const { ballot, change } = vote(one.ballot, 1, { outcome: 'decline' });
    expect(ballot.move).toMatchObject({ status: 'rejected', rejectedIn: 'drafted' });
    expect(only(change.cases)).toMatchObject({ status: 'escalated', rung: 5, holder: 'city-chairman' });
  });

  test('one office counts once, also when it was asked again', () => {
    const one = vote(opened(), 0);
    const again = { ...nth(opened(), 0), id: approvalId(8) };
    const act = () => vote({ ...one.ballot, approvals: [...one.ballot.approvals, again] }, 3);
    expect(thrownCode(act)).toBe('approval.alreadyVoted');
  });

  test('one person does not vote for two offices, but may pass the second on', () => {
    const email = 'Holder.appraiser-1@city.example';
    const { ballot } = vote(opened(), 0);
    const decider = aDecider(nth(ballot, 1), { email });
    expect(thrownCode(() => vote(ballot, 1, { decider }))).toBe('approval.alreadyVoted');
    const { change } = vote(ballot, 1, { decider, outcome: 'forward' });
    expect(only(change.approvals)).toMatchObject({ status: 'open', generation: 2 });
    expect(only(change.moves)).toMatchObject({ status: 'drafted' });
  });

  test('the office that drafted does not vote, whoever acts for it', () => {
    const decider = aDecider(nth(opened(), 0), { office: officeId('finance'), standing: 'duty' });
    expect(thrownCode(() => vote(opened(), 0, { decider }))).toBe('approval.conflictOfInterest');
  });

  test('a click on the mailed link alone never counts for money', () => {
    const decider = aDecider(nth(opened(), 0), { auth: 'link' });
    expect(thrownCode(() => vote(opened(), 0, { decider }))).toBe('approval.codeRequired');
  });
});

describe('the owners of the projects', () => {
  const owners = ['owner-tcip', 'owner-bqlht'];
  const held = [aProject(), aProject({ id: 'DA-XUYENTAM' })].map((project, index) =>
    Project.parse({ ...project, reserved: index === 0 ? { out: 6800e9, in: 0 } : { out: 0, in: 6800e9 } }),
  );
  function asked(): Ballot {
    const change = askForMove({
      ids: [approvalId(1), approvalId(2)],
      move: aMove({ owners }),
      ladder: aLadder(),
      calendar: aCalendar(),
      offices: owners.map((id) => anOffice(id)),
      projects: held,
      open: [],
      now,
    });
    return { move: only(change.moves), approvals: change.approvals };
  }

  test('confirm their figures one by one; one person may hold two such posts', () => {
    const one = vote(asked(), 0);
    expect(one.ballot.move).toMatchObject({ status: 'drafted', confirmations: [{ office: 'owner-tcip' }] });
    expect(one.change.receipts.map(({ type }) => type)).toEqual(['decisionRecorded', 'figuresConfirmed']);
    const same = aDecider(nth(one.ballot, 1), { email: 'holder.owner-tcip@city.example' });
    const two = vote(one.ballot, 1, { decider: same });
    expect(two.ballot.move.confirmations).toHaveLength(2);
    expect(two.change.projects).toEqual([]);
  });

  test('that do not confirm end the move: other asks are taken back, reserved capital is free again', () => {
    const { ballot, change } = vote(asked(), 0, { outcome: 'decline', projects: held });
    expect(ballot.move).toMatchObject({ status: 'rejected', rejectedBy: 'owner-tcip', cause: 'Lý do' });
    expect(ballot.approvals[1]).toMatchObject({ status: 'withdrawn', reason: 'ballotClosed' });
    expect(tellsOf(change)).toEqual(['finance']);
    expect(change.projects.map(({ reserved }) => reserved)).toEqual([
      { out: 0, in: 0 },
      { out: 0, in: 0 },
    ]);
    expect(thrownCode(() => vote(asked(), 0, { outcome: 'decline', projects: undefined }))).toBe(
      'project.unknown',
    );
  });

  test('and every other step want different persons', () => {
    const confirmed = vote(asked(), 0).ballot;
    const otherAsks = confirmed.approvals;
    const email = 'HOLDER.owner-tcip@city.example';
    const voting = opened();
    const decider = aDecider(nth(voting, 0), { email });
    expect(thrownCode(() => vote(voting, 0, { decider, otherAsks }))).toBe('approval.samePerson');
    expect(vote(voting, 0, { otherAsks }).ballot.move).toMatchObject({ status: 'drafted' });
  });
});

describe('the steps that the law wants signed', () => {
  const submitted = { submittedAt: now };
  const resolved = { ...submitted, resolution: aDocument() };
  const step = (
    status: string,
    more: object,
    overrides: Overrides & { outcome?: Outcome } = {},
    document?: object,
  ) => {
    const change = askMove(aMove({ status, ...more }));
    const approval = only(change.approvals);
    const { outcome = 'agree' } = overrides;
    const form = aForm(approval, {
      outcome,
      comment: 'Lý do',
      ...(document === undefined ? {} : { document: aDocument(), ...document }),
    });
    const args = argsFor({ approval, move: only(change.moves), record: reallocating }, { now, ...overrides });
    return decide({ ...args, form });
  };

  test('the chairman submits', () => {
    expect(only(step('appraised', {}).moves)).toMatchObject({ status: 'submitted', submittedAt: now });
  });

  test.each([
    ['submitted', submitted, '45/NQ-HĐND', 'resolvedByCouncil'],
    ['resolvedByCouncil', resolved, '12/QĐ-UBND', 'decidedByCommittee'],
  ])('a %s move takes its document, once', (status, more, number, next) => {
    const document = aDocument(number);
    const change = step(status, more, {}, { document });
    expect(only(change.moves)).toMatchObject({ status: next });
    expect(change.documents).toEqual([{ moveId: 'DC-2024-0001', document }]);
    expect(change.receipts[0]?.details).toMatchObject({ document });
  });

  test('without document nothing is resolved, and none is dated ahead', () => {
    expect(thrownCode(() => step('submitted', submitted))).toBe('approval.documentRequired');
    const ahead = { document: aDocument('45/NQ-HĐND', '2024-10-16') };
    expect(thrownCode(() => step('submitted', submitted, {}, ahead))).toBe('move.documentDateAhead');
  });

  test('a refusal is told to whoever drafted and to the owners, each once; an agreement to nobody yet', () => {
    const owners = ['owner-tcip', 'owner-xuyentam'].map((id) => officeId(id));
    const refused = step('submitted', { ...submitted, owners }, { outcome: 'decline' });
    expect(tellsOf(refused)).toEqual(['finance', 'owner-tcip', 'owner-xuyentam']);
    expect(tellsOf(step('appraised', { owners }))).toEqual([]);
  });

  test('a refusal rejects the move and frees its case; a move without a case frees none', () => {
    const change = step('submitted', submitted, { outcome: 'decline' });
    expect(only(change.moves)).toMatchObject({
      status: 'rejected',
      cause: 'Lý do',
      rejectedBy: 'council-office',
    });
    expect(only(change.cases).status).toBe('escalated');
    expect(step('appraised', { caseId: undefined }, { outcome: 'decline' }).cases).toEqual([]);
  });

  test.each<[string, Overrides, string]>([
    ['a rejected move whose case is not at hand', { outcome: 'decline', case: undefined }, 'case.unknown'],
    ['a missing move', { move: undefined }, 'move.unknown'],
    ['an ask that names no move', { approval: unnamed() }, 'move.unknown'],
    ['another move', { move: aMove({ id: 'DC-2024-0002' }) }, 'move.unknown'],
    ['a move that has moved on', { move: aMove() }, 'move.wrongStatus'],
  ])('%s is refused', (_, overrides, code) => {
    expect(thrownCode(() => step('appraised', {}, overrides))).toBe(code);
  });
});

function unnamed(): Approval {
  const { moveId: _none, ...approval } = only(askMove(aMove({ status: 'appraised' })).approvals);
  return approval;
}

describe('counting votes', () => {
  const policy = { type: 'kOfN' as const, k: 2, n: 3, ballot: 'b' };
  const votes = (...outcomes: ('agree' | 'decline')[]) =>
    outcomes.map((outcome, index) => ({ office: officeId(`office-${index}`), outcome }));

  test.each([
    [[], 'open'],
    [['agree'], 'open'],
    [['agree', 'decline'], 'open'],
    [['agree', 'agree'], 'agreed'],
    [['decline', 'decline'], 'declined'],
  ] as const)('%j of two in three: %s', (outcomes, result) => {
    expect(tally(policy, votes(...outcomes)).result).toBe(result);
  });

  test('one office counts once, a single ask is a ballot of one, what did not vote does not count', () => {
    const twice = votes('agree').flatMap((vote) => [vote, { ...vote, outcome: 'decline' as const }]);
    expect(tally(policy, twice)).toEqual({ agreed: 1, declined: 0, result: 'open' });
    expect(tally({ type: 'single' }, votes('decline')).result).toBe('declined');
    const { ballot } = vote(vote(opened(), 0).ballot, 1, { outcome: 'decline' });
    expect(votesOf(ballot.approvals)).toEqual([
      { office: 'appraiser-1', outcome: 'agree' },
      { office: 'appraiser-2', outcome: 'decline' },
    ]);
  });
});

describe('the operator’s answer', () => {
  test('wakes the workflow and is noted; the case itself stays as it is', () => {
    const call = askOperator({
      approvalId: approvalId(9),
      token: 'token',
      execution: 'e',
      error: 'E',
      cause: '',
      case: reallocating,
      office: anOffice('duty'),
      ladder: aLadder(),
      calendar: aCalendar(),
      now,
    });
    const target = { approval: only(call.approvals), record: only(call.cases) };
    const change = decide(argsFor(target, { now }));
    expect(only(change.cases)).toMatchObject({ status: 'reallocating' });
    expect(change.receipts.map(({ type }) => type)).toEqual(['decisionRecorded', 'operatorResumed']);
    expect(change.effects).toContainEqual({
      type: 'answerToken',
      approvalId: approvalId(9),
      generation: 1,
      token: 'token',
    });
    expect(target.approval.shownHash).not.toBe(sha('0'));
  });
});
