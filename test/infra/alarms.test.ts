import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionNames } from '#infra/bundle.ts';
import { anchorOf } from '#infra/runbook.ts';
import { readWorkflows } from '#infra/workflows.ts';
import { type ReadTemplate, templatesOf } from './templates.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const anchors = new Set([...runbook.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? '')));

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()).min(1),
});
let alarms: readonly z.infer<typeof Alarm>[];
let main: ReadTemplate;

beforeAll(async () => {
  ({ main } = await templatesOf('production'));
  alarms = main.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Alarm.parse(Properties));
});

describe('alarms', () => {
  it('tell somebody, begin with what it means for people, and end with an article that exists', () => {
    for (const { AlarmName, AlarmDescription } of alarms) {
      const [, anchor] = /^.{20,} Runbook: \S+#(\S+)$/.exec(AlarmDescription) ?? [];
      expect(anchors, AlarmName).toContain(anchor);
    }
  });

  it('watch every function, machine, table and dead-letter queue', () => {
    const queues = main.ofType('AWS::SQS::Queue').length;
    const tables = main.ofType('AWS::DynamoDB::Table').length;
    const single = 3;
    expect(alarms).toHaveLength(2 * functionNames().length + readWorkflows().size + queues + tables + single);
  });

  it('reach the operator over an encrypted topic that CloudWatch may use', () => {
    const [topic] = main.ofType('AWS::SNS::Topic');
    expect(topic?.Properties['KmsMasterKeyId']).toBeDefined();
    const [key] = main.ofType('AWS::KMS::Key');
    expect(JSON.stringify(key?.Properties['KeyPolicy'])).toContain('cloudwatch.amazonaws.com');
  });
});
