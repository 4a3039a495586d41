import type { OpenApproval } from './approval.ts';

/**
 * Whether a case is left out when many are given to another office at once: the office that is asked could move its capital or
 * close it. Taking that from a city office is decided case by case, on the case's own page.
 */
export function heldBackInBulk({ stepUp }: Pick<OpenApproval, 'stepUp'>): boolean {
  return stepUp.includes('reallocate') || stepUp.includes('outOfScope');
}
