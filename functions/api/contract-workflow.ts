import * as z from 'zod';
import { CaseId } from '#domain/ids.ts';
import { Localized } from '#domain/text.ts';
import { Instant } from '#domain/time.ts';
import { endpoint, none } from './endpoint.ts';
import { ALL_ROLES } from './roles.ts';

/** Longer than a name: what a machine or a state does. */
const Note = z.object({ vi: z.string().max(1000), en: z.string().max(1000) });

/** A state of a machine, as its file says it; `runs` names the machine that it starts and waits for. */
export const StateView = z.object({
  /** As in the file: also what executions call it. */
  name: z.string(),
  title: Localized,
  note: Note,
  type: z.enum(['task', 'choice', 'wait', 'map', 'pass', 'succeed', 'fail']),
  runs: z.string().nullable(),
  /** Waits for an answer from outside, by a token. */
  waitsForAnswer: z.boolean(),
  /** The state within which it stands (a Map); null for those of the machine itself. */
  within: z.string().nullable(),
});
export type StateView = z.infer<typeof StateView>;

export const ArrowView = z.object({
  from: z.string(),
  to: z.string(),
  /** Under which condition; null where there is no choice. */
  label: Localized.nullable(),
  kind: z.enum(['next', 'choice', 'otherwise', 'timeout', 'error']),
});
export type ArrowView = z.infer<typeof ArrowView>;

export const MachineView = z.object({
  name: z.string(),
  title: Localized,
  note: Note,
  startAt: z.string(),
  states: z.array(StateView),
  arrows: z.array(ArrowView),
});
export type MachineView = z.infer<typeof MachineView>;

/** One passage through a state; `leftAt` is null while it is in it. */
export const StepView = z.object({ state: z.string(), enteredAt: Instant, leftAt: Instant.nullable() });
export type StepView = z.infer<typeof StepView>;

/** One execution and its way; `startedBy` is the state that started it, null for the case's own. */
export const ExecutionView = z.object({
  machine: z.string(),
  name: z.string(),
  startedBy: z.string().nullable(),
  status: z.enum(['running', 'succeeded', 'failed', 'aborted', 'timedOut']),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  steps: z.array(StepView),
  /** False when the beginning of a very long way is all that was read. */
  whole: z.boolean(),
});
export type ExecutionView = z.infer<typeof ExecutionView>;

/** `known` is false when the case's execution is not kept any more (90 days after its end): then there is no way to show. */
export const WorkflowView = z.object({
  asOf: Instant,
  machines: z.array(MachineView),
  known: z.boolean(),
  /** The case's execution first, then what it started, newest first within each machine. */
  executions: z.array(ExecutionView),
  /** Older executions that were started too and are not listed. */
  leftOut: z.int().nonnegative(),
});
export type WorkflowView = z.infer<typeof WorkflowView>;

export const WORKFLOW_ENDPOINTS = {
  getCaseWorkflow: endpoint({
    operation: 'getCaseWorkflow',
    method: 'GET',
    path: '/api/cases/{caseId}/workflow',
    functionName: 'workflow-query',
    access: ALL_ROLES,
    summary:
      'The state machines that work on a case, drawn from their files, and the way that its executions have taken so far',
    params: z.object({ caseId: CaseId }),
    query: none,
    body: z.undefined(),
    status: 200,
    response: WorkflowView,
  }),
} as const;
