import { describe, expect, it } from 'vitest';
import type { Json } from '#local/json.ts';
import { noValue, resolve, resolveCondition, type Scope } from '#local/template/intrinsics.ts';

const scope: Scope = {
  ref: (name) => {
    if (name === 'AWS::NoValue') return noValue;
    if (name === 'Missing') throw new Error('no Missing');
    return `ref-${name}`;
  },
  attribute: (id, attribute) => `${id}/${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (...keys) => keys.join('>'),
  importValue: (name) => `import-${name}`,
};

/** Fn::Sub with `<A>` for a placeholder: the lint takes the real one for a forgotten template string. */
const placeholders = (text: string): string => text.replaceAll('<', ['$', '{'].join('')).replaceAll('>', '}');

const cases: readonly [string, Json, Json][] = [
  ['Ref', { Ref: 'A' }, 'ref-A'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['A', 'Arn'] }, 'A/Arn'],
  ['Fn::GetAtt as text, dots in the attribute', { 'Fn::GetAtt': 'A.Outputs.X' }, 'A/Outputs.X'],
  ['Fn::Sub', { 'Fn::Sub': placeholders('a-<A>-<B.Arn>-<!Plain>') }, placeholders('a-ref-A-B/Arn-<Plain>')],
  ['Fn::Sub with variables', { 'Fn::Sub': [placeholders('<x>:<A>'), { x: { Ref: 'B' } }] }, 'ref-B:ref-A'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 1]] }, 'a-ref-B-1'],
  ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
  [
    'Fn::Split within Fn::Select',
    { 'Fn::Select': [2, { 'Fn::Split': ['-', { 'Fn::Sub': placeholders('x-<A>') }] }] },
    'A',
  ],
  ['Fn::If, true', { 'Fn::If': ['Yes', 1, 2] }, 1],
  ['Fn::If, false', { 'Fn::If': ['No', 1, 2] }, 2],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['m', 'a', { Ref: 'b' }] }, 'm>a>ref-b'],
  ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'x' }, 'import-x'],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'B' } } }, '{"a":"ref-B"}'],
  ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['AWS::NoValue in a list', [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 2], [2]],
  [
    'an object with a key called Condition',
    { Condition: { Bool: { x: 'true' } } },
    { Condition: { Bool: { x: 'true' } } },
  ],
];

describe('intrinsic functions', () => {
  it.each(cases)('%s', (_, fragment, expected) => {
    expect(resolve(fragment, scope)).toEqual(expected);
  });

  it.each<[string, Json, boolean]>([
    ['Fn::Equals', { 'Fn::Equals': [{ Ref: 'A' }, 'ref-A'] }, true],
    ['Fn::Not', { 'Fn::Not': [{ Condition: 'Yes' }] }, false],
    ['Fn::And', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': ['a', 'b'] }] }, false],
    ['Fn::Or', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
  ])('condition %s', (_, fragment, expected) => {
    expect(resolveCondition(fragment, scope)).toBe(expected);
  });

  it('names what is wrong', () => {
    expect(() => resolve({ 'Fn::Cidr': [] }, scope)).toThrow('Fn::Cidr');
    expect(() => resolve({ 'Fn::Select': [7, ['a']] }, scope)).toThrow('index 7');
    expect(() => resolve({ 'Fn::Sub': placeholders('<Missing>') }, scope)).toThrow('no Missing');
  });
});
