import * as z from 'zod';

/**
 * Every environment variable that a function may ask for. A function's `config.ts` picks from here; `infra/` gives each
 * a value, type-checked against the same names, so a variable can be neither forgotten nor misspelt.
 */
export const Environment = z.object({
  /** Name of the table of all records. */
  REGISTRY_TABLE: z.string().min(3),
  /** Name of the table of effects to carry out. */
  OUTBOX_TABLE: z.string().min(3),
  /** ARN of `unblock-project` (alias), started for a reported blocker. */
  UNBLOCK_PROJECT_ARN: z.string().startsWith('arn:'),
  /** ARN of `reallocate-capital` (alias), started for a move that staff drafted. */
  REALLOCATE_CAPITAL_ARN: z.string().startsWith('arn:'),
  /** ARN of `sweep-portfolio` (alias), started when its schedule could not. */
  SWEEP_PORTFOLIO_ARN: z.string().startsWith('arn:'),
  /** URLs of the queues where lies what could not be delivered. */
  OUTBOX_FAILED_URL: z.url(),
  MAIL_EVENTS_FAILED_URL: z.url(),
  SWEEP_FAILED_URL: z.url(),
  /** Version of the product that is deployed. */
  RELEASE: z.string().min(1),
  /** Where people reach the product, without a slash at the end. Links are built from it, never from a Host header. */
  PUBLIC_BASE_URL: z.url().refine((url) => !url.endsWith('/')),
  /** Bucket of files: what reports carry, and spreadsheets with their previews. */
  DOCUMENT_BUCKET: z.string().min(3),
  /** Sender of all mail. */
  MAIL_FROM: z.email(),
  /** SES configuration set whose events come back to `mail-events`. */
  MAIL_CONFIGURATION_SET: z.string().min(1),
});

export type VariableName = keyof typeof Environment.shape;

/** What functions that change records need: the two tables. */
export const StateEnvironment = Environment.pick({ REGISTRY_TABLE: true, OUTBOX_TABLE: true });

/** What functions that only read records need. */
export const ReadEnvironment = Environment.pick({ REGISTRY_TABLE: true });
