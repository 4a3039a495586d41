/** What is watched, as data: `Alarms` makes an alarm of each row. */
import { Duration, type Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { machineArn, nameOf, type Place, pascal } from './names.ts';
import type { Article } from './runbook.ts';

export type AlarmRow = {
  readonly id: string;
  readonly article: Article;
  /** What it means for people; begins the description. */
  readonly people: string;
  readonly metric: IMetric;
  /** Goes off at this value or above. */
  readonly threshold: number;
  /** For so many periods of five minutes one after the other. */
  readonly periods: number;
};

/** What the rows speak of. */
export type Watched = {
  readonly stack: Stack;
  readonly place: Place;
  readonly machines: readonly string[];
  readonly functions: readonly string[];
  readonly tables: Readonly<Record<string, string>>;
  readonly apiId: string;
  readonly configurationSet: string;
  readonly deadLetters: readonly {
    readonly article: Article;
    readonly people: string;
    readonly queue: Queue;
  }[];
};

const PERIOD = Duration.minutes(5);
/** Below two in a hundred mails all is well; SES looks at an account at five and stops it at ten. */
const BOUNCE_RATE = 0.03;
const LATE_MS = 2 * 60_000;

type Figure = { namespace: string; metricName: string; dimensionsMap: Record<string, string> };

function sum(figure: Figure): Metric {
  return new Metric({ ...figure, statistic: 'Sum', period: PERIOD });
}

/** Two figures as one: an alarm for each would say the same thing twice. `of` tells them apart in a shared graph. */
function sumOf(of: string, [first, second]: readonly [Figure, Figure], label: string): MathExpression {
  const id = of.replaceAll('-', '_');
  return new MathExpression({
    // A figure that was never written counts as none.
    expression: `FILL(${id}_a, 0) + FILL(${id}_b, 0)`,
    usingMetrics: { [`${id}_a`]: sum(first), [`${id}_b`]: sum(second) },
    label: `${of} ${label}`,
    period: PERIOD,
  });
}

function functionRows({ place, functions }: Watched): readonly AlarmRow[] {
  return functions.flatMap((name): readonly AlarmRow[] => {
    const figure = (metricName: string): Figure => ({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { FunctionName: nameOf(place, name) },
    });
    return [
      {
        id: `${pascal(name)}Errors`,
        article: 'functionFails',
        people: `What ${name} does is not done, or is done late.`,
        metric: sum(figure('Errors')),
        threshold: 3,
        periods: 1,
      },
      {
        id: `${pascal(name)}Throttles`,
        article: 'functionThrottled',
        people: `${name} has to wait for its turn; people wait with it.`,
        metric: sum(figure('Throttles')),
        threshold: 5,
        periods: 2,
      },
    ];
  });
}

function machineRows({ stack, place, machines }: Watched): readonly AlarmRow[] {
  return machines.map((name): AlarmRow => {
    const figure = (metricName: string): Figure => ({
      namespace: 'AWS/States',
      metricName,
      dimensionsMap: { StateMachineArn: machineArn(stack, place, name) },
    });
    return {
      id: `${pascal(name)}Stopped`,
      article: 'caseStopped',
      people: `An execution of ${name} has ended without an end: a case or move stands still until it is started again.`,
      metric: sumOf(name, [figure('ExecutionsFailed'), figure('ExecutionsTimedOut')], 'failed or timed out'),
      threshold: 1,
      periods: 1,
    };
  });
}

function tableRows({ tables }: Watched): readonly AlarmRow[] {
  return Object.entries(tables).map(([name, tableName]): AlarmRow => {
    const figure = (metricName: string): Figure => ({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName },
    });
    return {
      id: `${pascal(name)}Throttled`,
      article: 'tableThrottled',
      people: 'Decisions and pages take longer, and some are refused and must be sent again.',
      metric: sumOf(name, [figure('ReadThrottleEvents'), figure('WriteThrottleEvents')], 'throttled'),
      threshold: 10,
      periods: 2,
    };
  });
}

function deadLetterRows({ deadLetters }: Watched): readonly AlarmRow[] {
  return deadLetters.map(
    ({ article, people, queue }): AlarmRow => ({
      id: `${article.slice(0, 1).toUpperCase()}${article.slice(1)}`,
      article,
      people,
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }),
      threshold: 1,
      periods: 1,
    }),
  );
}

function singleRows({ place, apiId, configurationSet }: Watched): readonly AlarmRow[] {
  return [
    {
      id: 'OutboxLate',
      article: 'outboxLate',
      people: 'Mails go out late, and cases do not go on after a decision.',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: nameOf(place, 'drain-outbox') },
        statistic: 'Maximum',
        period: PERIOD,
      }),
      threshold: LATE_MS,
      periods: 2,
    },
    {
      id: 'ApiFails',
      article: 'apiFails',
      people: 'Officials who press a link, and districts that report, see an error.',
      metric: sum({ namespace: 'AWS/ApiGateway', metricName: '5xx', dimensionsMap: { ApiId: apiId } }),
      threshold: 5,
      periods: 1,
    },
    {
      id: 'MailBounces',
      article: 'mailBounces',
      people: 'Officials are not reached, and SES may stop all mail.',
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Reputation.BounceRate',
        dimensionsMap: { 'ses:configuration-set': configurationSet },
        statistic: 'Maximum',
        period: PERIOD,
      }),
      threshold: BOUNCE_RATE,
      periods: 1,
    },
  ];
}

/** Every alarm of the product. */
export function alarmRows(watched: Watched): readonly AlarmRow[] {
  return [deadLetterRows, singleRows, machineRows, functionRows, tableRows].flatMap((rows) => rows(watched));
}
