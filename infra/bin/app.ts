/** The app for the CDK command line (`npx cdk diff -c environment=staging`): bundles, builds, lets the CLI say where. */
import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildApp } from '../app.ts';
import { bundleFunctions } from '../bundle.ts';
import { EnvironmentName } from '../environments.ts';

const wanted: unknown = new App().node.tryGetContext('environment') ?? 'production';
const outDir = resolve('dist');
await bundleFunctions({ outDir });
const { app } = await buildApp({ environment: EnvironmentName.parse(wanted), outDir, nag: true });
app.synth();
