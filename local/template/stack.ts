/** Resolves the templates of an assembly: every resource with its physical name, ARN, attributes and plain properties. */
import { createHash } from 'node:crypto';
import { isJsonArray, isJsonObject, type Json, type JsonObject, messageOf } from '#local/json.ts';
import { type AssemblyStack, readAssembly } from './assembly.ts';
import { noValue, resolve, resolveCondition, type Scope } from './intrinsics.ts';
import { type Hosting, type ResourceType, resourceTypes } from './types.ts';

/** One resource of a template, as AWS would have it after deployment. */
export type Resource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly hosting: Hosting;
  /** Free of intrinsic functions. */
  readonly properties: JsonObject;
  /** What Ref gives. */
  readonly ref: string;
  readonly name: string;
  /** Empty for a type without an ARN. */
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/** All stacks of an assembly, resolved. Resources stand in an order in which nothing comes before what it depends on. */
export type Template = {
  readonly region: string;
  readonly accountId: string;
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Absolute path of the asset that CDK would upload under this S3 key. Throws an Error for an unknown key. */
  asset(objectKey: string): string;
};

export type TemplateOptions = {
  /** Host and port where a browser reaches the gateway, for example `127.0.0.1:4300`. */
  readonly publicHost: string;
  readonly parameters?: Readonly<Record<string, string>>;
};

const defaultRegion = 'ap-southeast-1';
const defaultAccount = '000000000000';

/**
 * Reads and resolves the assembly in `folder`. Throws an Error that names type and logical id of every resource that
 * the host does not know, or the resource in which a fragment does not resolve.
 */
export function loadTemplate(folder: string, options: TemplateOptions): Template {
  const assembled = readAssembly(folder);
  if (assembled.length === 0) throw new Error(`cloud assembly: ${folder} holds no stack`);
  refuseUnknownTypes(assembled);
  const region = mainStack(assembled).region ?? defaultRegion;
  const accountId = assembled.find((stack) => stack.accountId !== undefined)?.accountId ?? defaultAccount;
  const exported = new Map<string, Json>();
  const resources: Resource[] = [];
  const outputs: Record<string, string> = {};
  const assets = new Map<string, string>();
  for (const source of assembled) {
    const stack = new Stack(source, { ...options, region: source.region ?? region, accountId, exported });
    resources.push(...stack.resources());
    Object.assign(outputs, stack.outputs());
    for (const [key, path] of source.assets) assets.set(key, path);
  }
  return {
    region,
    accountId,
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    outputs,
    asset: (objectKey) => {
      const path = assets.get(objectKey);
      if (path === undefined) throw new Error(`cloud assembly: no asset has the key ${objectKey}`);
      return path;
    },
  };
}

/** Parts of a product may have to stand elsewhere (a web ACL in us-east-1): its home is where most of it is. */
function mainStack(stacks: readonly AssemblyStack[]): AssemblyStack {
  const size = (stack: AssemblyStack): number => Object.keys(section(stack.template, 'Resources')).length;
  return stacks.reduce((largest, stack) => (size(stack) > size(largest) ? stack : largest));
}

function section(template: JsonObject, name: string): JsonObject {
  const value = template[name];
  return isJsonObject(value) ? value : {};
}

function typeOf(declaration: JsonObject): string {
  return typeof declaration['Type'] === 'string' ? declaration['Type'] : '';
}

function refuseUnknownTypes(stacks: readonly AssemblyStack[]): void {
  const unknown = stacks.flatMap((stack) =>
    Object.entries(section(stack.template, 'Resources'))
      .map(([id, declaration]) => ({ id, type: isJsonObject(declaration) ? typeOf(declaration) : '' }))
      .filter(({ type }) => resourceTypes[type] === undefined)
      .map(({ id, type }) => `${type} (${id} in stack ${stack.name})`),
  );
  if (unknown.length > 0) {
    throw new Error(
      `the host does not know the resource type${unknown.length > 1 ? 's' : ''} ${unknown.join(', ')}`,
    );
  }
}

