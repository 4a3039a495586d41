import { CASE_ENDPOINTS } from '../api/contract-cases.ts';
import { approvalView } from '../approval-view.ts';
import { httpFunction, route } from '../http.ts';
import { recordDecision } from '../record.ts';
import { sessionDecider } from '../session-decider.ts';
import { type Deps, dependencies } from './deps.ts';

/**
 * A signed-in official decides what the own office is asked. A duty officer who stands in for another office uses the
 * mailed link: only that proves that the office could not be reached.
 */
export const decisionRoutes = [
  route(CASE_ENDPOINTS.recordDecision, async (deps: Deps, { params: { approvalId }, body: form, caller }) => {
    const decider = await sessionDecider(deps, caller);
    const { approval } = await recordDecision(deps, { approvalId, form, deciderOf: () => decider });
    return approvalView(approval);
  }),
];

export const handler = httpFunction('record-decision', decisionRoutes, dependencies);
