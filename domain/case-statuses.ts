import type { Case } from './case.ts';

/** Every status of a case, from what needs work to what is over; the order in which lists and charts show them. */
export const CASE_STATUSES = [
  'reported',
  'inReview',
  'returned',
  'escalated',
  'reallocating',
  'paused',
  'cleared',
  'reallocated',
  'outOfScope',
] as const satisfies readonly Case['status'][];

export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Of cases that are not over. */
export const UNFINISHED = CASE_STATUSES.slice(0, CASE_STATUSES.indexOf('cleared'));

const OVER: readonly string[] = CASE_STATUSES.slice(UNFINISHED.length);

/** Whether a case of this status is over; views carry statuses as plain text. */
export function isOver(status: string): boolean {
  return OVER.includes(status);
}
