import { createServer } from 'node:net';
import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import {
  DeleteSuppressedDestinationCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { MailHost } from './samples.ts';
import { startMail } from './samples.ts';

let host: MailHost;
beforeEach(async () => {
  host = await startMail();
});
afterEach(async () => host.stop());

const FROM = 'Khơi Thông <xu-ly@khoithong.example>';
const simple = (to: string, more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: FROM,
  Destination: { ToAddresses: [to] },
  Content: {
    Simple: {
      Subject: { Data: '[Khơi Thông] Xin ý kiến trước 23/10: Bờ Bắc kênh Đôi' },
      Body: { Text: { Data: 'Kính gửi' }, Html: { Data: '<p>Kính gửi</p>' } },
      Headers: [{ Name: 'X-Case', Value: 'HS-2024-0002' }],
    },
  },
  EmailTags: [{ Name: 'approval', Value: 'A-1' }],
  ...more,
});
const send = async (input: SendEmailCommandInput) => host.client.send(new SendEmailCommand(input));

const listSchema = z.array(
  z.looseObject({ id: z.string(), to: z.array(z.string()), delivery: z.record(z.string(), z.string()) }),
);
const list = async (query = '') =>
  listSchema.parse(await (await fetch(`${host.base}/_local/mail${query}`)).json());
const mark = async (body: object) =>
  fetch(`${host.base}/_local/mailbox`, { method: 'POST', body: JSON.stringify(body) });
const kinds = (): string[] => host.events.map(({ detailType }) => detailType);

test('a mail is caught with all that it says, and comes back after a restart', async () => {
  const { MessageId } = await send(simple('Chủ tịch UBND Quận 8 <q8@hcm.example>'));
  const expected = {
    id: MessageId,
    from: FROM,
    to: ['Chủ tịch UBND Quận 8 <q8@hcm.example>'],
    subject: '[Khơi Thông] Xin ý kiến trước 23/10: Bờ Bắc kênh Đôi',
    text: 'Kính gửi',
    html: '<p>Kính gửi</p>',
    at: '2024-10-18T08:02:00.000Z',
    tags: { approval: 'A-1' },
    headers: [{ name: 'X-Case', value: 'HS-2024-0002' }],
    configurationSet: 'kt',
    delivery: { 'q8@hcm.example': 'delivered' },
  };
  expect(await list()).toEqual([expect.objectContaining(expected)]);
  await host.reopen();
  expect(await list()).toEqual([expect.objectContaining(expected)]);
  const one: unknown = await (await fetch(`${host.base}/_local/mail/${MessageId}`)).json();
  expect(one).toMatchObject(expected);
  expect((await fetch(`${host.base}/_local/mail/none`)).status).toBe(404);
});

test('a raw mail is read: encoded words, quoted-printable, both parts', async () => {
  const mime = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: FROM,
    to: 'Sở Xây dựng <sxd@hcm.example>',
    subject: 'Nhắc lần 1: Cầu Cần Giờ',
    text: 'Đã quá hạn 3 ngày',
    html: '<b>Đã quá hạn</b>',
  });
  const raw = z.instanceof(Buffer).parse(mime.message);
  await send({ Content: { Raw: { Data: raw } } });
  expect(await list()).toMatchObject([
    {
      subject: 'Nhắc lần 1: Cầu Cần Giờ',
      text: 'Đã quá hạn 3 ngày',
      html: '<b>Đã quá hạn</b>',
      delivery: { 'sxd@hcm.example': 'delivered' },
    },
  ]);
});

test('events go to the bus in the shape of SES', async () => {
  const { MessageId } = await send(simple('bounce@simulator.amazonses.com'));
  expect(kinds()).toEqual(['Email Sent', 'Email Bounced']);
  expect(host.events[1]).toMatchObject({
    source: 'aws.ses',
    bus: 'arn:aws:events:ap-southeast-1:111122223333:event-bus/default',
    resources: ['arn:aws:ses:ap-southeast-1:111122223333:identity/khoithong.example'],
    detail: {
      eventType: 'Bounce',
      mail: {
        messageId: MessageId,
        destination: ['bounce@simulator.amazonses.com'],
        tags: { approval: ['A-1'], 'ses:configuration-set': ['kt'] },
        timestamp: '2024-10-18T08:02:00.000Z',
        commonHeaders: { subject: '[Khơi Thông] Xin ý kiến trước 23/10: Bờ Bắc kênh Đôi' },
      },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: 'bounce@simulator.amazonses.com' }],
      },
    },
  });
});

