/** The stand-ins besides functions, tables and machines, composed: queues, events, mail, objects, sign-in, gateway. */
import { join } from 'node:path';
import { openEventBus } from '#local/events/bus.ts';
import { openQueues } from '#local/events/queues.ts';
import type { SampleAccount } from '#local/identity/accounts.ts';
import { type Identity, openIdentity } from '#local/identity/identity.ts';
import { OIDC_PATH } from '#local/identity/provider.ts';
import { openMail } from '#local/mail/mail.ts';
import { type Objects, openObjects } from '#local/objects/objects.ts';
import { cacheRuleOf } from '#web/build.ts';
import type { MovableClock } from './clock/clock.ts';
import type { FetchHandler, RawRoute } from './front.ts';
import { parseApis } from './http/api-definition.ts';
import { createDistribution } from './http/distribution.ts';
import { parseDistribution } from './http/distribution-definition.ts';
import { faceWeb, isFace } from './http/face.ts';
import { createGateway } from './http/gateway.ts';
import { problem } from './http/problem.ts';
import { appFiles, folderFiles } from './http/site-files.ts';
import type { AwsAnswer, AwsRequest, InvokeFunction, LocalService, TimedWork } from './service.ts';
import type { Template } from './template/stack.ts';

export type CompanionPorts = {
  readonly template: Template;
  readonly dataDir: string;
  readonly clock: MovableClock;
  /** Of the public port, for example `http://127.0.0.1:4300`. */
  readonly publicUrl: string;
  /** Who can sign in on this machine. */
  readonly accounts: readonly SampleAccount[];
  /** Moves the clock to an instant (epoch ms), everything due on the way first. */
  readonly advance: (target: number) => Promise<void>;
  /** Runs a function on behalf of an AWS service, which the template must permit. */
  readonly invokeFor: (service: string) => InvokeFunction;
  /** Starts an execution on behalf of a rule or schedule; a name that is taken counts as started. */
  readonly startExecution: (stateMachineArn: string, start: { name: string; input: string }) => Promise<void>;
  readonly report: (message: string) => void;
  /** What is due next may have changed. */
  readonly changed: () => void;
};

export type Companions = {
  readonly services: readonly LocalService[];
  readonly works: readonly { readonly name: string; readonly work: TimedWork }[];
  /** Everything on the public port that is not the host's own route. */
  readonly web: FetchHandler;
  /** Answers before `web`. */
  readonly raw: RawRoute | undefined;
  /** Answers the unsigned CORS preflights that browsers send to the AWS endpoint before an upload. */
  readonly preflight: (request: AwsRequest) => Promise<AwsAnswer>;
  close(): Promise<void>;
};

/** Opens them all. Throws an Error that names the resource which the host cannot stand in for. */
export async function openCompanions(ports: CompanionPorts): Promise<Companions> {
  const { template, clock, dataDir: directory, report } = ports;
  const { resources } = template;
  const common = { resources, directory, clock, place: placeOf(template) };
  const objects = await openObjects(common);
  const identity = await openIdentity({
    ...common,
    origin: ports.publicUrl,
    accounts: ports.accounts,
    report,
  });
  const site = openSite(ports, objects, identity);
  const queues = await openQueues(common);
  const bus = await openEventBus({
    ...common,
    queues,
    invoke: ports.invokeFor('events.amazonaws.com'),
    startExecution: ports.startExecution,
    report,
    changed: ports.changed,
  });
  const mail = await openMail({
    ...common,
    publish: async (event) => bus.publish(event),
    advance: async (milliseconds) => ports.advance(clock.now() + milliseconds),
    report,
  });
  return {
    services: [queues.service, bus.service, mail.service, objects.service],
    works: [{ name: 'events', work: bus.work }],
    web: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/_local/queues') return queues.web(request);
      if (/^\/(mail|_local\/mail|_local\/mailbox)(\/|$)/.test(pathname)) return mail.web(request);
      if (isFace(pathname)) return faceWeb(pathname);
      if (pathname === '/_local/token' && identity !== undefined) return identity.token(request);
      if (pathname.startsWith('/_local/')) return problem(404, 'not-found', 'The host has no such route.');
      return site(request);
    },
    raw: identity && {
      prefix: OIDC_PATH,
      handle: async (incoming, outgoing) => identity.handle(incoming, outgoing),
    },
    preflight: async (request) => objects.service.handle(request),
    close: async () => {
      for (const part of [mail, bus, queues, identity, objects]) await part?.close();
    },
  };
}

function placeOf(template: Template): { region: string; accountId: string } {
  return { region: template.region, accountId: template.accountId };
}

/** What a browser reaches: the distribution, or the HTTP API where there is none. */
function openSite(ports: CompanionPorts, objects: Objects, identity: Identity | undefined): FetchHandler {
  const { template, clock } = ports;
  const place = placeOf(template);
  const invoke = ports.invokeFor('apigateway.amazonaws.com');
  const apis = new Map(
    parseApis(template.resources).map((api) => [
      api.apiId,
      createGateway({ api, place, clock, invoke, issuerFor: (issuer) => identity?.issuerFor(issuer) }),
    ]),
  );
  const distribution = parseDistribution(template.resources);
  if (distribution !== undefined) {
    const app = appFiles(folderFiles(join(ports.dataDir, 'site'), cacheRuleOf));
    const files = (bucket: string) =>
      bucket === template.outputs['SiteBucketName'] ? app : objects.files(bucket);
    return createDistribution({ distribution, api: (id) => apis.get(id), files });
  }
  const [only] = apis.values();
  return only ?? (async () => problem(404, 'not-found', 'The template declares nothing to reach here.'));
}
