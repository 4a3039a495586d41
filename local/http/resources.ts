/** How the stand-ins read their part of the template: intrinsics are already resolved to values of this machine. */
import * as z from 'zod';

/** One resource of the template after every Ref, GetAtt and Sub has become a value. */
export type ResolvedResource = {
  readonly logicalId: string;
  /** For example `AWS::ApiGatewayV2::Route`. */
  readonly type: string;
  /** What `Ref` gives for it: the physical id, name or URL, by the rule of its type. */
  readonly ref: string;
  readonly properties: unknown;
};

export type ParsedResource<T> = {
  readonly logicalId: string;
  readonly ref: string;
  readonly properties: T;
};

/** A resource says something that the local stand-in does not do; the start stops with its name. */
export class UnsupportedResource extends Error {
  constructor(logicalId: string, reason: string) {
    super(`${logicalId}: ${reason}`);
    this.name = 'UnsupportedResource';
  }
}

/** The resources of one type, their properties parsed. Throws `UnsupportedResource` naming what does not fit. */
export function resourcesOfType<T>(
  resources: readonly ResolvedResource[],
  type: string,
  schema: z.ZodType<T>,
): readonly ParsedResource<T>[] {
  return resources
    .filter((resource) => resource.type === type)
    .map(({ logicalId, ref, properties }) => {
      const parsed = schema.safeParse(properties ?? {});
      if (!parsed.success) throw new UnsupportedResource(logicalId, z.prettifyError(parsed.error));
      return { logicalId, ref, properties: parsed.data };
    });
}

/** CloudFormation writes booleans and numbers as strings at times. */
export const looseBoolean = z.union([z.boolean(), z.stringbool()]);
export const looseNumber = z.coerce.number();
