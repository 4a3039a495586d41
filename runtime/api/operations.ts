import * as activities from './activities.ts';
import * as aliases from './aliases.ts';
import type { Operation } from './context.ts';
import * as definitions from './definitions.ts';
import * as described from './describe-machine.ts';
import * as executions from './executions.ts';
import { listExecutions } from './list-executions.ts';
import * as machines from './machines.ts';
import * as mapRuns from './map-runs.ts';
import { redriveExecution } from './redrive.ts';
import * as tags from './tags.ts';
import { testState } from './test-state.ts';
import * as versions from './versions.ts';

/** Every operation that the engine answers, by the name that the API gives it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateActivity: activities.createActivity,
  CreateStateMachine: machines.createStateMachine,
  CreateStateMachineAlias: aliases.createStateMachineAlias,
  DeleteActivity: activities.deleteActivity,
  DeleteStateMachine: machines.deleteStateMachine,
  DeleteStateMachineAlias: aliases.deleteStateMachineAlias,
  DeleteStateMachineVersion: versions.deleteStateMachineVersion,
  DescribeActivity: activities.describeActivity,
  DescribeExecution: executions.describeExecution,
  DescribeMapRun: mapRuns.describeMapRun,
  DescribeStateMachine: described.describeStateMachine,
  DescribeStateMachineAlias: aliases.describeStateMachineAlias,
  DescribeStateMachineForExecution: described.describeStateMachineForExecution,
  GetActivityTask: activities.getActivityTask,
  GetExecutionHistory: executions.getExecutionHistory,
  ListActivities: activities.listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: mapRuns.listMapRuns,
  ListStateMachineAliases: aliases.listStateMachineAliases,
  ListStateMachineVersions: versions.listStateMachineVersions,
  ListStateMachines: machines.listStateMachines,
  ListTagsForResource: tags.listTagsForResource,
  PublishStateMachineVersion: versions.publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: executions.sendTaskFailure,
  SendTaskHeartbeat: executions.sendTaskHeartbeat,
  SendTaskSuccess: executions.sendTaskSuccess,
  StartExecution: executions.startExecution,
  StartSyncExecution: executions.startSyncExecution,
  StopExecution: executions.stopExecution,
  TagResource: tags.tagResource,
  TestState: testState,
  UntagResource: tags.untagResource,
  UpdateMapRun: mapRuns.updateMapRun,
  UpdateStateMachine: machines.updateStateMachine,
  UpdateStateMachineAlias: aliases.updateStateMachineAlias,
  ValidateStateMachineDefinition: definitions.validateStateMachineDefinition,
};

/** Operations that only look: they are answered even while nothing can be written. */
export const READ_ONLY = new Set(
  Object.keys(OPERATIONS).filter((name) =>
    /^(?:Describe|List|GetExecutionHistory|Validate|TestState)/.test(name),
  ),
);
