import { createHash } from 'node:crypto';
import { compileDefinition, type MachineType } from '../asl/compile.ts';
import type { JsonObject } from '../asl/json.ts';
import type { Machine } from '../asl/machine.ts';

/** A definition as some execution may still run it. Named by its content, so equal definitions are one. */
export type Revision = { readonly id: string; readonly definition: string; readonly type: MachineType };

export type StateMachine = {
  readonly arn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly roleArn: string;
  readonly revision: string;
  /** UUID that tells one update from another (API: revisionId); INITIAL for the first. */
  readonly revisionId: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastVersion: number;
  readonly configuration: JsonObject;
};

export type Version = {
  readonly arn: string;
  readonly machineArn: string;
  readonly number: number;
  readonly revision: string;
  readonly revisionId: string;
  readonly roleArn: string;
  readonly createdAt: number;
  readonly description: string | undefined;
};

export type Alias = {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly description: string | undefined;
  readonly routes: readonly { readonly versionArn: string; readonly weight: number }[];
  readonly createdAt: number;
  readonly updatedAt: number;
};

export type Activity = { readonly arn: string; readonly name: string; readonly createdAt: number };
export type Tags = { readonly arn: string; readonly tags: { readonly [key: string]: string } };

/** A change of the registry, as the journal keeps it. */
export type RegistryChange =
  | { readonly put: 'revision'; readonly value: Revision }
  | { readonly put: 'machine'; readonly value: StateMachine }
  | { readonly put: 'version'; readonly value: Version }
  | { readonly put: 'alias'; readonly value: Alias }
  | { readonly put: 'activity'; readonly value: Activity }
  | { readonly put: 'tags'; readonly value: Tags }
  /** Everything there is, in one record: it replaces what was known before. */
  | { readonly put: 'all'; readonly value: readonly RegistryChange[] }
  | { readonly remove: 'machine' | 'version' | 'alias' | 'activity'; readonly arn: string };

export function revisionOf(definition: string, type: MachineType): Revision {
  const id = createHash('sha256')
    .update(type)
    .update('\n')
    .update(definition)
    .digest('base64url')
    .slice(0, 22);
  return { id, definition, type };
}

/** State machines, versions, aliases, activities and tags. */
export class Registry {
  readonly revisions = new Map<string, Revision>();
  readonly machines = new Map<string, StateMachine>();
  readonly versions = new Map<string, Version>();
  readonly aliases = new Map<string, Alias>();
  readonly activities = new Map<string, Activity>();
  readonly tags = new Map<string, Tags>();
  readonly #compiled = new Map<string, Machine>();

  apply(change: RegistryChange): void {
    if ('remove' in change) {
      const maps = {
        machine: this.machines,
        version: this.versions,
        alias: this.aliases,
        activity: this.activities,
      };
      maps[change.remove].delete(change.arn);
      this.tags.delete(change.arn);
      return;
    }
    switch (change.put) {
      case 'all':
        this.#clear();
        for (const one of change.value) this.apply(one);
        return;
      case 'revision':
        this.revisions.set(change.value.id, change.value);
        return;
      case 'machine':
        this.machines.set(change.value.arn, change.value);
        return;
      case 'version':
        this.versions.set(change.value.arn, change.value);
        return;
      case 'alias':
        this.aliases.set(change.value.arn, change.value);
        return;
      case 'activity':
        this.activities.set(change.value.arn, change.value);
        return;
      case 'tags':
        this.tags.set(change.value.arn, change.value);
    }
  }

  #clear(): void {
    for (const map of [
      this.revisions,
      this.machines,
      this.versions,
      this.aliases,
      this.activities,
      this.tags,
    ])
      map.clear();
  }

  /** Everything, as one change that makes it anew. */
  snapshot(): RegistryChange {
    return { put: 'all', value: [...this.#changes()] };
  }

  *#changes(): Generator<RegistryChange> {
    for (const value of this.revisions.values()) yield { put: 'revision', value };
    for (const value of this.machines.values()) yield { put: 'machine', value };
    for (const value of this.versions.values()) yield { put: 'version', value };
    for (const value of this.aliases.values()) yield { put: 'alias', value };
    for (const value of this.activities.values()) yield { put: 'activity', value };
    for (const value of this.tags.values()) yield { put: 'tags', value };
  }

  /** The compiled definition of a revision; compiled once, when it is first needed. */
  machine(revision: string): Machine {
    const known = this.#compiled.get(revision);
    if (known !== undefined) return known;
    const source = this.revisions.get(revision);
    if (source === undefined) throw new TypeError(`revision ${revision} is not known`);
    const { machine, diagnostics } = compileDefinition(source.definition, source.type);
    if (machine === undefined) throw new TypeError(`revision ${revision}: ${diagnostics[0]?.message}`);
    this.#compiled.set(revision, machine);
    return machine;
  }
}
