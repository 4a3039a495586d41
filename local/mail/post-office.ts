/**
 * What becomes of a mail: caught, delivered, bounced, complained about or dropped, with the events that SES would publish.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html (mailbox simulator)
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html (events)
 */

import type { ConfigurationSet, MailDefinition, MailEventType } from '#local/mail/definition.ts';
import { identityFor } from '#local/mail/definition.ts';
import type { OutgoingMail } from '#local/mail/outgoing.ts';
import { bareAddress } from '#local/mail/outgoing.ts';
import type { CaughtMail, MailStore, Outcome } from '#local/mail/store.ts';
import type { HostClock } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

/** An event for EventBridge, as `EventBus.publish` takes it. */
export type MailEvent = {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
  readonly bus: string;
};

export type PostOfficePorts = {
  readonly definition: MailDefinition;
  readonly store: MailStore;
  readonly clock: HostClock;
  readonly region: string;
  readonly accountId: string;
  /** Resolves once the event is kept. */
  publish(event: MailEvent): Promise<unknown>;
  /** Hands the mail on to a real mail server, where one is configured; only for addresses that take mail. */
  relay?: ((mail: CaughtMail, recipients: readonly string[]) => Promise<void>) | undefined;
};

const DETAIL_TYPE: Readonly<Record<MailEventType, string>> = {
  SEND: 'Email Sent',
  DELIVERY: 'Email Delivered',
  BOUNCE: 'Email Bounced',
  COMPLAINT: 'Email Complaint Received',
  REJECT: 'Email Rejected',
};
const EVENT_TYPE: Readonly<Record<MailEventType, string>> = {
  SEND: 'Send',
  DELIVERY: 'Delivery',
  BOUNCE: 'Bounce',
  COMPLAINT: 'Complaint',
  REJECT: 'Reject',
};
/** What an account that was never configured otherwise suppresses. */
const ACCOUNT_REASONS: readonly string[] = ['BOUNCE', 'COMPLAINT'];
const SIMULATOR: Readonly<Record<string, Outcome>> = {
  bounce: 'bounced',
  complaint: 'complained',
  suppressionlist: 'suppressed',
};

function simulated(address: string): Outcome | undefined {
  const [local = '', domain] = address.toLowerCase().split('@');
  // Labels after a plus sign are allowed: bounce+case-7@simulator.amazonses.com.
  return domain === 'simulator.amazonses.com'
    ? (SIMULATOR[local.split('+')[0] ?? ''] ?? 'delivered')
    : undefined;
}

export class PostOffice {
  readonly #ports: PostOfficePorts;

  constructor(ports: PostOfficePorts) {
    this.#ports = ports;
  }

  /** The configuration set that counts for a mail. Throws NotFoundException, SendingPausedException, MessageRejected. */
  checkSender(from: string, configurationSet: string | undefined): ConfigurationSet | undefined {
    const { definition, region } = this.#ports;
    const identity = identityFor(definition, bareAddress(from));
    if (identity === undefined) {
      const reason = `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${from}`;
      throw new AwsFault('MessageRejected', reason);
    }
    const name = configurationSet ?? definition.identities.get(identity);
    if (name === undefined) return undefined;
    const set = definition.configurationSets.get(name);
    if (set === undefined)
      throw new AwsFault('NotFoundException', `Configuration set <${name}> does not exist.`, 404);
    if (!set.sendingEnabled) {
      throw new AwsFault('SendingPausedException', `Sending is paused for configuration set <${name}>.`);
    }
    return set;
  }

