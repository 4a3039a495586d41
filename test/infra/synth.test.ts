import dns from 'node:dns';
import { mkdtempSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { ACKNOWLEDGEMENTS } from '#infra/acknowledgements.ts';
import { buildApp } from '#infra/app.ts';
import { synthesize } from '#infra/synth.ts';
import { standInCode } from './templates.ts';

const Report = z.object({
  pluginReports: z.array(
    z.object({ pluginName: z.string(), violations: z.array(z.object({ ruleName: z.string() })) }),
  ),
});

describe('synthesis', () => {
  it('asks nobody on the network and leaves an assembly with code for every function', async () => {
    const connect = vi.spyOn(net.Socket.prototype, 'connect');
    const lookup = vi.spyOn(dns, 'lookup');
    const outDir = mkdtempSync(join(tmpdir(), 'khoi-thong-synth-'));
    const { templateFile, assemblyDir } = await synthesize({ outDir });
    expect(connect).not.toHaveBeenCalled();
    expect(lookup).not.toHaveBeenCalled();
    expect(readFileSync(templateFile, 'utf8')).toContain('AWS::StepFunctions::StateMachine');
    expect(templateFile.startsWith(assemblyDir)).toBe(true);
  });

  it('leaves no finding of cdk-nag without a written reason', async () => {
    const assemblyDir = mkdtempSync(join(tmpdir(), 'khoi-thong-nag-'));
    const { app } = await buildApp({
      environment: 'production',
      outDir: standInCode(),
      assemblyDir,
      nag: true,
    });
    app.synth();
    const text: unknown = JSON.parse(readFileSync(join(assemblyDir, 'validation-report.json'), 'utf8'));
    expect(Report.parse(text).pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('fails on a finding that has no reason yet', async () => {
    const assemblyDir = mkdtempSync(join(tmpdir(), 'khoi-thong-nag-'));
    const { app, main } = await buildApp({
      environment: 'staging',
      outDir: standInCode(),
      assemblyDir,
      nag: true,
    });
    new Queue(main, 'Naive');
    expect(() => app.synth()).toThrow(/Validation|validation/);
    const text: unknown = JSON.parse(readFileSync(join(assemblyDir, 'validation-report.json'), 'utf8'));
    const rules = Report.parse(text).pluginReports.flatMap(({ violations }) =>
      violations.map(({ ruleName }) => ruleName),
    );
    expect(rules.toSorted()).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
  });

  it('gives reasons that a reader can judge', () => {
    for (const { id, reason } of ACKNOWLEDGEMENTS) expect(reason.length, id).toBeGreaterThan(40);
  });
});
