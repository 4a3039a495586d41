/**
 * Reads a SendEmail request as Amazon SES does: what it takes, what it refuses and with which error.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */

import type { Address } from 'postal-mime';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { parseBody } from '#local/http/aws-answers.ts';
import { AwsFault } from '#local/service.ts';

export type MailHeader = { readonly name: string; readonly value: string };

/** A mail as it was handed to SES, before anybody decides what becomes of it. */
export type OutgoingMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly headers: readonly MailHeader[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
};

const BAD = 'BadRequestException';
const content = z.object({ Data: z.string(), Charset: z.string().optional() });
const addresses = z.array(z.string()).default([]);
const sendSchema = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .prefault({}),
  ReplyToAddresses: addresses,
  Content: z.object({
    Simple: z
      .object({
        Subject: content,
        Body: z.object({ Text: content.optional(), Html: content.optional() }),
        Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
      })
      .optional(),
    Raw: z.object({ Data: z.base64() }).optional(),
  }),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  ConfigurationSetName: z.string().optional(),
});
export type SendInput = z.infer<typeof sendSchema>;

/** 40 MB with all parts, as SES v2 counts. */
const LARGEST_MAIL = 40 * 1024 * 1024;
const MOST_RECIPIENTS = 50;
const MOST_HEADERS = 15;
const LONGEST_HEADER = 995;

function refuse(message: string): never {
  throw new AwsFault(BAD, message);
}

/** `Tên <a@b>` or `a@b` → `a@b`. */
export function bareAddress(address: string): string {
  return (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim();
}

function checkAddress(address: string): void {
  const bare = bareAddress(address);
  const at = bare.lastIndexOf('@');
  const [local, domain] = [bare.slice(0, at), bare.slice(at + 1)];
  if (at < 1 || domain === '' || /\s/.test(bare)) refuse(`Missing final '@domain': ${address}`);
  if (!/^[\x21-\x7e]+$/.test(local))
    refuse(`Local address contains control or non-ASCII characters: ${address}`);
  if (!/^[\x21-\x7e]+$/.test(domain)) refuse(`Domain contains illegal character; use Punycode: ${address}`);
}

function checkTags(tags: SendInput['EmailTags']): void {
  for (const { Name, Value } of tags) {
    if (!/^[\w-]{1,256}$/.test(Name)) refuse(`Invalid email tag name: ${Name}`);
    if (!/^[\w.@-]{1,256}$/.test(Value)) refuse(`Invalid email tag value: ${Value}`);
  }
}

function checkHeaders(headers: readonly { readonly Name: string; readonly Value: string }[]): void {
  if (headers.length > MOST_HEADERS) refuse(`At most ${MOST_HEADERS} headers are allowed`);
  for (const { Name, Value } of headers) {
    if (!/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(Name)) refuse(`Invalid header name: ${Name}`);
    if (Value.length > LONGEST_HEADER || !/^[\x20-\x7e]+$/.test(Value))
      refuse(`Invalid value of header ${Name}`);
  }
}

export function parseSend(body: Buffer): SendInput {
  return parseBody(sendSchema, body, BAD);
}

/** The sender of a request whose mail is not read yet; a raw mail may name it in its From header only. */
export function senderOf(input: SendInput): string {
  if (input.FromEmailAddress !== undefined) return bareAddress(input.FromEmailAddress);
  const head =
    Buffer.from(input.Content.Raw?.Data ?? '', 'base64')
      .toString('utf8')
      .split(/\r?\n\r?\n/)[0] ?? '';
  const from = /^from:\s*(.+(?:\r?\n[ \t].+)*)/im.exec(head)?.[1];
  return bareAddress(from ?? refuse('FromEmailAddress is required'));
}

type Parsed = Pick<
  OutgoingMail,
  'subject' | 'text' | 'html' | 'headers' | 'to' | 'cc' | 'bcc' | 'replyTo' | 'from'
>;

function readSimple(input: SendInput): Parsed {
  const simple = input.Content.Simple ?? refuse('Content must have one of Simple and Raw');
  if (simple.Body.Text === undefined && simple.Body.Html === undefined) refuse('Body must have Text or Html');
  checkHeaders(simple.Headers);
  return {
    from: input.FromEmailAddress ?? refuse('FromEmailAddress is required'),
    to: input.Destination.ToAddresses,
    cc: input.Destination.CcAddresses,
    bcc: input.Destination.BccAddresses,
    replyTo: input.ReplyToAddresses,
    subject: simple.Subject.Data,
    text: simple.Body.Text?.Data,
    html: simple.Body.Html?.Data,
    headers: simple.Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
  };
}

function addressTexts(list: readonly Address[] | undefined): readonly string[] {
  return (list ?? []).flatMap(({ name, address, group }): readonly string[] => {
    if (address === undefined) return addressTexts(group);
    return [name === '' ? address : `${name} <${address}>`];
  });
}

async function readRaw(input: SendInput): Promise<Parsed> {
  const mime = await PostalMime.parse(Buffer.from(input.Content.Raw?.Data ?? '', 'base64'));
  const given = input.Destination;
  const named = given.ToAddresses.length + given.CcAddresses.length + given.BccAddresses.length > 0;
  return {
    from:
      addressTexts(mime.from === undefined ? [] : [mime.from])[0] ??
      input.FromEmailAddress ??
      refuse('Missing From'),
    to: named ? given.ToAddresses : addressTexts(mime.to),
    cc: named ? given.CcAddresses : addressTexts(mime.cc),
    bcc: named ? given.BccAddresses : addressTexts(mime.bcc),
    replyTo: addressTexts(mime.replyTo),
    subject: mime.subject ?? '',
    text: mime.text?.trimEnd(),
    html: mime.html?.trimEnd(),
    headers: mime.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

/** The whole mail. Throws an AwsFault (BadRequestException) for what SES would refuse. */
export async function readMail(input: SendInput): Promise<OutgoingMail> {
  const mail = input.Content.Raw === undefined ? readSimple(input) : await readRaw(input);
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
  if (recipients.length === 0) refuse('At least one recipient is required');
  if (recipients.length > MOST_RECIPIENTS) refuse(`Recipient count exceeds ${MOST_RECIPIENTS}`);
  for (const address of [mail.from, ...recipients, ...mail.replyTo]) checkAddress(address);
  checkTags(input.EmailTags);
  if (Buffer.byteLength(`${mail.text ?? ''}${mail.html ?? ''}`) > LARGEST_MAIL)
    refuse('Message is longer than 40 MB');
  return {
    ...mail,
    tags: Object.fromEntries(input.EmailTags.map(({ Name, Value }) => [Name, Value] as const)),
    configurationSet: input.ConfigurationSetName,
  };
}
