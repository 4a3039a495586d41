import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Definition } from '../definition.ts';
import { removalOfLogs } from '../environments.ts';
import { executionArn, LIVE, liveMachineArn, machineArn, nameOf, type Place } from '../names.ts';

export type WorkflowProps = {
  readonly place: Place;
  readonly name: string;
  readonly definition: Definition;
  /** ARN of the alias of the function with this name; undefined when there is none that a machine may call. */
  readonly functionArn: (name: string) => string | undefined;
  /** Names of all machines. */
  readonly machines: readonly string[];
};

/** What the placeholders of a definition stand for, told apart into functions and machines. */
type Callees = {
  readonly substitutions: Readonly<Record<string, string>>;
  /** ARNs. */
  readonly functions: readonly string[];
  /** Names. */
  readonly machines: readonly string[];
};

/** One file of `workflows/` as a Standard machine: its role may do what the file's placeholders name, no more. */
export class Workflow extends Construct {
  readonly name: string;
  readonly machine: StateMachine;
  /** The machine's alias: what is started. */
  readonly liveArn: string;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { place, name, definition } = props;
    this.name = name;
    const callees = this.#callees(props);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    for (const statement of this.#statements(props, callees)) role.addToPolicy(statement);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: nameOf(place, name),
      ...(definition.comment === undefined ? {} : { comment: definition.comment }),
      // In the template and not in a bucket, so that tests and the local host read what is deployed.
      definitionBody: DefinitionBody.fromString(definition.text),
      definitionSubstitutions: { ...callees.substitutions },
      stateMachineType: StateMachineType.STANDARD,
      role,
      tracingEnabled: true,
      logs: {
        destination: this.#logGroup(place, name),
        level: LogLevel.ALL,
        // Input and output carry people's names and task tokens.
        includeExecutionData: false,
      },
    });
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.machine.stateMachineArn,
      stateMachineRevisionId: this.machine.stateMachineRevisionId,
    });
    // Executions that wait for months go on in the version they began with.
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const alias = new CfnStateMachineAlias(this, 'Live', {
      name: LIVE,
      deploymentPreference: { type: 'ALL_AT_ONCE', stateMachineVersionArn: version.ref },
    });
    this.liveArn = alias.ref;
  }

  #logGroup(place: Place, name: string): LogGroup {
    return new LogGroup(this, 'Log', {
      // Step Functions wants this beginning: the resource policy of vended logs has a limited length.
      logGroupName: `/aws/vendedlogs/states/${nameOf(place, name)}`,
      retention: place.settings.logRetention,
      removalPolicy: removalOfLogs(place.settings),
    });
  }

  #callees(props: WorkflowProps): Callees {
    const substitutions: Record<string, string> = {};
    const functions: string[] = [];
    const machines: string[] = [];
    for (const placeholder of props.definition.placeholders) {
      const functionArn = props.functionArn(placeholder);
      if (functionArn !== undefined) {
        substitutions[placeholder] = functionArn;
        functions.push(functionArn);
      } else if (props.machines.includes(placeholder)) {
        substitutions[placeholder] = liveMachineArn(this, props.place, placeholder);
        machines.push(placeholder);
      } else {
        throw new Error(
          `workflows/${props.name}.asl.json: \${${placeholder}} is neither a machine nor a function that the catalogue ` +
            'lets a machine call',
        );
      }
    }
    return { substitutions, functions, machines };
  }

  #statements(props: WorkflowProps, callees: Callees): readonly PolicyStatement[] {
    const { place, name, definition } = props;
    const statements: PolicyStatement[] = [];
    const allow = (actions: string[], resources: string[]): void => {
      if (resources.length > 0) statements.push(new PolicyStatement({ actions, resources }));
    };
    allow(['lambda:InvokeFunction'], [...callees.functions]);
    // IAM decides by the machine's ARN, whichever alias is started; see rightStatements in functions.ts.
    allow(
      ['states:StartExecution'],
      callees.machines.flatMap((machine) => [
        machineArn(this, place, machine),
        liveMachineArn(this, place, machine),
      ]),
    );
    // Names of executions are not known beforehand, hence the pattern; the machine is.
    const executionsOf = (machine: string): string => `${executionArn(this, place, machine)}:*`;
    allow(['states:DescribeExecution', 'states:StopExecution'], definition.awaited.map(executionsOf));
    if (definition.awaited.length > 0) {
      allow(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], [this.#nestedRule()]);
    }
    if (definition.distributed) {
      allow(['states:StartExecution'], [machineArn(this, place, name)]);
      allow(['states:DescribeExecution', 'states:StopExecution'], [executionsOf(name)]);
      allow(['states:RedriveExecution'], [`${executionArn(this, place, name)}/*:*`]);
    }
    return statements;
  }

  /** The managed rule through which Step Functions hears that a nested execution has ended. */
  #nestedRule(): string {
    return Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
    });
  }
}
