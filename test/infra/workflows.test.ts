import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseDefinition } from '#infra/definition.ts';
import { readWorkflows } from '#infra/workflows.ts';
import { type ReadTemplate, type Resource, roleOf, statementsByRole, templatesOf } from './templates.ts';

const workflows = readWorkflows();
const names = [...workflows.keys()];
const PREFIX = 'khoi-thong-production-';

const Shape = z.object({
  StateMachineName: z.string(),
  StateMachineType: z.string(),
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.unknown()).default({}),
  TracingConfiguration: z.object({ Enabled: z.boolean() }),
  LoggingConfiguration: z.object({
    Level: z.string(),
    IncludeExecutionData: z.boolean().default(false),
    Destinations: z.array(z.unknown()).min(1),
  }),
});

let main: ReadTemplate;
beforeAll(async () => {
  ({ main } = await templatesOf('production'));
});

function machine(read: ReadTemplate, name: string): Resource {
  const found = read
    .ofType('AWS::StepFunctions::StateMachine')
    .find(({ Properties }) => Properties['StateMachineName'] === `${PREFIX}${name}`);
  if (found === undefined) throw new Error(`no machine ${name}`);
  return found;
}

function actionsOf(read: ReadTemplate, name: string): readonly string[] {
  return (statementsByRole(read).get(roleOf(machine(read, name))) ?? []).flatMap(({ Action }) => Action);
}

/**
 * What passes by itself between Step Functions and a function, in the names under which AWS reports it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
 */
const PASSING = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'system.busy',
];
const Retriers = z.array(z.looseObject({ ErrorEquals: z.array(z.string()) })).default([]);

describe('a step that calls a function', () => {
  it.each(names)('of %s is asked again when the function was busy, turned away or cut off', (name) => {
    const states = workflows.get(name)?.states ?? [];
    const calls = states.filter(({ Resource = '' }) => Resource.startsWith('arn:aws:states:::lambda:invoke'));
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) {
      const retried = Retriers.parse(call.Retry).flatMap(({ ErrorEquals }) => ErrorEquals);
      if (!retried.includes('States.ALL'))
        expect(retried, call.name).toEqual(expect.arrayContaining(PASSING));
    }
  });
});

describe('machines in the template', () => {
  it('are the five of the design', () => {
    expect(names).toEqual([
      'climb-ladder',
      'collect-decision',
      'reallocate-capital',
      'sweep-portfolio',
      'unblock-project',
    ]);
  });

  it.each(names)('%s is Standard, traced, logged without data, and fills every placeholder', (name) => {
    const shape = Shape.parse(machine(main, name).Properties);
    expect(shape.StateMachineType).toBe('STANDARD');
    expect(shape.TracingConfiguration.Enabled).toBe(true);
    expect(shape.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    expect(shape.DefinitionString).toBe(workflows.get(name)?.text);
    expect(Object.keys(shape.DefinitionSubstitutions).toSorted()).toEqual(
      [...(workflows.get(name)?.placeholders ?? [])].toSorted(),
    );
  });

  it.each(names)('%s has a version that outlives the next one, behind the alias live', (name) => {
    const { id } = machine(main, name);
    const version = main
      .ofType('AWS::StepFunctions::StateMachineVersion')
      .find(
        ({ Properties }) => JSON.stringify(Properties['StateMachineArn']) === JSON.stringify({ Ref: id }),
      );
    expect(version).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const alias = main
      .ofType('AWS::StepFunctions::StateMachineAlias')
      .find(({ Properties }) => JSON.stringify(Properties).includes(version?.id ?? 'none'));
    expect(alias?.Properties['Name']).toBe('live');
  });

  it.each(names)('every Task of %s has a timeout and every Retry says why', (name) => {
    const states = workflows.get(name)?.states ?? [];
    const tasks = states.filter(({ Type }) => Type === 'Task');
    expect(tasks.filter(({ TimeoutSeconds }) => TimeoutSeconds === undefined)).toEqual([]);
    const silent = states.filter(({ Retry }) => Retry?.some(({ Comment }) => (Comment ?? '').length < 20));
    expect(silent).toEqual([]);
  });
});

/** How a definition names a function or another machine: `$` and the name in braces. */
const placeholder = (name: string): string => `$\{${name}}`;

const fixture = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Look',
        States: { Look: { Type: 'Task', Arguments: { FunctionName: placeholder('next-step') }, End: true } },
      },
      Next: 'Wait for another',
    },
    'Wait for another': {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: placeholder('inner') },
      End: true,
    },
  },
};
const inner = { StartAt: 'End', States: { End: { Type: 'Succeed' } } };
const machines = (outer: unknown): ReadonlyMap<string, ReturnType<typeof parseDefinition>> =>
  new Map([
    ['outer', parseDefinition(JSON.stringify(outer), 'outer')],
    ['inner', parseDefinition(JSON.stringify(inner), 'inner')],
  ]);

describe('the role of a machine', () => {
  it('holds what the file calls, awaits and distributes', async () => {
    const { main: made } = await templatesOf('production', { workflows: machines(fixture) });
    expect([...actionsOf(made, 'outer')]).toEqual(
      expect.arrayContaining([
        'lambda:InvokeFunction',
        'states:StartExecution',
        'states:DescribeExecution',
        'states:StopExecution',
        'states:RedriveExecution',
        'events:PutRule',
      ]),
    );
    expect(actionsOf(made, 'inner').filter((action) => /^(lambda|states|events):/.test(action))).toEqual([]);
  });

  it('is refused for a placeholder that is neither a machine nor a function of the machines', async () => {
    const strange = {
      StartAt: 'X',
      States: { X: { Type: 'Task', Arguments: { F: placeholder('action-page') }, End: true } },
    };
    await expect(templatesOf('production', { workflows: machines(strange) })).rejects.toThrow(/action-page/);
  });
});
