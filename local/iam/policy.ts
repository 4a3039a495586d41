/** IAM policy documents: parsed once, into statements that can be matched quickly. AWS: "IAM JSON policy reference". */
import * as z from 'zod';
import type { Json } from '#local/json.ts';
import { type Condition, parseConditions, wildcard } from './conditions.ts';

export type Statement = {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** True when the statement speaks of this action (`service:Operation`, case does not matter). */
  readonly coversAction: (action: string) => boolean;
  readonly coversResource: (arn: string) => boolean;
  readonly conditions: readonly Condition[];
};

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const statementSchema = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const documentSchema = z.object({
  Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
});

function matcher(
  patterns: readonly string[] | undefined,
  flags: string,
): ((text: string) => boolean) | undefined {
  if (patterns === undefined) return undefined;
  const expressions = patterns.map((pattern) => wildcard(pattern, flags));
  return (text) => expressions.some((expression) => expression.test(text));
}

function covers(
  only: readonly string[] | undefined,
  except: readonly string[] | undefined,
  flags: string,
): (text: string) => boolean {
  const excluded = matcher(except, flags);
  if (excluded !== undefined) return (text) => !excluded(text);
  return matcher(only, flags) ?? (() => false);
}

/** Parses a policy document. Throws an Error that begins with `where` when it is malformed or says what is not supported. */
export function parsePolicy(document: Json | undefined, where: string): readonly Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) throw new Error(`${where}: not a policy document: ${z.prettifyError(parsed.error)}`);
  return parsed.data.Statement.map((statement) => ({
    sid: statement.Sid,
    effect: statement.Effect,
    coversAction: covers(statement.Action, statement.NotAction, 'si'),
    coversResource: covers(statement.Resource, statement.NotResource, 's'),
    conditions: parseConditions(statement.Condition ?? {}, where),
  }));
}
