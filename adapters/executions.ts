import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  ListExecutionsCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { type Instant, instantOf } from '#domain/time.ts';

/** Executions as the operator looks through them: which run, which ended without an end, and why. */
export type Executions = {
  /**
   * The newest executions of a machine in one status, at most `most`; `more` when there are others.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
   */
  listExecutions(question: {
    readonly machineArn: string;
    readonly status?: 'RUNNING' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
    readonly most: number;
  }): Promise<{ readonly items: readonly ListedExecution[]; readonly more: boolean }>;
  /** Null when there is none of that ARN (any more). */
  describeExecution(executionArn: string): Promise<DescribedExecution | null>;
};

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'aborted' | 'timedOut';

export type ListedExecution = {
  readonly arn: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
};

/** `input` is the JSON that it was started with. `error` and `cause` are empty unless it failed. */
export type DescribedExecution = ListedExecution & {
  readonly input: unknown;
  readonly error: string;
  readonly cause: string;
};

const STATUSES: Readonly<Record<string, RunStatus>> = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  ABORTED: 'aborted',
  TIMED_OUT: 'timedOut',
};

type Answered = {
  readonly executionArn?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly startDate?: Date | undefined;
  readonly stopDate?: Date | undefined;
};

function parseListed({
  executionArn = '',
  name = '',
  status = 'RUNNING',
  startDate,
  stopDate,
}: Answered): ListedExecution {
  return {
    arn: executionArn,
    name,
    status: STATUSES[status] ?? 'running',
    startedAt: instantOf(startDate?.getTime() ?? 0),
    endedAt: stopDate === undefined ? null : instantOf(stopDate.getTime()),
  };
}

function parseInput(input: string | undefined): unknown {
  return JSON.parse(input ?? '{}');
}

export function createExecutions(client: SFNClient): Executions {
  return {
    listExecutions: async ({ machineArn, status, most }) => {
      const answer = await client.send(
        new ListExecutionsCommand({
          stateMachineArn: machineArn,
          maxResults: most,
          ...(status === undefined ? {} : { statusFilter: status }),
        }),
      );
      return { items: (answer.executions ?? []).map(parseListed), more: answer.nextToken !== undefined };
    },
    describeExecution: async (executionArn) => {
      try {
        const answer = await client.send(new DescribeExecutionCommand({ executionArn }));
        const { input, error = '', cause = '' } = answer;
        return { ...parseListed(answer), input: parseInput(input), error, cause };
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return null;
        throw error;
      }
    },
  };
}
