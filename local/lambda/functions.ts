/** The functions that a template declares, with everything that Lambda would know about each. */
import { isJsonArray, isJsonObject, type JsonObject, textAt } from '#local/json.ts';
import { AwsFault } from '#local/service.ts';
import type { Resource, Template } from '#local/template/stack.ts';

export type DeclaredFunction = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly runtime: string;
  /** `<module>.<export>` within the asset. */
  readonly handler: string;
  /** Folder of the bundle. */
  readonly taskRoot: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** At most so many events at once; undefined without a reservation. */
  readonly reserved: number | undefined;
  readonly asynchronous: AsyncSettings;
};

/** AWS: "Configuring error handling settings for asynchronous invocations". */
export type AsyncSettings = {
  readonly retries: number;
  readonly maximumAgeMs: number;
  /** ARN of the queue, bus or function that gets what failed for good. */
  readonly onFailure: string | undefined;
  readonly onSuccess: string | undefined;
  /** The function's own dead-letter queue: gets the bare event. */
  readonly deadLetter: string | undefined;
};

const sixHoursMs = 6 * 3600 * 1000;

export function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isJsonObject(value) ? value : undefined;
}

/** Templates may write a number as text. */
export function numberAt(object: JsonObject | undefined, key: string): number | undefined {
  const value = object?.[key];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;
}

function environmentOf(properties: JsonObject): Record<string, string> {
  const variables = objectAt(objectAt(properties, 'Environment'), 'Variables') ?? {};
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function asyncSettings(resource: Resource, template: Template): AsyncSettings {
  const config = template
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find(({ properties }) =>
      [resource.name, resource.arn].includes(textAt(properties, 'FunctionName') ?? ''),
    );
  const destinations = objectAt(config?.properties, 'DestinationConfig');
  return {
    retries: numberAt(config?.properties, 'MaximumRetryAttempts') ?? 2,
    maximumAgeMs: (numberAt(config?.properties, 'MaximumEventAgeInSeconds') ?? sixHoursMs / 1000) * 1000,
    onFailure: textAt(objectAt(destinations, 'OnFailure') ?? {}, 'Destination'),
    onSuccess: textAt(objectAt(destinations, 'OnSuccess') ?? {}, 'Destination'),
    deadLetter: textAt(objectAt(resource.properties, 'DeadLetterConfig') ?? {}, 'TargetArn'),
  };
}

function describe(resource: Resource, template: Template): DeclaredFunction {
  const { properties } = resource;
  const code = objectAt(properties, 'Code');
  const key = textAt(code ?? {}, 'S3Key');
  if (key === undefined) {
    throw new Error(
      `${resource.logicalId} (${resource.type}): its code is no asset: the host runs bundles from S3Key only`,
    );
  }
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    arn: resource.arn,
    roleArn: textAt(properties, 'Role') ?? '',
    runtime: textAt(properties, 'Runtime') ?? '',
    handler: textAt(properties, 'Handler') ?? 'index.handler',
    taskRoot: template.asset(key),
    environment: environmentOf(properties),
    timeoutMs: (numberAt(properties, 'Timeout') ?? 3) * 1000,
    memoryMb: numberAt(properties, 'MemorySize') ?? 128,
    reserved: numberAt(properties, 'ReservedConcurrentExecutions'),
    asynchronous: asyncSettings(resource, template),
  };
}

/** Throws an Error that names the function whose bundle is not in the assembly. */
export function declaredFunctions(template: Template): readonly DeclaredFunction[] {
  return template.ofType('AWS::Lambda::Function').map((resource) => describe(resource, template));
}

/** Finds functions by name, `name:qualifier`, partial ARN or ARN with or without a version or alias. */
export class FunctionCatalogue {
  readonly functions: readonly DeclaredFunction[];
  readonly #byName: ReadonlyMap<string, DeclaredFunction>;
  readonly #qualifiers: ReadonlySet<string>;

  constructor(functions: readonly DeclaredFunction[], template: Template) {
    this.functions = functions;
    this.#byName = new Map(functions.map((one) => [one.name, one]));
    const published = [...template.ofType('AWS::Lambda::Version'), ...template.ofType('AWS::Lambda::Alias')];
    this.#qualifiers = new Set(published.map((resource) => resource.ref));
  }

  /** Throws ResourceNotFoundException for a function, version or alias that the template does not declare. */
  find(reference: string, qualifier?: string): { readonly declared: DeclaredFunction; readonly arn: string } {
    const parts = reference.split(':');
    const at = parts.indexOf('function');
    const [name = '', own] = at >= 0 ? parts.slice(at + 1) : parts.length === 3 ? parts.slice(1) : parts;
    const declared = this.#byName.get(name);
    const version = qualifier ?? own;
    const arn =
      version === undefined || declared === undefined ? declared?.arn : `${declared.arn}:${version}`;
    const known = version === undefined || version === '$LATEST' || this.#qualifiers.has(arn ?? '');
    if (declared === undefined || arn === undefined || !known) {
      throw new AwsFault(
        'ResourceNotFoundException',
        `Function not found: ${reference}${qualifier ? `:${qualifier}` : ''}`,
        404,
      );
    }
    return { declared, arn };
  }
}

/** The objects of a list property. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = object[key];
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}
