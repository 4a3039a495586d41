import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { MailTemplate } from '#domain/effect.ts';
import type { ApprovalId, CaseId, MoveId } from '#domain/ids.ts';

/** One mail to one address. */
export type OutgoingMail = {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Comes back with every event about the mail, so that a bounce finds its approval. A notice has no approval. */
  readonly tags: {
    readonly template: MailTemplate;
    readonly approvalId?: ApprovalId | undefined;
    readonly generation?: number | undefined;
    /** Our own id of the mail, known before SES gives one. */
    readonly mailId?: string | undefined;
    /** The case or move that the mail is about, and when its answer is due (epoch milliseconds): for whoever reads mailboxes. */
    readonly subject?: CaseId | MoveId | undefined;
    readonly due?: number | undefined;
  };
};

/** `refused`: the address is none, so trying again is of no use. */
export type SendResult =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'refused'; readonly reason: string };

export type Mail = {
  /**
   * Hands the mail to SES, which has no idempotency token: a call whose answer is lost can send twice.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
   */
  sendMail(mail: OutgoingMail): Promise<SendResult>;
};

export type MailSettings = { readonly from: string; readonly configurationSet: string };

/**
 * What SES says of an address that is none. `MessageRejected` is not among it: so SES answers while our own domain is not
 * (or no longer) verified, or the account is in the sandbox, whomever the mail is for. That is the operator's to mend.
 * https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
const BAD_ADDRESS = 'BadRequestException';

function command({ to, subject, html, text, tags }: OutgoingMail, settings: MailSettings): SendEmailCommand {
  const content = (data: string) => ({ Data: data, Charset: 'UTF-8' });
  return new SendEmailCommand({
    FromEmailAddress: settings.from,
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: settings.configurationSet,
    Content: {
      Simple: { Subject: content(subject), Body: { Html: content(html), Text: content(text) } },
    },
    EmailTags: Object.entries(tags).flatMap(([Name, value]) =>
      value === undefined ? [] : [{ Name, Value: String(value) }],
    ),
  });
}

export function createMail(client: SESv2Client, settings: MailSettings): Mail {
  return {
    sendMail: async (mail) => {
      try {
        const { MessageId } = await client.send(command(mail, settings));
        if (MessageId === undefined) throw new Error('SES took the mail and gave it no id');
        return { outcome: 'sent', messageId: MessageId };
      } catch (error) {
        if (error instanceof Error && error.name === BAD_ADDRESS) {
          return { outcome: 'refused', reason: error.message };
        }
        throw error;
      }
    },
  };
}
