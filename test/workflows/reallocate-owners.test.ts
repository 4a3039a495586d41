import { describe, expect, it } from 'vitest';
import { ProjectId } from '#domain/ids.ts';
import type { Ladder } from '#domain/ladder.ts';
import { TY } from '#domain/money.ts';
import { redraftMove } from '#domain/move-propose.ts';
import { localDateOf } from '#domain/time.ts';
import { bringTo, projectsOf, until } from './stage/moves.ts';
import { workThroughMail } from './stage/officials.ts';
import { FLOOD } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

const open = theatre();
const NO = { comment: 'Chưa đủ căn cứ' };

/** The case of flood control, its move waiting for this kind of answer; only the city's rungs, the story is shorter. */
async function at(kind: string): Promise<Stage> {
  const stage = await open({
    ladder: ({ rungs }: Ladder) => ({ rungs: rungs.filter(({ number }) => number >= 4) }),
  });
  await stage.report();
  return bringTo(stage, kind);
}

describe('a move before its appraisal', () => {
  it('asks every owner first; one whose figures are not right ends it, and its capital is free again', async () => {
    const stage = await at('confirmMove');
    const move = await stage.move();
    const asks = await stage.back.deps.approvalsOfMove(move.id);
    expect(asks.map(({ kind }) => kind)).toEqual(move.owners.map(() => 'confirmMove'));
    expect(new Set(asks.map(({ office }) => office))).toEqual(new Set(move.owners));
    expect((await stage.project()).reserved.out).toBe(6_800 * TY);
    const [first, ...rest] = move.owners;
    await stage.answer(first ?? '', 'decline', NO);
    expect(await stage.move()).toMatchObject({
      status: 'rejected',
      rejectedIn: 'drafted',
      rejectedBy: first,
    });
    for (const office of rest) expect(stage.lettersTo(office)).toContain('movedOn');
    const reserved = (await projectsOf(stage, move)).map((project) => project.reserved);
    expect(reserved.every(({ out, in: promised }) => out === 0 && promised === 0)).toBe(true);
    expect(await stage.case()).toMatchObject({ status: 'escalated', holder: 'city-chairman', rung: 5 });
  });

  it('with changed lines voids what was confirmed and voted: owners and appraisers are asked afresh', async () => {
    const stage = await at('appraiseMove');
    await stage.answer('kho-bac', 'agree');
    const { deps, clock } = stage.back;
    const move = await stage.move();
    const [main, ...others] = move.recipients;
    if (main === undefined) throw new Error('the move has recipients');
    const amount = move.donors[0]?.amount ?? 0;
    const asks = await deps.approvalsOfMove(move.id);
    const change = redraftMove({
      move,
      by: move.draftedBy,
      donors: [{ projectId: ProjectId.parse(FLOOD), amount: amount - main.amount }],
      recipients: others,
      reason: 'Bớt một dự án nhận',
      projects: await projectsOf(stage, move),
      open: asks.flatMap((ask) => (ask.status === 'open' ? [ask] : [])),
      offices: (await deps.latestLadder(localDateOf(deps.now()))).offices,
      rules: await deps.latestRules(localDateOf(deps.now())),
      now: clock.now(),
    });
    await deps.commit(change, clock.now());
    await stage.settle();
    expect(await stage.move()).toMatchObject({
      status: 'drafted',
      revision: 2,
      confirmations: [],
      appraisals: [],
    });
    expect(await stage.answer('so-tai-chinh', 'agree')).toMatchObject({ status: 410 });
    await workThroughMail(stage, until('submitMove'));
    expect(await stage.move()).toMatchObject({ status: 'appraised' });
    expect((await stage.project()).reserved.out).toBe(amount - main.amount);
  });
});
