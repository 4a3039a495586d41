import { SFNClient } from '@aws-sdk/client-sfn';
import { createStates, type States } from '#adapters/states.ts';
import { lazily } from '../boundary.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<State, 'getCase' | 'now'> &
  Pick<States, 'wayOf'> & {
    /** ARN of the machine of a case, with its alias or without. */
    readonly unblockProjectArn: string;
  };

const records = state(config);

export const dependencies: () => Deps = lazily(() => ({
  ...records(),
  ...createStates(new SFNClient({})),
  unblockProjectArn: config.parse(process.env).UNBLOCK_PROJECT_ARN,
}));
