import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import {
  CfnConfigurationSetEventDestination,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { nameOf, type Place } from '../names.ts';
import { DeadLetters } from './dead-letters.ts';
import type { ProductFunction } from './product-function.ts';

/** What SES tells, in its own words and in EventBridge's. Opens and clicks are not asked for: nobody is watched reading. */
const MAIL_EVENTS = {
  DELIVERY: 'Email Delivered',
  BOUNCE: 'Email Bounced',
  COMPLAINT: 'Email Complaint Received',
  REJECT: 'Email Rejected',
  DELIVERY_DELAY: 'Email Delivery Delayed',
} as const;

/** A mail that did not arrive stops an office's clock, so its news may be late but not lost. */
const RETRY = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 24 * 3600 };
/** Lambda's own longest: between the event's arrival and the last try of the function. */
const ASYNC_RETRY = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 6 * 3600 };

/** Sends mail from one verified domain and hears what became of it. */
export class Mail extends Construct {
  readonly identityArn: string;
  readonly configurationSetArn: string;
  readonly configurationSetName: string;
  readonly deadLetters: DeadLetters;
  readonly #place: Place;

  constructor(scope: Construct, id: string, props: { readonly place: Place }) {
    super(scope, id);
    this.#place = props.place;
    const { settings } = props.place;
    this.configurationSetName = nameOf(props.place, 'mail');
    const configurationSet = new ConfigurationSet(this, 'Configuration', {
      configurationSetName: this.configurationSetName,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      // A link decides: it does not cross the internet in the clear.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(settings.mailDomain),
      configurationSet,
      mailFromDomain: `bounce.${settings.mailDomain}`,
    });
    const arnOf = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    this.identityArn = arnOf('identity', settings.mailDomain);
    this.configurationSetArn = arnOf('configuration-set', this.configurationSetName);
    const destination = new CfnConfigurationSetEventDestination(this, 'Events', {
      configurationSetName: configurationSet.configurationSetName,
      eventDestination: {
        name: 'to-event-bus',
        enabled: true,
        matchingEventTypes: Object.keys(MAIL_EVENTS),
        // The default bus is the only one that SES writes to.
        eventBridgeDestination: { eventBusArn: this.#busArn() },
      },
    });
    destination.node.addDependency(identity);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      place: props.place,
      name: 'mail-events-failed',
      article: 'mailEventsFailed',
      people: 'A mail bounced and nobody was told: the clock of an office runs although it was not asked.',
    });
  }

  #busArn(): string {
    return Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  }

  /** Sends the events to `mail-events`. Two failures have one destination: not delivered, and not digested. */
  deliverTo(receiver: ProductFunction): void {
    const { queue } = this.deadLetters;
    const rule = new CfnRule(this, 'Rule', {
      name: nameOf(this.#place, 'mail-events'),
      description: 'What became of a mail, to mail-events',
      eventPattern: { source: ['aws.ses'], 'detail-type': Object.values(MAIL_EVENTS) },
      targets: [
        {
          id: 'mail-events',
          arn: receiver.lambda.functionArn,
          retryPolicy: {
            maximumRetryAttempts: RETRY.maximumRetryAttempts,
            maximumEventAgeInSeconds: RETRY.maximumEventAgeInSeconds,
          },
          deadLetterConfig: { arn: queue.queueArn },
        },
      ],
    });
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: receiver.lambda.functionArn,
      principal: 'events.amazonaws.com',
      sourceArn: rule.attrArn,
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.#ruleArn() } },
      }),
    );
    new CfnEventInvokeConfig(this, 'Asynchronous', {
      functionName: receiver.lambda.functionName,
      qualifier: '$LATEST',
      ...ASYNC_RETRY,
      destinationConfig: { onFailure: { destination: queue.queueArn } },
    });
    receiver.role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
    );
  }

  #ruleArn(): string {
    return Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: nameOf(this.#place, 'mail-events'),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}
