import type { Json } from '../asl/json.ts';

/** How an event is told on the wire: the name of its details field and what its payload is called there. */
type EventShape = {
  readonly details: string | undefined;
  readonly payload: 'input' | 'output' | 'parameters' | undefined;
};

function shape(details: string | undefined, payload?: EventShape['payload']): EventShape {
  return { details: details === undefined ? undefined : `${details}EventDetails`, payload };
}

const ENTERED = shape('stateEntered', 'input');
const EXITED = shape('stateExited', 'output');
const NOTHING = shape(undefined);
const ITERATION = (name: string): EventShape => shape(`mapIteration${name}`);

/** Every event of the history (API reference, HistoryEvent). The position in this table is its number in the journal. */
const SHAPES = {
  ExecutionStarted: shape('executionStarted', 'input'),
  ExecutionSucceeded: shape('executionSucceeded', 'output'),
  ExecutionFailed: shape('executionFailed'),
  ExecutionAborted: shape('executionAborted'),
  ExecutionTimedOut: shape('executionTimedOut'),
  ExecutionRedriven: shape('executionRedriven'),
  PassStateEntered: ENTERED,
  PassStateExited: EXITED,
  TaskStateEntered: ENTERED,
  TaskStateExited: EXITED,
  TaskStateAborted: NOTHING,
  ChoiceStateEntered: ENTERED,
  ChoiceStateExited: EXITED,
  WaitStateEntered: ENTERED,
  WaitStateExited: EXITED,
  WaitStateAborted: NOTHING,
  SucceedStateEntered: ENTERED,
  SucceedStateExited: EXITED,
  FailStateEntered: ENTERED,
  ParallelStateEntered: ENTERED,
  ParallelStateExited: EXITED,
  ParallelStateStarted: NOTHING,
  ParallelStateSucceeded: NOTHING,
  ParallelStateFailed: NOTHING,
  ParallelStateAborted: NOTHING,
  MapStateEntered: ENTERED,
  MapStateExited: EXITED,
  MapStateStarted: shape('mapStateStarted'),
  MapStateSucceeded: NOTHING,
  MapStateFailed: NOTHING,
  MapStateAborted: NOTHING,
  MapIterationStarted: ITERATION('Started'),
  MapIterationSucceeded: ITERATION('Succeeded'),
  MapIterationFailed: ITERATION('Failed'),
  MapIterationAborted: ITERATION('Aborted'),
  MapRunStarted: shape('mapRunStarted'),
  MapRunSucceeded: NOTHING,
  MapRunFailed: shape('mapRunFailed'),
  MapRunAborted: NOTHING,
  MapRunRedriven: shape('mapRunRedriven'),
  TaskScheduled: shape('taskScheduled', 'parameters'),
  TaskStarted: shape('taskStarted'),
  TaskSubmitted: shape('taskSubmitted', 'output'),
  TaskSubmitFailed: shape('taskSubmitFailed'),
  TaskStartFailed: shape('taskStartFailed'),
  TaskSucceeded: shape('taskSucceeded', 'output'),
  TaskFailed: shape('taskFailed'),
  TaskTimedOut: shape('taskTimedOut'),
  LambdaFunctionScheduled: shape('lambdaFunctionScheduled', 'input'),
  LambdaFunctionScheduleFailed: shape('lambdaFunctionScheduleFailed'),
  LambdaFunctionStarted: NOTHING,
  LambdaFunctionStartFailed: shape('lambdaFunctionStartFailed'),
  LambdaFunctionSucceeded: shape('lambdaFunctionSucceeded', 'output'),
  LambdaFunctionFailed: shape('lambdaFunctionFailed'),
  LambdaFunctionTimedOut: shape('lambdaFunctionTimedOut'),
  ActivityScheduled: shape('activityScheduled', 'input'),
  ActivityScheduleFailed: shape('activityScheduleFailed'),
  ActivityStarted: shape('activityStarted'),
  ActivitySucceeded: shape('activitySucceeded', 'output'),
  ActivityFailed: shape('activityFailed'),
  ActivityTimedOut: shape('activityTimedOut'),
  EvaluationFailed: shape('evaluationFailed'),
} as const satisfies Record<string, EventShape>;

export type EventType = keyof typeof SHAPES;
export const EVENT_TYPES: readonly EventType[] = Object.keys(SHAPES).filter(isEventType);

function isEventType(name: string): name is EventType {
  return Object.hasOwn(SHAPES, name);
}

/** One event. Payloads stay values here; they become JSON text when somebody asks for the history. */
export type HistoryEvent = {
  readonly id: number;
  readonly previous: number;
  /** Epoch ms. */
  readonly at: number;
  readonly type: EventType;
  /** Input, output or parameters. */
  readonly payload?: Json | undefined;
  /** Variables that the state assigned. */
  readonly assigned?: { readonly [name: string]: Json } | undefined;
  /** The other details, named as on the wire. */
  readonly details?: { readonly [name: string]: Json } | undefined;
};

const NOT_TRUNCATED: Json = { truncated: false };

/** The event as GetExecutionHistory tells it; `withData: false` leaves out payloads (includeExecutionData). */
export function renderEvent(event: HistoryEvent, withData = true): Json {
  const { details, payload } = SHAPES[event.type];
  const base = {
    timestamp: event.at / 1000,
    type: event.type,
    id: event.id,
    previousEventId: event.previous,
  };
  if (details === undefined) return base;
  const body: Record<string, Json> = { ...event.details };
  if (payload !== undefined && event.payload !== undefined) {
    if (withData || payload === 'parameters') body[payload] = JSON.stringify(event.payload);
    if (payload !== 'parameters') body[`${payload}Details`] = NOT_TRUNCATED;
  }
  if (withData && event.assigned !== undefined) {
    const texts: [string, Json][] = Object.entries(event.assigned).map(([name, value]) => [
      name,
      JSON.stringify(value),
    ]);
    body['assignedVariables'] = Object.fromEntries(texts);
    body['assignedVariablesDetails'] = NOT_TRUNCATED;
  }
  return { ...base, [details]: body };
}
