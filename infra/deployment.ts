import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { EDGE_STACK, MAIN_STACK } from './app.ts';

const cdk = fileURLToPath(new URL('../node_modules/aws-cdk/bin/cdk', import.meta.url));

/** What a deployment gives back, from the outputs of its stacks. */
const EdgeOutputs = z.object({
  [EDGE_STACK]: z.object({ WebAclArn: z.string() }),
});
const MainOutputs = z.object({
  [MAIN_STACK]: z.object({
    ImportFunctionName: z.string(),
    SiteBucketName: z.string(),
    PublicUrl: z.string(),
    SignInUrl: z.string(),
    UserPoolClientId: z.string(),
  }),
});
export type Deployed = z.infer<typeof MainOutputs>[typeof MAIN_STACK];

/** True when the AWS SDK finds credentials where the CDK would: environment, profile, web identity, instance. */
export async function credentialsAreThere(region: string): Promise<boolean> {
  try {
    await new S3Client({ region }).config.credentials();
    return true;
  } catch {
    return false;
  }
}

async function runCdk(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [cdk, ...args], { stdio: 'inherit' });
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('exit', done);
  });
  if (code !== 0)
    throw new Error(`cdk ${args.slice(0, 2).join(' ')} ended with code ${code}; it says why above.`);
}

/** Deploys one stack of the assembly and reads the outputs that it leaves. */
async function deployStack(
  assemblyDir: string,
  stack: string,
  parameters: readonly string[],
): Promise<unknown> {
  const outputs = join(assemblyDir, `${stack}.outputs.json`);
  const given = parameters.flatMap((parameter) => ['--parameters', parameter]);
  const where = ['--app', assemblyDir, '--exclusively', '--outputs-file', outputs];
  await runCdk(['deploy', stack, ...where, ...given, '--require-approval', 'never', '--no-notices']);
  const parsed: unknown = JSON.parse(await readFile(outputs, 'utf8'));
  return parsed;
}

/** Deploys an assembly: first the web ACL, then the product behind it. */
export async function deployAssembly(assemblyDir: string): Promise<Deployed> {
  const edge = EdgeOutputs.parse(await deployStack(assemblyDir, EDGE_STACK, []));
  const parameter = `${MAIN_STACK}:WebAclArn=${edge[EDGE_STACK].WebAclArn}`;
  return MainOutputs.parse(await deployStack(assemblyDir, MAIN_STACK, [parameter]))[MAIN_STACK];
}
