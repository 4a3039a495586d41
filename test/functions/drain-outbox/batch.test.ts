import { afterAll, describe, expect, it, vi } from 'vitest';
import { NO_CHANGE } from '#domain/change.ts';
import { handler } from '#functions/drain-outbox/handler.ts';
import { aCase, approvalId } from '#test/domain/builders.ts';
import { type City, streamRecord } from '#test/functions/city.ts';
import { aContext } from '#test/functions/context.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
cityForAll((founded, server) => {
  city = founded;
  const { registry, outbox } = city.tableNames;
  const environment = {
    REGISTRY_TABLE: registry,
    OUTBOX_TABLE: outbox,
    UNBLOCK_PROJECT_ARN: 'arn:unblock',
    REALLOCATE_CAPITAL_ARN: 'arn:reallocate',
    PUBLIC_BASE_URL: 'https://city.example',
    MAIL_FROM: 'khoi-thong@city.example',
    MAIL_CONFIGURATION_SET: 'mails',
    AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const context = aContext('drain-outbox');

describe('a batch of the outbox stream', () => {
  it('reports the record that fails, and that one alone', async () => {
    const mail = {
      type: 'sendMail' as const,
      template: 'ask' as const,
      approvalId: approvalId(99),
      generation: 1,
    };
    const [failing] = await city.deps.commit({ ...NO_CHANGE, cases: [aCase()], effects: [mail] }, city.now);
    const id = failing?.id ?? '';
    const records = [streamRecord('gone'), streamRecord(id), streamRecord('also-gone')];
    expect(await handler({ Records: records }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: id }],
    });
    expect((await city.deps.findOutboxItem(id))?.doneAt).toBeUndefined();
  });
});
