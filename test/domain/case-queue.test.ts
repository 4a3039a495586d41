import { describe, expect, it } from 'vitest';
import { Case } from '#domain/case.ts';
import { type CaseFilter, FACETS, isInTab, narrow, sumOf, TABS } from '#domain/case-filter.ts';
import { type CaseGlance, glanceOf } from '#domain/case-glance.ts';
import { comparePlaces, type Order, placeOf, rankCases } from '#domain/case-urgency.ts';
import { aCalendar, aCase, ask, asked, at } from './builders.ts';

const NOW = at('2024-10-22', '10:00');
const { record: waiting } = asked(ask(aCase()));

function glance(id: string, more: Partial<CaseGlance> = {}): CaseGlance {
  return { ...glanceOf(waiting), id, projectId: `DA-${id}`, ...more };
}
const ranked = (glances: readonly CaseGlance[], now = NOW) => rankCases(glances, aCalendar(), now);
const rankedOne = (more: Partial<CaseGlance>, now = NOW) => {
  const [one] = ranked([glance('A', more)], now);
  if (one === undefined) throw new Error('nothing ranked');
  return one;
};
const order = (glances: readonly CaseGlance[], by: Order = 'urgency') =>
  ranked(glances)
    .map((each) => placeOf(each, by))
    .sort(comparePlaces)
    .map((place) => place[4]);

describe('a glance', () => {
  it('holds what a list filters and ranks by', () => {
    expect(glanceOf(waiting)).toMatchObject({
      id: 'HS-2024-0001',
      state: 'open',
      status: 'inReview',
      rung: 1,
      holder: 'owner-tcip',
      at: at('2024-10-11', '17:00'),
      undeliverable: false,
    });
    expect(glanceOf(waiting).found).toMatch(/^hs 2024 0001 da /);
  });

  it('of a case that nobody holds has no holder and no time', () => {
    expect(glanceOf(aCase())).toMatchObject({ state: 'open', rung: null, holder: null, at: null });
  });

  it('of a paused case has its review date, and whoever held it', () => {
    const paused = Case.parse({
      ...waiting,
      status: 'paused',
      reason: 'court',
      note: '',
      since: NOW,
      reviewOn: '2024-11-01',
      before: waiting,
    });
    expect(glanceOf(paused)).toMatchObject({ state: 'paused', rung: 1, at: at('2024-11-01', '00:00') });
  });

  it.each([
    ['cleared', { confirmedBy: 'reporter-776' }],
    ['reallocated', { moveId: 'DC-2024-0001' }],
    ['outOfScope', { decidedBy: 'city-chairman', reason: 'Tòa án' }],
  ])('of a closed case has its end: %s', (status, more) => {
    const closed = Case.parse({ ...aCase(), status, closedAt: NOW, ...more });
    expect(glanceOf(closed)).toMatchObject({ state: 'closed', at: NOW, rung: null });
  });
});

describe('urgency', () => {
  it.each([
    ['overdue', at('2024-10-17', '17:00'), 'overdue', 3],
    ['overdue since this morning’s weekend', at('2024-10-21', '17:00'), 'overdue', 1],
    ['due today', at('2024-10-22', '17:00'), 'dueSoon', 0],
    ['due in two working days', at('2024-10-24', '17:00'), 'dueSoon', 0],
    ['due after that', at('2024-10-25', '17:00'), 'later', 0],
    ['due in a year that the calendar need not reach', at('2031-01-02', '17:00'), 'later', 0],
    ['without a due time', null, 'notDue', 0],
  ])('%s', (_what, due, band, overdueWorkingDays) => {
    expect(rankedOne({ at: due })).toMatchObject({ band, overdueWorkingDays });
  });

  it('has the evening of the due day as overdue by no working day', () => {
    const evening = rankedOne({ at: at('2024-10-22', '17:00') }, at('2024-10-22', '18:00'));
    expect(evening).toMatchObject({ band: 'overdue', overdueWorkingDays: 0 });
  });

  it('is working days overdue times đồng at risk, then the due time, then đồng', () => {
    const due = (date: string, atRisk: number) => ({ at: at(date, '17:00'), atRisk });
    const queue = [
      glance('later', due('2024-10-29', 9e12)),
      glance('one-day-much', due('2024-10-21', 7e12)),
      glance('three-days-little', due('2024-10-17', 1e12)),
      glance('three-days-some', due('2024-10-17', 3e12)),
      glance('soon-much', due('2024-10-23', 8e12)),
      glance('soon-less', due('2024-10-23', 2e12)),
      glance('closed-old', { state: 'closed', at: at('2024-10-01') }),
      glance('closed-new', { state: 'closed', at: at('2024-10-20') }),
      glance('paused', { state: 'paused', at: at('2024-10-30') }),
      glance('nobody', { at: null }),
    ];
    expect(order(queue)).toEqual([
      'three-days-some',
      'one-day-much',
      'three-days-little',
      'soon-much',
      'soon-less',
      'later',
      'nobody',
      'paused',
      'closed-new',
      'closed-old',
    ]);
    expect(order(queue, 'due').slice(0, 3)).toEqual(['three-days-little', 'three-days-some', 'one-day-much']);
    expect(order(queue, 'due').slice(-3)).toEqual(['paused', 'closed-new', 'closed-old']);
  });

  it('is the same place for the same case', () => {
    const [first, second] = [placeOf(rankedOne({}), 'urgency'), placeOf(rankedOne({}), 'urgency')];
    expect(comparePlaces(first, second)).toBe(0);
  });
});

