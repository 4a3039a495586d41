import { expect, test } from 'vitest';
import { InvalidPattern, matchesPattern } from '#local/events/pattern.ts';

const event = {
  source: 'aws.ses',
  'detail-type': 'Email Bounced',
  resources: ['arn:one', 'arn:two'],
  detail: {
    eventType: 'Bounce',
    count: 7,
    ratio: 0.5,
    flag: true,
    nothing: null,
    ip: '10.0.0.77',
    path: 'a/b/c.json',
    mail: { tags: { kind: ['ask', 'reminder'] } },
    list: [
      { id: 1, name: 'x' },
      { id: 2, name: 'y' },
    ],
  },
};

test.each<[string, unknown, boolean]>([
  ['an equal string', { source: ['aws.ses'] }, true],
  ['one of several', { source: ['other', 'aws.ses'] }, true],
  ['another case', { source: ['AWS.SES'] }, false],
  ['two fields, one wrong', { source: ['aws.ses'], 'detail-type': ['Email Sent'] }, false],
  ['a number', { detail: { count: [7] } }, true],
  ['a number as text', { detail: { count: ['7'] } }, false],
  ['a boolean', { detail: { flag: [true] } }, true],
  ['null', { detail: { nothing: [null] } }, true],
  ['null for a missing field', { detail: { missing: [null] } }, false],
  ['one element of an array', { resources: ['arn:two'] }, true],
  ['an element of a nested array', { detail: { mail: { tags: { kind: ['reminder'] } } } }, true],
  ['a field of one object in an array', { detail: { list: { name: ['y'] } } }, true],
  ['two fields of the same object in an array', { detail: { list: { id: [1], name: ['x'] } } }, true],
  ['two fields of different objects', { detail: { list: { id: [1], name: ['y'] } } }, false],
  ['prefix', { detail: { eventType: [{ prefix: 'Bou' }] } }, true],
  ['prefix of another case', { detail: { eventType: [{ prefix: 'bou' }] } }, false],
  ['prefix without case', { detail: { eventType: [{ prefix: { 'equals-ignore-case': 'bOU' } }] } }, true],
  ['suffix', { detail: { path: [{ suffix: '.json' }] } }, true],
  ['equals-ignore-case', { detail: { eventType: [{ 'equals-ignore-case': 'BOUNCE' }] } }, true],
  ['wildcard', { detail: { path: [{ wildcard: 'a/*/c.*' }] } }, true],
  ['wildcard that does not fit', { detail: { path: [{ wildcard: 'b/*' }] } }, false],
  ['anything-but one', { source: [{ 'anything-but': 'aws.s3' }] }, true],
  ['anything-but the value', { source: [{ 'anything-but': ['aws.s3', 'aws.ses'] }] }, false],
  ['anything-but a number', { detail: { count: [{ 'anything-but': [1, 2] }] } }, true],
  ['anything-but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
  ['anything-but a wildcard', { detail: { path: [{ 'anything-but': { wildcard: '*.xml' } }] } }, true],
  ['anything-but for a missing field', { detail: { missing: [{ 'anything-but': 'x' }] } }, false],
  ['numeric range', { detail: { count: [{ numeric: ['>', 0, '<=', 7] }] } }, true],
  ['numeric equal', { detail: { ratio: [{ numeric: ['=', 0.5] }] } }, true],
  ['numeric outside', { detail: { count: [{ numeric: ['<', 7] }] } }, false],
  ['numeric on text', { detail: { eventType: [{ numeric: ['>', 0] }] } }, false],
  ['exists', { detail: { count: [{ exists: true }] } }, true],
  ['exists for a missing field', { detail: { missing: [{ exists: true }] } }, false],
  ['not exists', { detail: { missing: [{ exists: false }] } }, true],
  ['not exists in a missing object', { other: { missing: [{ exists: false }] } }, true],
  ['not exists for a present field', { detail: { count: [{ exists: false }] } }, false],
  ['cidr', { detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
  ['cidr outside', { detail: { ip: [{ cidr: '10.0.1.0/24' }] } }, false],
  ['$or', { $or: [{ source: ['x'] }, { detail: { count: [7] } }] }, true],
  ['$or with none', { $or: [{ source: ['x'] }, { detail: { count: [8] } }] }, false],
])('%s', (_, pattern, expected) => {
  expect(matchesPattern(pattern, event)).toBe(expected);
});

test.each<[string, unknown]>([
  ['empty', {}],
  ['a bare value', { source: 'aws.ses' }],
  ['an unknown operator', { source: [{ like: 'x' }] }],
  ['exists without a boolean', { source: [{ exists: 'yes' }] }],
  ['a numeric without a number', { detail: { count: [{ numeric: ['>', 'x'] }] } }],
  ['a block that is no address', { detail: { ip: [{ cidr: 'x/99' }] } }],
])('%s is refused', (_, pattern) => {
  expect(() => matchesPattern(pattern, event)).toThrow(InvalidPattern);
});
