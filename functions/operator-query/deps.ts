import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createExecutions, type Executions } from '#adapters/executions.ts';
import { createLetters, type Letters } from '#adapters/letters.ts';
import { lazily } from '../boundary.ts';
import { type Places, placesOf } from '../operator-places.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'approvalsOfOffice'
  | 'bouncedOffices'
  | 'countCasesOfOffice'
  | 'findApprovals'
  | 'findCaseOfBlocker'
  | 'getCase'
  | 'findOffices'
  | 'latestCalendar'
  | 'latestLadder'
  | 'latestRules'
  | 'now'
  | 'openApprovals'
  | 'pendingOlderThan'
  | 'receiptsOf'
> &
  Executions &
  Pick<Letters, 'peekLetters'> &
  Places & { readonly release: string };

const records = state(config);

export const dependencies: () => Deps = lazily(() => {
  const environment = config.parse(process.env);
  return {
    ...records(),
    ...createExecutions(new SFNClient({})),
    ...createLetters(new SQSClient({ useQueueUrlAsEndpoint: false })),
    ...placesOf(environment),
    release: environment.RELEASE,
  };
});
