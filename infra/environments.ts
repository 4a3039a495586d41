import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

/** Where the product can stand. `local` is the same template on one machine; it is never deployed. */
export const EnvironmentName = z.enum(['local', 'staging', 'production']);
export type EnvironmentName = z.infer<typeof EnvironmentName>;

/** What differs between environments, and nothing else. Nothing here is secret: secrets do not pass through a template. */
const Settings = z.object({
  /** Home of everything but the web ACL, which CloudFront wants in us-east-1. Singapore is the nearest region to the city. */
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  /** Null until the city has opened it; a deployment is refused without it. */
  account: z
    .string()
    .regex(/^\d{12}$/)
    .nullable(),
  /** Domain verified with SES; mail from any other domain is refused by the policy of the sender. */
  mailDomain: z.hostname(),
  mailFrom: z.email(),
  /** Who is told when an alarm goes off. */
  alarmAddress: z.email(),
  /** A name of one's own, with its certificate in us-east-1; null: the distribution's name. */
  publicDomain: z
    .object({ name: z.hostname(), certificateArn: z.string().startsWith('arn:aws:acm:us-east-1:') })
    .nullable(),
  /** Tables, pool and document bucket outlive the stack and refuse deletion. */
  deletionProtection: z.boolean(),
  logRetention: z.enum(RetentionDays),
  /** How long a superseded version of a document is kept. */
  documentRetentionDays: z.int().positive(),
  /** People sign in with a second factor, or may. */
  multiFactor: z.enum(['required', 'optional']),
  /** CloudFront rewrites addresses of the web app; the local host runs no edge functions. */
  edgeFunctions: z.boolean(),
  /** Whose office hours the schedules keep. */
  timeZone: z.string(),
  /** Where the runbook is read; an alarm links to its article. */
  runbook: z.string().min(1),
});
export type Settings = Readonly<z.infer<typeof Settings>>;

const common = {
  region: 'ap-southeast-1',
  account: null,
  mailDomain: 'khoithong.example',
  mailFrom: 'khoithong@khoithong.example',
  alarmAddress: 'operator@khoithong.example',
  publicDomain: null,
  edgeFunctions: true,
  timeZone: 'Asia/Ho_Chi_Minh',
  runbook: 'docs/runbook.md',
} as const satisfies Partial<Settings>;

const table: Readonly<Record<EnvironmentName, Settings>> = {
  local: {
    ...common,
    edgeFunctions: false,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_WEEK,
    documentRetentionDays: 30,
    multiFactor: 'optional',
  },
  staging: {
    ...common,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_MONTH,
    documentRetentionDays: 30,
    multiFactor: 'required',
  },
  production: {
    ...common,
    deletionProtection: true,
    // Inspectors ask about a year's plan after the year has been closed.
    logRetention: RetentionDays.TWO_YEARS,
    // Accounting documents of public investment are kept for ten years.
    documentRetentionDays: 3650,
    multiFactor: 'required',
  },
};

/** The settings of an environment. Throws an Error that names what is malformed. */
export function settingsOf(environment: EnvironmentName): Settings {
  const parsed = Settings.safeParse(table[environment]);
  if (!parsed.success) {
    throw new Error(`infra/environments.ts, ${environment}: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/**
 * Logs outlive their stack where somebody will ask for them. Not a stack whose first deployment failed: the next try makes
 * them by the same names, and would meet those that were left.
 */
export function removalOfLogs({ deletionProtection }: Settings): RemovalPolicy {
  return deletionProtection ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}

/** What keeps an environment from being deployed, one sentence each; empty when nothing does. */
export function whatIsMissing(environment: EnvironmentName, settings: Settings): readonly string[] {
  if (environment === 'local') return ['local runs with npm start and is never deployed.'];
  const isSample = (text: string): boolean => text.endsWith('.example');
  const missing: string[] = [];
  if (settings.account === null) missing.push('account is not set.');
  if (isSample(settings.mailDomain)) missing.push(`mailDomain is the sample ${settings.mailDomain}.`);
  if (isSample(settings.mailFrom)) missing.push(`mailFrom is the sample ${settings.mailFrom}.`);
  else if (!settings.mailFrom.endsWith(`@${settings.mailDomain}`)) {
    missing.push(`mailFrom ${settings.mailFrom} is not under mailDomain ${settings.mailDomain}.`);
  }
  if (isSample(settings.alarmAddress)) missing.push(`alarmAddress is the sample ${settings.alarmAddress}.`);
  return missing;
}
