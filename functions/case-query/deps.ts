import type { SummaryVerbs } from '../case-view.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = SummaryVerbs &
  Pick<
    State,
    | 'approvalsOfCase'
    | 'approvalsOfOffice'
    | 'casesOfProject'
    | 'getCase'
    | 'findBlocker'
    | 'findOffices'
    | 'getOffice'
    | 'getUnit'
    | 'getProject'
    | 'movesOfCase'
    | 'receiptsOf'
  >;

export const dependencies: () => Deps = state(config);