type Environment = TemplateOptions & {
  readonly region: string;
  readonly accountId: string;
  /** Shared by the stacks of an assembly: what they export by name. */
  readonly exported: Map<string, Json>;
};

/** One stack on its way from template to resources; everything is resolved when first asked for, and once. */
class Stack implements Scope {
  readonly #source: AssemblyStack;
  readonly #environment: Environment;
  readonly #declared = new Map<string, JsonObject>();
  readonly #resolved = new Map<string, Resource>();
  readonly #underWay: string[] = [];

  constructor(source: AssemblyStack, environment: Environment) {
    this.#source = source;
    this.#environment = environment;
    for (const [id, declaration] of Object.entries(section(source.template, 'Resources'))) {
      if (!isJsonObject(declaration)) continue;
      const condition = declaration['Condition'];
      if (typeof condition !== 'string' || this.condition(condition)) this.#declared.set(id, declaration);
    }
  }

  /** All resources, what they refer to and DependsOn first. */
  resources(): readonly Resource[] {
    for (const id of this.#declared.keys()) this.#resource(id);
    return [...this.#resolved.values()];
  }

  outputs(): Record<string, string> {
    const outputs: Record<string, string> = {};
    for (const [key, output] of Object.entries(section(this.#source.template, 'Outputs'))) {
      if (!isJsonObject(output)) continue;
      const condition = output['Condition'];
      if (typeof condition === 'string' && !this.condition(condition)) continue;
      const value = this.#plain(resolve(output['Value'] ?? null, this));
      outputs[key] = typeof value === 'string' ? value : JSON.stringify(value);
      const name = resolve(section(output, 'Export')['Name'] ?? null, this);
      if (typeof name === 'string') this.#environment.exported.set(name, value);
    }
    return outputs;
  }

  ref(name: string): Json | typeof noValue {
    if (name === 'AWS::NoValue') return noValue;
    const pseudo = this.#pseudo(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = section(this.#source.template, 'Parameters')[name];
    if (!isJsonObject(parameter)) return this.#resource(name).ref;
    const value = this.#environment.parameters?.[name] ?? parameter['Default'];
    if (value === undefined) throw new Error(`parameter ${name} has no default and was not given`);
    return value;
  }

  attribute(logicalId: string, attribute: string): Json {
    const resource = this.#resource(logicalId);
    const value = resource.attributes[attribute];
    if (value === undefined) {
      throw new Error(`the host does not know the attribute ${attribute} of ${resource.type} (${logicalId})`);
    }
    return value;
  }

  condition(name: string): boolean {
    const fragment = section(this.#source.template, 'Conditions')[name];
    if (fragment === undefined) throw new Error(`the template has no condition ${name}`);
    return resolveCondition(fragment, this);
  }

  mapping(map: string, first: string, second: string): Json {
    const value = section(section(section(this.#source.template, 'Mappings'), map), first)[second];
    if (value === undefined) throw new Error(`the template has no mapping ${map}.${first}.${second}`);
    return value;
  }

  importValue(name: string): Json {
    const value = this.#environment.exported.get(name);
    if (value === undefined) throw new Error(`no stack exports ${name}`);
    return value;
  }

  #pseudo(name: string): string | undefined {
    const { region, accountId } = this.#environment;
    const pseudo: Record<string, string> = {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': this.#source.name,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${this.#source.name}/${shortId(this.#source.name)}`,
    };
    return pseudo[name];
  }

  #resource(logicalId: string): Resource {
    const known = this.#resolved.get(logicalId);
    if (known !== undefined) return known;
    const declaration = this.#declared.get(logicalId);
    if (declaration === undefined) throw new Error(`the template has no resource or parameter ${logicalId}`);
    if (this.#underWay.includes(logicalId)) {
      throw new Error(
        `resources refer to each other in a circle: ${[...this.#underWay, logicalId].join(' -> ')}`,
      );
    }
    this.#underWay.push(logicalId);
    try {
      const resource = this.#resolve(logicalId, declaration);
      this.#resolved.set(logicalId, resource);
      return resource;
    } finally {
      this.#underWay.pop();
    }
  }

  #resolve(logicalId: string, declaration: JsonObject): Resource {
    const type = typeOf(declaration);
    const row = resourceTypes[type];
    if (row === undefined) throw new Error(`the host does not know the resource type ${type} (${logicalId})`);
    const before = declaration['DependsOn'];
    for (const id of isJsonArray(before) ? before : [before]) {
      if (typeof id === 'string' && this.#declared.has(id)) this.#resource(id);
    }
    let properties: Json;
    try {
      properties = this.#plain(resolve(declaration['Properties'] ?? {}, this));
    } catch (error) {
      throw new Error(`${logicalId} (${type}): ${messageOf(error)}`, { cause: error });
    }
    if (!isJsonObject(properties))
      throw new Error(`${logicalId} (${type}) has properties that are no object`);
    return this.#name({ logicalId, type, row, properties });
  }

  #name(declared: { logicalId: string; type: string; row: ResourceType; properties: JsonObject }): Resource {
    const { logicalId, type, row, properties } = declared;
    const { region, accountId, publicHost } = this.#environment;
    const words: Record<string, string> = { region, account: accountId, host: publicHost };
    words['id'] = shortId(`${this.#source.name}/${logicalId}`);
    const fill = (pattern: string): string =>
      pattern.replaceAll(/\{(p:)?(\w+)\}/g, (_, property: string | undefined, key: string) => {
        const value = property === undefined ? words[key] : properties[key];
        return typeof value === 'string' ? value : '';
      });
    const fixed = row.named === undefined ? undefined : properties[row.named];
    const generated =
      row.name === undefined ? physicalName(this.#source.name, logicalId, row) : fill(row.name);
    const made = row.lowerCase === true ? generated.toLowerCase() : generated;
    const name = typeof fixed === 'string' ? fixed : made;
    words['name'] = name;
    // An alias of a state machine has no ARN of its own pattern: it is the machine's, taken from the version routed to.
    const arn =
      type === 'AWS::StepFunctions::StateMachineAlias' ? aliasArn(properties, name) : fill(row.arn ?? '');
    words['arn'] = arn;
    const ref = fill(row.ref ?? '{name}');
    const attributes: Record<string, string> = arn === '' ? {} : { Arn: arn };
    for (const [key, pattern] of Object.entries(row.attributes ?? {})) attributes[key] = fill(pattern);
    return {
      stack: this.#source.name,
      logicalId,
      type,
      hosting: row.hosting,
      properties,
      ref,
      name,
      arn,
      attributes,
    };
  }

  /** The public port of the host speaks plain HTTP, so an address that the template builds with https must follow. */
  #plain(value: Json): Json {
    const { publicHost } = this.#environment;
    const text = JSON.stringify(value);
    if (!text.includes(`https://${publicHost}`)) return value;
    return rewrite(value, (part) => part.replaceAll(`https://${publicHost}`, `http://${publicHost}`));
  }
}

function rewrite(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (isJsonArray(value)) return value.map((item) => rewrite(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item, change)]));
}

/** Stable between starts: the same resource keeps its name, and with it its data. */
function shortId(seed: string): string {
  const digest = createHash('sha256').update(seed).digest('hex');
  return BigInt(`0x${digest}`).toString(36).toUpperCase().slice(1, 13);
}

function physicalName(stack: string, logicalId: string, row: ResourceType): string {
  const suffix = shortId(`${stack}/${logicalId}`);
  const room = (row.longestName ?? 255) - suffix.length - 1;
  return `${`${stack}-${logicalId}`.slice(0, room)}-${suffix}`;
}

function aliasArn(properties: JsonObject, name: string): string {
  const routes = properties['RoutingConfiguration'];
  const preference = properties['DeploymentPreference'];
  const [route] = isJsonArray(routes) ? routes : [preference];
  const version = isJsonObject(route) ? route['StateMachineVersionArn'] : undefined;
  return typeof version === 'string' ? version.replace(/:\d+$/, `:${name}`) : '';
}
