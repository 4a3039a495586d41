import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type HistoryEventType,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createStates } from '#adapters/states.ts';

const sfn = mockClient(SFNClient);
const states = createStates(new SFNClient({ region: 'ap-southeast-1' }));
const START = {
  stateMachineArn: 'arn:aws:states:ap-southeast-1:111122223333:stateMachine:unblock-project',
  name: 'VM-A',
  input: { projectId: 'DA-A', blockerId: 'VM-A' },
};
const said = { message: 'no', $metadata: {} };

beforeEach(() => {
  sfn.reset();
});

test('an execution is started under its name', async () => {
  sfn.on(StartExecutionCommand).resolves({ executionArn: 'arn', startDate: new Date(0) });
  expect(await states.startExecution(START)).toBe('started');
  expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
    ...START,
    input: '{"projectId":"DA-A","blockerId":"VM-A"}',
  });
});

test('a name that was used before is no error', async () => {
  sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(said));
  expect(await states.startExecution(START)).toBe('exists');
});

test('a token is answered with nothing but a wake-up', async () => {
  sfn.on(SendTaskSuccessCommand).resolves({});
  expect(await states.answerToken('token')).toBe('answered');
  expect(sfn.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({
    taskToken: 'token',
    output: '{}',
  });
});

test.each([new TaskTimedOut(said), new TaskDoesNotExist(said), new InvalidToken(said)])(
  'a token with which nobody waits ($name) has moved on',
  async (error) => {
    sfn.on(SendTaskSuccessCommand).rejects(error);
    expect(await states.answerToken('token')).toBe('movedOn');
  },
);

test('any other failure is thrown', async () => {
  sfn.on(StartExecutionCommand).rejects(new Error('down'));
  sfn.on(SendTaskSuccessCommand).rejects(new Error('down'));
  await expect(states.startExecution(START)).rejects.toThrow('down');
  await expect(states.answerToken('token')).rejects.toThrow('down');
});

describe('the way of an execution', () => {
  const arn = 'arn:aws:states:ap-southeast-1:111122223333:execution:unblock-project:VM-A';
  const at = (second: number) => new Date(Date.UTC(2024, 9, 8, 2, 0, second));
  const event = (id: number, type: HistoryEventType, details: Partial<HistoryEvent> = {}): HistoryEvent => ({
    id,
    type,
    timestamp: at(id),
    ...details,
  });

  test('is the states that it went through and the executions that it started, over all pages', async () => {
    const output = JSON.stringify({ ExecutionArn: `${arn}-child`, StartDate: 1 });
    sfn
      .on(GetExecutionHistoryCommand, { executionArn: arn, maxResults: 1000 })
      .resolves({
        events: [
          event(1, 'ExecutionStarted'),
          event(2, 'TaskStateEntered', { stateEnteredEventDetails: { name: 'Climb the ladder' } }),
          event(3, 'TaskSubmitted', {
            taskSubmittedEventDetails: { resource: 'startExecution.sync:2', resourceType: 'states', output },
          }),
        ],
        nextToken: 'more',
      })
      .on(GetExecutionHistoryCommand, { executionArn: arn, maxResults: 1000, nextToken: 'more' })
      .resolves({
        events: [
          event(4, 'TaskSubmitted', {
            taskSubmittedEventDetails: { resource: 'invoke', resourceType: 'lambda', output: '{}' },
          }),
          event(5, 'TaskStateExited', { stateExitedEventDetails: { name: 'Climb the ladder' } }),
          event(6, 'ExecutionSucceeded'),
        ],
      });
    expect(await states.wayOf(arn)).toEqual({
      status: 'succeeded',
      startedAt: at(1).toISOString(),
      endedAt: at(6).toISOString(),
      whole: true,
      events: [
        { type: 'entered', state: 'Climb the ladder', at: at(2).toISOString() },
        { type: 'started', executionArn: `${arn}-child`, at: at(3).toISOString() },
        { type: 'left', state: 'Climb the ladder', at: at(5).toISOString() },
      ],
    });
  });

  test('is running while no end is written, and not whole when there is no end of pages', async () => {
    sfn
      .on(GetExecutionHistoryCommand)
      .resolves({ events: [event(1, 'ExecutionStarted')], nextToken: 'more' });
    expect(await states.wayOf(arn)).toMatchObject({ status: 'running', endedAt: null, whole: false });
    expect(sfn.commandCalls(GetExecutionHistoryCommand)).toHaveLength(5);
  });

  test('is null when the execution is not kept any more; any other failure is thrown', async () => {
    sfn.on(GetExecutionHistoryCommand).rejects(new ExecutionDoesNotExist(said));
    expect(await states.wayOf(arn)).toBeNull();
    sfn.on(GetExecutionHistoryCommand).rejects(new Error('down'));
    await expect(states.wayOf(arn)).rejects.toThrow('down');
  });
});
