import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { verifyChain } from '#domain/receipt-chain.ts';
import { flawsOf, projectsOf } from '#test/workflows/stage/moves.ts';
import { diligent, type Habit, playOut } from '#test/workflows/stage/officials.ts';
import { projectOf } from '#test/workflows/stage/world.ts';
import type { Stage } from '#test/workflows/stage.ts';
import { theatre } from '#test/workflows/theatre.ts';

/**
 * The engine on disk stops hard in the middle of a story, again and again, and another one goes on with its journal: the
 * end is the one that the story has anyway. Decisions and effects live in the store and its stream, which do not stop.
 */
const open = theatre();
const RUNS = 4;

/** Department and above; the department stays silent, the chairman moves the capital. */
const LADDER = { ladder: ({ rungs }: { rungs: readonly object[] }) => ({ rungs: rungs.slice(-3) }) };
const sleepy: Habit = (approval, stage) => (approval.rung === 4 ? 'wait' : diligent(approval, stage));

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A crash at the n-th call of a function since the one before: before the function has done its work, or after. */
type Crash = { readonly calls: number; readonly after: boolean };

function crashAt(stage: Stage, crashes: readonly Crash[]): () => number {
  const { back } = stage;
  const left = [...crashes];
  let calls = 0;
  back.functions.around = async (work) => {
    calls += 1;
    const [next] = left;
    if (next === undefined || calls <= next.calls) return work();
    left.shift();
    calls = 0;
    if (next.after) await work();
    return back.crash();
  };
  return () => crashes.length - left.length;
}

/** What is the same for every run of the story: not the ids of asks and what hashes them. */
async function endOf(stage: Stage): Promise<object> {
  const move = await stage.move();
  const chains = [await stage.receipts(), await stage.receipts(move.id)];
  const projects = await projectsOf(stage, move);
  const told = chains.flat().map(({ type, office, at, details }) => {
    const { shownHash: _shown, decisionHash: _decided, ...rest } = details;
    return { type, office, at, ...rest };
  });
  const { chain: _chain, version: _version, ...record } = await stage.case();
  const { chain: _ofMove, version: _ofDraft, appraisals, ...moved } = move;
  const votes = appraisals.map(({ office, outcome }) => ({ office, outcome }));
  return { record, moved, votes, told, capital: projects.map(({ id, capital }) => ({ id, capital })) };
}

async function tell(crashes: readonly Crash[]): Promise<{ end: object; crashed: number; stage: Stage }> {
  const folder = await mkdtemp(join(tmpdir(), 'crash-'));
  folders.push(folder);
  const stage = await open({ ...LADDER, dataDir: join(folder, 'engine') });
  const crashed = crashAt(stage, crashes);
  await stage.report();
  expect(await playOut(stage, sleepy, 12)).toBe('reallocated');
  await stage.passWorkingDays(1);
  return { end: await endOf(stage), crashed: crashed(), stage };
}

const crash = fc.record({ calls: fc.nat({ max: 12 }), after: fc.boolean() });

it('ends every story as it would have ended, wherever the engine stops', async () => {
  const { end } = await tell([]);
  await fc.assert(
    fc.asyncProperty(fc.array(crash, { minLength: 2, maxLength: 5 }), async (crashes) => {
      const told = await tell(crashes);
      expect(told.crashed).toBeGreaterThan(0);
      expect(told.end).toEqual(end);
      const { stage } = told;
      const record = await stage.case();
      expect(verifyChain(await stage.receipts(), record.chain)).toEqual({ intact: true });
      const projects = await projectsOf(stage, await stage.move());
      expect(await flawsOf(stage, projects, ({ id }) => projectOf(id).capital.planned)).toEqual([]);
      expect(await stage.executions('unblock-project')).toMatchObject([{ status: 'SUCCEEDED' }]);
    }),
    { numRuns: RUNS, seed: 20_241_008, endOnFailure: true },
  );
});
