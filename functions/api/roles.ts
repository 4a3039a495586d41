import * as z from 'zod';

/** Groups of the user pool. `auditor` reads everything and changes nothing; `operator` mends, but takes no business act. */
export const Role = z.enum([
  'reporter',
  'reviewer',
  'leadership',
  'staff',
  'councilClerk',
  'operator',
  'auditor',
]);
export type Role = z.infer<typeof Role>;

export const ALL_ROLES: readonly Role[] = Role.options;

/** Whoever sees the whole city; a reporter sees the own units only. */
export const CITY_ROLES: readonly Role[] = ALL_ROLES.filter((role) => role !== 'reporter');
