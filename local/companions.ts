/** The stand-ins besides functions, tables and machines, composed: queues, events, mail, gateway and distribution. */
import { openEventBus } from '#local/events/bus.ts';
import { openQueues } from '#local/events/queues.ts';
import { openMail } from '#local/mail/mail.ts';
import type { MovableClock } from './clock/clock.ts';
import type { FetchHandler } from './front.ts';
import { parseApis } from './http/api-definition.ts';
import { createDistribution } from './http/distribution.ts';
import { parseDistribution } from './http/distribution-definition.ts';
import { createGateway } from './http/gateway.ts';
import { problem } from './http/problem.ts';
import type { InvokeFunction, LocalService, TimedWork } from './service.ts';
import type { Template } from './template/stack.ts';

export type CompanionPorts = {
  readonly template: Template;
  readonly dataDir: string;
  readonly clock: MovableClock;
  /** Moves the clock to an instant (epoch ms), everything due on the way first. */
  readonly advance: (target: number) => Promise<void>;
  /** Runs a function on behalf of an AWS service, which the template must permit. */
  readonly invokeFor: (service: string) => InvokeFunction;
  /** Starts an execution on behalf of a rule or schedule; a name that is taken counts as started. */
  readonly startExecution: (stateMachineArn: string, start: { name: string; input: string }) => Promise<void>;
  readonly report: (message: string) => void;
};

export type Companions = {
  readonly services: readonly LocalService[];
  readonly works: readonly { readonly name: string; readonly work: TimedWork }[];
  /** Everything on the public port that is not the host's own route. */
  readonly web: FetchHandler;
  close(): Promise<void>;
};

/** Opens them all. Throws an Error that names the resource which the host cannot stand in for. */
export async function openCompanions(ports: CompanionPorts): Promise<Companions> {
  const { template, clock, dataDir: directory, report } = ports;
  const place = { region: template.region, accountId: template.accountId };
  const { resources } = template;
  const site = openSite(ports);
  const queues = await openQueues({ resources, directory, clock, place });
  const bus = await openEventBus({
    resources,
    directory,
    clock,
    place,
    queues,
    invoke: ports.invokeFor('events.amazonaws.com'),
    startExecution: ports.startExecution,
    report,
  });
  const mail = await openMail({
    resources,
    directory,
    clock,
    place,
    publish: async (event) => bus.publish(event),
    advance: async (milliseconds) => ports.advance(clock.now() + milliseconds),
    report,
  });
  return {
    services: [queues.service, bus.service, mail.service],
    works: [{ name: 'events', work: bus.work }],
    web: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/_local/queues') return queues.web(request);
      if (/^\/(mail|_local\/mail|_local\/mailbox)(\/|$)/.test(pathname)) return mail.web(request);
      if (pathname.startsWith('/_local/')) return problem(404, 'not-found', 'The host has no such route.');
      return site(request);
    },
    close: async () => {
      await mail.close();
      await bus.close();
      await queues.close();
    },
  };
}

/** What a browser reaches: the distribution, or the HTTP API where there is none. */
function openSite(ports: CompanionPorts): FetchHandler {
  const { template, clock } = ports;
  const place = { region: template.region, accountId: template.accountId };
  const invoke = ports.invokeFor('apigateway.amazonaws.com');
  const apis = new Map(
    parseApis(template.resources).map((api) => [
      api.apiId,
      createGateway({ api, place, clock, invoke, issuerFor: () => undefined }),
    ]),
  );
  const distribution = parseDistribution(template.resources);
  if (distribution !== undefined) {
    return createDistribution({ distribution, api: (id) => apis.get(id), files: () => undefined });
  }
  const [only] = apis.values();
  return only ?? (async () => problem(404, 'not-found', 'The template declares nothing to reach here.'));
}
