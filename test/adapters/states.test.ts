import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
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
