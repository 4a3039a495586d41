import { expect, test } from 'vitest';
import { callOwnApi } from '#runtime/engine/sdk-sfn.ts';

const MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:other';
const ROLE = 'arn:aws:iam::111111111111:role/caller';
const request = {
  service: 'sfn',
  action: 'startExecution',
  roleArn: ROLE,
  executionArn: 'arn:aws:states:us-east-1:111111111111:execution:caller:one',
  body: { StateMachineArn: MACHINE, Input: { a: 1 } },
};

test("a machine calls the engine's API with the rights of its role: it is asked before anything happens", async () => {
  const asked: unknown[] = [];
  const handled: unknown[] = [];
  const answer = await callOwnApi(
    {
      handle: async (operation, body) => {
        handled.push([operation, body]);
        return { executionArn: 'started', startDate: 0 };
      },
      authorize: (call) => {
        asked.push(call);
      },
    },
    request,
  );
  expect(asked).toEqual([{ roleArn: ROLE, action: 'states:StartExecution', resource: MACHINE }]);
  expect(handled).toEqual([['StartExecution', { stateMachineArn: MACHINE, input: '{"a":1}' }]]);
  expect(answer).toMatchObject({ ok: true, body: { ExecutionArn: 'started' } });
});

test('what the role may not do is denied, and nothing happens', async () => {
  const answer = await callOwnApi(
    {
      handle: () => Promise.reject(new Error('must not be called')),
      authorize: () => {
        throw new Error('no identity-based policy allows the states:StartExecution action');
      },
    },
    request,
  );
  expect(answer).toEqual({
    ok: false,
    error: 'AccessDeniedException',
    message: 'no identity-based policy allows the states:StartExecution action',
    statusCode: 400,
  });
});
