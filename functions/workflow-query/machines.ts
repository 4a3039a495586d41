import * as z from 'zod';
import { WORKFLOW_EN } from '#domain/messages/workflow.en.ts';
import { WORKFLOW_VI } from '#domain/messages/workflow.vi.ts';
import type { Localized } from '#domain/text.ts';
import climbLadder from '#workflows/climb-ladder.asl.json' with { type: 'json' };
import collectDecision from '#workflows/collect-decision.asl.json' with { type: 'json' };
import reallocateCapital from '#workflows/reallocate-capital.asl.json' with { type: 'json' };
import unblockProject from '#workflows/unblock-project.asl.json' with { type: 'json' };
import type { ArrowView, MachineView, StateView } from '../api/contract-workflow.ts';

/**
 * The machines of a case as people see them: boxes and arrows read from the files that are deployed, words from the
 * language files. A machine, state or condition without words is an Error at the start; a test looks at every one.
 */

type WorkflowKey = keyof typeof WORKFLOW_VI;

const StateShape = z.object({
  Type: z.enum(['Task', 'Choice', 'Wait', 'Map', 'Pass', 'Succeed', 'Fail']),
  Resource: z.string().default(''),
  Arguments: z.looseObject({ StateMachineArn: z.string().optional() }).optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.object({ Condition: z.string(), Next: z.string() })).default([]),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).default([]),
  ItemProcessor: z.object({ States: z.record(z.string(), z.unknown()) }).optional(),
});
type StateShape = z.infer<typeof StateShape>;

const MachineShape = z.object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) });

const FILES = {
  'unblock-project': unblockProject,
  'climb-ladder': climbLadder,
  'collect-decision': collectDecision,
  'reallocate-capital': reallocateCapital,
} as const;

/** What a condition asks, in the words of a reader. */
const CONDITIONS: Readonly<Record<string, WorkflowKey>> = {
  "step = 'climb'": 'arrow.climb',
  "step = 'pause'": 'arrow.pause',
  "step = 'reallocate'": 'arrow.reallocate',
  "step = 'done'": 'arrow.done',
  "step = 'ask'": 'arrow.ask',
  "step = 'wait'": 'arrow.wait',
  "step = 'commit'": 'arrow.commit',
  "plan = 'ended'": 'arrow.ended',
  'approvalId != null': 'arrow.asked',
  'moveId != null': 'arrow.drafted',
  '$exists(moveId)': 'arrow.moveGiven',
  '$caseId != null': 'arrow.hasCase',
  '$exists($states.context.Execution.Input.caseId)': 'arrow.waitingCase',
};

function isWorkflowKey(key: string): key is WorkflowKey {
  return Object.hasOwn(WORKFLOW_VI, key);
}

function words(key: string): Localized {
  if (!isWorkflowKey(key)) throw new Error(`no words for ${key}`);
  return { vi: WORKFLOW_VI[key], en: WORKFLOW_EN[key] };
}

function conditionWords(condition: string): Localized {
  const asked = condition.replace(/^\{%\s*|\s*%\}$/g, '').replaceAll('$states.input.', '');
  const key = CONDITIONS[asked];
  if (key === undefined) throw new Error(`no words for the condition ${asked}`);
  return words(key);
}

type Named = { readonly name: string; readonly state: StateShape; readonly within: string | null };

/** All states with where they stand, those within a Map behind it. */
function statesOf(states: Readonly<Record<string, unknown>>, within: string | null): Named[] {
  return Object.entries(states).flatMap(([name, raw]) => {
    const state = StateShape.parse(raw);
    return [{ name, state, within }, ...statesOf(state.ItemProcessor?.States ?? {}, name)];
  });
}

const TYPES = {
  Task: 'task',
  Choice: 'choice',
  Wait: 'wait',
  Map: 'map',
  Pass: 'pass',
  Succeed: 'succeed',
  Fail: 'fail',
} as const;

function stateView(machine: string, { name, state, within }: Named): StateView {
  const started = /^\$\{(.+)\}$/.exec(state.Arguments?.StateMachineArn ?? '');
  return {
    name,
    title: words(`state.${machine}.${name}`),
    note: words(`stateNote.${machine}.${name}`),
    type: TYPES[state.Type],
    runs: started?.[1] ?? null,
    waitsForAnswer: state.Resource.endsWith('.waitForTaskToken'),
    within,
  };
}

function arrowsOf({ name: from, state }: Named): ArrowView[] {
  const arrow = (to: string | undefined, kind: ArrowView['kind'], label: Localized | null): ArrowView[] =>
    to === undefined ? [] : [{ from, to, kind, label }];
  return [
    ...state.Choices.flatMap((each) => arrow(each.Next, 'choice', conditionWords(each.Condition))),
    ...arrow(state.Default, 'otherwise', words('arrow.otherwise')),
    ...arrow(state.Next, 'next', null),
    ...state.Catch.flatMap((each) =>
      each.ErrorEquals.includes('States.ALL')
        ? arrow(each.Next, 'error', words('arrow.error'))
        : arrow(each.Next, 'timeout', words('arrow.timeout')),
    ),
  ];
}

function machineOf(name: string, file: unknown): MachineView {
  const { StartAt: startAt, States } = MachineShape.parse(file);
  const states = statesOf(States, null);
  return {
    name,
    title: words(`machine.${name}`),
    note: words(`machineNote.${name}`),
    startAt,
    states: states.map((each) => stateView(name, each)),
    arrows: states.flatMap(arrowsOf),
  };
}

/** The four machines that work on a case, that of the case first. */
export const MACHINES: readonly MachineView[] = Object.entries(FILES).map(([name, file]) =>
  machineOf(name, file),
);
