/**
 * EventBridge: buses, rules and schedules of the template, with durable delivery (at least once) to Lambda functions,
 * state machines and queues. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 *
 * A schedule fires by the host's clock: moving the clock fires every occurrence in order; those that fell while the host
 * was not running are not made up for, as at AWS when a rule was disabled. Not here: archives, pipes, cross-account buses.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { EventDefinitions, EventSchedule, EventTarget } from '#local/events/definition.ts';
import { functionArn, nameOf, parseEventDefinitions } from '#local/events/definition.ts';
import type { Delivery, NewDelivery } from '#local/events/deliveries.ts';
import { Deliveries, DeliveryFailed } from '#local/events/deliveries.ts';
import { inputFor } from '#local/events/input.ts';
import { matchesPattern } from '#local/events/pattern.ts';
import type { Queues } from '#local/events/queues.ts';
import { Schedules } from '#local/events/schedules.ts';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import {
  answering,
  jsonAnswer,
  jsonFault,
  jsonOperation,
  targetedOperation,
} from '#local/http/aws-answers.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import type { HostClock, InvokeFunction, LocalService, TimedWork } from '#local/service.ts';

export type EventBusOptions = {
  readonly resources: readonly ResolvedResource[];
  /** Folder of the host's data; undelivered events lie in `events/deliveries.log` in it. */
  readonly directory: string;
  readonly clock: HostClock;
  readonly place: AwsPlace;
  readonly queues: Queues;
  readonly invoke: InvokeFunction;
  /** Starts an execution; the same `name` twice must not start two (ExecutionAlreadyExists counts as started). */
  startExecution(stateMachineArn: string, start: { name: string; input: string }): Promise<void>;
  /** One line for the host's log: an event was given up or could not be kept. */
  report(line: string): void;
  /** `work.nextAt()` may have moved: look again. Called whenever an event was kept, delivered or put off. */
  changed?(): void;
};

/** An event before EventBridge puts id, account, time and region on it. */
export type NewEvent = {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Name or ARN; `default` unless given. */
  readonly bus?: string;
  /** Epoch milliseconds; the host's clock unless given. */
  readonly at?: number;
};

export type EventBus = {
  /** `events`, with PutEvents. */
  readonly service: LocalService;
  /** Schedules, first attempts after a restart, and retries. */
  readonly work: TimedWork;
  /** Publishes as an AWS service does (`source` may begin with `aws.`); resolves with the event id once it is on disk. */
  publish(event: NewEvent): Promise<string>;
  close(): Promise<void>;
};

const CODE = 'ValidationException';
const entrySchema = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  EventBusName: z.string().default('default'),
  /** Epoch seconds in this protocol. */
  Time: z.number().optional(),
});
const putEventsSchema = z.object({ Entries: z.array(entrySchema).min(1).max(10) });
const detailSchema = z.record(z.string(), z.unknown());
type Entry = z.infer<typeof entrySchema>;

/** Lambda tries an event that the function failed on twice more, after one and two minutes. */
const LAMBDA_RETRY_MS = 60_000;

class LocalEventBus {
  readonly #options: EventBusOptions;
  readonly #definitions: EventDefinitions;
  readonly #deliveries: Deliveries;

  constructor(options: EventBusOptions, definitions: EventDefinitions, deliveries: Deliveries) {
    this.#options = options;
    this.#definitions = definitions;
    this.#deliveries = deliveries;
  }

  async publish(event: NewEvent): Promise<string> {
    const { place, clock } = this.#options;
    const envelope = {
      version: '0',
      id: randomUUID(),
      'detail-type': event.detailType,
      source: event.source,
      account: place.accountId,
      time: isoSeconds(event.at ?? clock.now()),
      region: place.region,
      resources: event.resources ?? [],
      detail: event.detail,
    };
    const bus = nameOf(event.bus ?? 'default');
    const deliveries = this.#definitions.rules
      .filter((rule) => rule.bus === bus && matchesPattern(rule.pattern, envelope))
      .flatMap((rule) => rule.targets.map((target) => deliveryOf(rule, target, envelope)));
    await this.#deliveries.add(deliveries);
    return envelope.id;
  }

  /** Called by the schedules when one is due; `at` is the time that was planned. */
  async fireSchedule(schedule: EventSchedule, at: number): Promise<void> {
    const { place } = this.#options;
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: place.accountId,
      time: isoSeconds(at),
      region: place.region,
      resources: [schedule.arn],
      detail: {},
    };
    const planned = (target: EventTarget): NewDelivery =>
      schedule.kind === 'rule'
        ? deliveryOf(schedule, target, event)
        : { ...deliveryOf(schedule, target, event), input: schedulerInput(schedule, target, at) };
    await this.#deliveries.add(schedule.targets.map(planned));
  }

  async putEvents(entries: readonly Entry[]): Promise<unknown> {
    const results = await Promise.all(
      entries.map(async (entry) => {
        const wrong = entryError(entry, this.#definitions.buses);
        if (wrong !== undefined) return wrong;
        const detail = detailSchema.parse(JSON.parse(entry.Detail ?? '{}'));
        const id = await this.publish({
          source: entry.Source ?? '',
          detailType: entry.DetailType ?? '',
          detail,
          bus: entry.EventBusName,
          ...(entry.Resources === undefined ? {} : { resources: entry.Resources }),
          ...(entry.Time === undefined ? {} : { at: entry.Time * 1000 }),
        });
        return { EventId: id };
      }),
    );
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  }
}

/** EventBridge writes times in whole seconds. */
const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

type Sender = { readonly arn: string; readonly name: string };

