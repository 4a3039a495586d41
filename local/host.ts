/**
 * Boots a synthesized CloudFormation template on one machine. Everything that a user meets goes through the same doors
 * as on AWS: the gateway, the AWS endpoint with its IAM check, the streams, the engine.
 */
import { resolve } from 'node:path';
import { Activity } from './activity.ts';
import { MovableClock } from './clock/clock.ts';
import { Timeline } from './clock/timeline.ts';
import { type Companions, openCompanions } from './companions.ts';
import { type Functions, openFunctions } from './core/functions.ts';
import { type Machines, openMachines } from './core/machines.ts';
import type { Shared } from './core/shared.ts';
import { openTables, type Tables } from './core/tables.ts';
import type { StoreClient } from './dynamodb/client.ts';
import { Dispatcher, KeyRing } from './endpoint/dispatcher.ts';
import { type Endpoint, openEndpoint } from './endpoint/server.ts';
import { clockRoute, type Front, openFront } from './front.ts';
import { problem } from './http/problem.ts';
import { collectRoles } from './iam/roles.ts';
import type { SampleAccount } from './identity/accounts.ts';
import type { JsonObject } from './json.ts';
import { openLog } from './log.ts';
import type { HostClock } from './service.ts';
import type { OpenEngine } from './states/engine.ts';
import { HostStore } from './store.ts';
import { type Streams, startStreams } from './streams/streams.ts';
import { loadTemplate, type Template } from './template/stack.ts';

export type HostOptions = {
  /** Folder of the cloud assembly. */
  readonly assembly: string;
  /** Public port; 0 takes a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** Epoch milliseconds at which the clock of a fresh data folder starts; real time unless given. */
  readonly startClockAt?: number;
  readonly openEngine: OpenEngine;
  /** Who can sign in on this machine; nobody unless given. */
  readonly accounts?: readonly SampleAccount[];
  /** Gets each problem as a line; stderr unless given. */
  readonly show?: (line: string) => void;
  /** Told when the host cannot go on, for example when the store has ended. */
  readonly fatal?: (line: string) => void;
};

export type Host = {
  /** Where people reach it. */
  readonly url: string;
  /** Where SDKs reach it, with the access key of a function. */
  readonly awsUrl: string;
  readonly template: Template;
  /** True when the data folder was new. */
  readonly fresh: boolean;
  /** Small facts that outlive the process, for whoever set up this host. */
  readonly facts: Pick<HostStore, 'get' | 'set'>;
  /** The tables as their operator sees them: no IAM check, and no stream is woken by what is written here. */
  readonly store: StoreClient;
  /** Runs a function as its operator would: no IAM check. `error` is set when the function threw. */
  invoke(functionName: string, payload: unknown): Promise<{ payload: unknown; error?: string }>;
  /** A Step Functions API operation as the operator would call it. */
  states(operation: string, body: JsonObject): Promise<unknown>;
  readonly clock: HostClock & {
    nextAt(): number | undefined;
    /** Moves to an instant (epoch ms), everything due on the way first. */
    advance(target: number): Promise<void>;
  };
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Puts a fault that was found outside into the host's log. */
  readonly report: (message: string) => void;
  /** Stops; what was under way goes on at the next start. */
  close(): Promise<void>;
};

/** Things to undo, last first: a start that fails half-way leaves no process and no lock behind. */
class Cleanup {
  readonly #steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) await step();
  }
}

