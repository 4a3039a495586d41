import { describe, expect, test } from 'vitest';
import { askForMove } from '#domain/approval-ask-move.ts';
import { type Move, Move as MoveSchema } from '#domain/move.ts';
import { linesHashOf, MOST_LINES, MOST_LINES_WITH_CASE } from '#domain/move-lines.ts';
import { confirmMove, unconfirmed, voteOnMove } from '#domain/move-path.ts';
import { type DraftArgs, draftMove, type RedraftArgs, redraftMove } from '#domain/move-propose.ts';
import type { Project } from '#domain/project.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { chainFacts } from '#domain/seal.ts';
import {
  aCalendar,
  aLadder,
  anOffice,
  approvalId,
  assertOpenStatus,
  caseId,
  moveId,
  officeId,
  only,
} from './builders.ts';
import { line, NOW, project, rulesOf, ty } from './capital-samples.ts';
import { thrown, thrownCode } from './refusals.ts';

const donor = project('CHO', { planned: 100 }, { owner: 'owner-a' });
const one = project('MOT', { planned: 0, absorbable: 80 }, { owner: 'owner-b' });
const two = project('HAI', { planned: 0, absorbable: 80 }, { owner: 'owner-a' });
const voters = { appraisers: ['v-1', 'v-2', 'v-3', 'owner-b'].map(officeId), quorum: 2 };

const drafting: DraftArgs = {
  id: moveId(),
  planYear: 2024,
  donors: [line(donor, 50)],
  recipients: [line(one, 50)],
  reason: 'Vốn nằm chờ',
  draftedBy: officeId('finance'),
  offices: voters,
  projects: [donor, one, two],
  rules: rulesOf('2024-10-08'),
  now: NOW,
};
const drafted = draftMove(drafting);

function standing(projects: readonly Project[]): Project[] {
  const changed = new Map(projects.map((each) => [each.id, each]));
  return drafting.projects.map((each) => changed.get(each.id) ?? each);
}

const confirm = (move: Move, office: string) =>
  confirmMove({ move, office: officeId(office), approvalId: approvalId(1), now: NOW });

describe('a draft', () => {
  test('reserves its capital: nobody else is promised it', () => {
    expect(drafted.projects.map(({ id, version, reserved }) => [id, version, reserved])).toEqual([
      [donor.id, donor.version + 1, { out: ty(50), in: 0 }],
      [one.id, one.version + 1, { out: 0, in: ty(50) }],
    ]);
    const again = { ...drafting, projects: standing(drafted.projects), donors: [line(donor, 51)] };
    const refusal = thrown(() => draftMove({ ...again, recipients: [line(two, 51)] }));
    expect(refusal.code).toBe('move.aboveIdle');
    expect(refusal.details).toMatchObject({ limit: ty(50) });
    const full = { ...drafting, projects: standing(drafted.projects), donors: [line(donor, 40)] };
    expect(thrownCode(() => draftMove({ ...full, recipients: [line(one, 40)] }))).toBe(
      'move.aboveAbsorbable',
    );
  });

  test('is confirmed by every owner, each once, and appraised by nobody who owns what moves', () => {
    expect(drafted.move).toMatchObject({ owners: ['owner-a', 'owner-b'], appraisers: ['v-1', 'v-2', 'v-3'] });
    const vote = { office: officeId('v-1'), approvalId: approvalId(2), outcome: 'agree' as const };
    expect(thrownCode(() => voteOnMove({ move: drafted.move, vote, now: NOW }))).toBe('move.wrongStatus');
    expect(thrownCode(() => confirm(drafted.move, 'v-1'))).toBe('auth.forbidden');
    const first = confirm(drafted.move, 'owner-a');
    expect(unconfirmed(first.move)).toEqual(['owner-b']);
    expect(first.facts).toMatchObject([{ type: 'figuresConfirmed', office: 'owner-a' }]);
    expect(thrownCode(() => confirm(first.move, 'owner-a'))).toBe('approval.alreadyVoted');
    const both = confirm(first.move, 'owner-b').move;
    expect(MoveSchema.parse(both)).toEqual(both);
    const voted = voteOnMove({ move: both, vote, now: NOW }).move;
    expect(voted.appraisals).toMatchObject([{ office: 'v-1', linesHash: linesHashOf(drafted.move) }]);
  });

  test('of more lines, or of more owners, than one transaction takes is refused, and says how many it takes', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        project(`N${index + 10}`, { planned: 0, absorbable: 10 }, { owner: `owner-${index % 11}` }),
      );
    const draft = (takers: Project[]) => {
      const recipients = takers.map((taker) => line(taker, 1));
      const projects = [donor, ...takers];
      return draftMove({ ...drafting, donors: [line(donor, takers.length)], recipients, projects });
    };
    const owned = (count: number) => many(count).map((each) => ({ ...each, owner: officeId('owner-b') }));
    expect(draft(owned(MOST_LINES - 1)).move.recipients).toHaveLength(MOST_LINES - 1);
    expect(thrown(() => draft(owned(MOST_LINES)))).toMatchObject({
      code: 'move.tooLarge',
      details: { lines: MOST_LINES + 1, mostLines: MOST_LINES },
    });
    expect(thrown(() => draft(many(11)))).toMatchObject({ code: 'move.tooLarge', details: { owners: 12 } });
  });
});

