import { describe, expect, it } from 'vitest';
import { capitalDates, planYearOn } from '#domain/capital-dates.ts';
import { LocalDate } from '#domain/time.ts';
import { calendar } from '#seeds/calendar.ts';
import { rulesOf } from './capital-samples.ts';

const rules = rulesOf('2024-10-08');

describe('the dates that bind', () => {
  it('are those of the rules, with the last working day before Tết', () => {
    const { disbursementUntil, lastWorkingDay, adjustmentUntil } = capitalDates(rules, calendar, 2024);
    expect(adjustmentUntil).toBe(`2024-${rules.planAdjustmentUntil}`);
    expect(disbursementUntil).toBe('2025-01-31');
    expect(lastWorkingDay).toBe('2025-01-24');
  });

  it('leave the last working day open where the calendar does not reach', () => {
    expect(capitalDates(rules, calendar, 2090).lastWorkingDay).toBeNull();
    expect(capitalDates(rules, calendar, 2022).lastWorkingDay).toBeNull();
  });

  it.each([
    ['2024-10-08', 2024],
    ['2025-01-31', 2024],
    ['2025-02-01', 2025],
  ])('are asked on %s for the plan of %i', (today, year) => {
    expect(planYearOn(rules, LocalDate.parse(today))).toBe(year);
  });
});
