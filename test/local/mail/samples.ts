/** A mail host over real HTTP with an unchanged SES client, for the tests of this folder. */
import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { serve } from '@hono/node-server';
import type { Mail } from '#local/mail/mail.ts';
import { openMail } from '#local/mail/mail.ts';
import type { MailEvent } from '#local/mail/post-office.ts';

const BUS = 'arn:aws:events:ap-southeast-1:111122223333:event-bus/default';
export const resources = [
  {
    logicalId: 'Domain',
    type: 'AWS::SES::EmailIdentity',
    ref: 'khoithong.example',
    properties: {
      EmailIdentity: 'khoithong.example',
      ConfigurationSetAttributes: { ConfigurationSetName: 'kt' },
    },
  },
  {
    logicalId: 'Set',
    type: 'AWS::SES::ConfigurationSet',
    ref: 'kt',
    properties: { Name: 'kt', SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] } },
  },
  {
    logicalId: 'Events',
    type: 'AWS::SES::ConfigurationSetEventDestination',
    ref: 'Events',
    properties: {
      ConfigurationSetName: 'kt',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
        EventBridgeDestination: { EventBusArn: BUS },
      },
    },
  },
];

export type MailHost = {
  mail: Mail;
  readonly base: string;
  readonly client: SESv2Client;
  readonly events: MailEvent[];
  readonly advanced: number[];
  readonly reports: string[];
  now: number;
  reopen(relayUrl?: string): Promise<void>;
  stop(): Promise<void>;
};

async function answerAws(mail: Mail, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const answer = await mail.service.handle({
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(request.headers),
    body: Buffer.from(await request.arrayBuffer()),
  });
  return new Response(new Uint8Array(Buffer.from(answer.body)), {
    status: answer.status,
    headers: { ...answer.headers },
  });
}

export async function startMail(): Promise<MailHost> {
  const directory = await mkdtemp(join(tmpdir(), 'mail-'));
  const [events, advanced, reports]: [MailEvent[], number[], string[]] = [[], [], []];
  const open = async (relayUrl?: string): Promise<Mail> =>
    openMail({
      resources,
      directory,
      clock: { now: () => host.now },
      place: { region: 'ap-southeast-1', accountId: '111122223333' },
      publish: async (event) => Promise.resolve(events.push(event)),
      advance: async (milliseconds) => {
        advanced.push(milliseconds);
        host.now += milliseconds;
        return Promise.resolve();
      },
      report: (line) => reports.push(line),
      ...(relayUrl === undefined ? {} : { relayUrl }),
    });
  let close: () => void = () => undefined;
  const base = await new Promise<string>((ready) => {
    const fetch = async (request: Request): Promise<Response> =>
      new URL(request.url).pathname.startsWith('/v2/')
        ? answerAws(host.mail, request)
        : host.mail.web(request);
    const server = serve({ fetch, port: 0 }, (info: AddressInfo) => ready(`http://127.0.0.1:${info.port}`));
    close = () => server.close();
  });
  const client = new SESv2Client({
    endpoint: base,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  const host: MailHost = {
    now: Date.parse('2024-10-18T08:02:00Z'),
    base,
    client,
    events,
    advanced,
    reports,
    mail: await open(),
    reopen: async (relayUrl) => {
      await host.mail.close();
      host.mail = await open(relayUrl);
    },
    stop: async () => {
      client.destroy();
      close();
      await host.mail.close();
    },
  };
  return host;
}
