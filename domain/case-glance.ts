import type { Case, CaseStatus } from './case.ts';
import { dueOf, heldOf } from './case-why.ts';
import { folded } from './search-text.ts';
import { type Instant, instantAt } from './time.ts';

/** In which worklist a case stands. */
export type CaseState = 'open' | 'paused' | 'closed';

/**
 * What a list has to know of a case to filter and to rank it, without reading it: about 250 bytes beside a record of
 * several thousand. Codes are plain text here, because ten thousand of them are read at once.
 */
export type CaseGlance = {
  readonly id: string;
  readonly state: CaseState;
  readonly status: CaseStatus;
  readonly projectId: string;
  readonly group: string;
  readonly category: string;
  readonly units: readonly string[];
  /** Of whoever holds the case, or held it before a pause; null when it waits for nobody's answer. */
  readonly rung: number | null;
  readonly holder: string | null;
  /** When it is due, reviewed (paused) or was closed; null while it has no due time. */
  readonly at: Instant | null;
  /** Đồng. */
  readonly atRisk: number;
  readonly idle: number;
  readonly undeliverable: boolean;
  /** Code of the case and of the project, and the project's name in both languages, folded for search. */
  readonly found: string;
};

function standingOf(record: Case): Pick<CaseGlance, 'state' | 'at'> {
  switch (record.status) {
    case 'reported':
    case 'inReview':
    case 'returned':
    case 'escalated':
    case 'reallocating':
      return { state: 'open', at: dueOf(record) };
    case 'paused':
      return { state: 'paused', at: instantAt(record.reviewOn, '00:00') };
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      return { state: 'closed', at: record.closedAt };
  }
}

/** A case as lists filter and rank it. */
export function glanceOf(record: Case): CaseGlance {
  const { id, status, projectId, projectName, group, category, units, atRisk, idle } = record;
  const held = heldOf(record);
  return {
    ...standingOf(record),
    id,
    status,
    projectId,
    group,
    category,
    units,
    rung: held?.rung ?? null,
    holder: held?.holder ?? null,
    atRisk,
    idle,
    undeliverable: held?.undeliverable ?? false,
    found: folded(`${id} ${projectId} ${projectName.vi} ${projectName.en}`),
  };
}
