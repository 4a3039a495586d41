import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { WORKFLOW_EN } from '#domain/messages/workflow.en.ts';
import { WORKFLOW_VI } from '#domain/messages/workflow.vi.ts';
import { MachineView } from '#functions/api/contract-workflow.ts';
import { MACHINES } from '#functions/workflow-query/machines.ts';

/** The files of `workflows/` read without the product's own reader. */
const folder = fileURLToPath(new URL('../../../workflows/', import.meta.url));
const Scope = z.looseObject({
  Comment: z.string().optional(),
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.looseObject({
      Comment: z.string(),
      ItemProcessor: z
        .looseObject({ States: z.record(z.string(), z.looseObject({ Comment: z.string() })) })
        .optional(),
    }),
  ),
});
const FILES = readdirSync(folder)
  .filter((file) => file.endsWith('.asl.json') && !file.startsWith('sweep-'))
  .map((file) => ({
    name: file.replace('.asl.json', ''),
    scope: Scope.parse(JSON.parse(readFileSync(folder + file, 'utf8'))),
  }));

type Told = [name: string, comment: string];

function statesIn({ States }: z.infer<typeof Scope>): Told[] {
  return Object.entries(States).flatMap(([name, { Comment, ItemProcessor }]): Told[] => [
    [name, Comment],
    ...Object.entries(ItemProcessor?.States ?? {}).map(([inner, each]): Told => [inner, each.Comment]),
  ]);
}

describe('the machines of a case', () => {
  it('are those of the files, every one but the sweep, which no case is part of', () => {
    expect(MACHINES.map(({ name }) => name).toSorted()).toEqual(FILES.map(({ name }) => name).toSorted());
    for (const machine of MACHINES) expect(MachineView.parse(machine)).toEqual(machine);
  });

  it.each(FILES)('$name: every state has its words, in English those of the file', ({ name, scope }) => {
    const machine = MACHINES.find((each) => each.name === name);
    expect(machine).toMatchObject({ startAt: scope.StartAt, note: { en: scope.Comment } });
    const states = machine?.states ?? [];
    expect(states.map((state) => [state.name, state.note.en])).toEqual(statesIn(scope));
    for (const state of states) {
      expect(state.title.en).toBe(state.name);
      expect(state.title.vi).not.toBe(state.title.en);
      expect(state.note.vi).not.toBe(state.note.en);
    }
  });

  it.each(MACHINES)(
    '$name: every arrow joins two states, and every state is reached',
    ({ states, arrows, startAt }) => {
      const names = new Set(states.map(({ name }) => name));
      for (const { from, to } of arrows) expect([names.has(from), names.has(to)]).toEqual([true, true]);
      const reached = new Set([startAt, ...arrows.map(({ to }) => to)]);
      expect(states.filter(({ name, within }) => within === null && !reached.has(name))).toEqual([]);
      for (const { kind, label } of arrows) expect(label === null).toBe(kind === 'next');
    },
  );

  it('have no words for states that are not there', () => {
    const known = new Set(
      FILES.flatMap(({ name, scope }) => statesIn(scope).map(([state]) => `state.${name}.${state}`)),
    );
    const said = Object.keys(WORKFLOW_VI).filter((key) => key.startsWith('state.'));
    expect(said.toSorted()).toEqual([...known].toSorted());
    expect(Object.keys(WORKFLOW_EN)).toEqual(Object.keys(WORKFLOW_VI));
  });
});
