import * as z from 'zod';
import { MailTemplate } from '#domain/effect.ts';
import { ApprovalId } from '#domain/ids.ts';

const recipients = z.array(z.object({ emailAddress: z.string().min(3).max(254) })).min(1);

/**
 * What SES tells through EventBridge about one mail, as far as it is used here; tags are those that `adapters/mail.ts`
 * sets. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const MailEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string().min(1).max(200),
      destination: z.array(z.string()).min(1),
      timestamp: z.iso.datetime({ offset: true }),
      tags: z
        .object({
          approvalId: z.array(ApprovalId).min(1).optional(),
          template: z.array(MailTemplate).min(1).optional(),
          mailId: z.array(z.string().min(1).max(200)).min(1).optional(),
        })
        .optional(),
    }),
    bounce: z
      .object({ bounceType: z.string(), bounceSubType: z.string(), bouncedRecipients: recipients })
      .optional(),
    complaint: z.object({ complainedRecipients: recipients }).optional(),
  }),
});
export type MailEvent = z.infer<typeof MailEvent>;
