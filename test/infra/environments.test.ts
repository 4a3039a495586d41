import { describe, expect, it } from 'vitest';
import { TABLES } from '#adapters/dynamo/tables.ts';
import { EnvironmentName, settingsOf, whatIsMissing } from '#infra/environments.ts';
import { templatesOf } from './templates.ts';

describe('production', () => {
  it('keeps tables, accounts and documents when the stack goes, and refuses their deletion', async () => {
    const { main } = await templatesOf('production');
    const tables = main.ofType('AWS::DynamoDB::Table');
    expect(tables).toHaveLength(TABLES.length);
    const pools = main.ofType('AWS::Cognito::UserPool');
    for (const table of tables) expect(table.Properties['DeletionProtectionEnabled']).toBe(true);
    for (const pool of pools) expect(pool.Properties['DeletionProtection']).toBe('ACTIVE');
    for (const { DeletionPolicy } of [...tables, ...pools, ...main.ofType('AWS::S3::Bucket')]) {
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('keeps its logs when the stack goes, but not those of a first deployment that failed: the next makes them anew', async () => {
    const { main } = await templatesOf('production');
    const logs = main.ofType('AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(0);
    for (const { DeletionPolicy, UpdateReplacePolicy } of logs) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });

  it('leaves nothing behind under a name that the next deployment needs', async () => {
    const { main } = await templatesOf('production');
    const named = main.resources.filter(
      ({ DeletionPolicy, Properties }) =>
        DeletionPolicy === 'Retain' &&
        ['TableName', 'BucketName', 'LogGroupName', 'QueueName', 'TopicName'].some(
          (name) => name in Properties,
        ),
    );
    expect(named.map(({ id }) => id)).toEqual([]);
  });

  it('can go back to any second of the last 35 days', async () => {
    const { main } = await templatesOf('production');
    for (const { Properties } of main.ofType('AWS::DynamoDB::Table')) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
      });
    }
  });
});

describe('the template', () => {
  it.each(EnvironmentName.options)(
    'of %s uses no custom resource and tells where things are',
    async (environment) => {
      const { main } = await templatesOf(environment);
      expect(
        main.resources.filter(({ Type }) => /^(Custom::|AWS::CloudFormation::Custom)/.test(Type)),
      ).toEqual([]);
      expect(main.outputs).toEqual(
        expect.arrayContaining([
          'ImportFunctionName',
          'SweepStateMachineArn',
          'PublicUrl',
          'UserPoolId',
          'UserPoolClientId',
          'SiteBucketName',
          'DocumentBucketName',
          'RegistryTableName',
          'OutboxTableName',
        ]),
      );
    },
  );
});

describe('a template', () => {
  it('is plain ASCII but for mails to people: read back from AWS, any other character is a question mark', async () => {
    const { main, edge } = await templatesOf('production');
    const others = main.resources.filter(({ Type }) => Type !== 'AWS::Cognito::UserPool');
    const { Description } = main.template.toJSON();
    const text = JSON.stringify([others, Description, edge.text]);
    expect(text.match(/[^\u0020-\u007e]+/g) ?? []).toEqual([]);
  });
});

describe('the settings of an environment', () => {
  it('in the repository are samples, which no deployment takes', () => {
    expect(whatIsMissing('production', settingsOf('production'))).toHaveLength(4);
    expect(whatIsMissing('local', settingsOf('local'))).toHaveLength(1);
  });

  it('are enough once account and addresses are the city’s', () => {
    const real = {
      ...settingsOf('production'),
      account: '123456789012',
      mailDomain: 'khoithong.hochiminhcity.gov.vn',
      mailFrom: 'khoithong@khoithong.hochiminhcity.gov.vn',
      alarmAddress: 'operator@hochiminhcity.gov.vn',
    };
    expect(whatIsMissing('production', real)).toEqual([]);
    expect(whatIsMissing('production', { ...real, mailFrom: 'a@other.gov.vn' })).toHaveLength(1);
  });
});
