import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { Office } from '#domain/office.ts';
import { changeOffice, dayOf, OfficeCommand } from '#domain/office-change.ts';
import { LocalDate, plusDays } from '#domain/time.ts';
import { anOffice, only } from './builders.ts';
import { thrown } from './refusals.ts';

const TODAY = LocalDate.parse('2024-10-08');
const HOLDER = 'holder.finance@city.example';
const DEPUTY = 'deputy.finance@city.example';
const NEW = 'new.finance@city.example';

type Written = z.input<typeof OfficeCommand>;
const person = { name: 'Người mới', post: { vi: 'Trưởng phòng', en: 'Head' }, email: NEW };
const appointed = (more: Partial<Extract<Written, { type: 'appoint' }>> = {}): Written => ({
  type: 'appoint',
  standing: 'holder',
  ...person,
  from: '2024-10-14',
  ...more,
});
const run = (written: Written, office = anOffice('finance')) =>
  changeOffice({ office, command: OfficeCommand.parse(written), today: TODAY });
const refusedField = (written: Written, office?: Office) =>
  thrown(() => run(written, office)).fields.map(({ path, code }) => `${path} ${code}`);

describe('an appointment', () => {
  it('lets the holder before end on the day on which the new one begins', () => {
    const { office, fact } = run(appointed());
    expect(office.holders).toMatchObject([
      { email: HOLDER, to: '2024-10-14' },
      { email: NEW, from: '2024-10-14', locale: 'vi', absences: [] },
    ]);
    expect(office.deputies).toEqual(anOffice('finance').deputies);
    expect(office.version).toBe(1);
    expect(fact).toEqual({ type: 'memberAppointed', details: { standing: 'holder', from: '2024-10-14' } });
  });

  it('adds a deputy behind those who are there', () => {
    const { office, fact } = run(appointed({ standing: 'deputy', to: '2024-12-31' }));
    expect(office.deputies.map(({ email }) => email)).toEqual([DEPUTY, NEW]);
    expect(office.holders).toEqual(anOffice('finance').holders);
    expect(fact.details).toEqual({ standing: 'deputy', from: '2024-10-14', to: '2024-12-31' });
  });

  it('makes a deputy the holder, and no deputy any more', () => {
    const { office } = run(appointed({ email: DEPUTY.toUpperCase() }));
    expect(office.deputies).toMatchObject([{ email: DEPUTY, to: '2024-10-14' }]);
  });

  it('leaves alone who had left before', () => {
    const former = { ...only(anOffice('finance').holders), to: LocalDate.parse('2024-10-01') };
    const { office } = run(appointed(), anOffice('finance', { holders: [former] }));
    expect(office.holders[0]).toEqual(former);
  });

  it('leaves alone who comes after it ends', () => {
    const later = { ...only(anOffice('finance').holders), from: LocalDate.parse('2025-01-01') };
    const { office } = run(appointed({ to: '2024-12-31' }), anOffice('finance', { holders: [later] }));
    expect(office.holders[0]).toEqual(later);
  });

  it('is refused for a day that has passed, an empty span, somebody who is there, or one who comes later', () => {
    expect(refusedField(appointed({ from: '2024-10-07' }))).toEqual(['from date.past']);
    expect(refusedField(appointed({ to: '2024-10-14' }))).toEqual(['to span.empty']);
    expect(refusedField(appointed({ email: HOLDER }))).toEqual(['email member.taken']);
    expect(refusedField(appointed({ standing: 'deputy', email: DEPUTY }))).toEqual(['email member.taken']);
    const { office } = run(appointed({ from: '2024-11-01' }));
    expect(refusedField(appointed({ email: 'third@city.example' }), office)).toEqual([
      'from member.laterAppointed',
    ]);
  });
});

describe('the end of a membership', () => {
  const end = (more: object = {}): Written => ({
    type: 'endMembership',
    email: HOLDER,
    from: '2024-01-01',
    to: '2024-10-20',
    ...more,
  });

  it('leaves the post vacant from that day on', () => {
    const { office, fact } = run(end());
    expect(office.holders).toMatchObject([{ to: '2024-10-20' }]);
    expect(fact).toEqual({
      type: 'membershipEnded',
      details: { standing: 'holder', from: '2024-01-01', to: '2024-10-20' },
    });
    expect(run(end({ email: DEPUTY })).fact.details['standing']).toBe('deputy');
  });

  it('takes back who never began', () => {
    const { office } = run(appointed({ standing: 'deputy' }));
    const taken = run(end({ email: NEW, from: '2024-10-14', to: '2024-10-14' }), office).office;
    expect(taken.deputies.map(({ email }) => email)).toEqual([DEPUTY]);
  });

  it('is refused for nobody, for a day that has passed, and for who has left', () => {
    expect(refusedField(end({ email: NEW }))).toEqual(['email member.unknown']);
    expect(refusedField(end({ from: '2024-02-01' }))).toEqual(['email member.unknown']);
    expect(refusedField(end({ to: '2024-10-07' }))).toEqual(['to date.past']);
    const gone = { ...only(anOffice('finance').holders), to: LocalDate.parse('2024-10-08') };
    expect(refusedField(end(), anOffice('finance', { holders: [gone] }))).toEqual(['to date.past']);
  });
});

