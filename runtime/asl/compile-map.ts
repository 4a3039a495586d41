import { evaluationError, runtimeError } from '../core/errors.ts';
import type { Environment, Evaluate } from '../query/environment.ts';
import { isExpression, wrongType } from '../query/jsonata.ts';
import { compilePath, invalidPath, type QueryLanguage, readPath, variablesOf } from '../query/template.ts';
import { numberField, traced } from './compile-flow.ts';
import { SCOPE_FIELDS } from './fields.ts';
import { isArray, type Json } from './json.ts';
import type { DataFlow, ItemBatcher, ItemReader, MapState, Next, ResultWriter, Scope } from './machine.ts';
import type { Node } from './node.ts';
import { parseResource, type Resource } from './resource.ts';

type MapContext = {
  readonly name: string;
  readonly language: QueryLanguage;
  readonly next: Next;
  readonly common: { name: string; language: QueryLanguage; flow: DataFlow; given: ReadonlySet<string> };
  scope(node: Node, id: string): Scope;
};

const INPUT_TYPES = ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'] as const;
const DELIMITERS: Record<string, string> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** Compiles a Map state without its Retry and Catch (States Language, "Map State"; guide, "Distributed mode"). */
export function compileMap(node: Node, context: MapContext): Omit<MapState, 'retry' | 'catch'> | undefined {
  const { language } = context;
  node.oneAmong(['ItemProcessor', 'Iterator'], true);
  const processor = node.child('ItemProcessor') ?? node.child('Iterator');
  if (processor === undefined) return undefined;
  processor.only([...SCOPE_FIELDS, 'ProcessorConfig']);
  const { distributed, executionType } = compileConfig(processor);
  if (distributed) node.compilation.runs.add(node.location);
  else refuseDistributedFields(node);
  if (node.has('ItemReader') && node.has('ItemsPath'))
    node.compilation.uses.add('ItemsPath of an ItemReader');
  const selectorField = node.has('ItemSelector') ? 'ItemSelector' : 'Parameters';
  const usesSelector = selectorField === 'ItemSelector' || language === 'JSONPath';
  return {
    ...context.common,
    type: 'Map',
    distributed,
    executionType,
    label: label(node),
    processor: context.scope(processor, `${context.name}/items`),
    items: language === 'JSONata' ? jsonataItems(node) : jsonPathItems(node),
    itemSelector: usesSelector ? node.template(selectorField, language) : undefined,
    reader: compileReader(node, language),
    batcher: compileBatcher(node, language),
    writer: compileWriter(node, language),
    maxConcurrency: numberField(node, 'MaxConcurrency', { language, min: 0 }),
    toleratedCount: numberField(node, 'ToleratedFailureCount', { language, min: 0 }),
    toleratedPercentage: numberField(node, 'ToleratedFailurePercentage', {
      language,
      min: 0,
      max: 100,
      fraction: true,
    }),
    next: context.next,
  };
}

