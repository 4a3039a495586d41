import { describe, expect, it } from 'vitest';
import { authorize, type Verdict } from '#local/iam/evaluate.ts';
import { parsePolicy } from '#local/iam/policy.ts';
import type { Json } from '#local/json.ts';
import type { IntendedAction } from '#local/service.ts';

const table = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/T';
const roleArn = 'arn:aws:iam::000000000000:role/R';

function verdict(statements: Json, wanted: Partial<IntendedAction> = {}) {
  const principal = { roleArn, statements: parsePolicy({ Statement: statements }, 'policy') };
  return authorize(principal, [{ action: 'dynamodb:GetItem', resources: [table], ...wanted }]);
}

const messageOf = (outcome: Verdict): string => (outcome.allowed ? '' : outcome.message);

const allow = (more: Record<string, Json>): Json => [
  { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', ...more },
];
const when = (condition: Json): Json => allow({ Condition: condition });
const keys = (...leading: string[]): Partial<IntendedAction> => ({
  context: { 'dynamodb:LeadingKeys': leading },
});
const from = (arn: string): Partial<IntendedAction> => ({ context: { 'aws:SourceArn': arn } });
const leadingKeys = when({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['A', 'B'] } });
const ruleArn = 'arn:aws:events:ap-southeast-1:000000000000:rule/x';

describe('identity policies', () => {
  it.each<[string, Json, Partial<IntendedAction>, boolean]>([
    ['the very action', allow({ Action: 'dynamodb:GetItem' }), {}, true],
    ['an action in other case', allow({ Action: 'DynamoDB:getitem' }), {}, true],
    ['a wildcard', allow({ Action: ['dynamodb:Get*'] }), {}, true],
    ['another action', allow({ Action: 'dynamodb:PutItem' }), {}, false],
    ['NotAction that excludes it', allow({ Action: [], NotAction: 'dynamodb:Get*' }), {}, false],
    ['NotAction that does not', allow({ Action: [], NotAction: 'dynamodb:Put*' }), {}, true],
    ['the table', allow({ Resource: table }), {}, true],
    ['only its indexes', allow({ Resource: `${table}/index/*` }), {}, false],
    ['a ? in a resource', allow({ Resource: table.replace('table/T', 'table/?') }), {}, true],
    ['one of two resources', allow({ Resource: table }), { resources: [table, `${table}/index/I`] }, false],
    [
      'one of two resources where one is enough',
      allow({ Resource: table }),
      { resources: [`${table}2`, table], anyOf: true },
      true,
    ],
    ['NotResource', allow({ Resource: [], NotResource: `${table}2` }), {}, true],
    ['nothing at all', [], {}, false],
    ['a single statement that is no list', { Effect: 'Allow', Action: '*', Resource: '*' }, {}, true],
    ['secure transport, as on AWS', when({ Bool: { 'aws:SecureTransport': 'true' } }), {}, true],
    ['insecure transport only', when({ Bool: { 'aws:SecureTransport': 'false' } }), {}, false],
    ['leading keys, all in the list', leadingKeys, keys('A', 'B'), true],
    ['leading keys, one outside the list', leadingKeys, keys('A', 'C'), false],
    ['leading keys, none', leadingKeys, {}, true],
    [
      'ForAnyValue',
      when({ 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'A*' } }),
      keys('B', 'AX'),
      true,
    ],
    ['StringEquals on an absent key', when({ StringEquals: { 'x:y': 'z' } }), {}, false],
    ['StringEqualsIfExists on an absent key', when({ StringEqualsIfExists: { 'x:y': 'z' } }), {}, true],
    ['StringNotEquals on an absent key', when({ StringNotEquals: { 'x:y': 'z' } }), {}, true],
    ['ArnLike', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' } }), from(ruleArn), true],
    ['ArnLike of another part', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*' } }), from(ruleArn), false],
    ['Null', when({ Null: { 'aws:SourceArn': 'true' } }), {}, true],
    [
      'two conditions, one false',
      when({ Null: { a: 'true' }, Bool: { 'aws:SecureTransport': false } }),
      {},
      false,
    ],
  ])('%s', (_, statements, wanted, allowed) => {
    expect(verdict(statements, wanted).allowed).toBe(allowed);
  });

  it('names the statement that is missing', () => {
    expect(verdict(allow({ Action: 'dynamodb:PutItem' }))).toEqual({
      allowed: false,
      action: 'dynamodb:GetItem',
      resource: table,
      message:
        `User: ${roleArn} is not authorized to perform: dynamodb:GetItem on resource: ${table} because no identity-based ` +
        'policy allows the dynamodb:GetItem action; the missing statement: ' +
        `{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"${table}"}`,
    });
  });

  it('lets a deny win over every allow, and names it', () => {
    const deny: Json = { Sid: 'NoReads', Effect: 'Deny', Action: 'dynamodb:Get*', Resource: '*' };
    expect(messageOf(verdict([{ Effect: 'Allow', Action: '*', Resource: '*' }, deny]))).toContain(
      'explicit deny in an identity-based policy (statement NoReads)',
    );
  });

  it('needs the permissions boundary to allow as well', () => {
    const statements = parsePolicy({ Statement: allow({}) }, 'policy');
    const boundary = parsePolicy({ Statement: allow({ Action: 's3:*' }) }, 'boundary');
    const wanted = [{ action: 'dynamodb:GetItem', resources: [table] }];
    expect(messageOf(authorize({ roleArn, statements, boundary }, wanted))).toContain(
      'no permissions boundary allows',
    );
  });

  it('refuses a policy that it could not enforce', () => {
    expect(() =>
      parsePolicy({ Statement: when({ IpAddress: { 'aws:SourceIp': '1.2.3.4' } }) }, 'P (Policy)'),
    ).toThrow('P (Policy): the host does not know the condition IpAddress');
    expect(() => parsePolicy({ Statement: [{ Effect: 'Maybe' }] }, 'P')).toThrow('P: not a policy document');
  });
});