describe('an absence', () => {
  const span = (from: string, to: string) => ({ email: HOLDER, from, to });
  const away = (from: string, to: string) =>
    run({ type: 'recordAbsence', ...span(from, to) }, anOffice('finance')).office;

  it('is recorded, and nothing happens when it is known', () => {
    const office = away('2024-10-10', '2024-10-12');
    expect(office.holders[0]?.absences).toEqual([{ from: '2024-10-10', to: '2024-10-12' }]);
    const again = run({ type: 'recordAbsence', ...span('2024-10-10', '2024-10-12') }, office);
    expect(again.office).toBe(office);
  });

  it('that has not begun is taken back; one that has ends today', () => {
    const cancel = (from: string, to: string, office: Office) =>
      run({ type: 'cancelAbsence', ...span(from, to) }, office).office.holders[0]?.absences;
    expect(cancel('2024-10-10', '2024-10-12', away('2024-10-10', '2024-10-12'))).toEqual([]);
    expect(cancel('2024-10-08', '2024-10-12', away('2024-10-08', '2024-10-12'))).toEqual([]);
    expect(cancel('2024-10-01', '2024-10-12', away('2024-10-01', '2024-10-12'))).toEqual([
      { from: '2024-10-01', to: '2024-10-08' },
    ]);
  });

  it('leaves other absences and other people alone when it is taken back', () => {
    const twice = run(
      { type: 'recordAbsence', ...span('2024-11-01', '2024-11-02') },
      away('2024-10-10', '2024-10-12'),
    ).office;
    const { office } = run({ type: 'cancelAbsence', ...span('2024-10-10', '2024-10-12') }, twice);
    expect(office.holders[0]?.absences).toEqual([{ from: '2024-11-01', to: '2024-11-02' }]);
    expect(office.deputies).toEqual(twice.deputies);
  });

  it('cannot be taken back when it is unknown or over', () => {
    const cancel: Written = { type: 'cancelAbsence', ...span('2024-10-01', '2024-10-08') };
    expect(refusedField(cancel)).toEqual(['from absence.unknown']);
    expect(refusedField(cancel, away('2024-10-01', '2024-10-08'))).toEqual(['to date.past']);
  });
});

it('corrects an address and says whether it was only confirmed', () => {
  const correct = (newEmail: string) => run({ type: 'correctAddress', email: HOLDER, newEmail });
  expect(correct(NEW).office.holders).toMatchObject([{ email: NEW }]);
  expect(correct(NEW).fact.details).toEqual({ confirmed: false });
  expect(correct(HOLDER.toUpperCase()).fact.details).toEqual({ confirmed: true });
});

it('is felt from its day on', () => {
  const day = (written: Written) => dayOf(OfficeCommand.parse(written), TODAY);
  const span = { email: HOLDER, from: '2024-10-10', to: '2024-10-12' };
  expect(day(appointed())).toBe('2024-10-14');
  expect(day({ type: 'recordAbsence', ...span })).toBe('2024-10-10');
  expect(day({ type: 'cancelAbsence', ...span })).toBe('2024-10-10');
  expect(day({ type: 'endMembership', ...span })).toBe('2024-10-12');
  expect(day({ type: 'correctAddress', email: HOLDER, newEmail: NEW })).toBe(TODAY);
});

it('never lets two hold a post on one day, nor changes who held it before today', () => {
  const dates = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 });
  fc.assert(
    fc.property(dates, (offsets) => {
      const first = anOffice('finance');
      let office: Office = first;
      for (const [index, offset] of offsets.entries()) {
        const from = plusDays(TODAY, offset);
        try {
          office = run(appointed({ from, email: `n${index}@city.example` }), office).office;
        } catch {}
      }
      expect(Office.parse(office)).toEqual(office);
      const holding = (day: LocalDate) =>
        office.holders.filter(({ from, to }) => from <= day && (to === undefined || day < to));
      for (let day = 0; day <= 61; day += 1) expect(holding(plusDays(TODAY, day))).toHaveLength(1);
      expect(holding(plusDays(TODAY, -1))).toMatchObject([{ email: HOLDER }]);
    }),
  );
});
