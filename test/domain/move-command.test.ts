import { describe, expect, it } from 'vitest';
import { Move } from '#domain/move.ts';
import { type DraftByHandArgs, draftByHand, reverseByCommand, stopByCommand } from '#domain/move-command.ts';
import { nameWithCode } from '#domain/project.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { aDocument, aLadder, aMove, at, moveId, officeId, only } from './builders.ts';
import { line, NOW, project, rulesOf, ty } from './capital-samples.ts';
import { thrown, thrownCode } from './refusals.ts';

const donor = project('CHO', { planned: 100, disbursed: 10, absorbable: 20 });
const taker = project('NHAN', { planned: 100, disbursed: 50, absorbable: 150 });

function args(more: Partial<DraftByHandArgs> = {}): DraftByHandArgs {
  return {
    id: moveId(),
    donors: [line(donor, 40)],
    recipients: [line(taker, 40)],
    reason: 'Vốn nằm chờ',
    by: officeId('finance'),
    projects: [donor, taker],
    ladder: aLadder(),
    rules: rulesOf('2024-10-08'),
    now: NOW,
    ...more,
  };
}

/** A move that takes `amount` tỷ from the donor to the taker, and is not over. */
const open = (amount: number) =>
  aMove({ donors: [line(donor, amount)], recipients: [line(taker, amount)], caseId: undefined });

describe('a draft by hand', () => {
  it('names the projects, starts its execution and touches what it counts on', () => {
    const change = draftByHand(args());
    const move = only(change.moves);
    expect(move).toMatchObject({ status: 'drafted', planYear: 2024, draftedBy: 'finance', version: 0 });
    expect(move.donors[0]?.projectName).toEqual(donor.name);
    expect(change.effects).toEqual([{ type: 'startMove', moveId: move.id }]);
    expect(change.projects.map(({ id, version }) => [id, version])).toEqual([
      [donor.id, donor.version + 1],
      [taker.id, taker.version + 1],
    ]);
    expect(verifyChain(change.receipts)).toMatchObject({ intact: true });
  });

  it('refuses more than lies idle, and what open moves have taken already', () => {
    expect(
      thrownCode(() => draftByHand(args({ donors: [line(donor, 80)], recipients: [line(taker, 80)] }))),
    ).toBe('move.aboveIdle');
    const taken = { ...donor, reserved: { ...donor.reserved, out: ty(40) } };
    const refusal = thrown(() => draftByHand(args({ projects: [taken, taker] })));
    expect(refusal.code).toBe('move.aboveIdle');
    expect(refusal.details).toEqual({ project: nameWithCode(donor), amount: ty(40), limit: ty(30) });
    expect(refusal.fields).toEqual([
      { path: 'donors.0.amount', code: 'move.aboveIdle', details: refusal.details },
    ]);
    const gone = { ...donor, reserved: { ...donor.reserved, out: ty(80) } };
    expect(thrown(() => draftByHand(args({ projects: [gone, taker] }))).details['limit']).toBe(0);
  });

  it('counts what is promised to a recipient as taken', () => {
    const promised = { ...taker, reserved: { ...taker.reserved, in: ty(90) } };
    expect(thrownCode(() => draftByHand(args({ projects: [donor, promised] })))).toBe('move.aboveAbsorbable');
  });

  it('is refused when figures changed since the page was opened, naming the lines', () => {
    const seen = (version: number) => [
      { projectId: donor.id, version },
      { projectId: taker.id, version: taker.version },
    ];
    expect(draftByHand(args({ seen: seen(donor.version) })).moves).toHaveLength(1);
    const stale = thrown(() => draftByHand(args({ seen: seen(donor.version - 1) })));
    expect(stale).toMatchObject({
      code: 'move.figuresChanged',
      details: { project: nameWithCode(donor), limit: ty(70) },
    });
    expect(stale.fields).toEqual([
      { path: 'donors.0.amount', code: 'move.figuresChanged', details: stale.details },
    ]);
    const other = [
      { projectId: taker.id, version: 0 },
      { projectId: project('LA').id, version: 0 },
    ];
    const refusal = thrown(() =>
      draftByHand(args({ seen: other, recipients: [line(taker, 40), line(project('LA'), 1)] })),
    );
    expect(refusal.details).toEqual({ project: nameWithCode(taker), limit: ty(100) });
  });

  it('names every line that is wrong, also projects that nobody knows', () => {
    const unknown = project('LA');
    const refusal = thrown(() => draftByHand(args({ donors: [line(unknown, 30)] })));
    expect(refusal.fields).toMatchObject([
      { path: 'recipients', code: 'move.unbalanced' },
      { path: 'donors.0.projectId', code: 'project.unknown' },
    ]);
  });

  it('leaves the drafting office without a vote', () => {
    expect(only(draftByHand(args({ by: officeId('appraiser-1') })).moves).appraisers).toEqual([
      'appraiser-2',
      'appraiser-3',
    ]);
  });
});

const document = aDocument();
const cooling = Move.parse({
  ...open(40),
  status: 'coolingOff',
  submittedAt: NOW,
  resolution: document,
  committeeDecision: aDocument('9/QĐ-UBND', '2024-10-08'),
  decidedAt: NOW,
  until: at('2024-10-20'),
});

describe('commands on a move', () => {
  it('stop it while it cools off, once', () => {
    const by = { vi: 'Sở Tài chính', en: 'Department of Finance' };
    const stopped = stopByCommand({ move: cooling, by, reason: 'Sai số', now: NOW });
    expect(only(stopped.moves)).toMatchObject({ stopped: { by, reason: 'Sai số' } });
    expect(only(stopped.receipts).type).toBe('moveStopped');
    const again = () => stopByCommand({ move: only(stopped.moves), by, reason: 'y', now: NOW });
    expect(thrownCode(again)).toBe('move.stopped');
    expect(thrownCode(() => stopByCommand({ move: open(1), by, reason: 'y', now: NOW }))).toBe(
      'move.wrongStatus',
    );
  });

  it('reverse it by a document that is used up, with mirror entries', () => {
    const { until: _over, ...rest } = { until: '', ...cooling };
    const committed = Move.parse({ ...rest, status: 'committed', committedAt: NOW });
    const reversal = aDocument('77/QĐ-UBND', '2024-10-08');
    const change = reverseByCommand({
      move: committed,
      document: reversal,
      projects: [donor, taker],
      now: NOW,
    });
    expect(only(change.moves).status).toBe('reversed');
    expect(change.entries.map(({ projectId, side, reversal: back }) => [projectId, side, back])).toEqual([
      [taker.id, 'debit', true],
      [donor.id, 'credit', true],
    ]);
    expect(change.documents).toEqual([{ moveId: committed.id, document: reversal }]);
    expect(change.projects).toHaveLength(2);
    expect(
      thrownCode(() => reverseByCommand({ move: cooling, document: reversal, projects: [], now: NOW })),
    ).toBe('move.wrongStatus');
  });
});
