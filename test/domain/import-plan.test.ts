import { describe, expect, test } from 'vitest';
import {
  countResults,
  countRows,
  type ImportRow,
  isExample,
  matchColumns,
  mergeCorrections,
  planBlocker,
  planFigures,
  withFigures,
} from '#domain/import-plan.ts';
import type { FigureRow } from '#domain/import-rows.ts';
import { dong } from '#domain/money.ts';
import { LocalDate } from '#domain/time.ts';
import { aBlocker, aProject } from './builders.ts';

const project = aProject();
const { capital } = project;
const figures = (more: Partial<FigureRow> = {}): FigureRow => ({
  planYear: capital.planYear,
  disbursed: capital.disbursed,
  absorbable: capital.absorbable,
  asOf: capital.asOf,
  ...more,
});
const codes = (row: FigureRow, of = project) => planFigures(row, of).problems.map(({ code }) => code);

describe('the row that the template brings as an example', () => {
  test.each([
    ['VÍ DỤ: xóa dòng này', true],
    ['vi du', true],
    ['Example: delete this row', true],
    ['DA-Q8-001', false],
    ['', false],
  ])('%j is one: %s', (cell, expected) => {
    expect(isExample(cell)).toBe(expected);
  });
});

describe('columns', () => {
  test('are found by their headings, in any order, accents and asterisks optional', () => {
    expect(matchColumns('figures', ['Nam', 'MA DU AN *', 'Đã giải ngân', '?'])).toEqual({
      planYear: 0,
      projectId: 1,
      disbursed: 2,
    });
  });
});

describe('figures of a project', () => {
  test('that are the same change nothing', () => {
    expect(planFigures(figures(), project)).toMatchObject({ class: 'unchanged', changes: [] });
  });

  test('that differ say from what to what, and what stood there', () => {
    const planned = planFigures(figures({ disbursed: dong(capital.disbursed + 1) }), project);
    expect(planned).toMatchObject({
      class: 'changed',
      base: project.version,
      changes: [{ field: 'disbursed', from: String(capital.disbursed), to: String(capital.disbursed + 1) }],
      before: { disbursed: capital.disbursed },
    });
  });

  test('keep within year, plan, time and what is left', () => {
    expect(codes(figures({ planYear: 2023 }))).toEqual(['otherYear']);
    expect(codes(figures({ asOf: LocalDate.parse('2020-01-01') }))).toEqual(['olderThanStored']);
    expect(codes(figures({ disbursed: dong(capital.planned + 1) }))).toContain('abovePlan');
    expect(codes(figures({ absorbable: dong(capital.planned + 1) }))).toEqual(['aboveRemaining']);
    expect(codes(figures(), aProject({ closed: true }))).toEqual(['projectClosed']);
  });

  test('of a project that can take more than its plan may say so', () => {
    const taker = aProject({ capital: { ...capital, absorbable: capital.planned * 2 } });
    expect(codes(figures({ absorbable: dong(capital.planned * 3) }), taker)).toEqual([]);
  });

  test('are written with their source, as the next version', () => {
    const next = withFigures(project, figures({ disbursed: dong(1) }), 'finance');
    expect(next).toMatchObject({
      version: project.version + 1,
      capital: { disbursed: 1, planned: capital.planned, provenance: { kind: 'source', source: 'finance' } },
    });
  });
});

describe('a row of blockers', () => {
  const blocker = aBlocker({ householdsLeft: 5, requestBy: '2024-10-31' });

  test('without a report is new', () => {
    expect(planBlocker(blocker, null)).toMatchObject({ class: 'new', base: 0, before: null });
  });

  test('like its report changes nothing, otherwise it says what', () => {
    expect(planBlocker(blocker, { blocker, editable: false }).class).toBe('unchanged');
    const { householdsLeft: _count, requestBy: _day, ...less } = blocker;
    expect(planBlocker(less, { blocker: { ...blocker, version: 3 }, editable: true })).toMatchObject({
      class: 'changed',
      base: 3,
      changes: [
        { field: 'requestBy', from: '2024-10-31', to: '' },
        { field: 'householdsLeft', from: '5', to: '' },
      ],
    });
  });

  test('whose case has been decided on is refused', () => {
    const other = { ...blocker, request: 'Khác' };
    expect(planBlocker(other, { blocker, editable: false })).toMatchObject({
      class: 'error',
      problems: [{ field: 'request', code: 'decided' }],
    });
  });
});

const row = (of: ImportRow['class'], state?: NonNullable<ImportRow['result']>['state']): ImportRow => ({
  row: 2,
  cells: {},
  class: of,
  problems: [],
  warnings: of === 'error' || of === 'changed' ? [{ field: 'request', code: 'past' }] : [],
  changes: [],
  blockerId: null,
  projectId: null,
  projectName: null,
  base: 0,
  before: null,
  result: state === undefined ? null : { state },
});

test('rows are counted by class', () => {
  expect(countRows([row('new'), row('changed'), row('error'), row('error')])).toEqual({
    new: 1,
    changed: 1,
    unchanged: 0,
    error: 2,
    // What is not written anyway warns nobody.
    warned: 1,
  });
});

test('rows are counted by what became of them', () => {
  const rows = [
    row('new', 'written'),
    row('changed', 'written'),
    row('new', 'same'),
    row('error'),
    row('new', 'kept'),
  ];
  expect(countResults(rows)).toEqual({ written: 2, same: 1, refused: 0, undone: 0, kept: 1 });
});

test('a later correction of a cell takes the place of the earlier one', () => {
  const cell = (field: string, value: string) => ({ row: 3, field, value });
  expect(mergeCorrections([cell('cause', 'x'), cell('request', 'y')], [cell('cause', 'z')])).toEqual([
    cell('cause', 'z'),
    cell('request', 'y'),
  ]);
});
