import { describe, expect, test } from 'vitest';
import { seatAbove, seatFrom, seatsOf } from '#domain/case-rung.ts';
import { aBlocker, aCase, aLadder, aProject, officeId } from './builders.ts';
import { thrownCode } from './refusals.ts';

describe('the offices of the ladder', () => {
  test('owner, district chair and secretary of the first unit, department by category, city', () => {
    const offices = seatsOf(aCase(), aLadder()).map(({ office }) => office);
    expect(offices).toEqual([
      'owner-tcip',
      'district-chair-776',
      'district-secretary-776',
      'department-planning',
      'city-chairman',
      'standing-committee',
    ]);
  });

  test('the department follows the category', () => {
    const record = aCase({ blocker: aBlocker({ category: 'GPMB' }) });
    expect(seatFrom(record, aLadder(), 4).office).toBe('department-environment');
  });

  test('the other units of a district rung are to be told', () => {
    expect(seatFrom(aCase(), aLadder(), 3).others).toEqual(['district-secretary-778']);
  });

  test.each([
    ['owner-tcip', 1, 'district-chair-776'],
    ['district-chair-776', 2, 'district-secretary-776'],
    ['standing-committee', 6, 'city-chairman'],
  ])('%s reported the blocker, so its rung %i is passed over', (reportedBy, rung, office) => {
    const record = aCase({ blocker: aBlocker({ reportedBy }) });
    expect(seatFrom(record, aLadder(), rung).office).toBe(office);
  });

  test('nobody stands above the top', () => {
    expect(seatAbove(aCase(), aLadder(), 6)).toBeNull();
  });

  test('when no office of the ladder may decide, the duty office is asked', () => {
    const [first] = aLadder().rungs;
    const ladder = aLadder({ rungs: first === undefined ? [] : [first] });
    const record = aCase({ blocker: aBlocker({ reportedBy: 'owner-tcip' }) });
    expect(seatFrom(record, ladder, 1)).toMatchObject({ office: 'duty', rung: { number: 1 } });
  });

  test('a ladder without rungs is refused', () => {
    expect(thrownCode(() => seatFrom(aCase(), { ...aLadder(), rungs: [] }, 1))).toBe('ladder.unknownRung');
  });

  test('a district rung without a unit asks nobody', () => {
    const place = { ...aCase(), units: [], owner: officeId('owner-tcip') };
    expect(seatsOf(place, aLadder()).map(({ rung }) => rung.number)).toEqual([1, 4, 5, 6]);
  });

  test('the project decides which unit comes first', () => {
    const record = aCase({ project: aProject({ units: ['769'] }) });
    expect(seatFrom(record, aLadder(), 2)).toMatchObject({ office: 'district-chair-769', others: [] });
  });
});
