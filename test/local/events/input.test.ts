import { expect, test } from 'vitest';
import type { TargetInput } from '#local/events/input.ts';
import { inputFor } from '#local/events/input.ts';

const event = { id: 'e1', detail: { name: 'Bờ "Bắc"', size: 3, who: { office: 'Q8' }, list: ['a', 'b'] } };
const names = { ruleArn: 'arn:rule', ruleName: 'nightly', at: '2024-10-08T00:00:00Z' };

test.each<[string, TargetInput, string]>([
  ['the whole event', {}, JSON.stringify(event)],
  ['a constant', { input: '{"a":1}' }, '{"a":1}'],
  ['a part', { inputPath: '$.detail.who' }, '{"office":"Q8"}'],
  ['an element', { inputPath: '$.detail.list[1]' }, '"b"'],
  [
    'a template with bare and quoted variables',
    {
      transformer: {
        paths: { n: '$.detail.name', s: '$.detail.size', w: '$.detail.who' },
        template: '{"name":<n>,"size":<s>,"who":<w>,"say":"<n> of <s>","rule":<aws.events.rule-name>}',
      },
    },
    '{"name":"Bờ \\"Bắc\\"","size":3,"who":{"office":"Q8"},"say":"Bờ \\"Bắc\\" of 3","rule":"nightly"}',
  ],
  [
    'a variable that the event lacks',
    { transformer: { paths: { x: '$.detail.none' }, template: '{"x":<x>,"y":"<x>"}' } },
    '{"x":null,"y":""}',
  ],
])('%s', (_, target, expected) => {
  expect(inputFor(target, event, names)).toBe(expected);
});
