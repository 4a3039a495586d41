import { describe, expect, it } from 'vitest';
import type { WayEvent } from '#adapters/states.ts';
import type { CaseId } from '#domain/ids.ts';
import { WorkflowView } from '#functions/api/contract-workflow.ts';
import type { Deps } from '#functions/workflow-query/deps.ts';
import { workflowRoutes } from '#functions/workflow-query/handler.ts';
import { at } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';

const PREFIX = 'arn:aws:states:ap-southeast-1:111122223333';
const arn = (machine: string, name: string) => `${PREFIX}:execution:khoi-thong-local-${machine}:${name}`;
const CASE = arn('unblock-project', 'VM-CHONGNGAP-1');
const LADDER = arn('climb-ladder', 'a1');
const now = at('2024-10-08');
const entered = (state: string): WayEvent => ({ type: 'entered', state, at: now });
const left = (state: string): WayEvent => ({ type: 'left', state, at: now });
const started = (executionArn: string): WayEvent => ({ type: 'started', executionArn, at: now });
const way = (events: readonly WayEvent[]) => ({
  status: 'running' as const,
  startedAt: now,
  endedAt: null,
  whole: true,
  events,
});

let city: City;
let caseId: CaseId;
cityForAll(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
});

async function read(ways: Readonly<Record<string, readonly WayEvent[]>>, caller: As = as.leader) {
  const deps: Deps = {
    ...city.deps,
    unblockProjectArn: `${PREFIX}:stateMachine:khoi-thong-local-unblock-project:live`,
    wayOf: (executionArn) => {
      const events = ways[executionArn];
      return Promise.resolve(events === undefined ? null : way(events));
    },
  };
  const answer = await call({ routes: workflowRoutes, deps }, 'getCaseWorkflow', {
    as: caller,
    params: { caseId },
  });
  return answer;
}

describe('the way of a case', () => {
  it('is that of its execution and of what it started, state by state', async () => {
    const asks = Array.from({ length: 8 }, (_, index) => arn('collect-decision', `c${index}`));
    const { body } = await read({
      [CASE]: [entered('Begin'), left('Begin'), entered('Climb the ladder'), started(LADDER)],
      [LADDER]: [
        entered('Collect the decision'),
        ...asks.map(started),
        started('arn:aws:lambda:x'),
        entered('Ask the office'),
        left('Ask the office'),
        entered('Ask the office'),
      ],
      ...Object.fromEntries(asks.map((each) => [each, [entered('Plan the wait')]])),
    });
    const view = WorkflowView.parse(body);
    expect(view).toMatchObject({ known: true, leftOut: 3 });
    expect(view.executions.map(({ machine, name, startedBy }) => [machine, name, startedBy])).toEqual([
      ['unblock-project', 'VM-CHONGNGAP-1', null],
      ['climb-ladder', 'a1', 'Climb the ladder'],
      ...[7, 6, 5, 4, 3, 2].map((index) => ['collect-decision', `c${index}`, 'Collect the decision']),
    ]);
    expect(view.executions[0]?.steps).toEqual([
      { state: 'Begin', enteredAt: now, leftAt: now },
      { state: 'Climb the ladder', enteredAt: now, leftAt: null },
    ]);
    expect(view.executions[1]?.steps.map(({ leftAt }) => leftAt)).toEqual([null, now, null]);
  });

  it('is said to be unknown when its history is not kept any more; the machines are shown all the same', async () => {
    const view = WorkflowView.parse((await read({})).body);
    expect([view.known, view.executions, view.machines.length]).toEqual([false, [], 4]);
  });

  it('is shown to reporters of its units only', async () => {
    expect((await read({}, as.reporter)).status).toBe(200);
    expect(await read({}, as.otherReporter)).toMatchObject({ status: 403, body: { code: 'auth.otherUnit' } });
  });
});
