import { expect, it } from 'vitest';
import { blockedProjects, blockerOf } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

const open = theatre();

const namesOf = async (stage: Stage) => (await stage.executions('unblock-project')).map(({ name }) => name);
const sweeps = async (stage: Stage) =>
  (await stage.executions('sweep-portfolio')).map(({ status }) => status);

async function casesOf(stage: Stage, projects: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(
    projects.map((project) => {
      const { projectId, id: blockerId } = blockerOf(project);
      return stage.back.deps.findCaseOfBlocker({ projectId, blockerId });
    }),
  );
}

/** A stage on which the blockers stand in the registry, and nobody has started anything. */
async function blocked(projects: readonly string[], closed?: string): Promise<Stage> {
  const stage = await open({ projects, project: ({ id }) => (id === closed ? { closed: true } : {}) });
  await stage.back.deps.importRows({ blockers: projects.map(blockerOf) });
  return stage;
}

async function sweep(stage: Stage, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) await stage.start('sweep-portfolio', {});
  await stage.settle();
}

it('opens the 57 cases of the sample, once each, over pages and in two sweeps at the same time', async () => {
  const stage = await blocked(blockedProjects);
  const { deps, functions } = stage.back;
  const { blockedProjects: ask } = deps;
  deps.blockedProjects = (page) => ask({ ...page, limit: 25 });
  await sweep(stage, 2);
  expect(blockedProjects).toHaveLength(57);
  expect(new Set(await namesOf(stage))).toEqual(new Set(blockedProjects.map((id) => blockerOf(id).id)));
  const cases = await casesOf(stage, blockedProjects);
  expect(new Set(cases).size).toBe(57);
  expect(cases).not.toContain(null);
  expect(functions.calls.filter(({ name }) => name === 'find-blocked-projects').length).toBeGreaterThan(3);
  await sweep(stage);
  expect(await namesOf(stage)).toHaveLength(57);
  expect(await sweeps(stage)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  expect(stage.back.mailbox.mails.filter(({ tags }) => tags.template === 'ask')).toHaveLength(57);
});

it('finds nothing to do where every blocker has its case', async () => {
  const stage = await blocked(blockedProjects.slice(0, 1));
  await sweep(stage);
  await sweep(stage);
  const path = await stage.path('sweep-portfolio');
  expect(path.slice(-3)).toEqual(['Is there one?', 'Keep the figures of the week', 'Everything is swept']);
});

it('starts the others when one cannot be started', async () => {
  const three = blockedProjects.slice(1, 4);
  const stage = await blocked(three);
  const [taken = ''] = three;
  await stage.start('collect-decision', { approvalId: 'YK0000000099' }, 'unrelated');
  await stage.start('unblock-project', { projectId: 'DA-OTHER', blockerId: 'VM-OTHER' }, blockerOf(taken).id);
  await sweep(stage);
  const cases = await casesOf(stage, three);
  expect(cases.map((found) => found !== null)).toEqual([false, true, true]);
  expect((await sweeps(stage)).at(-1)).toBe('SUCCEEDED');
});

it('leaves a case that cannot be opened to the operator, and opens the others', async () => {
  const three = blockedProjects.slice(1, 4);
  const stage = await blocked(three, three[1]);
  await sweep(stage);
  const cases = await casesOf(stage, three);
  expect(cases.map((found) => found !== null)).toEqual([true, false, true]);
  expect(stage.lettersTo('duty')).toEqual(['ask']);
});

it('starts at the next sweep what Lambda and Step Functions turned away before', async () => {
  const stage = await blocked(blockedProjects.slice(1, 3));
  stage.back.functions.spoil('find-blocked-projects', 'throttled');
  await sweep(stage);
  expect(await namesOf(stage)).toEqual([]);
  await stage.passTo('2024-10-08', '09:05');
  expect(await namesOf(stage)).toHaveLength(2);
});
