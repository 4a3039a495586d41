import { Aws, CfnCondition, CfnOutput, CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionName } from '#functions/catalogue.ts';
import product from '../package.json' with { type: 'json' };
import { Accounts } from './constructs/accounts.ts';
import { Alarms } from './constructs/alarms.ts';
import type { DeadLetters } from './constructs/dead-letters.ts';
import { FrontDoor, httpsOf } from './constructs/front-door.ts';
import { buildFunctions, functionNamed, type ProductFunctions } from './constructs/functions.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Mail } from './constructs/mail.ts';
import { OutboxStream } from './constructs/outbox.ts';
import { Storage } from './constructs/storage.ts';
import { SweepSchedule } from './constructs/sweep-schedule.ts';
import { buildTables, type ProductTables } from './constructs/tables.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Definition } from './definition.ts';
import type { Route } from './endpoints.ts';
import { liveMachineArn, type Place, pascal, queueUrl } from './names.ts';

export type MainStackProps = StackProps & {
  readonly place: Place;
  readonly folderOf: (name: FunctionName) => string;
  readonly workflows: ReadonlyMap<string, Definition>;
  readonly routes: readonly Route[];
};

/** Everything but the web ACL. Reads in the order in which things need each other. */
export class MainStack extends Stack {
  readonly #place: Place;
  readonly #tables: ProductTables;
  readonly #storage: Storage;
  readonly #accounts: Accounts;
  readonly #mail: Mail;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, props: MainStackProps) {
    super(scope, id, props);
    const { place } = props;
    this.#place = place;
    this.#tables = buildTables(this, place);
    this.#storage = new Storage(this, 'Storage', { place });
    this.#accounts = new Accounts(this, 'Accounts', { place });
    this.#mail = new Mail(this, 'Mail', { place });
    this.#api = new HttpApi(this, 'Http', { place });
    const frontDoor = this.#addFrontDoor();
    const publicUrl = this.#given(
      'PublicBaseUrl',
      'Where people reach the product, without a slash at the end; empty: the distribution',
      httpsOf(frontDoor.hostName),
    );
    const client = this.#accounts.addClient(publicUrl);
    const functions = this.#addFunctions(props, publicUrl);
    this.#addWorkflows(props, functions);
    this.#api.addRoutes({
      routes: props.routes,
      functions,
      tokens: { issuer: this.#accounts.pool.userPoolProviderUrl, clientId: client.userPoolClientId },
    });
    this.#watch(props, functions, this.#addDrivers(functions));
    this.#outputs({
      ImportFunctionName: functionNamed(functions, 'import-registry').lambda.functionName,
      SweepStateMachineArn: liveMachineArn(this, place, 'sweep-portfolio'),
      PublicUrl: publicUrl,
      UserPoolId: this.#accounts.pool.userPoolId,
      UserPoolClientId: client.userPoolClientId,
      SignInUrl: this.#accounts.signInUrl,
      SiteBucketName: this.#storage.site.bucketName,
      DocumentBucketName: this.#storage.documents.bucketName,
      RegistryTableName: this.#tables.registry.table.tableName,
      OutboxTableName: this.#tables.outbox.table.tableName,
    });
  }

  #addFrontDoor(): FrontDoor {
    return new FrontDoor(this, 'FrontDoor', {
      place: this.#place,
      site: this.#storage.site,
      apiDomain: this.#api.domainName,
      webAclId: this.#given('WebAclArn', 'ARN of the web ACL; empty: none', Aws.NO_VALUE),
      signInOrigins: this.#accounts.signInOrigins,
      uploadHost: this.#storage.documents.bucketRegionalDomainName,
    });
  }

  #addFunctions(props: MainStackProps, publicUrl: string): ProductFunctions {
    const { registry, outbox } = this.#tables;
    return buildFunctions(this, {
      place: this.#place,
      tables: this.#tables,
      folderOf: props.folderOf,
      machines: [...props.workflows.keys()],
      mail: this.#mail,
      documentsArn: this.#storage.documents.bucketArn,
      values: {
        REGISTRY_TABLE: registry.table.tableName,
        OUTBOX_TABLE: outbox.table.tableName,
        UNBLOCK_PROJECT_ARN: liveMachineArn(this, this.#place, 'unblock-project'),
        REALLOCATE_CAPITAL_ARN: liveMachineArn(this, this.#place, 'reallocate-capital'),
        SWEEP_PORTFOLIO_ARN: liveMachineArn(this, this.#place, 'sweep-portfolio'),
        OUTBOX_FAILED_URL: queueUrl(this, this.#place, 'outbox-failed'),
        MAIL_EVENTS_FAILED_URL: queueUrl(this, this.#place, 'mail-events-failed'),
        SWEEP_FAILED_URL: queueUrl(this, this.#place, 'sweep-failed'),
        RELEASE: product.version,
        PUBLIC_BASE_URL: publicUrl,
        DOCUMENT_BUCKET: this.#storage.documents.bucketName,
        MAIL_FROM: this.#place.settings.mailFrom,
        MAIL_CONFIGURATION_SET: this.#mail.configurationSetName,
      },
    });
  }

  /** What starts functions and machines by itself; gives back where each puts what it could not deliver. */
  #addDrivers(functions: ProductFunctions): readonly DeadLetters[] {
    const place = this.#place;
    this.#mail.deliverTo(functionNamed(functions, 'mail-events'));
    const stream = new OutboxStream(this, 'Outbox', {
      place,
      outbox: this.#tables.outbox,
      drain: functionNamed(functions, 'drain-outbox'),
    });
    const sweep = new SweepSchedule(this, 'Sweep', { place });
    return [stream.deadLetters, this.#mail.deadLetters, sweep.deadLetters];
  }

  #watch(props: MainStackProps, functions: ProductFunctions, deadLetters: readonly DeadLetters[]): void {
    const { registry, outbox } = this.#tables;
    new Alarms(this, 'Alarms', {
      stack: this,
      place: this.#place,
      machines: [...props.workflows.keys()],
      functions: [...functions.keys()],
      tables: { registry: registry.table.tableName, outbox: outbox.table.tableName },
      apiId: this.#api.apiId,
      configurationSet: this.#mail.configurationSetName,
      deadLetters: deadLetters.map(({ watched }) => watched),
    });
  }

  #addWorkflows(props: MainStackProps, functions: ProductFunctions): void {
    const arns = new Map([...functions].map(([name, { liveArn }]) => [String(name), liveArn]));
    for (const [name, definition] of props.workflows) {
      new Workflow(this, pascal(name), {
        place: props.place,
        name,
        definition,
        functionArn: (called) => arns.get(called),
        machines: [...props.workflows.keys()],
      });
    }
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
