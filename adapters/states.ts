import { SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** Step Functions: starting executions and waking those that wait. What an execution learns, it reads from the registry. */
export type States = {
  /**
   * Starts the execution of that name, once: a name that was used before is `exists`, whatever became of it.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  startExecution(start: StartExecution): Promise<'started' | 'exists'>;
  /**
   * Wakes the execution that waits with the token, and tells it nothing. `movedOn`: nobody waits with it any more (it timed
   * out, was answered before, or its execution ended), which needs no answer.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
   */
  answerToken(token: string): Promise<'answered' | 'movedOn'>;
};

export type StartExecution = {
  readonly stateMachineArn: string;
  /** 1 to 80 characters: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
};

const MOVED_ON = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export function createStates(client: SFNClient): States {
  return {
    startExecution: async ({ stateMachineArn, name, input }) => {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
        return 'started';
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'exists';
        throw error;
      }
    },
    answerToken: async (token) => {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
        return 'answered';
      } catch (error) {
        if (error instanceof Error && MOVED_ON.has(error.name)) return 'movedOn';
        throw error;
      }
    },
  };
}
