import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Registry } from '#adapters/dynamo/verbs.ts';
import type { Case } from '#domain/case.ts';
import { Refusal } from '#domain/errors.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { makeTestBed } from './bed.ts';
import * as sample from './samples.ts';

const { NOW, change, later } = sample;

/** A writer reads the case, waits for its turn as often as `reads` says, and writes on what it read. */
type Writer = { readonly writes: number; readonly facts: number };

/** Any number of writers at once: whatever the order, versions and receipts have no gap and nothing is lost. */
export function historySuite(endpoint: () => string, runs: number): void {
  describe('writers at the same time', () => {
    test('leave a history without gaps: every accepted change is in it, once', async () => {
      const writer = fc.record({
        writes: fc.integer({ min: 1, max: 4 }),
        facts: fc.integer({ min: 1, max: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(writer, { minLength: 2, maxLength: 5 }), async (writers) => {
          const { registry } = await makeTestBed(endpoint());
          const opened = await open(registry);
          const accepted = (await Promise.all(writers.map((each) => write(registry, opened, each)))).flat();
          const last = await registry.getCase(opened.id);
          const { items } = await registry.receiptsOf(opened.id, { limit: 200 });
          expect(last.version).toBe(accepted.length);
          expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, index) => index + 1));
          expect(items).toHaveLength(accepted.reduce((sum, facts) => sum + facts, 0));
          expect(last.chain.count).toBe(items.length);
          expect(verifyChain(items, last.chain)).toEqual({ intact: true });
          expect(await registry.pendingOlderThan(later(1), 100)).toHaveLength(accepted.length);
        }),
        { numRuns: runs },
      );
    });
  });
}

async function open(registry: Registry): Promise<Case> {
  await registry.importRows({ projects: [sample.project('A')], blockers: [sample.blocker('A')] });
  const opened = sample.reportedCase(1);
  await registry.commit(change({ cases: [opened] }), NOW);
  return opened;
}

/** Answers the number of facts of each change that was accepted; a refused one is left at that. */
async function write(registry: Registry, opened: Case, { writes, facts }: Writer): Promise<number[]> {
  const accepted: number[] = [];
  for (let round = 0; round < writes; round += 1) {
    const read = await registry.getCase(opened.id);
    const { record, receipts } = sample.withReceipts({ ...read, version: read.version + 1 }, facts);
    const office = sample.office('owner-a').id;
    const notice = { type: 'sendNotice', subject: read.id, office, about: 'caseEscalated' } as const;
    try {
      await registry.commit(change({ cases: [record], receipts, effects: [notice] }), NOW);
      accepted.push(facts);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'case.changed')) throw error;
    }
  }
  return accepted;
}
