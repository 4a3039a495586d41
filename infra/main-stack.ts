import { Aws, CfnCondition, CfnOutput, CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionName } from '#functions/catalogue.ts';
import { Accounts } from './constructs/accounts.ts';
import { FrontDoor, httpsOf } from './constructs/front-door.ts';
import { buildFunctions, functionNamed, type ProductFunctions } from './constructs/functions.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Mail } from './constructs/mail.ts';
import { OutboxStream } from './constructs/outbox.ts';
import { Storage } from './constructs/storage.ts';
import { SweepSchedule } from './constructs/sweep-schedule.ts';
import { buildTables } from './constructs/tables.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Definition } from './definition.ts';
import type { Endpoint } from './endpoints.ts';
import { liveMachineArn, type Place, pascal } from './names.ts';

export type MainStackProps = StackProps & {
  readonly place: Place;
  readonly folderOf: (name: FunctionName) => string;
  readonly workflows: ReadonlyMap<string, Definition>;
  readonly endpoints: readonly Endpoint[];
};

/** Everything but the web ACL. Reads in the order in which things need each other. */
export class MainStack extends Stack {
  constructor(scope: Construct, id: string, props: MainStackProps) {
    super(scope, id, props);
    const { place } = props;
    const machines = [...props.workflows.keys()];
    const tables = buildTables(this, place);
    const storage = new Storage(this, 'Storage', { place });
    const accounts = new Accounts(this, 'Accounts', { place });
    const mail = new Mail(this, 'Mail', { place });
    const api = new HttpApi(this, 'Http', { place });
    const frontDoor = new FrontDoor(this, 'FrontDoor', {
      place,
      site: storage.site,
      apiDomain: api.domainName,
      webAclId: this.#given('WebAclArn', 'ARN of the web ACL; empty: none', Aws.NO_VALUE),
      signInOrigins: accounts.signInOrigins,
    });
    const publicUrl = this.#given(
      'PublicBaseUrl',
      'Where people reach the product, without a slash at the end; empty: the distribution',
      httpsOf(frontDoor.hostName),
    );
    const client = accounts.addClient(publicUrl);
    const functions = buildFunctions(this, {
      place,
      tables,
      folderOf: props.folderOf,
      machines,
      mail,
      values: {
        REGISTRY_TABLE: tables.registry.table.tableName,
        OUTBOX_TABLE: tables.outbox.table.tableName,
        UNBLOCK_PROJECT_ARN: liveMachineArn(this, place, 'unblock-project'),
        PUBLIC_BASE_URL: publicUrl,
        MAIL_FROM: place.settings.mailFrom,
        MAIL_CONFIGURATION_SET: mail.configurationSetName,
      },
    });
    const workflows = this.#workflows(props, functions, machines);
    api.addRoutes({
      endpoints: props.endpoints,
      functions,
      tokens: { issuer: accounts.pool.userPoolProviderUrl, clientId: client.userPoolClientId },
    });
    mail.deliverTo(functionNamed(functions, 'mail-events'));
    const outbox = new OutboxStream(this, 'Outbox', {
      place,
      outbox: tables.outbox,
      drain: functionNamed(functions, 'drain-outbox'),
    });
    const sweep = new SweepSchedule(this, 'Sweep', { place });
    void workflows;
    void outbox;
    void sweep;
    this.#outputs({
      ImportFunctionName: functionNamed(functions, 'import-registry').lambda.functionName,
      SweepStateMachineArn: liveMachineArn(this, place, 'sweep-portfolio'),
      PublicUrl: publicUrl,
      UserPoolId: accounts.pool.userPoolId,
      UserPoolClientId: client.userPoolClientId,
      SiteBucketName: storage.site.bucketName,
      DocumentBucketName: storage.documents.bucketName,
      DistributionId: frontDoor.distribution.distributionId,
      RegistryTableName: tables.registry.table.tableName,
      OutboxTableName: tables.outbox.table.tableName,
    });
  }

  #workflows(
    props: MainStackProps,
    functions: ProductFunctions,
    machines: readonly string[],
  ): readonly Workflow[] {
    const arns = new Map([...functions].map(([name, { liveArn }]) => [String(name), liveArn]));
    return [...props.workflows].map(
      ([name, definition]) =>
        new Workflow(this, pascal(name), {
          place: props.place,
          name,
          definition,
          functionArn: (called) => arns.get(called),
          machines,
        }),
    );
  }

  /** A parameter that may be left empty, and what stands in for it then. */
  #given(name: string, description: string, otherwise: string): string {
    const parameter = new CfnParameter(this, name, { type: 'String', default: '', description });
    const given = new CfnCondition(this, `Has${name}`, {
      expression: Fn.conditionNot(Fn.conditionEquals(parameter.valueAsString, '')),
    });
    return Fn.conditionIf(given.logicalId, parameter.valueAsString, otherwise).toString();
  }

  #outputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
