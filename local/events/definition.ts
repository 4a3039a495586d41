/** What the template says about events: buses, rules, schedules, their targets, and how Lambda retries. */

import * as z from 'zod';
import type { TargetInput } from '#local/events/input.ts';
import { matchesPattern } from '#local/events/pattern.ts';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import { looseNumber, resourcesOfType, UnsupportedResource } from '#local/http/resources.ts';

export type EventTarget = {
  readonly arn: string;
  readonly input: TargetInput;
  readonly maximumRetries: number;
  readonly maximumAgeMs: number;
  readonly deadLetterArn: string | undefined;
};

export type EventRule = {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern: unknown;
  readonly targets: readonly EventTarget[];
};

/** A rule with a ScheduleExpression (`kind: 'rule'`) or an EventBridge Scheduler schedule. Times are epoch ms. */
export type EventSchedule = {
  readonly kind: 'rule' | 'scheduler';
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
  readonly targets: readonly EventTarget[];
};

/** How Lambda retries events that it took but the function failed on, and where it puts them then. */
export type AsyncInvokePolicy = {
  readonly maximumRetries: number;
  readonly deadLetterArn: string | undefined;
};

export type EventDefinitions = {
  /** Names of all buses, `default` among them. */
  readonly buses: readonly string[];
  readonly rules: readonly EventRule[];
  readonly schedules: readonly EventSchedule[];
  /** By unqualified function ARN; a function without an entry has Lambda's defaults. */
  readonly asyncInvoke: ReadonlyMap<string, AsyncInvokePolicy>;
};

const retrySchema = z
  .object({
    MaximumRetryAttempts: looseNumber.default(185),
    MaximumEventAgeInSeconds: looseNumber.default(86_400),
  })
  .prefault({});
const deadLetterSchema = z.object({ Arn: z.string().optional() }).prefault({});
const targetSchema = z.object({
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  RetryPolicy: retrySchema,
  DeadLetterConfig: deadLetterSchema,
});
const ruleSchema = z.object({
  Name: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});
const scheduleSchema = z.object({
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  StartDate: z.iso.datetime({ offset: true }).optional(),
  EndDate: z.iso.datetime({ offset: true }).optional(),
  State: z.string().default('ENABLED'),
  Target: targetSchema,
});
const invokeConfigSchema = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: looseNumber.default(2),
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string().optional() }).prefault({}) })
    .prefault({}),
});
const functionSchema = z.object({ DeadLetterConfig: z.object({ TargetArn: z.string() }).optional() });

/** The targets that the local host knows how to reach. */
const REACHABLE = /^arn:[^:]+:(lambda:.*:function:|states:.*:stateMachine:|sqs:)/;

function targetOf(logicalId: string, target: z.infer<typeof targetSchema>): EventTarget {
  if (!REACHABLE.test(target.Arn)) {
    throw new UnsupportedResource(logicalId, `the local host cannot send events to ${target.Arn}`);
  }
  const transformer = target.InputTransformer;
  return {
    arn: target.Arn,
    input: {
      input: target.Input,
      inputPath: target.InputPath,
      transformer: transformer && { paths: transformer.InputPathsMap, template: transformer.InputTemplate },
    },
    maximumRetries: target.RetryPolicy.MaximumRetryAttempts,
    maximumAgeMs: target.RetryPolicy.MaximumEventAgeInSeconds * 1000,
    deadLetterArn: target.DeadLetterConfig.Arn,
  };
}

/** The bus or rule name at the end of an ARN, or the name itself. */
export const nameOf = (reference: string): string => reference.split('/').at(-1) ?? reference;

