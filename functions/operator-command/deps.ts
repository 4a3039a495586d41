import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createExecutions, type Executions } from '#adapters/executions.ts';
import { createLetters, type Letters } from '#adapters/letters.ts';
import { createStates, type States } from '#adapters/states.ts';
import { lazily } from '../boundary.ts';
import type { Deps as MailEventDeps } from '../mail-events/deps.ts';
import { type Places, placesOf } from '../operator-places.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = MailEventDeps &
  Pick<State, 'getApproval' | 'getCase' | 'logHead' | 'now' | 'pendingOlderThan' | 'sendAgain' | 'writeLog'> &
  Pick<Executions, 'describeExecution'> &
  Pick<Letters, 'takeLetter'> &
  Pick<States, 'startExecution'> &
  Places;

const records = state(config);

export const dependencies: () => Deps = lazily(() => {
  const sfn = new SFNClient({});
  return {
    ...records(),
    ...createExecutions(sfn),
    ...createStates(sfn),
    ...createLetters(new SQSClient({ useQueueUrlAsEndpoint: false })),
    ...placesOf(config.parse(process.env)),
  };
});
