/**
 * 200 people draft a move on one donor at the same moment. Exactly as many as its idle capital affords are taken; whoever
 * meets another reads again and decides again. Prints how long that takes; `--moves`, `--afford` change the numbers.
 */
import { parseArgs } from 'node:util';
import { MovedOn, Refusal } from '#domain/errors.ts';
import { OfficeId } from '#domain/ids.ts';
import { draftByHand } from '#domain/move-command.ts';
import { makeTestBed } from '#test/adapters/dynamo/bed.ts';
import { type DynamoServer, startDynoxide } from '#test/adapters/dynamo/server.ts';
import { aLadder } from '#test/domain/builders.ts';
import { line, NOW, project, rulesOf } from '#test/domain/capital-samples.ts';
import { fullJitter } from '../adapters/backoff.ts';

const { values } = parseArgs({
  options: {
    moves: { type: 'string', default: '200' },
    afford: { type: 'string', default: '60' },
  },
});
const [moves, afford] = [Number(values.moves), Number(values.afford)];

/** Who met another waits longer each time, at random, and long enough for so many: else they only go on meeting each other. */
const backoff = fullJitter(Math.random, 25 * moves);

type Drafted = { readonly taken: boolean; readonly tries: number; readonly ms: number };

async function measure(server: DynamoServer): Promise<readonly Drafted[]> {
  const { registry } = await makeTestBed(server.endpoint);
  const donor = project('CHO', { planned: afford }, { version: 0, owner: 'owner-a' });
  const taker = project('NHAN', { planned: 0, absorbable: 10 * moves }, { version: 0, owner: 'owner-b' });
  await registry.importRows({ projects: [donor, taker] });
  const by = OfficeId.parse('finance');
  const lines = { donors: [line(donor, 1)], recipients: [line(taker, 1)], reason: 'Vốn nằm chờ', by };
  const rules = rulesOf('2024-10-08');
  const ladder = aLadder();
  const draft = async (): Promise<Drafted> => {
    const began = performance.now();
    const id = await registry.nextMoveId(2024);
    for (let tries = 1; ; tries += 1) {
      try {
        const projects = await registry.getProjects([donor.id, taker.id]);
        await registry.commit(draftByHand({ id, ...lines, projects, ladder, rules, now: NOW }), NOW);
        return { taken: true, tries, ms: performance.now() - began };
      } catch (error) {
        if (error instanceof Refusal && error.code === 'move.aboveIdle') {
          return { taken: false, tries, ms: performance.now() - began };
        }
        const passing =
          error instanceof MovedOn || (error instanceof Refusal && error.code === 'system.busy');
        if (!passing) throw error;
        await backoff(tries);
      }
    }
  };
  const drafted = await Promise.all(Array.from({ length: moves }, draft));
  const { capital, reserved } = await registry.getProject(donor.id);
  console.log(`planned ${capital.planned}, reserved ${reserved.out} (đồng)`);
  return drafted;
}

const server = await startDynoxide();
try {
  const began = performance.now();
  const drafted = await measure(server);
  const seconds = (performance.now() - began) / 1000;
  const taken = drafted.filter((each) => each.taken);
  const tries = drafted.map((each) => each.tries).toSorted((one, other) => one - other);
  const ms = drafted.map((each) => each.ms).toSorted((one, other) => one - other);
  console.table({
    'concurrent moves': moves,
    afforded: afford,
    'taken (has to be what is afforded)': taken.length,
    'refused (move.aboveIdle)': drafted.length - taken.length,
    'seconds in all': Number(seconds.toFixed(2)),
    'taken a second': Number((taken.length / seconds).toFixed(1)),
    'tries, median': tries[Math.floor(tries.length / 2)],
    'tries, most': tries.at(-1),
    'ms until decided, median': Math.round(ms[Math.floor(ms.length / 2)] ?? 0),
    'ms until decided, most': Math.round(ms.at(-1) ?? 0),
  });
} finally {
  await server.stop();
}
