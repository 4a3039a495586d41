import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '#functions/catalogue.ts';
import { parseDefinition } from '#infra/definition.ts';
import { machineFindings } from './machines.ts';
import { paths, readSource } from './tree.ts';

const machines = paths.filter((path) => path.endsWith('.asl.json')).map(readSource);

/** A sound machine of one Task, with one thing changed. */
function machine(task: Record<string, unknown> = {}, whole: Record<string, unknown> = {}): string {
  const state = {
    Type: 'Task',
    Comment: 'Asks whoever must be asked now',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: placeholder('ask-office') },
    TimeoutSeconds: 90,
    Retry: [{ Comment: 'The store is busy for a moment', ErrorEquals: ['States.TaskFailed'] }],
    End: true,
    ...task,
  };
  const States = { 'Ask the office': state };
  const Comment = 'Asks one office, for the test';
  return JSON.stringify({ QueryLanguage: 'JSONata', Comment, StartAt: 'Ask the office', States, ...whole });
}

function placeholder(name: string): string {
  return `\${${name}}`;
}

describe('every machine', () => {
  it.each(machines)('$path is valid, and says why it does what it does', (source) => {
    expect(machineFindings(source)).toEqual([]);
  });

  it('the sample of the next test is sound itself', () => {
    expect(machineFindings({ path: 'a.asl.json', text: machine() })).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['a Task without timeout', machine({ TimeoutSeconds: undefined }), /without TimeoutSeconds/],
    [
      'a Retry without reason',
      machine({ Retry: [{ ErrorEquals: ['States.ALL'] }] }),
      /Retry without its reason/,
    ],
    [
      'a Catch without reason',
      machine({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Ask the office', Comment: 'oops' }] }),
      /Catch without its reason/,
    ],
    ['a state without comment', machine({ Comment: undefined }), /"Ask the office" has no Comment/],
    ['a machine without comment', machine({}, { Comment: undefined }), /a\.asl\.json has no Comment/],
    ['a target that is not there', machine({ End: undefined, Next: 'Nowhere' }), /Nowhere/],
    ['a field of the other language', machine({ ResultPath: '$.x' }), /a\.asl\.json: /],
    [
      'a name that is code',
      machine().replaceAll('Ask the office', 'AskOffice_2'),
      /"AskOffice_2" is not named as a sentence/,
    ],
    ['the other language', machine().replace('JSONata', 'JSONPath'), /not in JSONata/],
  ])('the rules bite: %s', (_, text, finding) => {
    expect(machineFindings({ path: 'a.asl.json', text }).join('\n')).toMatch(finding);
  });

  it('is called or started by somebody, and calls what there is', () => {
    const names = machines.map(({ path }) => path.replace(/^workflows\/|\.asl\.json$/g, ''));
    const called = machines.flatMap(({ path, text }) => parseDefinition(text, path).placeholders);
    const steps = Object.entries(CATALOGUE).flatMap(([name, { trigger }]) =>
      trigger === 'machine' ? [name] : [],
    );
    expect(new Set(called.filter((name) => !names.includes(name)))).toEqual(new Set(steps));
    expect(names.filter((name) => !called.includes(name))).toEqual(['sweep-portfolio']);
  });
});
