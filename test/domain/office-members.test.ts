import { describe, expect, it } from 'vitest';
import { correctAddress, memberActing, noteAbsence } from '#domain/office-members.ts';
import { LocalDate } from '#domain/time.ts';
import { anOffice, at, only } from './builders.ts';
import { thrown } from './refusals.ts';

const office = anOffice('finance');
const HOLDER = 'holder.finance@city.example';
const DEPUTY = 'deputy.finance@city.example';
const span = (from: string, to: string) => ({ from: LocalDate.parse(from), to: LocalDate.parse(to) });

describe('who acts for an office', () => {
  it('is found by address, whatever its case', () => {
    expect(memberActing(office, HOLDER.toUpperCase(), at('2024-10-08'))).toEqual({
      name: 'holder finance',
      post: { vi: 'holder finance', en: 'holder finance' },
      email: HOLDER,
      standing: 'holder',
    });
    expect(memberActing(office, DEPUTY, at('2024-10-08'))?.standing).toBe('deputy');
  });

  it('is nobody of another office', () => {
    expect(memberActing(office, 'holder.duty@city.example', at('2024-10-08'))).toBeNull();
  });

  it('is nobody before the term begins and from the day on which it is over', () => {
    const holders = [{ ...only(office.holders), ...span('2024-02-01', '2024-10-08') }];
    const acting = (date: string) =>
      memberActing(anOffice('finance', { holders, deputies: [] }), HOLDER, at(date));
    expect(acting('2024-01-31')).toBeNull();
    expect(acting('2024-10-07')?.standing).toBe('holder');
    expect(acting('2024-10-08')).toBeNull();
  });
});

describe('an absence', () => {
  it('is noted once, on that member alone', () => {
    const away = noteAbsence(office, DEPUTY, span('2024-10-14', '2024-10-19'));
    expect(away.version).toBe(1);
    expect(away.deputies[0]?.absences).toEqual([span('2024-10-14', '2024-10-19')]);
    expect(away.holders).toEqual(office.holders);
    expect(noteAbsence(away, DEPUTY, span('2024-10-14', '2024-10-19'))).toBe(away);
  });

  it('is noted where it is missing when one address acts twice', () => {
    const deputy = only(office.deputies);
    const twice = anOffice('finance', {
      deputies: [{ ...deputy, absences: [span('2024-10-14', '2024-10-19')] }, { ...deputy }],
    });
    const away = noteAbsence(twice, DEPUTY, span('2024-10-14', '2024-10-19'));
    expect(away.deputies.map(({ absences }) => absences.length)).toEqual([1, 1]);
  });

  it('needs a day and a member', () => {
    expect(thrown(() => noteAbsence(office, DEPUTY, span('2024-10-14', '2024-10-14'))).fields).toEqual([
      { path: 'to', code: 'span.empty' },
    ]);
    expect(
      thrown(() => noteAbsence(office, 'x@city.example', span('2024-10-14', '2024-10-15'))).fields,
    ).toEqual([{ path: 'email', code: 'member.unknown' }]);
  });
});

describe('an address', () => {
  const holder = only(office.holders);
  const bounced = anOffice('finance', { holders: [{ ...holder, undeliverableSince: at('2024-10-08') }] });

  it('is confirmed, and mail goes there again', () => {
    const mended = correctAddress(bounced, HOLDER, HOLDER);
    expect(mended.holders[0]).not.toHaveProperty('undeliverableSince');
    expect(mended.version).toBe(1);
  });

  it('is replaced', () => {
    const moved = correctAddress(bounced, HOLDER, 'new@city.example');
    expect(moved.holders[0]?.email).toBe('new@city.example');
    expect(moved.holders[0]).not.toHaveProperty('undeliverableSince');
  });

  it('must be of the office, and nobody else may have the new one', () => {
    expect(thrown(() => correctAddress(office, 'x@city.example', 'y@city.example')).fields).toEqual([
      { path: 'email', code: 'member.unknown' },
    ]);
    expect(thrown(() => correctAddress(office, HOLDER, DEPUTY)).fields).toEqual([
      { path: 'newEmail', code: 'member.taken' },
    ]);
  });
});