function rulesOf(
  resources: readonly ResolvedResource[],
  place: AwsPlace,
): Pick<EventDefinitions, 'rules' | 'schedules'> {
  const rules: EventRule[] = [];
  const schedules: EventSchedule[] = [];
  for (const { logicalId, ref, properties } of resourcesOfType(resources, 'AWS::Events::Rule', ruleSchema)) {
    if (properties.State === 'DISABLED') continue;
    const name = properties.Name ?? ref.split('|').at(-1) ?? ref;
    const bus = nameOf(properties.EventBusName);
    const path = bus === 'default' ? name : `${bus}/${name}`;
    const common = {
      name,
      arn: `arn:aws:events:${place.region}:${place.accountId}:rule/${path}`,
      targets: properties.Targets.map((target) => targetOf(logicalId, target)),
    };
    if (properties.EventPattern !== undefined) {
      // A pattern that EventBridge would refuse stops the start, not the first event.
      matchesPattern(properties.EventPattern, {});
      rules.push({ ...common, bus, pattern: properties.EventPattern });
    }
    if (properties.ScheduleExpression !== undefined) {
      const expression = properties.ScheduleExpression;
      schedules.push({
        ...common,
        kind: 'rule',
        expression,
        timeZone: 'UTC',
        notBefore: undefined,
        notAfter: undefined,
      });
    }
  }
  return { rules, schedules };
}

const epoch = (date: string | undefined): number | undefined =>
  date === undefined ? undefined : Date.parse(date);

function schedulesOf(resources: readonly ResolvedResource[], place: AwsPlace): readonly EventSchedule[] {
  return resourcesOfType(resources, 'AWS::Scheduler::Schedule', scheduleSchema)
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map(({ logicalId, ref, properties }) => ({
      kind: 'scheduler',
      name: nameOf(ref),
      arn: `arn:aws:scheduler:${place.region}:${place.accountId}:schedule/${properties.GroupName}/${nameOf(ref)}`,
      expression: properties.ScheduleExpression,
      timeZone: properties.ScheduleExpressionTimezone,
      notBefore: epoch(properties.StartDate),
      notAfter: epoch(properties.EndDate),
      targets: [targetOf(logicalId, properties.Target)],
    }));
}

/** `arn:aws:lambda:r:a:function:name` of a name, an ARN or an ARN with a version or alias. */
export function functionArn(reference: string, place: AwsPlace): string {
  const name = /:function:([^:]+)/.exec(reference)?.[1] ?? reference.split(':')[0];
  return `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`;
}

function asyncInvokeOf(
  resources: readonly ResolvedResource[],
  place: AwsPlace,
): EventDefinitions['asyncInvoke'] {
  const policies = new Map<string, AsyncInvokePolicy>();
  for (const { ref, properties } of resourcesOfType(resources, 'AWS::Lambda::Function', functionSchema)) {
    const deadLetterArn = properties.DeadLetterConfig?.TargetArn;
    if (deadLetterArn !== undefined)
      policies.set(functionArn(ref, place), { maximumRetries: 2, deadLetterArn });
  }
  for (const { logicalId, properties } of resourcesOfType(
    resources,
    'AWS::Lambda::EventInvokeConfig',
    invokeConfigSchema,
  )) {
    const arn = functionArn(properties.FunctionName, place);
    const destination = properties.DestinationConfig.OnFailure.Destination;
    if (destination !== undefined && !destination.includes(':sqs:')) {
      throw new UnsupportedResource(
        logicalId,
        `the local host sends failed events to SQS only, not ${destination}`,
      );
    }
    const deadLetterArn = destination ?? policies.get(arn)?.deadLetterArn;
    policies.set(arn, { maximumRetries: properties.MaximumRetryAttempts, deadLetterArn });
  }
  return policies;
}

/**
 * Reads `AWS::Events::EventBus`, `AWS::Events::Rule`, `AWS::Scheduler::Schedule`, `AWS::Lambda::EventInvokeConfig` and
 * the dead-letter settings of `AWS::Lambda::Function`. Throws `UnsupportedResource` or `InvalidPattern`.
 */
export function parseEventDefinitions(
  resources: readonly ResolvedResource[],
  place: AwsPlace,
): EventDefinitions {
  const { rules, schedules } = rulesOf(resources, place);
  const buses = resourcesOfType(
    resources,
    'AWS::Events::EventBus',
    z.object({ Name: z.string().optional() }),
  );
  return {
    buses: ['default', ...buses.map(({ ref, properties }) => properties.Name ?? nameOf(ref))],
    rules,
    schedules: [...schedules, ...schedulesOf(resources, place)],
    asyncInvoke: asyncInvokeOf(resources, place),
  };
}
