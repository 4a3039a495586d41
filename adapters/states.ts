import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { type Instant, instantOf } from '#domain/time.ts';

/** Step Functions: starting executions, waking those that wait, reading their way. What they learn, they read from the registry. */
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
  /**
   * The way of an execution so far, oldest first; null when there is none of that ARN (any more: AWS keeps a closed
   * execution for 90 days). What goes in and out of its states stays behind, save the ARNs of the executions it started.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
   */
  wayOf(executionArn: string): Promise<ExecutionWay | null>;
};

/** Something that happened in an execution, as far as its way shows it. */
export type WayEvent =
  | { readonly type: 'entered' | 'left'; readonly state: string; readonly at: Instant }
  | { readonly type: 'started'; readonly executionArn: string; readonly at: Instant };

export type ExecutionWay = {
  readonly status: 'running' | 'succeeded' | 'failed' | 'aborted' | 'timedOut';
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly events: readonly WayEvent[];
  /** False when the history is longer than what was read. */
  readonly whole: boolean;
};

export type StartExecution = {
  readonly stateMachineArn: string;
  /** 1 to 80 characters: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
};

const MOVED_ON = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

const ENDS = {
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'failed',
  ExecutionAborted: 'aborted',
  ExecutionTimedOut: 'timedOut',
} as const;

/** 1,000 events each: more than any machine of the product writes in a year. */
const MOST_PAGES = 5;
const Started = z.object({ ExecutionArn: z.string().startsWith('arn:') });

/** The execution that a state started; null for what any other service was handed. */
function parseStarted(output: string | undefined): string | null {
  const parsed = Started.safeParse(JSON.parse(output ?? 'null'));
  return parsed.success ? parsed.data.ExecutionArn : null;
}

function wayEventsOf(event: HistoryEvent): WayEvent[] {
  const at = instantOf(event.timestamp?.getTime() ?? 0);
  const { stateEnteredEventDetails: entered, stateExitedEventDetails: left } = event;
  if (entered?.name !== undefined) return [{ type: 'entered', state: entered.name, at }];
  if (left?.name !== undefined) return [{ type: 'left', state: left.name, at }];
  if (event.type !== 'TaskSubmitted') return [];
  const executionArn = parseStarted(event.taskSubmittedEventDetails?.output);
  return executionArn === null ? [] : [{ type: 'started', executionArn, at }];
}

function wayFrom(events: readonly HistoryEvent[], whole: boolean): ExecutionWay {
  const timeOf = (event: HistoryEvent | undefined) =>
    event?.timestamp === undefined ? null : instantOf(event.timestamp.getTime());
  const end = events.find(({ type }) => type !== undefined && type in ENDS);
  const ended = Object.entries(ENDS).find(([type]) => type === end?.type);
  return {
    status: ended?.[1] ?? 'running',
    startedAt: timeOf(events.find(({ type }) => type === 'ExecutionStarted')),
    endedAt: timeOf(end),
    events: events.flatMap(wayEventsOf),
    whole,
  };
}

async function readWay(client: SFNClient, executionArn: string): Promise<ExecutionWay | null> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken });
      const answer = await client.send(command);
      events.push(...(answer.events ?? []));
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return null;
    throw error;
  }
  return wayFrom(events, nextToken === undefined);
}

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
    wayOf: (executionArn) => readWay(client, executionArn),
  };
}