  /** Catches the mail, works out what every mailbox does with it, publishes the events. Resolves with the message id. */
  async post(mail: OutgoingMail): Promise<string> {
    const { store, clock, relay } = this.#ports;
    const set = this.checkSender(mail.from, mail.configurationSet);
    const recipients = [...mail.to, ...mail.cc, ...mail.bcc].map(bareAddress);
    const outcomes = Object.fromEntries(
      recipients.map((address) => [address, this.#outcome(address)] as const),
    );
    const { text, html, configurationSet: _, ...rest } = mail;
    const caught = await store.add({
      ...rest,
      to: [...mail.to],
      cc: [...mail.cc],
      bcc: [...mail.bcc],
      replyTo: [...mail.replyTo],
      headers: [...mail.headers],
      at: clock.now(),
      outcomes,
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...(set === undefined ? {} : { configurationSet: set.name }),
    });
    await this.#suppressAfter(caught, set);
    await this.#publishAll(caught, set);
    const reached = recipients.filter((address) => outcomes[address] === 'delivered');
    if (relay !== undefined && reached.length > 0) await relay(caught, reached);
    return caught.id;
  }

  #outcome(address: string): Outcome {
    const { store } = this.#ports;
    const scripted = simulated(address);
    if (scripted !== undefined) return scripted;
    if (store.suppression(address) !== undefined) return 'suppressed';
    const mark = store.markOf(address);
    if (mark === undefined) return 'delivered';
    return mark === 'bounce' ? 'bounced' : 'complained';
  }

  /** Hard bounces and complaints put an address on the list, where the set says so; the simulator's never do. */
  async #suppressAfter(mail: CaughtMail, set: ConfigurationSet | undefined): Promise<void> {
    const reasons = { bounced: 'BOUNCE', complained: 'COMPLAINT' } as const;
    for (const [address, outcome] of Object.entries(mail.outcomes)) {
      if (outcome !== 'bounced' && outcome !== 'complained') continue;
      const reason = reasons[outcome];
      if (simulated(address) !== undefined || !(set?.suppressedReasons ?? ACCOUNT_REASONS).includes(reason))
        continue;
      await this.#ports.store.suppress({ address, reason, at: mail.at });
    }
  }

  async #publishAll(mail: CaughtMail, set: ConfigurationSet | undefined): Promise<void> {
    const by = (outcome: Outcome): readonly string[] =>
      Object.keys(mail.outcomes).filter((address) => mail.outcomes[address] === outcome);
    const at = new Date(mail.at).toISOString();
    await this.#publish(mail, set, { type: 'SEND', body: {} });
    const delivered = [...by('delivered'), ...by('complained')];
    if (delivered.length > 0) {
      const delivery = {
        timestamp: at,
        processingTimeMillis: 0,
        recipients: delivered,
        smtpResponse: '250 OK',
      };
      await this.#publish(mail, set, { type: 'DELIVERY', body: { delivery } });
    }
    for (const [outcome, bounceSubType] of [
      ['bounced', 'General'],
      ['suppressed', 'OnAccountSuppressionList'],
    ] as const) {
      if (by(outcome).length === 0) continue;
      const bouncedRecipients = by(outcome).map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode:
          outcome === 'bounced'
            ? 'smtp; 550 5.1.1 user unknown'
            : 'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
      }));
      const bounce = {
        bounceType: 'Permanent',
        bounceSubType,
        bouncedRecipients,
        timestamp: at,
        feedbackId: `${mail.id}-b`,
      };
      await this.#publish(mail, set, { type: 'BOUNCE', body: { bounce } });
    }
    if (by('complained').length > 0) {
      const complainedRecipients = by('complained').map((emailAddress) => ({ emailAddress }));
      const complaint = {
        complainedRecipients,
        complaintFeedbackType: 'abuse',
        timestamp: at,
        feedbackId: `${mail.id}-c`,
      };
      await this.#publish(mail, set, { type: 'COMPLAINT', body: { complaint } });
    }
  }

  async #publish(
    mail: CaughtMail,
    set: ConfigurationSet | undefined,
    event: { readonly type: MailEventType; readonly body: object },
  ): Promise<void> {
    const { region, accountId, definition } = this.#ports;
    const identity = identityFor(definition, bareAddress(mail.from)) ?? '';
    const arn = `arn:aws:ses:${region}:${accountId}:identity/${identity}`;
    for (const { busArn, types } of set?.destinations ?? []) {
      if (!types.includes(event.type)) continue;
      await this.#ports.publish({
        source: 'aws.ses',
        detailType: DETAIL_TYPE[event.type],
        bus: busArn,
        resources: [arn],
        detail: { eventType: EVENT_TYPE[event.type], mail: mailDetail(mail, arn, accountId), ...event.body },
      });
    }
  }
}

function mailDetail(mail: CaughtMail, sourceArn: string, sendingAccountId: string): object {
  const lists = Object.entries({
    ...mail.tags,
    ...(mail.configurationSet === undefined ? {} : { 'ses:configuration-set': mail.configurationSet }),
    'ses:from-domain': bareAddress(mail.from).split('@')[1] ?? '',
  }).map(([name, value]) => [name, [value]] as const);
  return {
    timestamp: new Date(mail.at).toISOString(),
    source: mail.from,
    sourceArn,
    sendingAccountId,
    messageId: mail.id,
    destination: Object.keys(mail.outcomes),
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject: mail.subject },
    tags: Object.fromEntries(lists),
  };
}
