import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { OUTBOX_TABLE, REGISTRY_TABLE, type TableDefinition } from '#adapters/dynamo/tables.ts';
import { type Place, pascal } from '../names.ts';

/** Rights of a function on a table; the words of the catalogue. */
export type TableRight = 'none' | 'read' | 'write';

const LOOK = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
/** A transaction needs the right of each of its parts: ConditionCheckItem for the records that it only looks at. */
const CHANGE = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

const key = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/** One table of the product, as `adapters/dynamo/tables.ts` defines it. */
export class ProductTable extends Construct {
  readonly table: Table;
  readonly #indexes: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly place: Place; readonly definition: TableDefinition },
  ) {
    super(scope, id);
    const { definition } = props;
    const keep = props.place.settings.deletionProtection;
    const { hash, range } = definition.key;
    this.table = new Table(this, 'Table', {
      partitionKey: key(hash),
      ...(range === undefined ? {} : { sortKey: key(range) }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      ...(definition.timeToLive === undefined ? {} : { timeToLiveAttribute: definition.timeToLive }),
      ...(definition.stream === undefined ? {} : { stream: StreamViewType[definition.stream] }),
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const index of definition.indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: key(index.key.hash),
        sortKey: key(index.key.range),
        ...(index.carries === undefined
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.carries] }),
      });
    }
    this.#indexes = definition.indexes.map(({ name }) => name);
  }

  /** Statements that give exactly this right. Nothing may scan: a query that needs it has no index yet. */
  statements(right: TableRight): readonly PolicyStatement[] {
    if (right === 'none') return [];
    const { tableArn } = this.table;
    return [
      new PolicyStatement({
        actions: right === 'write' ? [...LOOK, ...CHANGE] : LOOK,
        resources: [tableArn],
      }),
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [tableArn, ...this.#indexes.map((index) => `${tableArn}/index/${index}`)],
      }),
    ];
  }
}

export type ProductTables = Readonly<Record<TableDefinition['name'], ProductTable>>;

/** All tables of the product. */
export function buildTables(scope: Construct, place: Place): ProductTables {
  const build = (definition: TableDefinition): ProductTable =>
    new ProductTable(scope, `${pascal(definition.name)}Table`, { place, definition });
  return { registry: build(REGISTRY_TABLE), outbox: build(OUTBOX_TABLE) };
}
