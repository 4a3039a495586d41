import type * as z from 'zod';
import type { QueueName } from './api/contract-operator.ts';
import type { Environment } from './environment.ts';

/** The machines whose executions nobody else watches: what they start, they take care of themselves. */
export const WATCHED_MACHINES = ['unblock-project', 'reallocate-capital', 'sweep-portfolio'] as const;
export type WatchedMachine = (typeof WATCHED_MACHINES)[number];

/** Where the operator looks: machines under the ARN by which they are started, queues under their URL. */
export type Places = {
  readonly machines: Readonly<Record<WatchedMachine, string>>;
  readonly queues: Readonly<Record<QueueName, string>>;
};

type Values = Pick<
  z.infer<typeof Environment>,
  | 'UNBLOCK_PROJECT_ARN'
  | 'REALLOCATE_CAPITAL_ARN'
  | 'SWEEP_PORTFOLIO_ARN'
  | 'OUTBOX_FAILED_URL'
  | 'MAIL_EVENTS_FAILED_URL'
  | 'SWEEP_FAILED_URL'
>;

export function placesOf(values: Values): Places {
  return {
    machines: {
      'unblock-project': values.UNBLOCK_PROJECT_ARN,
      'reallocate-capital': values.REALLOCATE_CAPITAL_ARN,
      'sweep-portfolio': values.SWEEP_PORTFOLIO_ARN,
    },
    queues: {
      'outbox-failed': values.OUTBOX_FAILED_URL,
      'mail-events-failed': values.MAIL_EVENTS_FAILED_URL,
      'sweep-failed': values.SWEEP_FAILED_URL,
    },
  };
}

/** The machine itself: an alias or version stands behind it. */
export function machineArnOf(startedArn: string): string {
  return startedArn.split(':').slice(0, 7).join(':');
}

/** `arn:aws:states:…:stateMachine:M` and a name → `arn:aws:states:…:execution:M:name`. */
export function executionArnOf(startedArn: string, name: string): string {
  return `${machineArnOf(startedArn).replace(':stateMachine:', ':execution:')}:${name}`;
}

/** Which machine an execution belongs to; undefined for one that is not watched. */
export function machineOf(places: Places, executionArn: string): WatchedMachine | undefined {
  return WATCHED_MACHINES.find((name) => executionArn.startsWith(executionArnOf(places.machines[name], '')));
}