test.each([
  ['success@simulator.amazonses.com', ['Email Sent', 'Email Delivered'], 'delivered'],
  ['bounce+case-7@simulator.amazonses.com', ['Email Sent', 'Email Bounced'], 'bounced'],
  [
    'complaint@simulator.amazonses.com',
    ['Email Sent', 'Email Delivered', 'Email Complaint Received'],
    'complained',
  ],
  ['suppressionlist@simulator.amazonses.com', ['Email Sent', 'Email Bounced'], 'suppressed'],
])('%s behaves as at AWS', async (address, types, outcome) => {
  await send(simple(address));
  expect(kinds()).toEqual(types);
  expect((await list())[0]?.delivery).toEqual({ [address]: outcome });
  expect(
    (await host.client.send(new ListSuppressedDestinationsCommand({}))).SuppressedDestinationSummaries,
  ).toEqual([]);
});

test('a marked mailbox bounces, is suppressed from then on, and works again when it accepts', async () => {
  await mark({ bounce: ['Old@hcm.example'] });
  await host.reopen();
  for (let n = 0; n < 2; n += 1) await send(simple('old@hcm.example'));
  expect((await list()).map(({ delivery }) => Object.values(delivery))).toEqual([
    ['suppressed'],
    ['bounced'],
  ]);
  expect(host.events.at(-1)).toMatchObject({
    detail: { bounce: { bounceSubType: 'OnAccountSuppressionList' } },
  });
  expect(await (await mark({ accept: ['old@hcm.example'] })).json()).toEqual({ bounce: [], complain: [] });
  await send(simple('old@hcm.example'));
  expect((await list())[0]?.delivery).toEqual({ 'old@hcm.example': 'delivered' });
});

test('a complaint suppresses too', async () => {
  await mark({ complain: ['angry@hcm.example'] });
  await send(simple('angry@hcm.example'));
  const command = new GetSuppressedDestinationCommand({ EmailAddress: 'angry@hcm.example' });
  expect((await host.client.send(command)).SuppressedDestination).toMatchObject({ Reason: 'COMPLAINT' });
});

test('the suppression list through the API', async () => {
  const EmailAddress = 'a+b@hcm.example';
  await host.client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
  await host.reopen();
  const found = await host.client.send(new GetSuppressedDestinationCommand({ EmailAddress }));
  expect(found.SuppressedDestination).toMatchObject({
    EmailAddress,
    Reason: 'BOUNCE',
    LastUpdateTime: new Date(host.now),
  });
  await host.client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
  await expect(host.client.send(new GetSuppressedDestinationCommand({ EmailAddress }))).rejects.toMatchObject(
    {
      name: 'NotFoundException',
    },
  );
});

test('an identity of the template is verified, another is not found', async () => {
  const found = await host.client.send(new GetEmailIdentityCommand({ EmailIdentity: 'khoithong.example' }));
  expect(found).toMatchObject({ IdentityType: 'DOMAIN', VerifiedForSendingStatus: true });
  const missing = new GetEmailIdentityCommand({ EmailIdentity: 'other.example' });
  await expect(host.client.send(missing)).rejects.toMatchObject({ name: 'NotFoundException' });
});

