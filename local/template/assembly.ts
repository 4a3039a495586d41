/** Reads a cloud assembly as `cdk synth` leaves it on disk: the manifest, the templates and the assets they name. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { type JsonObject, parseJson, parseJsonObject } from '#local/json.ts';

/** One stack of an assembly, its template not yet resolved. */
export type AssemblyStack = {
  readonly name: string;
  /** Taken from the stack's `aws://account/region` where that is fixed. */
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly template: JsonObject;
  /** Absolute path of the asset that CDK would upload under this S3 key. */
  readonly assets: ReadonlyMap<string, string>;
};

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      dependencies: z.array(z.string()).optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          directoryName: z.string().optional(),
          file: z.string().optional(),
        })
        .optional(),
    }),
  ),
});
type Manifest = z.infer<typeof manifestSchema>;
type Artifact = Manifest['artifacts'][string];

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

function readText(path: string): string {
  if (!existsSync(path)) throw new Error(`cloud assembly: ${path} does not exist (run npm run synth first)`);
  return readFileSync(path, 'utf8');
}

function readAssets(folder: string, artifacts: Manifest['artifacts']): Map<string, string> {
  const assets = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    const file = artifact.type === 'cdk:asset-manifest' ? artifact.properties?.file : undefined;
    if (file === undefined) continue;
    const path = join(folder, file);
    const manifest = assetsSchema.parse(parseJson(readText(path), path));
    for (const asset of Object.values(manifest.files)) {
      if (asset.source.path === undefined) continue;
      for (const { objectKey } of Object.values(asset.destinations)) {
        assets.set(objectKey, resolve(folder, asset.source.path));
      }
    }
  }
  return assets;
}

/** CDK writes `aws://unknown-account/unknown-region` for a stack that can go anywhere. */
function environmentOf(artifact: Artifact): { region?: string; accountId?: string } {
  const parts = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(artifact.environment ?? '');
  const [, account, region] = parts ?? [];
  return {
    ...(account !== undefined && /^\d{12}$/.test(account) ? { accountId: account } : {}),
    ...(region !== undefined && !region.startsWith('unknown') ? { region } : {}),
  };
}

/** Stacks in the order in which their dependencies allow them to be deployed. */
function inDeployOrder(artifacts: Manifest['artifacts']): string[] {
  const ordered = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.has(id)) return;
    if (path.includes(id))
      throw new Error(`cloud assembly: stacks depend on each other: ${path.join(' -> ')}`);
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency, [...path, id]);
    ordered.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...ordered];
}

/**
 * Reads every stack under `folder` (nested assemblies of CDK stages too), dependencies first.
 * Throws an Error that names the file when something is missing or malformed.
 */
export function readAssembly(folder: string): readonly AssemblyStack[] {
  const path = join(folder, 'manifest.json');
  const { artifacts } = manifestSchema.parse(parseJson(readText(path), path));
  const assets = readAssets(folder, artifacts);
  return inDeployOrder(artifacts).flatMap((id): readonly AssemblyStack[] => {
    const artifact = artifacts[id];
    const directory = artifact?.properties?.directoryName;
    if (artifact?.type === 'cdk:cloud-assembly' && directory !== undefined) {
      return readAssembly(join(folder, directory));
    }
    const file = artifact?.properties?.templateFile;
    if (artifact?.type !== 'aws:cloudformation:stack' || file === undefined) return [];
    const { region, accountId } = environmentOf(artifact);
    const template = parseJsonObject(readText(join(folder, file)), file);
    return [{ name: artifact.properties?.stackName ?? id, region, accountId, template, assets }];
  });
}
