/** Amazon SES and a mailbox to read: what the product sends is caught, kept and shown; nothing leaves the machine. */
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import { parseMail } from '#local/mail/definition.ts';
import type { MailEvent } from '#local/mail/post-office.ts';
import { PostOffice } from '#local/mail/post-office.ts';
import { sesService } from '#local/mail/ses.ts';
import type { CaughtMail } from '#local/mail/store.ts';
import { MailStore } from '#local/mail/store.ts';
import { mailWeb } from '#local/mail/web.ts';
import type { HostClock, LocalService } from '#local/service.ts';

export type MailOptions = {
  readonly resources: readonly ResolvedResource[];
  /** Folder of the host's data; the mails lie in `mail/mail.log` in it. */
  readonly directory: string;
  readonly clock: HostClock;
  readonly place: AwsPlace;
  /** Takes the events of the configuration sets: `EventBus.publish`. */
  publish(event: MailEvent): Promise<unknown>;
  /** Moves the host's clock forward, for the forms of the mailbox. */
  advance(milliseconds: number): Promise<void>;
  /** `smtp://user:password@host:587`: hands every mail on to a real server besides catching it. */
  readonly relayUrl?: string;
  /** One line for the host's log: the mail server did not take a mail. */
  report(line: string): void;
};

export type Mail = {
  /** `ses`, the v2 API. */
  readonly service: LocalService;
  /** Answers `/mail`, `/mail/…`, `/_local/mail`, `/_local/mail/{id}` and `/_local/mailbox`. */
  web(request: Request): Promise<Response>;
  close(): Promise<void>;
};

type Relay = { send(mail: CaughtMail, recipients: readonly string[]): Promise<void>; close(): void };

/** A mail is caught already when it is relayed: a server that refuses is reported, the sender hears nothing of it. */
function openRelay(url: string, report: (line: string) => void): Relay {
  const transport = createTransport(url);
  return {
    send: async (mail, recipients) => {
      try {
        await transport.sendMail({
          from: mail.from,
          to: mail.to,
          cc: mail.cc,
          replyTo: mail.replyTo,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          envelope: { from: mail.from, to: [...recipients] },
        });
      } catch (error) {
        report(`mail ${mail.id} was not taken by the mail server: ${String(error)}`);
      }
    },
    close: () => transport.close(),
  };
}

/** Opens the stand-in for SES. Throws `UnsupportedResource` for mail resources that it does not host. */
export async function openMail(options: MailOptions): Promise<Mail> {
  const { clock, place, resources } = options;
  const definition = parseMail(resources);
  const store = await MailStore.open(join(options.directory, 'mail', 'mail.log'));
  const relay =
    options.relayUrl === undefined ? undefined : openRelay(options.relayUrl, (line) => options.report(line));
  const office = new PostOffice({
    ...place,
    definition,
    store,
    clock,
    publish: async (event) => options.publish(event),
    relay: relay && (async (mail, recipients) => relay.send(mail, recipients)),
  });
  const parts = {
    store,
    clock,
    relayed: relay !== undefined,
    advance: async (milliseconds: number) => options.advance(milliseconds),
  };
  return {
    service: sesService({ definition, store, office, clock, place }),
    web: async (request) => mailWeb(request, parts),
    close: async () => {
      relay?.close();
      await store.close();
    },
  };
}
