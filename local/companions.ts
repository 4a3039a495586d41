/** The stand-ins besides functions, tables and machines, composed: queues, events, mail, objects, sign-in, gateway. */
import { openEventBus } from '#local/events/bus.ts';
import { openQueues } from '#local/events/queues.ts';
import type { MovableClock } from './clock/clock.ts';
import type { FetchHandler } from './front.ts';
import { problem } from './http/problem.ts';
import type { InvokeFunction, LocalService, TimedWork } from './service.ts';
import type { Template } from './template/stack.ts';

export type CompanionPorts = {
  readonly template: Template;
  readonly dataDir: string;
  readonly clock: MovableClock;
  /** Runs a function on behalf of an AWS service, which the template must permit. */
  invokeFor(service: string): InvokeFunction;
  /** Starts an execution on behalf of a rule or schedule; a name that is taken counts as started. */
  startExecution(stateMachineArn: string, start: { name: string; input: string }): Promise<void>;
  readonly publicUrl: string;
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
  const { template, clock, dataDir: directory } = ports;
  const place = { region: template.region, accountId: template.accountId };
  const { resources } = template;
  const queues = await openQueues({ resources, directory, clock, place });
  const bus = await openEventBus({
    resources,
    directory,
    clock,
    place,
    queues,
    invoke: ports.invokeFor('events.amazonaws.com'),
    startExecution: (arn, start) => ports.startExecution(arn, start),
    report: ports.report,
  });
  return {
    services: [queues.service, bus.service],
    works: [{ name: 'events', work: bus.work }],
    web: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/_local/queues') return queues.web(request);
      return problem(404, 'not-found', 'Nothing is here.');
    },
    close: async () => {
      await bus.close();
      await queues.close();
    },
  };
}