const EVERYTHING: CaseFilter = {
  rung: [],
  unit: [],
  office: [],
  category: [],
  group: [],
  status: [],
  undeliverable: false,
  find: '',
};

describe('the views of the queue', () => {
  const cases = ranked([
    glance('late', { at: at('2024-10-17', '17:00') }),
    glance('soon', { at: at('2024-10-23', '17:00') }),
    glance('later', { at: at('2024-11-23', '17:00') }),
    glance('bounced', { at: null, undeliverable: true }),
    glance('paused', { state: 'paused', at: NOW, undeliverable: true }),
    glance('closed', { state: 'closed', at: NOW }),
  ]);

  it.each([
    ['attention', ['late', 'soon', 'bounced']],
    ['overdue', ['late']],
    ['open', ['late', 'soon', 'later', 'bounced']],
    ['paused', ['paused']],
    ['closed', ['closed']],
    ['all', ['late', 'soon', 'later', 'bounced', 'paused', 'closed']],
  ] as const)('%s', (tab, ids) => {
    expect(cases.filter((each) => isInTab(each, tab)).map((each) => each.glance.id)).toEqual(ids);
    expect(TABS).toContain(tab);
  });

  it('sum the đồng of projects, each once', () => {
    const twice = ranked([
      glance('a', { atRisk: 5 }),
      glance('b', { atRisk: 5 }),
      glance('c', { atRisk: 7 }),
    ]);
    const same = twice.map((each) => ({ ...each, glance: { ...each.glance, projectId: 'DA-ONE' } }));
    expect(sumOf(twice, ({ glance: { id } }) => id !== 'c')).toEqual({ count: 2, atRisk: 10 });
    expect(sumOf(same.slice(0, 2), () => true)).toEqual({ count: 2, atRisk: 5 });
  });
});

describe('filters', () => {
  const due = at('2024-10-11', '17:00');
  const cases = ranked([
    glance('A', { rung: 1, units: ['776', '778'], holder: 'owner-a', category: 'GPMB', at: due }),
    glance('B', { rung: 2, units: ['776'], holder: 'chair', category: 'GPMB', group: 'metro', at: due }),
    glance('C', { rung: 2, units: ['765'], holder: 'chair', category: 'VON', undeliverable: true, at: due }),
    glance('D', { rung: null, units: ['765'], holder: null, category: 'VON', at: null }),
  ]);
  const narrowed = (more: Partial<CaseFilter>, tab: (typeof TABS)[number] = 'open') =>
    narrow(cases, { ...EVERYTHING, ...more }, tab);
  const ids = (more: Partial<CaseFilter>) => narrowed(more).cases.map((each) => each.glance.id);

  it.each([
    [{}, ['A', 'B', 'C', 'D']],
    [{ rung: ['2'] }, ['B', 'C']],
    [{ rung: ['1', '2'], unit: ['776'] }, ['A', 'B']],
    [{ unit: ['778', '765'] }, ['A', 'C', 'D']],
    [{ office: ['chair'], category: ['VON'] }, ['C']],
    [{ group: ['metro'] }, ['B']],
    [{ status: ['paused'] }, []],
    [{ undeliverable: true }, ['C']],
    [{ find: 'hs' }, ['A', 'B', 'C', 'D']],
    [{ find: 'không có' }, []],
    [{ rung: ['2'], unit: ['778'] }, []],
  ])('%o', (filter, wanted) => {
    expect(ids(filter)).toEqual(wanted);
  });

  it('count for each value what choosing it shows, the most first', () => {
    const { facets } = narrowed({ rung: ['2'] });
    expect(facets.rung).toEqual([
      { value: '2', count: 2 },
      { value: '1', count: 1 },
    ]);
    expect(facets.unit).toEqual([
      { value: '765', count: 1 },
      { value: '776', count: 1 },
    ]);
    expect(facets.office).toEqual([{ value: 'chair', count: 2 }]);
    expect(facets.undeliverable).toEqual([{ value: 'true', count: 1 }]);
    expect(Object.keys(facets).toSorted()).toEqual([...FACETS].toSorted());
  });

  it('count only what stands in the view', () => {
    expect(narrowed({}, 'paused').facets.rung).toEqual([]);
    expect(narrowed({}, 'paused').cases).toHaveLength(4);
  });
});
