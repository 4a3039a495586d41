import { App, Tags } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { bundleFolder } from './bundle.ts';
import type { Definition } from './definition.ts';
import { EdgeStack } from './edge-stack.ts';
import { ROUTES, type Route } from './endpoints.ts';
import { type EnvironmentName, settingsOf } from './environments.ts';
import { MainStack } from './main-stack.ts';
import type { Place } from './names.ts';
import { readWorkflows } from './workflows.ts';

/** Names of the stacks; the environment is the account's, so it is not in them. */
export const MAIN_STACK = 'KhoiThong';
export const EDGE_STACK = 'KhoiThongEdge';

export type AppOptions = {
  readonly environment: EnvironmentName;
  /** Where `bundleFunctions` put the code. */
  readonly outDir: string;
  /** Where the cloud assembly goes; without it, where the CDK command line says. */
  readonly assemblyDir?: string;
  /** Checks the template with cdk-nag: findings without a written reason fail the synthesis. */
  readonly nag: boolean;
  /** Machines and routes other than the product's, for tests of the constructs. */
  readonly workflows?: ReadonlyMap<string, Definition>;
  readonly routes?: readonly Route[];
};

export type BuiltApp = { readonly app: App; readonly main: MainStack; readonly edge: EdgeStack };

/** Settings that would else make the CDK ask the network or write about itself into the template. */
const QUIET = {
  analyticsReporting: false,
  treeMetadata: false,
  context: {
    // Today's defaults of the CDK, all of them: yesterday's are kept for apps that were deployed with them.
    ...flags,
    // A template that AWS would refuse is an error and not a warning.
    '@aws-cdk/core:strictCfnValidateErrors': true,
    'cli-telemetry': false,
    '@aws-cdk/core:disableGitSource': true,
  },
};

/** The whole app for one environment. */
export async function buildApp(options: AppOptions): Promise<BuiltApp> {
  const { environment } = options;
  const settings = settingsOf(environment);
  const place: Place = { environment, settings };
  const app = new App({
    ...QUIET,
    // The CDK's own check against the schemas of AWS takes longer than all the rest; it goes with nag.
    builtinCloudFormationValidation: options.nag,
    ...(options.assemblyDir === undefined ? {} : { outdir: options.assemblyDir }),
  });
  const account = settings.account === null ? {} : { account: settings.account };
  const main = new MainStack(app, MAIN_STACK, {
    description: 'Khoi Thong: clears blocked public-investment projects',
    env: { ...account, region: settings.region },
    terminationProtection: settings.deletionProtection,
    place,
    folderOf: (name) => bundleFolder(options.outDir, name),
    workflows: options.workflows ?? readWorkflows(),
    routes: options.routes ?? ROUTES,
  });
  const edge = new EdgeStack(app, EDGE_STACK, {
    description: 'Khoi Thong: the web ACL in front of it',
    env: { ...account, region: 'us-east-1' },
    terminationProtection: settings.deletionProtection,
    place,
  });
  Tags.of(app).add('product', 'khoi-thong');
  Tags.of(app).add('environment', environment);
  // Loaded only when asked for: it takes as long as all the rest of a start.
  if (options.nag) (await import('./acknowledgements.ts')).checkWithNag(app, place);
  return { app, main, edge };
}
