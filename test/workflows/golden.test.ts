import { expect, it } from 'vitest';
import type { MachineName } from './stage/machines.ts';
import { diligent, obliging, playOut } from './stage/officials.ts';
import { blockedProjects, blockerOf } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

/**
 * What the machines do on their happy paths, event by event, as files that can be read and compared: a change of a
 * machine shows here as a change of its story. Updated like any snapshot (`vitest -u`).
 */
const open = theatre();

async function expectStory(stage: Stage, machine: MachineName): Promise<void> {
  const [first = []] = await stage.history(machine);
  await expect(`${first.join('\n')}\n`).toMatchFileSnapshot(`./golden/${machine}.txt`);
}

it('a case that its owner clears', async () => {
  const stage = await open();
  await stage.report();
  expect(await playOut(stage, obliging, 3)).toBe('cleared');
  for (const machine of ['unblock-project', 'climb-ladder', 'collect-decision'] as const) {
    await expectStory(stage, machine);
  }
});

it('capital that moves', async () => {
  const stage = await open({ ladder: ({ rungs }) => ({ rungs: rungs.slice(-3) }) });
  await stage.report();
  expect(await playOut(stage, diligent, 5)).toBe('reallocated');
  await expectStory(stage, 'reallocate-capital');
});

it('a sweep', async () => {
  const [project = ''] = blockedProjects;
  const stage = await open();
  await stage.back.deps.importRows({ blockers: [blockerOf(project)] });
  await stage.start('sweep-portfolio', {});
  await stage.settle();
  await expectStory(stage, 'sweep-portfolio');
});
