import type { SummaryVerbs } from '../case-view.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = SummaryVerbs &
  Pick<
    State,
    | 'allOffices'
    | 'approvalsOfOffice'
    | 'capitalTotals'
    | 'caseGlances'
    | 'draftsOf'
    | 'findCases'
    | 'getOffice'
    | 'getProjects'
    | 'latestLadder'
    | 'latestRules'
    | 'receiptsOf'
    | 'units'
  >;

export const dependencies: () => Deps = state(config);
