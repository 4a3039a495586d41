/** Decides whether a role may do what a request wants. AWS: "Policy evaluation logic", identity-based policies. */
import type { IntendedAction } from '#local/service.ts';
import type { RequestContext } from './conditions.ts';
import type { Statement } from './policy.ts';

export type Principal = {
  /** ARN of the role whose policies decide. */
  readonly roleArn: string;
  readonly statements: readonly Statement[];
  /** A permissions boundary must allow too, when the role has one. */
  readonly boundary?: readonly Statement[];
};

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly action: string;
      readonly resource: string;
      /** As AWS words it, followed by the statement that is missing (or denies). */
      readonly message: string;
    };

function applies(statement: Statement, action: string, resource: string, context: RequestContext): boolean {
  return (
    statement.coversAction(action) &&
    statement.coversResource(resource) &&
    statement.conditions.every((condition) => condition(context))
  );
}

function contextOf(principal: Principal, intended: IntendedAction): RequestContext {
  const context = new Map<string, readonly string[]>([
    // The host's endpoint is loopback; on AWS the same call goes over TLS.
    ['aws:securetransport', ['true']],
    ['aws:principalarn', [principal.roleArn]],
    ['aws:principalaccount', [principal.roleArn.split(':')[4] ?? '']],
  ]);
  for (const [key, value] of Object.entries(intended.context ?? {})) {
    context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

function missingStatement(action: string, resource: string, context: IntendedAction['context']): string {
  const condition = context === undefined || Object.keys(context).length === 0 ? {} : { context };
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
  const told = 'context' in condition ? ` (the request's context: ${JSON.stringify(condition.context)})` : '';
  return `; the missing statement: ${statement}${told}`;
}

/** Evaluates every action on every resource; the first one that is not allowed is the verdict. */
export function authorize(principal: Principal, intended: readonly IntendedAction[]): Verdict {
  for (const wanted of intended) {
    const context = contextOf(principal, wanted);
    const refusals = wanted.resources.flatMap((resource) => {
      const message = refuse(principal, wanted, { resource, context });
      return message === undefined ? [] : [{ resource, message }];
    });
    const [first] = refusals;
    const enough = wanted.anyOf === true && refusals.length < wanted.resources.length;
    if (first !== undefined && !enough) return { allowed: false, action: wanted.action, ...first };
  }
  return { allowed: true };
}

function refuse(
  principal: Principal,
  wanted: IntendedAction,
  request: { readonly resource: string; readonly context: RequestContext },
): string | undefined {
  const { resource, context } = request;
  const { action } = wanted;
  const head = `User: ${principal.roleArn} is not authorized to perform: ${action} on resource: ${resource}`;
  const all = [...principal.statements, ...(principal.boundary ?? [])];
  const denying = all.find((one) => one.effect === 'Deny' && applies(one, action, resource, context));
  if (denying !== undefined) {
    const named = denying.sid === undefined ? '' : ` (statement ${denying.sid})`;
    return `${head} with an explicit deny in an identity-based policy${named}`;
  }
  const allows = (one: Statement): boolean =>
    one.effect === 'Allow' && applies(one, action, resource, context);
  if (!principal.statements.some(allows)) {
    const why = `because no identity-based policy allows the ${action} action`;
    return `${head} ${why}${missingStatement(action, resource, wanted.context)}`;
  }
  if (principal.boundary !== undefined && !principal.boundary.some(allows)) {
    return `${head} because no permissions boundary allows the ${action} action`;
  }
  return undefined;
}
