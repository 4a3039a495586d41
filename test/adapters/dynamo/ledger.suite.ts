import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { mergeChanges } from '#domain/change.ts';
import { MovedOn, Refusal } from '#domain/errors.ts';
import { type MoveId, OfficeId } from '#domain/ids.ts';
import { proveBalance } from '#domain/ledger-post.ts';
import { sumDong } from '#domain/money.ts';
import { Move, OPEN_MOVE } from '#domain/move.ts';
import { draftByHand, reverseByCommand } from '#domain/move-command.ts';
import { settleMove } from '#domain/move-settle.ts';
import { chainFacts } from '#domain/seal.ts';
import { aCalendar, aLadder } from '#test/domain/builders.ts';
import { line, NOW, project, rulesOf, ty } from '#test/domain/capital-samples.ts';
import { makeTestBed, type TestBed } from './bed.ts';

const DONOR = project('CHO', { planned: 100, disbursed: 20 }, { version: 0, owner: 'owner-a' });
const ONE = project('MOT', { planned: 30, disbursed: 10, absorbable: 70 }, { version: 0, owner: 'owner-b' });
const TWO = project('HAI', { planned: 0, absorbable: 60 }, { version: 0, owner: 'owner-c' });
const PROJECTS = [DONOR, ONE, TWO];
const signed = (number: string) => ({ number, issuedOn: NOW.slice(0, 10), issuer: 'UBND' });

/** What one of several people does at the same time with a move of its own. */
type Plan = {
  readonly amount: number;
  readonly to: 'one' | 'two';
  readonly ends: 'post' | 'stop' | 'stay' | 'reverse';
};
const plan: fc.Arbitrary<Plan> = fc.record({
  amount: fc.integer({ min: 1, max: 60 }),
  to: fc.constantFrom('one', 'two'),
  ends: fc.constantFrom('post', 'stop', 'stay', 'reverse'),
});

/** Reads and decides again until the store takes it, or the rules say no. */
async function untilDecided<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const passing = error instanceof MovedOn || (error instanceof Refusal && error.code === 'system.busy');
      if (!passing) throw error;
    }
  }
}

/** No balance falls below what was disbursed, nothing is promised twice, and no đồng is made or lost, however moves meet. */
export function ledgerSuite(endpoint: () => string, runs: number): void {
  let bed: TestBed;
  beforeEach(async () => {
    bed = await makeTestBed(endpoint());
  });

  const rules = rulesOf('2024-10-08');
  const settle = (id: MoveId) =>
    untilDecided(async () => {
      const { registry } = bed;
      const move = await registry.getMove(id);
      const projects = await registry.getProjects(
        [...move.donors, ...move.recipients].map(({ projectId }) => projectId),
      );
      const change = settleMove({
        move,
        projects,
        rules,
        ladder: aLadder(),
        calendar: aCalendar(),
        now: NOW,
      });
      await registry.commit(change, NOW);
    });
  const draft = (id: MoveId, { amount, to }: Plan) =>
    untilDecided(async () => {
      const { registry } = bed;
      const taker = to === 'one' ? ONE : TWO;
      const projects = await registry.getProjects([DONOR.id, taker.id]);
      const lines = { donors: [line(DONOR, amount)], recipients: [line(taker, amount)] };
      const by = OfficeId.parse('finance');
      const args = { ...lines, reason: 'Vốn nằm chờ', by, projects, ladder: aLadder(), rules, now: NOW };
      await registry.commit(draftByHand({ id, ...args }), NOW);
      return registry.getMove(id);
    });
  /** The papers are signed and the cooling-off is over; the steps between have tests of their own. */
  const cool = (move: Move, ends: Plan['ends']) => {
    const stopped = ends === 'stop' ? { stopped: { by: 'x', at: NOW, reason: 'y' } } : {};
    const papers = { submittedAt: NOW, resolution: signed(`${move.id}/NQ`), decidedAt: NOW, until: NOW };
    const committeeDecision = signed(`${move.id}/QĐ`);
    const status = 'coolingOff';
    const next = Move.parse({
      ...move,
      ...papers,
      ...stopped,
      committeeDecision,
      status,
      version: move.version + 1,
    });
    const { record, receipts } = chainFacts(next, [], NOW);
    return bed.registry.commit(mergeChanges({ moves: [record], receipts }), NOW);
  };
  const reverse = (id: MoveId) =>
    untilDecided(async () => {
      const { registry } = bed;
      const move = await registry.getMove(id);
      if (move.status !== 'committed') return;
      const projects = await registry.getProjects(
        [...move.donors, ...move.recipients].map(({ projectId }) => projectId),
      );
      const document = { ...move.resolution, number: `${id}/HL` };
      await registry.commit(reverseByCommand({ move, document, projects, now: NOW }), NOW);
    });
  const live = async (each: Plan) => {
    const id = await bed.registry.nextMoveId(2024);
    try {
      const move = await draft(id, each);
      if (each.ends === 'stay') return;
      await cool(move, each.ends);
      await settle(id);
      if (each.ends === 'reverse') await reverse(id);
    } catch (error) {
      if (!(error instanceof Refusal) || !error.code.startsWith('move.')) throw error;
    }
  };

  describe('moves on the same capital at the same time', () => {
    test('never promise it twice, never leave less than was disbursed, and lose no đồng', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(plan, { minLength: 2, maxLength: 8 }), async (plans) => {
          bed = await makeTestBed(endpoint());
          await bed.registry.importRows({ projects: PROJECTS });
          await Promise.all(plans.map(live));
          const { registry } = bed;
          const after = await registry.getProjects(PROJECTS.map(({ id }) => id));
          const moves = (await registry.listMoves('all', { limit: 100 })).items;
          const open = moves.filter(({ status }) => OPEN_MOVE.some((each) => each === status));
          for (const { id, capital, reserved } of after) {
            const promised = (side: 'donors' | 'recipients') =>
              sumDong(
                open
                  .flatMap((move) => move[side])
                  .flatMap((each) => (each.projectId === id ? [each.amount] : [])),
              );
            expect(reserved).toEqual({ out: promised('donors'), in: promised('recipients') });
            expect(capital.planned - reserved.out).toBeGreaterThanOrEqual(capital.disbursed);
          }
          const entries = await Promise.all(after.map(({ id }) => registry.ledgerOf(id, { limit: 100 })));
          const opening = new Map(PROJECTS.map(({ id, capital }) => [id, capital.planned]));
          const proof = proveBalance(
            entries.flatMap(({ items }) => items),
            opening,
          );
          expect(proof).toMatchObject({ conserved: true, faults: [] });
          expect([...proof.closing.values()]).toEqual(after.map(({ capital }) => capital.planned));
        }),
        { numRuns: runs },
      );
    });

    test('of one donor, exactly as many are drafted as it can afford', async () => {
      await bed.registry.importRows({ projects: PROJECTS });
      const plans = Array.from({ length: 20 }, (): Plan => ({ amount: 6, to: 'two', ends: 'stay' }));
      await Promise.all(plans.map(live));
      expect((await bed.registry.listMoves('all', { limit: 100 })).items).toHaveLength(10);
      expect((await bed.registry.getProject(DONOR.id)).reserved.out).toBe(ty(60));
    });
  });
}
