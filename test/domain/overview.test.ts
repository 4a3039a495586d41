import { describe, expect, it } from 'vitest';
import { type CaseGlance, glanceOf } from '#domain/case-glance.ts';
import { rankCases } from '#domain/case-urgency.ts';
import { paceOf, projectsOf, rungsOf, sharesOf, standingOf } from '#domain/overview.ts';
import { LocalDate } from '#domain/time.ts';
import { aCalendar, aCase, ask, asked, at } from './builders.ts';

const NOW = at('2024-10-22', '10:00');
const { record: waiting } = asked(ask(aCase()));

function glance(id: string, more: Partial<CaseGlance> = {}): CaseGlance {
  return { ...glanceOf(waiting), id, projectId: `DA-${id}`, atRisk: 100, ...more };
}

const LATE = at('2024-10-17', '17:00');
const SOON = at('2024-10-23', '17:00');
const LATER = at('2024-11-01', '17:00');
const cases = rankCases(
  [
    glance('A', { at: LATE, rung: 3, atRisk: 500, units: ['776', '765'] }),
    glance('B', { at: SOON, rung: 3, atRisk: 300, group: 'metro' }),
    glance('C', { at: LATER, rung: 1, projectId: 'DA-A', atRisk: 500 }),
    glance('D', { at: null, rung: 1, atRisk: 50, category: 'VON' }),
    glance('E', { state: 'paused', status: 'paused', at: LATER, atRisk: 70 }),
    glance('F', { state: 'closed', status: 'cleared', at: LATE, rung: null, atRisk: 900 }),
    glance('G', { state: 'open', status: 'reported', at: null, rung: null, atRisk: 1 }),
  ],
  aCalendar(),
  NOW,
);

describe('the overview', () => {
  it('counts cases by what they need, and the capital at risk once for each project', () => {
    expect(standingOf(cases)).toEqual({
      open: 5,
      overdue: 1,
      dueSoon: 1,
      paused: 1,
      closed: 1,
      atRisk: 500 + 300 + 50 + 70 + 1,
    });
  });

  it('has the rungs from the highest down, each with its time and the case that was due first', () => {
    expect(rungsOf(cases)).toEqual([
      { rung: 3, cases: 2, inTime: 0, dueSoon: 1, overdue: 1, atRisk: 800, oldest: 'A' },
      { rung: 1, cases: 2, inTime: 2, dueSoon: 0, overdue: 0, atRisk: 550, oldest: 'C' },
    ]);
  });

  it('of two cases that are due together names the one with the lower code', () => {
    const twins = rankCases(
      [
        glance('W', { at: null }),
        glance('Y', { at: LATE }),
        glance('V', { at: null }),
        glance('X', { at: LATE }),
        glance('Z', { at: LATE }),
      ],
      aCalendar(),
      NOW,
    );
    expect(rungsOf(twins).map(({ oldest }) => oldest)).toEqual(['X']);
  });

  it('shares cases that are not over out to units, categories and groups, most capital first', () => {
    const units = sharesOf(cases, 'unit');
    expect(units.find(({ code }) => code === '765')).toEqual({ code: '765', cases: 1, atRisk: 500 });
    expect(units.map(({ atRisk }) => atRisk)).toEqual(
      units.map(({ atRisk }) => atRisk).toSorted((one, other) => other - one),
    );
    expect(sharesOf(cases, 'category').find(({ code }) => code === 'VON')).toMatchObject({ cases: 1 });
    expect(sharesOf(cases, 'group').find(({ code }) => code === 'metro')).toMatchObject({ atRisk: 300 });
    expect(sharesOf([], 'group')).toEqual([]);
  });

  it('orders equal shares by their code', () => {
    const equal = rankCases([glance('A', { units: ['2', '1', '3'] })], aCalendar(), NOW);
    expect(sharesOf(equal, 'unit').map(({ code }) => code)).toEqual(['1', '2', '3']);
  });

  it('shows each project once: by an open case before one that is over, and by the newest', () => {
    const same = rankCases(
      [
        glance('HS-3', { projectId: 'DA-1', state: 'closed', status: 'cleared' }),
        glance('HS-1', { projectId: 'DA-1' }),
        glance('HS-2', { projectId: 'DA-1' }),
        glance('HS-4', { projectId: 'DA-0', state: 'paused', status: 'paused' }),
        glance('HS-0', { projectId: 'DA-0', state: 'closed', status: 'cleared' }),
        glance('HS-5', { projectId: 'DA-2' }),
      ],
      aCalendar(),
      NOW,
    );
    expect(projectsOf(same).map(({ projectId, ranked }) => [projectId, ranked.glance.id])).toEqual([
      ['DA-0', 'HS-4'],
      ['DA-1', 'HS-2'],
      ['DA-2', 'HS-5'],
    ]);
  });
});

describe('the pace', () => {
  const question = {
    planYear: 2024,
    planned: 1000,
    disbursed: 200,
    idle: 100,
    today: LocalDate.parse('2024-10-22'),
    lastWorkingDay: LocalDate.parse('2024-11-01'),
    eve: LocalDate.parse('2024-10-17'),
  };

  it('is what is left to spend over the working days left, beside what was spent over those gone', () => {
    expect(paceOf(question, aCalendar())).toEqual({
      needed: Math.round(700 / 8),
      soFar: Math.round(200 / 3),
      workingDaysLeft: 8,
      workingDaysGone: 3,
    });
  });

  it('is unknown without a last working day, after it, and before the year began', () => {
    expect(paceOf({ ...question, lastWorkingDay: null }, aCalendar())).toMatchObject({
      needed: null,
      workingDaysLeft: null,
    });
    expect(paceOf({ ...question, lastWorkingDay: question.today }, aCalendar())).toMatchObject({
      needed: null,
      workingDaysLeft: 0,
    });
    expect(paceOf({ ...question, planYear: 1999 }, aCalendar())).toMatchObject({
      soFar: null,
      workingDaysGone: null,
    });
    expect(paceOf({ ...question, eve: question.today }, aCalendar()).soFar).toBeNull();
  });

  it('asks for nothing when all that can be spent is spent', () => {
    expect(paceOf({ ...question, disbursed: 950 }, aCalendar()).needed).toBe(0);
  });
});
