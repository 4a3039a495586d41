import * as activities from './activities.ts';
import * as aliases from './aliases.ts';
import type { Operation } from './context.ts';
import * as executions from './executions.ts';
import { listExecutions } from './list-executions.ts';
import * as machines from './machines.ts';
import * as mapRuns from './map-runs.ts';
import { redriveExecution } from './redrive.ts';
import { testState } from './test-state.ts';

/** Every operation that the engine answers, by the name that the API gives it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateActivity: activities.createActivity,
  CreateStateMachine: machines.createStateMachine,
  CreateStateMachineAlias: aliases.createStateMachineAlias,
  DeleteActivity: activities.deleteActivity,
  DeleteStateMachine: machines.deleteStateMachine,
  DeleteStateMachineAlias: aliases.deleteStateMachineAlias,
  DeleteStateMachineVersion: machines.deleteStateMachineVersion,
  DescribeActivity: activities.describeActivity,
  DescribeExecution: executions.describeExecution,
  DescribeMapRun: mapRuns.describeMapRun,
  DescribeStateMachine: machines.describeStateMachine,
  DescribeStateMachineAlias: aliases.describeStateMachineAlias,
  DescribeStateMachineForExecution: machines.describeStateMachineForExecution,
  GetActivityTask: activities.getActivityTask,
  GetExecutionHistory: executions.getExecutionHistory,
  ListActivities: activities.listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: mapRuns.listMapRuns,
  ListStateMachineAliases: aliases.listStateMachineAliases,
  ListStateMachineVersions: machines.listStateMachineVersions,
  ListStateMachines: machines.listStateMachines,
  ListTagsForResource: activities.listTagsForResource,
  PublishStateMachineVersion: machines.publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: executions.sendTaskFailure,
  SendTaskHeartbeat: executions.sendTaskHeartbeat,
  SendTaskSuccess: executions.sendTaskSuccess,
  StartExecution: executions.startExecution,
  StartSyncExecution: executions.startSyncExecution,
  StopExecution: executions.stopExecution,
  TagResource: activities.tagResource,
  TestState: testState,
  UntagResource: activities.untagResource,
  UpdateMapRun: mapRuns.updateMapRun,
  UpdateStateMachine: machines.updateStateMachine,
  UpdateStateMachineAlias: aliases.updateStateMachineAlias,
  ValidateStateMachineDefinition: machines.validateStateMachineDefinition,
};

/** Operations that only look: they are answered even while nothing can be written. */
export const READ_ONLY = new Set(
  Object.keys(OPERATIONS).filter((name) =>
    /^(?:Describe|List|GetExecutionHistory|Validate|TestState)/.test(name),
  ),
);
