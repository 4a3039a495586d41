import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { liveMachineArn, machineArn, nameOf, type Place } from '../names.ts';
import { DeadLetters } from './dead-letters.ts';

/** Before offices open, so what was reported yesterday is asked today. The machine itself knows the swapped days. */
const WEEKDAY_MORNINGS = 'cron(30 6 ? * MON-FRI *)';
const MACHINE = 'sweep-portfolio';

/** Starts the sweep every weekday morning. */
export class SweepSchedule extends Construct {
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: { readonly place: Place }) {
    super(scope, id);
    const { place } = props;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      place,
      name: 'sweep-failed',
      article: 'sweepFailed',
      people: 'Blocked projects without a case were not found this morning.',
    });
    const { queue } = this.deadLetters;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['states:StartExecution'],
        resources: [machineArn(this, place, MACHINE), liveMachineArn(this, place, MACHINE)],
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    const schedule = new CfnSchedule(this, 'Schedule', {
      name: nameOf(place, MACHINE),
      description: 'Finds blocked projects that have no open case yet',
      scheduleExpression: WEEKDAY_MORNINGS,
      scheduleExpressionTimezone: place.settings.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: liveMachineArn(this, place, MACHINE),
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 4 * 3600 },
        deadLetterConfig: { arn: queue.queueArn },
      },
    });
    schedule.node.addDependency(role);
  }
}
