/** The roles that rules and schedules use for their targets. AWS: "Amazon EventBridge permissions", identity-based. */
import { type JsonObject, textAt } from '#local/json.ts';
import { objectAt, objectsAt } from '#local/lambda/functions.ts';
import type { Template } from '#local/template/stack.ts';
import { authorize } from './evaluate.ts';
import type { Roles } from './roles.ts';

/** Undefined when some rule or schedule that names this target has a role that may do it, else what is missing. */
export type TargetCheck = (action: string, targetArn: string) => string | undefined;

/** Collects the targets of rules and schedules with their roles. */
export function collectTargets(template: Template, roles: Roles): TargetCheck {
  const targets: readonly JsonObject[] = [
    ...template.ofType('AWS::Events::Rule').flatMap(({ properties }) => objectsAt(properties, 'Targets')),
    ...template
      .ofType('AWS::Scheduler::Schedule')
      .map(({ properties }) => objectAt(properties, 'Target') ?? {}),
  ];
  return (action, targetArn) => {
    const roleArns = targets
      .filter((target) => textAt(target, 'Arn') === targetArn)
      .map((target) => textAt(target, 'RoleArn'))
      .filter((roleArn) => roleArn !== undefined);
    // A qualified machine is its machine's resource.
    const resource = action.startsWith('states:') ? targetArn.split(':').slice(0, 7).join(':') : targetArn;
    const verdicts = roleArns.map((roleArn) =>
      authorize(roles.principal(roleArn), [{ action, resources: [resource] }]),
    );
    if (verdicts.some((verdict) => verdict.allowed)) return undefined;
    const [refused] = verdicts;
    return refused === undefined || refused.allowed
      ? `no rule or schedule with the target ${targetArn} names a role that allows ${action}`
      : refused.message;
  };
}