function deliveryOf(rule: Sender, target: EventTarget, event: { readonly time: string }): NewDelivery {
  const input = inputFor(target.input, event, { ruleArn: rule.arn, ruleName: rule.name, at: event.time });
  return {
    targetArn: target.arn,
    ruleArn: rule.arn,
    input,
    maximumRetries: target.maximumRetries,
    maximumAgeMs: target.maximumAgeMs,
    ...(target.deadLetterArn === undefined ? {} : { deadLetterArn: target.deadLetterArn }),
  };
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function schedulerInput(schedule: EventSchedule, target: EventTarget, at: number): string {
  return (target.input.input ?? '{}')
    .replaceAll('<aws.scheduler.scheduled-time>', isoSeconds(at))
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

function isObjectText(text: string): boolean {
  try {
    return detailSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function entryError(
  entry: Entry,
  buses: readonly string[],
): { ErrorCode: string; ErrorMessage: string } | undefined {
  const invalid = (ErrorMessage: string) => ({ ErrorCode: 'InvalidArgument', ErrorMessage });
  if (!entry.Source) return invalid('Parameter Source is not valid. Reason: Source is a required argument.');
  if (!entry.DetailType)
    return invalid('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (!entry.Detail) return invalid('Parameter Detail is not valid. Reason: Detail is a required argument.');
  if (!isObjectText(entry.Detail))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (entry.Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if (!buses.includes(nameOf(entry.EventBusName))) {
    return {
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Event bus ${entry.EventBusName} does not exist.`,
    };
  }
  return undefined;
}

/** Takes an event to its target; the way depends on the kind of ARN. */
async function sendTo(
  delivery: Delivery,
  options: EventBusOptions,
  definitions: EventDefinitions,
): Promise<void> {
  const { targetArn, input, id } = delivery;
  if (targetArn.includes(':sqs:')) return options.queues.send(targetArn, input);
  if (targetArn.includes(':stateMachine:')) return options.startExecution(targetArn, { name: id, input });
  const payload: unknown = JSON.parse(input);
  const { error } = await options.invoke(targetArn, payload);
  if (error === undefined) return undefined;
  const policy = definitions.asyncInvoke.get(functionArn(targetArn, options.place));
  throw new DeliveryFailed('FUNCTION_ERROR', error, {
    afterMs: LAMBDA_RETRY_MS * (delivery.attempts + 1),
    maximum: policy?.maximumRetries ?? 2,
  });
}

async function bury(
  delivery: Delivery,
  failure: { code: string; message: string; condition: string },
  context: { readonly options: EventBusOptions; readonly definitions: EventDefinitions },
): Promise<void> {
  const { options, definitions } = context;
  const ofFunction = definitions.asyncInvoke.get(
    functionArn(delivery.targetArn, options.place),
  )?.deadLetterArn;
  const queue =
    failure.code === 'FUNCTION_ERROR' ? (ofFunction ?? delivery.deadLetterArn) : delivery.deadLetterArn;
  if (queue === undefined) return;
  await options.queues.send(queue, delivery.input, {
    RULE_ARN: delivery.ruleArn,
    TARGET_ARN: delivery.targetArn,
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message.slice(0, 1024) || failure.code,
    EXHAUSTED_RETRY_CONDITION: failure.condition,
    RETRY_ATTEMPTS: String(delivery.attempts - 1),
  });
}

function eventsService(bus: LocalEventBus, place: AwsPlace): LocalService {
  const arn = (name: string): string => `arn:aws:events:${place.region}:${place.accountId}:event-bus/${name}`;
  const operations = {
    PutEvents: jsonOperation(putEventsSchema, CODE, {
      intent: ({ Entries }) => [
        {
          action: 'events:PutEvents',
          resources: [...new Set(Entries.map((entry) => arn(nameOf(entry.EventBusName))))],
          context: {
            'events:source': Entries.map((entry) => entry.Source ?? ''),
            'events:detail-type': Entries.map((entry) => entry.DetailType ?? ''),
          },
        },
      ],
      run: async ({ Entries }) => bus.putEvents(Entries),
    }),
  };
  return {
    service: 'events',
    intent: (request) => targetedOperation(operations, request).intent(request.body),
    handle: async (request) =>
      answering(async () => {
        const result = await targetedOperation(operations, request).run(request.body);
        return jsonAnswer(result, 200, 'application/x-amz-json-1.1');
      }, jsonFault),
  };
}

/** Opens the bus. Throws `UnsupportedResource`, `InvalidPattern` or `InvalidSchedule` for what it cannot host. */
export async function openEventBus(options: EventBusOptions): Promise<EventBus> {
  const definitions = parseEventDefinitions(options.resources, options.place);
  const deliveries = await Deliveries.open(join(options.directory, 'events', 'deliveries.log'), {
    clock: options.clock,
    send: async (delivery) => sendTo(delivery, options, definitions),
    giveUp: async (delivery, failure) => bury(delivery, failure, { options, definitions }),
    report: (line) => options.report(line),
    changed: () => options.changed?.(),
  });
  const bus = new LocalEventBus(options, definitions, deliveries);
  const schedules = await Schedules.open(definitions.schedules, {
    clock: options.clock,
    anchor: async (key) => deliveries.anchor(key),
    fire: async (schedule, at) => bus.fireSchedule(schedule, at),
  }).catch(async (error: unknown) => {
    await deliveries.close();
    throw error;
  });
  return {
    service: eventsService(bus, options.place),
    publish: async (event) => bus.publish(event),
    work: {
      nextAt: () => {
        const times = [schedules.nextAt(), deliveries.nextAt()].filter((at) => at !== undefined);
        return times.length === 0 ? undefined : Math.min(...times);
      },
      fire: async () => {
        await schedules.fire();
        await deliveries.fire();
      },
      idle: async () => deliveries.idle(),
    },
    close: async () => deliveries.close(),
  };
}