describe('changed lines', () => {
  const confirmed = confirm(drafted.move, 'owner-a').move;
  const sealed = chainFacts(confirmed, [], NOW).record;
  const redraft = (more: Partial<RedraftArgs> = {}) =>
    redraftMove({
      move: sealed,
      by: officeId('finance'),
      donors: [line(donor, 70)],
      recipients: [line(one, 20), line(two, 50)],
      reason: 'Đổi dự án nhận',
      projects: standing(drafted.projects),
      open: [],
      offices: voters,
      rules: drafting.rules,
      now: NOW,
      ...more,
    });

  test('void what was confirmed, and reserve anew what they take and give', () => {
    const change = redraft();
    const move = only(change.moves);
    expect(MoveSchema.parse(move)).toEqual(move);
    expect(move).toMatchObject({ status: 'drafted', revision: 2, confirmations: [], appraisals: [] });
    expect(linesHashOf(move)).not.toBe(linesHashOf(drafted.move));
    expect(change.projects.map(({ id, reserved }) => [id, reserved])).toEqual([
      [donor.id, { out: ty(70), in: 0 }],
      [one.id, { out: 0, in: ty(20) }],
      [two.id, { out: 0, in: ty(50) }],
    ]);
    expect(change.receipts).toMatchObject([
      { type: 'moveRedrafted', details: { revision: 2, voided: { confirmations: 1, appraisals: 0 } } },
    ]);
    expect(verifyChain(change.receipts)).toMatchObject({ intact: true });
  });

  test('may take the capital that the old lines had reserved', () => {
    expect(
      only(redraft({ donors: [line(donor, 100)], recipients: [line(one, 80), line(two, 20)] }).moves).donors,
    ).toHaveLength(1);
    const above = { donors: [line(donor, 101)], recipients: [line(one, 80), line(two, 21)] };
    expect(thrownCode(() => redraft(above))).toBe('move.aboveIdle');
  });

  test('take back the asks that are open, and the next ones are of another ballot', () => {
    const ask = (move: Move) =>
      askForMove({
        ids: [approvalId(1), approvalId(2)],
        move,
        ladder: aLadder(),
        calendar: aCalendar(),
        offices: [anOffice('owner-a'), anOffice('owner-b')],
        projects: drafting.projects,
        open: [],
        now: NOW,
      });
    const asked = ask(drafted.move);
    const change = redraft({ move: only(asked.moves), open: asked.approvals.map(assertOpenStatus) });
    expect(change.approvals).toMatchObject([
      { status: 'withdrawn', reason: 'superseded' },
      { status: 'withdrawn', reason: 'superseded' },
    ]);
    const ballots = [asked, ask(only(change.moves))].map(({ approvals }) => approvals[0]?.policy);
    expect(ballots).toMatchObject([
      { ballot: 'DC-2024-0001/figures/1' },
      { ballot: 'DC-2024-0001/figures/2' },
    ]);
  });

  test('are for the office that drafted, before the submission, and fit one transaction', () => {
    expect(thrownCode(() => redraft({ by: officeId('v-1') }))).toBe('auth.forbidden');
    const submitted = MoveSchema.parse({ ...drafted.move, status: 'submitted', submittedAt: NOW });
    expect(thrownCode(() => redraft({ move: submitted }))).toBe('move.wrongStatus');
    const takers = Array.from({ length: MOST_LINES_WITH_CASE }, (_, index) =>
      project(`N${index + 10}`, { planned: 0, absorbable: 10 }, { owner: 'owner-b' }),
    );
    const wide = {
      donors: [line(donor, takers.length)],
      recipients: takers.map((taker) => line(taker, 1)),
      projects: [...standing(drafted.projects), ...takers],
    };
    expect(only(redraft(wide).moves).recipients).toHaveLength(takers.length);
    const ofCase = MoveSchema.parse({ ...sealed, caseId: caseId() });
    expect(thrown(() => redraft({ ...wide, move: ofCase }))).toMatchObject({
      code: 'move.tooLarge',
      details: { mostLines: MOST_LINES_WITH_CASE },
    });
  });
});
