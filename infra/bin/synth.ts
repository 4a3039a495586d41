/**
 * Writes the cloud assembly of one environment to `cdk.out` and checks it with cdk-nag.
 *
 *   npm run synth [-- --env production] [-- --out cdk.out]
 */
import { parseArgs } from 'node:util';
import { EnvironmentName } from '../environments.ts';
import { synthesize } from '../synth.ts';

const { values } = parseArgs({
  options: {
    env: { type: 'string', default: 'production' },
    out: { type: 'string', default: 'cdk.out' },
  },
});
const started = performance.now();
try {
  const { templateFile, sizes } = await synthesize({
    outDir: 'dist',
    assemblyDir: values.out,
    environment: EnvironmentName.parse(values.env),
    nag: true,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${templateFile} (${sizes.size} functions, cdk-nag clean, ${seconds} s)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
