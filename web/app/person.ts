/** Who is signed in, as the token says; the API alone decides what that allows. */
import * as z from 'zod';
import { Role } from '#functions/api/roles.ts';

const Claims = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  'cognito:groups': z.array(z.string()).default([]),
  'custom:officeId': z.string().optional(),
  'custom:unitCodes': z.string().default(''),
});

export type Person = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly officeId: string | undefined;
  readonly unitCodes: readonly string[];
};

export function parsePerson(profile: unknown): Person {
  const claims = Claims.parse(profile);
  const roles = claims['cognito:groups'].flatMap((group) => {
    const role = Role.safeParse(group);
    return role.success ? [role.data] : [];
  });
  return {
    name: claims.name || claims.email,
    roles,
    officeId: claims['custom:officeId'],
    unitCodes: claims['custom:unitCodes'].split(',').filter((code) => code !== ''),
  };
}
