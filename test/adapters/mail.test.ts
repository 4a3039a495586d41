import { BadRequestException, MessageRejected, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createMail } from '#adapters/mail.ts';
import { ApprovalId } from '#domain/ids.ts';

const ses = mockClient(SESv2Client);
const mail = createMail(new SESv2Client({ region: 'ap-southeast-1' }), {
  from: 'khoithong@city.example',
  configurationSet: 'khoi-thong',
});
const ASK = {
  to: 'a@district.example',
  subject: 'Đề nghị tháo gỡ',
  html: '<p>Kính gửi</p>',
  text: 'Kính gửi',
  tags: { template: 'ask', approvalId: ApprovalId.parse('YK0123456789'), generation: 2 },
} as const;
const said = { message: 'no', $metadata: {} };

beforeEach(() => {
  ses.reset();
});

test('a mail carries both bodies, its configuration set and the tags that lead back to its approval', async () => {
  ses.on(SendEmailCommand).resolves({ MessageId: 'm-1' });
  expect(await mail.sendMail(ASK)).toEqual({ outcome: 'sent', messageId: 'm-1' });
  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toEqual({
    FromEmailAddress: 'khoithong@city.example',
    Destination: { ToAddresses: ['a@district.example'] },
    ConfigurationSetName: 'khoi-thong',
    Content: {
      Simple: {
        Subject: { Data: 'Đề nghị tháo gỡ', Charset: 'UTF-8' },
        Body: {
          Html: { Data: '<p>Kính gửi</p>', Charset: 'UTF-8' },
          Text: { Data: 'Kính gửi', Charset: 'UTF-8' },
        },
      },
    },
    EmailTags: [
      { Name: 'template', Value: 'ask' },
      { Name: 'approvalId', Value: 'YK0123456789' },
      { Name: 'generation', Value: '2' },
    ],
  });
});

test('a notice has no approval to lead back to', async () => {
  ses.on(SendEmailCommand).resolves({ MessageId: 'm-2' });
  await mail.sendMail({ ...ASK, tags: { template: 'notice' } });
  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input.EmailTags).toEqual([
    { Name: 'template', Value: 'notice' },
  ]);
});

test('an address that is none is an answer, any other failure is thrown', async () => {
  ses.on(SendEmailCommand).rejectsOnce(new BadRequestException(said)).rejects(new Error('down'));
  expect(await mail.sendMail(ASK)).toEqual({ outcome: 'refused', reason: 'no' });
  await expect(mail.sendMail(ASK)).rejects.toThrow('down');
});

test('a domain of ours that is not verified, or the sandbox, is nothing to hold against an address', async () => {
  const message = `Email address is not verified. The following identities failed the check: ${ASK.to}`;
  ses.on(SendEmailCommand).rejects(new MessageRejected({ message, $metadata: {} }));
  await expect(mail.sendMail(ASK)).rejects.toThrow('not verified');
});
