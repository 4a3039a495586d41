import dns from 'node:dns';
import { mkdtempSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const { pluginReports } = Report.parse(text);
    expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
    expect(pluginReports.length).toBeGreaterThan(0);
  });

  it('gives reasons that a reader can judge', () => {
    for (const { id, reason } of ACKNOWLEDGEMENTS) expect(reason.length, id).toBeGreaterThan(40);
  });
});
