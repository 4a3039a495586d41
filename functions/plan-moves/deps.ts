import { createSolver } from '#adapters/solver.ts';
import type { Solve } from '#domain/mip.ts';
import { lazily } from '../boundary.ts';
import type { PortfolioVerbs } from '../portfolio.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = PortfolioVerbs &
  Pick<
    State,
    'casesOfProject' | 'findPlan' | 'getPlan' | 'getUnit' | 'namedPlans' | 'projectsOfGroup' | 'savePlan'
  > & {
    readonly solve: Solve;
  };

const registry = state(config);

export const dependencies: () => Deps = lazily(() => ({ ...registry(), solve: createSolver() }));