/** Throws an Error of one line: what is in the way of a start, with the name of the resource where there is one. */
export async function startHost(options: HostOptions): Promise<Host> {
  const cleanup = new Cleanup();
  try {
    return await boot({ ...options, dataDir: resolve(options.dataDir) }, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function boot(options: HostOptions, cleanup: Cleanup): Promise<Host> {
  const state = HostStore.open(options.dataDir);
  cleanup.add(() => state.close());
  const fresh = state.get('host/begun') === undefined;
  const clock = new MovableClock(state, options.startClockAt);
  const show = options.show ?? ((line: string) => process.stderr.write(`${line}\n`));
  const log = openLog(options.dataDir, () => clock.now(), show);
  const front = await openFront(options.port, log.problem);
  cleanup.add(() => front.close());
  const template = loadTemplate(resolve(options.assembly), { publicHost: front.host });
  const shared = share(options, { template, state, log, clock });
  cleanup.add(() => shared.timeline.close());
  const parts = await openParts(options, shared, { cleanup, publicUrl: front.url });
  serve(front, shared, parts);
  state.set('host/begun', 'true');
  shared.timeline.rearm();
  return hostOf(front, shared, { ...parts, fresh, cleanup });
}

function share(options: HostOptions, begun: Pick<Shared, 'template' | 'state' | 'log' | 'clock'>): Shared {
  const { log, clock } = begun;
  const keys = new KeyRing();
  const dispatcher = new Dispatcher((message) => log.problem(`denied: ${message}`));
  const activity = new Activity(() => timeline.rearm());
  const timeline: Timeline = new Timeline({ clock, activity, log: log.problem });
  const roles = collectRoles(begun.template);
  return { ...begun, dataDir: options.dataDir, activity, timeline, roles, keys, dispatcher };
}

type Parts = {
  readonly tables: Tables;
  readonly functions: Functions;
  readonly machines: Machines;
  readonly streams: Streams;
  readonly companions: Companions;
  readonly endpoint: Endpoint;
};

async function openParts(
  options: HostOptions,
  shared: Shared,
  { cleanup, publicUrl }: { readonly cleanup: Cleanup; readonly publicUrl: string },
): Promise<Parts> {
  const { template, timeline, dispatcher, activity, clock, log, dataDir } = shared;
  let streams: Streams | undefined;
  let companions: Companions | undefined;
  const tables = await openTables(shared, (table) => streams?.wake(table), options.fatal);
  cleanup.add(() => tables.close());
  const endpoint = await openEndpoint({
    keys: shared.keys,
    call: (principal, service, request) => activity.track(() => dispatcher.call(principal, service, request)),
    preflight: async (request) =>
      companions?.preflight(request) ?? { status: 503, body: 'the host is still starting' },
    now: () => clock.now(),
    log: log.problem,
  });
  cleanup.add(() => endpoint.close());
  const functions = openFunctions(shared, { endpointUrl: endpoint.url, filesUrl: publicUrl });
  cleanup.add(() => functions.close());
  const machines = await openMachines(shared, options.openEngine, functions);
  cleanup.add(() => machines.close());
  const opened = await openCompanions({
    template,
    dataDir,
    clock,
    invokeFor: functions.invokeFor,
    startExecution: machines.startFor,
    publicUrl,
    accounts: options.accounts ?? [],
    advance: async (target) => timeline.advance(target),
    changed: () => timeline.rearm(),
    report: log.problem,
  });
  companions = opened;
  cleanup.add(() => opened.close());
  for (const service of companions.services) dispatcher.register(service);
  for (const { name, work } of companions.works) timeline.add(name, work);
  streams = await startStreams({
    template,
    tables: tables.declared,
    store: tables.store,
    state: shared.state,
    sweeper: tables.sweeper,
    invoker: functions.invoker,
    deliver: functions.deliver,
    principalOf: (roleArn) => shared.roles.principal(roleArn),
    clock,
    log: log.problem,
    settled: () => timeline.rearm(),
  });
  for (const { name, work } of streams.consumers) timeline.add(`stream ${name}`, work);
  await machines.begin();
  return { tables, functions, machines, streams, companions, endpoint };
}

function serve(front: Front, shared: Shared, { companions, endpoint }: Parts): void {
  const { clock, timeline, template } = shared;
  const buckets = new Set(template.ofType('AWS::S3::Bucket').map(({ ref }) => `/${ref}/`));
  const desk = {
    now: () => clock.now(),
    get offsetMs() {
      return clock.offsetMs;
    },
    nextAt: () => timeline.nextAt(),
    advance: async (target: number) => timeline.advance(target),
  };
  const route = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (buckets.has(/^\/[^/]*\//.exec(pathname)?.[0] ?? '')) return endpoint.answerSigned(request);
    switch (pathname) {
      case '/_local/health':
        return request.method === 'GET' || request.method === 'HEAD'
          ? Response.json({ status: 'ok', now: new Date(clock.now()).toISOString() })
          : problem(405, 'method-not-allowed', 'GET is the only method here.');
      case '/_local/clock':
        return clockRoute(request, desk);
      default:
        return companions.web(request);
    }
  };
  front.serve(route, companions.raw);
}

function hostOf(
  front: Front,
  shared: Shared,
  parts: Parts & { readonly fresh: boolean; readonly cleanup: Cleanup },
): Host {
  const { clock, timeline, activity, template } = shared;
  const { functions, machines, streams, cleanup } = parts;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    timeline.close();
    await front.close();
    // The engine first: what its tasks are told from now on must not reach its journal.
    await machines.close();
    await functions.close();
    await streams.close();
    await cleanup.run();
  };
  return {
    url: front.url,
    awsUrl: parts.endpoint.url,
    template,
    fresh: parts.fresh,
    facts: shared.state,
    store: parts.tables.store,
    invoke: async (name, payload) => activity.track(() => functions.invoker.invoke(name, payload)),
    states: async (operation, body) => activity.track(() => machines.handle(operation, body)),
    clock: {
      now: () => clock.now(),
      nextAt: () => timeline.nextAt(),
      advance: async (target) => timeline.advance(target),
    },
    idle: async () => timeline.idle(),
    report: shared.log.problem,
    close: async () => {
      closing ??= close();
      return closing;
    },
  };
}
