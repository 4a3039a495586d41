import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagramOf, withMachines } from '#workflows/diagrams.ts';

const folder = new URL('../../workflows/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const placeholder = (name: string) => `\${${name}}`;

describe('the page of the machines', () => {
  const page = read('README.md');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.asl.json'))
    .toSorted()
    .map((name) => ({ name: name.replace('.asl.json', ''), text: read(name) }));

  it('is in step with the machines: `npm run docs` writes it anew', () => {
    expect(withMachines(page, files)).toBe(page);
  });

  it('is found out of step when a machine changes', () => {
    const changed = files.map((file) => ({ ...file, text: file.text.replace('Plan the wait', 'Plan it') }));
    expect(() => withMachines(page, changed)).toThrow('no state "Plan it"');
    const renamed = files.map((file) => ({
      ...file,
      text: file.text.replaceAll('Plan the wait', 'Plan it'),
    }));
    expect(withMachines(page, renamed)).not.toBe(page);
  });

  it('keeps what people wrote around the machines, and refuses a page without markers', () => {
    expect(withMachines(`${page}\nMore.\n`, [])).toMatch(/^# Workflows[\s\S]+\nMore\.\n$/);
    expect(() => withMachines('# Workflows', files)).toThrow('markers');
    expect(() => withMachines(page, [{ name: 'list', text: '[]' }])).toThrow('list is not a state machine');
  });
});

describe('a diagram', () => {
  it('shows calls, branches, errors, waits and ends', () => {
    const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
    const machine = {
      StartAt: 'Ask',
      States: {
        Ask: {
          ...task,
          Arguments: { FunctionName: placeholder('ask-office') },
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'Rest' },
            { ErrorEquals: ['States.Timeout'], Next: 'Is it over?' },
          ],
          Next: 'Is it over?',
        },
        'Is it over?': {
          Type: 'Choice',
          Choices: [{ Condition: "{% $states.input.step = 'done' %}", Next: 'Over' }],
          Default: 'Rest',
        },
        Rest: { Type: 'Wait', Seconds: 1, Next: 'Ask' },
        Over: { Type: 'Succeed' },
      },
    };
    expect(diagramOf(machine).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "Ask<br/>(ask-office)" as s1',
      '  state "Is it over?" as s2',
      '  state "Rest<br/>(waits)" as s3',
      '  state "Over" as s4',
      '  [*] --> s1',
      '  s1 --> s2',
      '  s1 --> s3 : any error',
      '  s1 --> s2 : States Timeout',
      "  s2 --> s4 : step = 'done'",
      '  s2 --> s3 : otherwise',
      '  s3 --> s1',
      '  s4 --> [*]',
    ]);
  });

  it('shows what runs inside a Map or side by side, and how a machine waits for another', () => {
    const start = (suffix: string) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::states:startExecution${suffix}`,
      Arguments: { StateMachineArn: placeholder('inner') },
      End: true,
    });
    const wait = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: placeholder('await-decision') },
      End: true,
    };
    type State = Readonly<Record<string, string | boolean | Readonly<Record<string, string>>>>;
    const scope = (state: State) => ({ StartAt: 'One', States: { One: state } });
    const machine = {
      StartAt: 'Each',
      States: {
        Each: { Type: 'Map', ItemProcessor: scope(start('.sync:2')), Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [scope(start('')), scope(wait)], End: true },
      },
    };
    const text = diagramOf(machine);
    expect(text).toContain('  state "Each" as s1 {\n    state "One<br/>(runs inner)" as s3\n    [*] --> s3');
    expect(text).toMatch(/\(starts inner\)[\s\S]+\n {4}--\n[\s\S]+\(await-decision, waits for an answer\)/);
  });
});
