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
