import { SFNClient } from '@aws-sdk/client-sfn';
import { createStates, type States } from '#adapters/states.ts';
import { lazily } from '../boundary.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<State, 'commit' | 'getApproval' | 'now'> & Pick<States, 'answerToken'>;

const records = state(config);

export const dependencies: () => Deps = lazily(() => ({ ...records(), ...createStates(new SFNClient({})) }));
