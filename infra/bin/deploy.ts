/**
 * Deploys one environment: checks its settings, synthesizes, deploys both stacks, uploads the web app.
 *
 *   npm run deploy -- --env NAME [--site FOLDER]
 */
import { parseArgs } from 'node:util';
import { buildSite } from '#web/build.ts';
import { credentialsAreThere, type Deployed, deployAssembly } from '../deployment.ts';
import { EnvironmentName, settingsOf, whatIsMissing } from '../environments.ts';
import { synthesize } from '../synth.ts';
import { uploadSite } from '../upload.ts';

/** What stops a deployment before it begins, one sentence each. */
async function refusals(name: string | undefined): Promise<readonly string[]> {
  const environment = EnvironmentName.safeParse(name);
  if (!environment.success) return [`Say which environment: --env ${EnvironmentName.options.join(' | ')}.`];
  const settings = settingsOf(environment.data);
  if (environment.data !== 'local' && !(await credentialsAreThere(settings.region))) {
    return ['There are no AWS credentials: set AWS_PROFILE, or sign in with `aws sso login`, and try again.'];
  }
  return whatIsMissing(environment.data, settings).map(
    (sentence) => `infra/environments.ts, ${environment.data}: ${sentence}`,
  );
}

/** What the web app reads first: the pool's addresses and its own id there. */
function signInOf({ SignInUrl: url, UserPoolClientId: clientId }: Deployed) {
  return {
    clientId,
    authorize: `${url}/oauth2/authorize`,
    token: `${url}/oauth2/token`,
    logout: `${url}/logout`,
    local: false,
  };
}

async function deploy(environment: EnvironmentName, site: string): Promise<void> {
  const settings = settingsOf(environment);
  const { assemblyDir } = await synthesize({
    outDir: 'dist',
    assemblyDir: 'cdk.out',
    environment,
    nag: true,
  });
  const deployed = await deployAssembly(assemblyDir);
  await buildSite({ outDir: site, config: signInOf(deployed) });
  console.log(
    `${await uploadSite(site, deployed.SiteBucketName, settings.region)} files of the web app uploaded.`,
  );
  console.log(`Khơi Thông ${environment} is at ${deployed.PublicUrl}`);
  console.log(
    `Load the registry (docs/runbook.md, "Load the registry") with: aws lambda invoke --region ${settings.region} ` +
      `--function-name ${deployed.ImportFunctionName} --cli-binary-format raw-in-base64-out --payload file://ROWS.json answer.json`,
  );
}

const { values } = parseArgs({
  options: { env: { type: 'string' }, site: { type: 'string', default: 'dist/site' } },
});
const refused = await refusals(values.env);
try {
  if (refused.length === 0) await deploy(EnvironmentName.parse(values.env), values.site);
  else for (const sentence of refused) console.error(sentence);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
if (refused.length > 0) process.exitCode = 1;
