import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import { OfficeId, UnitCode } from '#domain/ids.ts';
import type { Doer } from '#domain/log.ts';
import { CITY_ROLES, Role } from './api/roles.ts';

/** Who calls the API, as the token says that API Gateway has verified. `office` is null for an account without one. */
export type Caller = {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly office: OfficeId | null;
  readonly units: readonly UnitCode[];
};

/** Whoever calls what needs no account. */
export const ANYBODY: Caller = { username: '', email: '', name: '', roles: [], office: null, units: [] };

/** A list as API Gateway writes it into one claim (`[reporter staff]`), or as an operator types it (`776, 778`). */
function listOf(claim: string): string[] {
  return claim.split(/[\s,[\]]+/).filter((part) => part !== '');
}

/** Values that mean something here; a group or unit that the product doesn't know gives no right. */
function known<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .default('')
    .transform((claim): z.output<S>[] =>
      listOf(claim).flatMap((part) => {
        const parsed = schema.safeParse(part);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const Claims = z.object({
  sub: z.string().min(1),
  email: z.string().default(''),
  name: z.string().default(''),
  'cognito:groups': known(Role),
  'custom:officeId': OfficeId.nullable().catch(null),
  'custom:unitCodes': known(UnitCode),
});

/** The caller of a verified token. Refuses `auth.required` when there is none. */
export function callerOf(claims: unknown): Caller {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) throw new Refusal('auth.required');
  const { sub: username, email, name, ...rest } = parsed.data;
  const [roles, office, units] = [rest['cognito:groups'], rest['custom:officeId'], rest['custom:unitCodes']];
  return { username, email, name, roles, office, units };
}

/** The caller as a log names them: office and account, no name and no address. */
export function doerOf({ office, username }: Caller, reason: string): Doer {
  return { office, account: username, reason };
}

/** The office that the caller acts for. Refuses `auth.forbidden` for an account that belongs to none. */
export function officeOf(caller: Caller): OfficeId {
  if (caller.office === null) throw new Refusal('auth.forbidden');
  return caller.office;
}

/** The units that bound what the caller sees; null for whoever sees the whole city. */
export function boundsOf(caller: Caller): readonly UnitCode[] | null {
  return caller.roles.some((role) => CITY_ROLES.includes(role)) ? null : caller.units;
}

/** Whether something that lies in `units` is the caller's business. */
export function sees(caller: Caller, units: readonly UnitCode[]): boolean {
  const bounds = boundsOf(caller);
  return bounds === null || units.some((unit) => bounds.includes(unit));
}

/** Refuses `auth.otherUnit` for what lies in other units only. */
export function assertSees(caller: Caller, units: readonly UnitCode[]): void {
  if (!sees(caller, units)) throw new Refusal('auth.otherUnit', { unit: units.join(', ') });
}
