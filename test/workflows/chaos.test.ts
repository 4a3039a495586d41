import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyChain } from '#domain/receipt-chain.ts';
import { localDateOf, plusDays } from '#domain/time.ts';
import { flawsOf, plannedInAll } from './stage/moves.ts';
import { diligent, type Habit, workThroughMail } from './stage/officials.ts';
import { type Random, seeded } from './stage/outbox.ts';
import { FLOOD, projectOf } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

const open = theatre();
const OTHER = 'DA-NUT-GIAO-AN-PHU';
const DAYS = 14;
const RUNS = 3;

/** Officials as they are: some wait, some pass it on, some ask back; nobody is told what the others do. */
function moody(random: Random): Habit {
  return (approval, stage) => {
    if (random() < 0.3) return 'wait';
    const outcome = approval.outcomes[Math.floor(random() * approval.outcomes.length)] ?? 'agree';
    const usual = diligent(approval, stage);
    if (usual === 'wait' || outcome === usual.outcome || random() < 0.4) return usual;
    return { outcome, comment: 'Ý kiến khác', doBy: plusDays(localDateOf(stage.back.clock.now()), 7) };
  };
}

/** A step of a bad day: a button pressed again, mail that bounces, the whole stream once more. */
async function mischief(stage: Stage, random: Random): Promise<void> {
  const { mailbox, outbox } = stage.back;
  const mail = mailbox.mails[Math.floor(random() * mailbox.mails.length)];
  if (mail?.link === undefined) return;
  const dice = random();
  if (dice < 0.4) await stage.answerMail(mail, 'agree', { comment: 'Bấm lại' });
  else if (dice < 0.5 && mail.tags.template === 'ask') await stage.bounce(mail);
  else if (dice < 0.6) outbox.repeatAll();
  await stage.settle();
}

async function play(stage: Stage, random: Random): Promise<void> {
  for (const project of [FLOOD, OTHER]) await stage.report({ project });
  const habit = moody(random);
  for (let day = 0; day < DAYS; day += 1) {
    await workThroughMail(stage, habit);
    await mischief(stage, random);
    await stage.passWorkingDays(1);
  }
  await stage.back.settle(false);
}

/** What must hold of a case whatever happened: one holder or an end, one receipt per decision, one move at a time. */
async function expectSound(stage: Stage, project: string): Promise<void> {
  const { deps } = stage.back;
  const record = await stage.case(project);
  const receipts = await stage.receipts(record.id);
  expect(verifyChain(receipts, record.chain)).toEqual({ intact: true });
  const asks = (await stage.approvals(project)).filter(
    ({ kind, moveId }) => kind !== 'recoverCase' && moveId === undefined,
  );
  const open = asks.filter(({ status }) => status === 'open');
  const held = 'holder' in record && record.approvalId !== undefined;
  expect(open.map(({ id }) => id)).toEqual(held ? [record.approvalId] : []);
  const moves = await deps.movesOfCase(record.id);
  const ballots = (await Promise.all(moves.map(({ id }) => deps.approvalsOfMove(id)))).flat();
  const chains = await Promise.all(
    moves.map(async (move) => {
      const chain = await stage.receipts(move.id);
      expect(verifyChain(chain, move.chain)).toEqual({ intact: true });
      return chain;
    }),
  );
  const decided = [...asks, ...ballots].filter(({ status }) => status === 'decided');
  const recorded = [...receipts, ...chains.flat()].filter(
    ({ type, details }) => type === 'decisionRecorded' && details['outcome'] !== 'forward',
  );
  expect(recorded).toHaveLength(decided.length);
  expect(new Set(recorded.map(({ approvalId }) => approvalId))).toEqual(new Set(decided.map(({ id }) => id)));
  expect(
    moves.filter(({ status }) => status !== 'rejected' && status !== 'committed').length,
  ).toBeLessThanOrEqual(1);
}

it('loses no decision, doubles none and conserves every đồng, whatever people and deliveries do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const random = seeded(seed);
      const stage = await open({
        projects: [FLOOD, OTHER],
        unruly: { random, duplicated: 0.2, delayed: 0.2 },
      });
      const all = await plannedInAll(stage);
      await play(stage, random);
      for (const project of [FLOOD, OTHER]) await expectSound(stage, project);
      expect(await plannedInAll(stage)).toBe(all);
      const { items } = await stage.back.deps.listMoves('all', { limit: 50 });
      const touched = new Set(
        items
          .flatMap(({ donors, recipients }) => [...donors, ...recipients])
          .map(({ projectId }) => projectId),
      );
      const projects = await stage.back.deps.getProjects([...touched]);
      expect(await flawsOf(stage, projects, ({ id }) => projectOf(id).capital.planned)).toEqual([]);
      const running = (await stage.executions('unblock-project')).filter(
        ({ status }) => status === 'RUNNING',
      );
      const unfinished = [await stage.case(FLOOD), await stage.case(OTHER)].filter(
        (record) => !('closedAt' in record),
      );
      expect(running).toHaveLength(unfinished.length);
    }),
    { numRuns: RUNS, seed: 20_241_008, endOnFailure: true },
  );
});
