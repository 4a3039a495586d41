import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type AlarmRow, alarmRows, type Watched } from '../alarm-table.ts';
import { nameOf, type Place } from '../names.ts';
import { linkTo } from '../runbook.ts';

const WIDTH = 12;

/** Tells the operator, with what it means for people and where to read on; and shows the same figures on one page. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const { place } = watched;
    this.#topic = this.#notices(place);
    const rows = alarmRows(watched);
    for (const row of rows) this.#alarm(place, row);
    this.#dashboard(place, rows);
  }

  #alarm(place: Place, row: AlarmRow): void {
    const alarm = new Alarm(this, row.id, {
      alarmName: `${nameOf(place, 'alarm')}-${row.id}`,
      alarmDescription: `${row.people} Runbook: ${linkTo(place.settings, row.article)}`,
      metric: row.metric,
      threshold: row.threshold,
      evaluationPeriods: row.periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Nothing happened is no reason to wake anybody.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const notify = { bind: () => ({ alarmActionArn: this.#topic.topicArn }) };
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
  }

  /** CloudWatch may only use a key of our own: the key that AWS manages for SNS does not know it. */
  #notices(place: Place): Topic {
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    const ours = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    const key = new Key(this, 'Key', {
      description: 'Notices of alarms',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: ours,
      }),
    );
    const topic = new Topic(this, 'Notices', {
      topicName: nameOf(place, 'alarms'),
      masterKey: key,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: ours,
      }),
    );
    new CfnSubscription(this, 'Operator', {
      topicArn: topic.topicArn,
      protocol: 'email',
      endpoint: place.settings.alarmAddress,
    });
    return topic;
  }

  /** One graph for each article of the runbook: the alarms that lead there, drawn together. */
  #dashboard(place: Place, rows: readonly AlarmRow[]): void {
    const articles = Map.groupBy(rows, (row) => row.article);
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(place, 'overview'),
      widgets: [
        [new TextWidget({ markdown: `Runbook: ${place.settings.runbook}`, width: 2 * WIDTH, height: 1 })],
        ...[...articles].map(([article, about]) => [
          new GraphWidget({
            title: linkTo(place.settings, article),
            left: about.map(({ metric }) => metric),
            width: WIDTH,
          }),
        ]),
      ],
    });
  }
}