function compileConfig(processor: Node): Pick<MapState, 'distributed' | 'executionType'> {
  const config = processor.child('ProcessorConfig');
  const mode = config?.oneOf('Mode', ['INLINE', 'DISTRIBUTED']);
  const executionType = config?.oneOf('ExecutionType', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  if (mode === 'DISTRIBUTED') {
    config?.require('ExecutionType');
    if (processor.compilation.type === 'EXPRESS')
      config?.fail(
        "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
        'Mode',
      );
  } else if (mode === 'INLINE' && config?.has('ExecutionType') === true)
    config.fail("Field 'ExecutionType' is not supported");
  return { distributed: mode === 'DISTRIBUTED', executionType };
}

const DISTRIBUTED_ONLY = ['ItemReader', 'ItemBatcher', 'ResultWriter'];

/** An inline Map has neither files nor batches. */
function refuseDistributedFields(node: Node): void {
  for (const field of DISTRIBUTED_ONLY.filter((name) => node.has(name)))
    node.fail(`Field '${field}' is only supported in DISTRIBUTED mode`, field);
}

function label(node: Node): string | undefined {
  const text = node.string('Label');
  if (text === undefined) return undefined;
  if (text.length > 40 || /[\s<>{}[\]?*"#%\\^|~`$&,;:/]/.test(text)) {
    const why = 'at most 40 characters, none of them special';
    node.fail(`Invalid Label name: ${text}: ${why}`, 'Label', 'INVALID_LABEL_NAME');
  }
  if (node.compilation.labels.has(text))
    node.fail(`Duplicate Label name: ${text}`, 'Label', 'DUPLICATE_LABEL_NAME');
  node.compilation.labels.add(text);
  return text;
}

function jsonPathItems(node: Node): Evaluate {
  const text = node.string('ItemsPath') ?? '$';
  const made = node.compile('ItemsPath', () => {
    const path = compilePath(text);
    return { path, variables: variablesOf([path]) };
  });
  if (made?.path.definite === false) node.fail('Value is not a Reference Path', 'ItemsPath');
  return (env) => {
    const value = made === undefined ? null : readPath(made.path, env, invalidPath);
    if (isArray(value)) return traced(env, 'afterItemsPath', value);
    const place = (made?.path.text ?? '$').replace(/^\$\$/, '$');
    throw runtimeError(`Reference path "${place}" must point to array.`);
  };
}

function jsonataItems(node: Node): Evaluate {
  const source = node.get('Items');
  const template = node.template('Items', 'JSONata');
  if (source !== undefined && !isExpression(source) && !isArray(source)) {
    node.fail('Expected an array or a JSONata expression', 'Items');
  }
  return (env) => {
    const value = template === undefined ? env.input : template.evaluate(env);
    if (isArray(value)) return value;
    if (source !== undefined && isExpression(source)) {
      throw evaluationError(wrongType(source, 'Items', 'array', value), 'Items');
    }
    throw evaluationError(`Map state input must be an array but was: ${JSON.stringify(value)}`, undefined);
  };
}

function serviceResource(node: Node, actions: readonly string[]): Resource | undefined {
  node.require('Resource');
  const arn = node.string('Resource');
  const resource = arn === undefined ? undefined : parseResource(arn);
  if (arn !== undefined && (resource?.kind !== 'service' || !actions.includes(resource.action))) {
    node.fail(`The resource provided ${arn} is not recognized.`, 'Resource');
  }
  return resource;
}

function compileReader(node: Node, language: QueryLanguage): ItemReader | undefined {
  const reader = node.child('ItemReader');
  if (reader === undefined) return undefined;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const resource = serviceResource(reader, ['getObject', 'listObjectsV2']);
  const args = reader.template(field, language, `ItemReader/${field}`);
  if (resource === undefined || args === undefined) {
    reader.require(field);
    return undefined;
  }
  const config = reader.child('ReaderConfig');
  const headers = config?.oneOf('CSVHeaderLocation', ['FIRST_ROW', 'GIVEN']);
  if (headers === 'GIVEN') config?.require('CSVHeaders');
  const inputType = config?.oneOf('InputType', INPUT_TYPES);
  if (inputType === 'CSV' && headers === undefined) config?.fail("The field 'CSVHeaderLocation' is required");
  if (inputType === 'JSON' && headers !== undefined)
    config?.fail("Field 'CSVHeaderLocation' is not supported");
  return {
    resource,
    arguments: args,
    inputType,
    csvHeaders: headers === 'GIVEN' ? config?.strings('CSVHeaders') : undefined,
    csvDelimiter: DELIMITERS[config?.oneOf('CSVDelimiter', Object.keys(DELIMITERS)) ?? 'COMMA'] ?? ',',
    itemsPointer: config?.string('ItemsPointer'),
    manifest:
      inputType === 'MANIFEST'
        ? 'S3_INVENTORY'
        : config?.oneOf('ManifestType', ['ATHENA_DATA', 'S3_INVENTORY']),
    flatten: config?.oneOf('Transformation', ['NONE', 'LOAD_AND_FLATTEN']) === 'LOAD_AND_FLATTEN',
    maxItems: config === undefined ? undefined : numberField(config, 'MaxItems', { language, min: 0 }),
  };
}

function compileBatcher(node: Node, language: QueryLanguage): ItemBatcher | undefined {
  const batcher = node.child('ItemBatcher');
  if (batcher === undefined) return undefined;
  return {
    maxItems: numberField(batcher, 'MaxItemsPerBatch', { language, min: 1 }),
    maxBytes: numberField(batcher, 'MaxInputBytesPerBatch', { language, min: 1 }),
    batchInput: batcher.template('BatchInput', language, 'ItemBatcher/BatchInput'),
  };
}

function compileWriter(node: Node, language: QueryLanguage): ResultWriter | undefined {
  const writer = node.child('ResultWriter');
  if (writer === undefined) return undefined;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const config = writer.child('WriterConfig');
  return {
    resource: writer.has('Resource') ? serviceResource(writer, ['putObject']) : undefined,
    arguments: writer.template(field, language, `ResultWriter/${field}`),
    transformation: config?.oneOf('Transformation', ['NONE', 'COMPACT', 'FLATTEN']) ?? 'NONE',
    outputType: config?.oneOf('OutputType', ['JSON', 'JSONL']) ?? 'JSON',
  };
}

/** What one item becomes before it is processed: ItemSelector, else the item itself. */
export function selectItem(state: MapState, env: Environment, item: Json): Json {
  return state.itemSelector === undefined ? item : state.itemSelector.evaluate(env);
}
