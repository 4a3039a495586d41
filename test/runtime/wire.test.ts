import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ListTagsForResourceCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  TestStateCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { connect } from './client.ts';
import { Bench, lambda, ROLE } from './harness.ts';

const PASSING = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const PASS = JSON.stringify(PASSING);
const WAIT = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, End: true } } });

describe('the unchanged SDK', () => {
  let bench: Bench;
  let client: SFNClient;

  beforeEach(async () => {
    bench = await Bench.open({ answer: () => lambda('done') });
    client = await connect(bench);
  });

  const create = async (name: string, definition: string, more: object = {}) => {
    const made = await client.send(
      new CreateStateMachineCommand({ name, definition, roleArn: ROLE, ...more }),
    );
    return made.stateMachineArn ?? '';
  };

  it('runs an execution and reads it back, with dates as dates', async () => {
    const stateMachineArn = await create('m', PASS, { tags: [{ key: 'team', value: 'x' }] });
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }),
    );
    const found = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(found).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"a":1}',
      startDate: new Date(bench.now),
      name: 'one',
    });
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2 }),
    );
    expect(events?.map((event) => event.type)).toEqual(['ExecutionSucceeded', 'PassStateExited']);
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
    expect(tags).toEqual([{ key: 'team', value: 'x' }]);
  });

  it('starts an execution once for one name and input', async () => {
    const stateMachineArn = await create('m', WAIT);
    const first = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }),
    );
    const again = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{ "a": 1 }' }),
    );
    expect(again.executionArn).toBe(first.executionArn);
    const other = client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{}' }));
    await expect(other).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await client.send(new StopExecutionCommand({ executionArn: first.executionArn, error: 'E', cause: 'C' }));
    const found = await client.send(new DescribeExecutionCommand({ executionArn: first.executionArn }));
    expect(found).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    await expect(
      client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' })),
    ).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  it('publishes versions and sends starts through an alias', async () => {
    const stateMachineArn = await create('m', PASS, { publish: true });
    const updated = await client.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: WAIT, publish: true }),
    );
    expect(updated.stateMachineVersionArn).toBe(`${stateMachineArn}:2`);
    const routingConfiguration = [{ stateMachineVersionArn: `${stateMachineArn}:1`, weight: 100 }];
    const alias = await client.send(
      new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }),
    );
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn: alias.stateMachineAliasArn }),
    );
    const found = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(found).toMatchObject({ status: 'SUCCEEDED', stateMachineVersionArn: `${stateMachineArn}:1` });
    const version = await client.send(
      new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}:1` }),
    );
    expect(version.definition).toBe(PASS);
  });

  it('hands activity tasks to workers that poll for them', async () => {
    const { activityArn } = await client.send(new CreateActivityCommand({ name: 'work' }));
    const definition = JSON.stringify({
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: activityArn, End: true } },
    });
    const polled = client.send(new GetActivityTaskCommand({ activityArn, workerName: 'w' }));
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn: await create('m', definition), input: '[1]' }),
    );
    const task = await polled;
    expect(task.input).toBe('[1]');
    await client.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"ok"' }));
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '"ok"',
    });
    const late = client.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"again"' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('runs an EXPRESS machine while the caller waits', async () => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f' },
      OutputPath: '$.Payload',
      End: true,
    };
    const stateMachineArn = await create('m', JSON.stringify({ StartAt: 'A', States: { A: task } }), {
      type: 'EXPRESS',
    });
    const done = await client.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  });

  it('tells of Map Runs and their items', async () => {
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...PASSING,
    };
    const definition = JSON.stringify({
      StartAt: 'M',
      States: { M: { Type: 'Map', ItemProcessor: processor, End: true } },
    });
    const stateMachineArn = await create('m', definition);
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }),
    );
    await bench.engine.idle();
    const { mapRuns } = await client.send(new ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    expect(await client.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
      status: 'SUCCEEDED',
      itemCounts: { succeeded: 3, total: 3 },
    });
    const { executions } = await client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions).toHaveLength(3);
  });

  it('redrives an execution from the state that failed', async () => {
    const states = {
      A: { Type: 'Pass', Next: 'B' },
      B: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'f' },
        End: true,
      },
    };
    const stateMachineArn = await create('m', JSON.stringify({ StartAt: 'A', States: states }));
    bench.answer = () => ({ ok: false, error: 'TooManyRequestsException', message: 'slow down' });
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    await bench.engine.idle();
    expect((await client.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('FAILED');
    bench.answer = () => lambda('fine');
    await client.send(new RedriveExecutionCommand({ executionArn }));
    await bench.engine.idle();
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
    });
    expect(
      (await bench.types(executionArn ?? '')).filter((type) => type === 'PassStateEntered'),
    ).toHaveLength(1);
  });

  it('validates definitions and tests single states', async () => {
    const bad = await client.send(
      new ValidateStateMachineDefinitionCommand({
        definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}',
      }),
    );
    expect(bad.diagnostics).toEqual([
      expect.objectContaining({
        code: 'MISSING_TRANSITION_TARGET',
        location: '/States/A/Next',
        severity: 'ERROR',
      }),
      { code: 'MISSING_END_STATE', message: 'Workflow has no terminal state', severity: 'ERROR' },
    ]);
    const state = await client.send(
      new TestStateCommand({ definition: '{"Type":"Pass","Result":1,"End":true}', roleArn: ROLE }),
    );
    expect(state).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  });

  it('answers what it does not know as AWS does', async () => {
    const none = client.send(
      new DescribeExecutionCommand({
        executionArn: 'arn:aws:states:us-east-1:000000000000:execution:m:none',
      }),
    );
    await expect(none).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    await expect(
      client.send(new DescribeExecutionCommand({ executionArn: 'nonsense' })),
    ).rejects.toMatchObject({ name: 'InvalidArn' });
    await expect(bench.call('NoSuchOperation')).rejects.toMatchObject({ code: 'UnknownOperationException' });
    await expect(bench.call('DescribeExecution')).rejects.toMatchObject({ code: 'ValidationException' });
  });
});
