import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { nameOf, type Place } from './names.ts';

/** AWS's own rule groups, in the order in which they are asked. */
const MANAGED_RULES = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesCommonRuleSet',
] as const;

/** Answers that one address may send in five minutes: an office behind one address sends a few, a guesser of codes many. */
const ANSWERS_PER_ADDRESS = 100;

/** Common rules that would stop honest work: uploads are longer than 8 KB, and reasons quote links. */
const COUNTED_ONLY = ['SizeRestrictions_BODY', 'GenericRFI_BODY'] as const;

/** Requests are not sampled: a sample shows the path, and the path of a mailed link is its secret. */
function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

function managedRule(name: (typeof MANAGED_RULES)[number], priority: number): CfnWebACL.RuleProperty {
  const lenient = name === 'AWSManagedRulesCommonRuleSet';
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(lenient
          ? { ruleActionOverrides: COUNTED_ONLY.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }
          : {}),
      },
    },
    visibilityConfig: visibility(name),
  };
}

function matches(
  field: CfnWebACL.FieldToMatchProperty,
  word: string,
  how: string,
): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: field,
      positionalConstraint: how,
      searchString: word,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

/** Limits POST /a/* by address. GET is free: mail scanners open links in bursts, and opening changes nothing. */
function answerLimit(priority: number): CfnWebACL.RuleProperty {
  return {
    name: 'AnswersPerAddress',
    priority,
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        limit: ANSWERS_PER_ADDRESS,
        evaluationWindowSec: 300,
        aggregateKeyType: 'IP',
        scopeDownStatement: {
          andStatement: {
            statements: [
              matches({ method: {} }, 'POST', 'EXACTLY'),
              matches({ uriPath: {} }, '/a/', 'STARTS_WITH'),
            ],
          },
        },
      },
    },
    visibilityConfig: visibility('AnswersPerAddress'),
  };
}

/**
 * The web ACL. Apart from everything else because CloudFront takes it from us-east-1 only; the main stack gets its ARN
 * as a parameter, so that the main template can be deployed, or run on one machine, by itself.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly place: Place }) {
    super(scope, id, props);
    const acl = new CfnWebACL(this, 'WebAcl', {
      name: nameOf(props.place, 'front-door'),
      description: 'Stops known bad requests and guessing of codes',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: [...MANAGED_RULES.map(managedRule), answerLimit(MANAGED_RULES.length)],
      visibilityConfig: visibility('khoi-thong'),
    });
    new CfnOutput(this, 'WebAclArn', { value: acl.attrArn, description: 'Parameter of the main stack' });
  }
}
