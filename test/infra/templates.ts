/** Synthesized templates for the tests of infra, with stand-in code: what the functions do is tested elsewhere. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { type AppOptions, buildApp } from '#infra/app.ts';
import { bundleFolder, functionNames } from '#infra/bundle.ts';
import type { EnvironmentName } from '#infra/environments.ts';

const ResourceShape = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  DependsOn: z.unknown().optional(),
});
export type Resource = z.infer<typeof ResourceShape> & { readonly id: string };

const TemplateShape = z.object({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(z.string(), ResourceShape),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});

export type ReadTemplate = {
  readonly template: Template;
  readonly text: string;
  readonly outputs: readonly string[];
  readonly parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
};

function read(template: Template): ReadTemplate {
  const json: unknown = template.toJSON();
  const { Parameters, Resources, Outputs } = TemplateShape.parse(json);
  const resources = Object.entries(Resources).map(([id, resource]) => ({ ...resource, id }));
  return {
    template,
    text: JSON.stringify(json),
    outputs: Object.keys(Outputs),
    parameters: Parameters,
    resources,
    ofType: (type) => resources.filter((resource) => resource.Type === type),
  };
}

/** Code for every function of the catalogue, all the same. */
export function standInCode(): string {
  const outDir = mkdtempSync(join(tmpdir(), 'khoi-thong-infra-'));
  for (const name of functionNames()) {
    const folder = bundleFolder(outDir, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return outDir;
}

/** The main and the edge template of an environment. */
export async function templatesOf(
  environment: EnvironmentName,
  options: Partial<AppOptions> = {},
): Promise<{ readonly main: ReadTemplate; readonly edge: ReadTemplate }> {
  const built = await buildApp({ outDir: standInCode(), nag: false, ...options, environment });
  return { main: read(Template.fromStack(built.main)), edge: read(Template.fromStack(built.edge)) };
}

const oneOrMore = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const StatementShape = z.object({
  Effect: z.string(),
  Action: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
  Resource: oneOrMore,
});
export type Statement = z.infer<typeof StatementShape>;
const PolicyShape = z.object({
  PolicyDocument: z.object({ Statement: z.array(StatementShape) }),
  Roles: z.array(z.object({ Ref: z.string() })),
});

const RoleShape = z.object({
  Policies: z.array(PolicyShape.pick({ PolicyDocument: true })).default([]),
});

/** What the policies in a role and those attached to it say, by the logical id of the role. */
export function statementsByRole(read: ReadTemplate): ReadonlyMap<string, readonly Statement[]> {
  const byRole = new Map<string, Statement[]>();
  for (const role of read.ofType('AWS::IAM::Role')) {
    const { Policies } = RoleShape.parse(role.Properties);
    byRole.set(
      role.id,
      Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
    );
  }
  for (const policy of read.ofType('AWS::IAM::Policy')) {
    const { PolicyDocument, Roles } = PolicyShape.parse(policy.Properties);
    for (const { Ref } of Roles) byRole.set(Ref, [...(byRole.get(Ref) ?? []), ...PolicyDocument.Statement]);
  }
  return byRole;
}

const RoleOf = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

/** Logical id of the role that a function or machine has. */
export function roleOf(resource: Resource): string {
  return RoleOf.parse(resource.Properties['Role'] ?? resource.Properties['RoleArn'])['Fn::GetAtt'][0];
}