const body = { Text: { Data: 'x' } };
test.each<[string, Partial<SendEmailCommandInput>, string]>([
  ['a sender that is no identity', { FromEmailAddress: 'x@elsewhere.example' }, 'MessageRejected'],
  ['an unknown configuration set', { ConfigurationSetName: 'none' }, 'NotFoundException'],
  ['no recipient', { Destination: {} }, 'BadRequestException'],
  [
    '51 recipients',
    { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@x.example`) } },
    'BadRequestException',
  ],
  ['a local part with marks', { Destination: { ToAddresses: ['quận8@hcm.example'] } }, 'BadRequestException'],
  ['a domain with marks', { Destination: { ToAddresses: ['q8@quận.example'] } }, 'BadRequestException'],
  ['an address without a domain', { Destination: { ToAddresses: ['q8'] } }, 'BadRequestException'],
  ['a tag value with marks', { EmailTags: [{ Name: 'office', Value: 'Quận 8' }] }, 'BadRequestException'],
  ['no body', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }, 'BadRequestException'],
  [
    'a header with marks',
    {
      Content: {
        Simple: { Subject: { Data: 'x' }, Body: body, Headers: [{ Name: 'X-Unit', Value: 'Quận' }] },
      },
    },
    'BadRequestException',
  ],
])('%s is refused', async (_, more, name) => {
  await expect(send(simple('q8@hcm.example', more))).rejects.toMatchObject({ name });
  expect(await list()).toEqual([]);
});

test('an intent names the identity and the configuration set', () => {
  const request = (content: object) => ({
    method: 'POST',
    path: '/v2/email/outbound-emails',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify({ FromEmailAddress: FROM, Content: content })),
  });
  const arn = 'arn:aws:ses:ap-southeast-1:111122223333';
  const resources = [`${arn}:identity/khoithong.example`, `${arn}:configuration-set/kt`];
  const raw = { Raw: { Data: '' } };
  expect(host.mail.service.intent(request({}))).toMatchObject([{ action: 'ses:SendEmail', resources }]);
  expect(host.mail.service.intent(request(raw)).map(({ action }) => action)).toEqual([
    'ses:SendEmail',
    'ses:SendRawEmail',
  ]);
});

test('the list filters by recipient and time, newest first, with a limit', async () => {
  for (const to of ['a@x.example', 'aa@x.example', 'a@x.example']) {
    await send(simple(to));
    host.now += 60_000;
  }
  expect(await list('?to=a@x.example')).toHaveLength(2);
  expect(await list('?since=2024-10-18T08:03:00Z')).toHaveLength(2);
  const limited = await fetch(`${host.base}/_local/mail?limit=1`);
  expect(limited.headers.get('x-total-count')).toBe('3');
  expect(await limited.json()).toMatchObject([{ at: '2024-10-18T08:04:00.000Z' }]);
  const wrong = await fetch(`${host.base}/_local/mail?limit=0`);
  expect([wrong.status, wrong.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
});

test.each([{ bounce: 'a@b.example' }, { refuse: [] }, { bounce: ['nobody'] }])(
  'a mark %j is a problem',
  async (wrong) => {
    const answer = await mark(wrong);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'mailbox-invalid' }]);
  },
);

test('a relay gets the mail for those who can be reached; one that is down is reported', async () => {
  const received: string[] = [];
  const smtp = createServer((socket) => {
    socket.write('220 here\r\n');
    let data = false;
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n')) {
        received.push(line);
        if (data && line === '.') socket.write('250 taken\r\n');
        if (line === 'DATA') {
          data = true;
          socket.write('354 go\r\n');
        } else if (!data && line !== '') socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  });
  const port = await new Promise<number>((ready) => {
    smtp.listen(0, '127.0.0.1', () => ready(z.object({ port: z.number() }).parse(smtp.address()).port));
  });
  await host.reopen(`smtp://127.0.0.1:${port}`);
  await mark({ bounce: ['gone@x.example'] });
  await send(
    simple('q8@hcm.example', { Destination: { ToAddresses: ['q8@hcm.example', 'gone@x.example'] } }),
  );
  expect(received.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<q8@hcm.example>']);
  await new Promise<void>((closed) => smtp.close(() => closed()));
  await send(simple('q8@hcm.example'));
  expect(host.reports).toEqual([expect.stringMatching(/was not taken by the mail server/)]);
  expect(await list()).toHaveLength(2);
});
