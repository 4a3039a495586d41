import type { Blocker } from '../domain/blocker.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Ladder } from '../domain/ladder.ts';
import type { Office } from '../domain/office.ts';
import type { Project } from '../domain/project.ts';
import type { Rules } from '../domain/rules.ts';
import { Instant } from '../domain/time.ts';
import type { Unit } from '../domain/unit.ts';
import { calendar } from './calendar.ts';
import { ladder } from './ladder.ts';
import { offices } from './offices.ts';
import { type PortfolioSize, portfolio } from './portfolio.ts';
import { rules } from './rules.ts';
import { units } from './units.ts';

export { accounts, type SampleAccount } from './accounts.ts';
export { calendar } from './calendar.ts';
export { ladder } from './ladder.ts';
export { offices } from './offices.ts';
export { type Portfolio, type PortfolioSize, portfolio } from './portfolio.ts';
export { figureOf, type Report, report } from './report.ts';
export { rules } from './rules.ts';
export { units } from './units.ts';

/** Tuesday 8 October 2024, 08:00 in Vietnam: the morning of the report, where the sample begins. */
export const SEED_START: Instant = Instant.parse('2024-10-08T01:00:00.000Z');

/** What one call of the import function carries: rows of one kind or several, few enough for one transaction. */
export type ImportBatch = {
  readonly units: readonly Unit[];
  readonly offices: readonly Office[];
  readonly calendars: readonly Calendar[];
  readonly ladders: readonly Ladder[];
  readonly rules: readonly Rules[];
  readonly projects: readonly Project[];
  readonly blockers: readonly Blocker[];
};

/** Rows in one batch, all kinds together. */
export const ROWS_PER_BATCH = 25;

const EMPTY: ImportBatch = {
  units: [],
  offices: [],
  calendars: [],
  ladders: [],
  rules: [],
  projects: [],
  blockers: [],
};

function chunks<T>(rows: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_BATCH) }, (_, index) =>
    rows.slice(index * ROWS_PER_BATCH, (index + 1) * ROWS_PER_BATCH),
  );
}

/**
 * The whole sample as arguments for the import function, in an order in which every row comes after what it refers to:
 * units, offices, the calendar with ladder and rules, projects, and last the blockers, which start cases.
 */
export function importBatches(size: PortfolioSize = {}): ImportBatch[] {
  const { projects, blockers } = portfolio(size);
  return [
    ...chunks(units).map((rows) => ({ ...EMPTY, units: rows })),
    ...chunks(offices).map((rows) => ({ ...EMPTY, offices: rows })),
    { ...EMPTY, calendars: [calendar], ladders: [ladder], rules },
    ...chunks(projects).map((rows) => ({ ...EMPTY, projects: rows })),
    ...chunks(blockers).map((rows) => ({ ...EMPTY, blockers: rows })),
  ];
}
