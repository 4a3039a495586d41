/** Findings of cdk-nag that stay, each with its reason; any other finding fails the synthesis. */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { nameOf, type Place } from './names.ts';

export type Acknowledgement = {
  /** As nag writes it. `{executions:NAME}` stands for the ARN of the executions of a machine. */
  readonly id: string;
  /** Paths of the constructs that it covers, children too. */
  readonly where: RegExp;
  readonly reason: string;
};

const awaited = (machine: string, child: string): Acknowledgement => ({
  id: `AwsSolutions-IAM5[Resource::{executions:${child}}:*]`,
  where: new RegExp(`^KhoiThong/${machine}/Role$`),
  reason:
    `Waits for executions of ${child}: their names are made when they are started, so the policy can name the machine ` +
    'but not the execution.',
});

const read = (machine: string): Acknowledgement => ({
  id: `AwsSolutions-IAM5[Resource::{executions:${machine}}:*]`,
  where: /^KhoiThong\/WorkflowQuery\/Role$/,
  reason:
    `Reads the history of any execution of ${machine}, to draw the way of a case: their names are those of blockers, or ` +
    'made when they are started.',
});

const watched = (machine: string): Acknowledgement => ({
  id: `AwsSolutions-IAM5[Resource::{executions:${machine}}:*]`,
  where: /^KhoiThong\/Operator(Query|Command)\/Role$/,
  reason:
    `The operator looks at any execution of ${machine} that failed: their names are made when they are started, so the ` +
    'policy can name the machine but not the execution.',
});

export const ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    where: /^KhoiThong\/\w+\/Role$/,
    reason:
      'X-Ray and the delivery of state machine logs have no resources to name; a test allows * for these actions only.',
  },
  watched('unblock-project'),
  watched('reallocate-capital'),
  watched('sweep-portfolio'),
  awaited('UnblockProject', 'climb-ladder'),
  awaited('UnblockProject', 'reallocate-capital'),
  awaited('ClimbLadder', 'collect-decision'),
  awaited('ReallocateCapital', 'collect-decision'),
  read('unblock-project'),
  read('climb-ladder'),
  read('collect-decision'),
  read('reallocate-capital'),
  awaited('SweepPortfolio', 'sweep-portfolio'),
  {
    id: 'AwsSolutions-IAM5[Resource::{executions:sweep-portfolio}/*:*]',
    where: /^KhoiThong\/SweepPortfolio\/Role$/,
    reason: 'A Distributed Map redrives its own runs, whose labels and names Step Functions makes up.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::<StorageDocumentsCD3FCE94.Arn>/imports/*]',
    where: /^KhoiThong\/ImportSheet\/Role$/,
    reason: 'A spreadsheet and its preview lie under the id of their import, which is made when it begins.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::<StorageDocumentsCD3FCE94.Arn>/reports/*]',
    where: /^KhoiThong\/Report(Blocker|Draft|Query)\/Role$/,
    reason: 'Files of reports lie under keys with the report’s own id, which is made when somebody reports.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::<StorageDocumentsCD3FCE94.Arn>/signed/*]',
    where: /^KhoiThong\/MoveFiles\/Role$/,
    reason:
      'Signed documents lie under keys with the id of their move, which is made when somebody drafts it.',
  },
  {
    id: 'AwsSolutions-APIG4',
    where: /^KhoiThong\/Http\/(GET|HEAD|POST) --a--\{link\}$/,
    reason:
      'The page behind a mailed link is for officials without an account: 256 random bits in the link are the ' +
      'credential, the web ACL limits guessing, and consequential acts ask for a code that is not in the link.',
  },
  {
    id: 'AwsSolutions-APIG4',
    where: /^KhoiThong\/Http\/GET --api--openapi\.json$/,
    reason: 'The description of the API is public; it holds no data.',
  },
  {
    id: 'AwsSolutions-APIG4',
    where: /^KhoiThong\/Http\/GET --(api--open(--\{file\})?|cong-khai|public-status)$/,
    reason: 'Open data and the public page are for everybody; free text, names and posts are not in them.',
  },
  {
    id: 'AwsSolutions-COG8',
    where: /^KhoiThong\/Accounts\/Pool$/,
    reason:
      'The Plus tier scores risk for open sign-up. Here an operator makes each of a few hundred accounts, with long ' +
      'passwords and a second factor.',
  },
  {
    id: 'AwsSolutions-CFR1',
    where: /^KhoiThong\/FrontDoor\/Distribution$/,
    reason:
      'Officials travel, and the scanners of their mail services stand abroad: a blocked scanner drops the mail.',
  },
  {
    id: 'AwsSolutions-CFR3',
    where: /^KhoiThong\/FrontDoor\/Distribution$/,
    reason:
      'CloudFront logs the path, and the path of a mailed link is its secret. The access log of the API has every ' +
      'request of both by its route instead.',
  },
  {
    id: 'AwsSolutions-CFR4',
    where: /^KhoiThong\/FrontDoor\/Distribution$/,
    reason:
      'Without a name of its own the distribution must use the certificate of CloudFront, whose policy is fixed; ' +
      'publicDomain in infra/environments.ts sets TLS 1.2 as the least.',
  },
  {
    id: 'AwsSolutions-SQS3',
    where: /^KhoiThong\/(Mail|Outbox|Sweep)\/DeadLetters$/,
    reason: 'This is the dead-letter queue; its alarm brings a person, not another queue.',
  },
];

/** Fills in what differs between environments. Nag writes an account that is not known yet as <AWS::AccountId>. */
function findingId(id: string, place: Place): string {
  const { region, account } = place.settings;
  return id.replaceAll(/\{executions:([\w-]+)\}/g, (_, machine: string) =>
    ['arn:aws:states', region, account ?? '<AWS::AccountId>', 'execution', nameOf(place, machine)].join(':'),
  );
}

/** Has cdk-nag check the app when it is synthesized. Throws an Error for an acknowledgement that covers nothing. */
export function checkWithNag(app: App, place: Place): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const nodes = app.node.findAll();
  for (const { id, where, reason } of ACKNOWLEDGEMENTS) {
    const covered = nodes.filter((construct) => where.test(construct.node.path));
    if (covered.length === 0) throw new Error(`infra/acknowledgements.ts: ${id} covers nothing at ${where}`);
    for (const construct of covered) {
      Validations.of(construct).acknowledge({ id: findingId(id, place), reason });
    }
  }
}
