import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Office } from '#domain/office.ts';
import { deputiesAfter, ownRecipient, resolveRecipient } from '#domain/office-resolve.ts';
import { Instant } from '#domain/time.ts';

type Person = Record<string, unknown>;
const NOON = Instant.parse('2024-10-08T05:00:00.000Z');

function person(key: string, more: Person = {}): Person {
  return {
    name: `Chức danh ${key}`,
    post: { vi: `Chức danh ${key}`, en: `Post ${key}` },
    email: `${key}@hcmc.example`,
    locale: 'vi',
    from: '2021-01-01',
    absences: [],
    ...more,
  };
}

function office(id: string, holders: Person[], deputies: Person[] = []): Office {
  return Office.parse({
    id,
    kind: id === 'duty' ? 'duty' : 'department',
    name: { vi: `Cơ quan ${id}`, en: `Office ${id}` },
    holders,
    deputies,
    provenance: { kind: 'illustrative' },
    version: 0,
  });
}

const away = (from: string, to: string) => ({ absences: [{ from, to }] });
const AWAY = away('2024-10-01', '2024-10-20');
const BOUNCED = { undeliverableSince: '2024-10-01T00:00:00.000Z' };
const duty = office('duty', [person('duty')], [person('duty-deputy')]);

describe('who is asked', () => {
  test.each<[string, Person[], Person[], string[], string, string, string[]]>([
    ['the holder', [person('a')], [person('b')], [], 'a', 'holder', []],
    [
      'the first deputy of a holder who is away',
      [person('a', AWAY)],
      [person('b'), person('c')],
      [],
      'b',
      'deputy',
      ['absent'],
    ],
    [
      'the next deputy',
      [person('a', AWAY)],
      [person('b', BOUNCED), person('c')],
      [],
      'c',
      'deputy',
      ['absent', 'undeliverable'],
    ],
    [
      'nobody whose mail came back',
      [person('a', BOUNCED)],
      [person('b')],
      [],
      'b',
      'deputy',
      ['undeliverable'],
    ],
    [
      'nobody who was passed over, whatever the letters’ case',
      [person('a')],
      [person('b')],
      ['A@HCMC.example'],
      'b',
      'deputy',
      ['passedOver'],
    ],
    ['the deputy of a vacant post', [], [person('b')], [], 'b', 'deputy', ['vacant']],
    [
      'the deputy when the holder’s time is over',
      [person('a', { to: '2024-10-08' })],
      [person('b')],
      [],
      'b',
      'deputy',
      ['vacant'],
    ],
    [
      'the holder on the last day of the span',
      [person('a', { to: '2024-10-09' })],
      [],
      [],
      'a',
      'holder',
      [],
    ],
    [
      'the new holder from the first day',
      [person('a', { to: '2024-10-08' }), person('n', { from: '2024-10-08' })],
      [],
      [],
      'n',
      'holder',
      [],
    ],
    [
      'the holder who is back on the day the absence ends',
      [person('a', away('2024-10-01', '2024-10-08'))],
      [person('b')],
      [],
      'a',
      'holder',
      [],
    ],
    [
      'the deputy on the first day of an absence',
      [person('a', away('2024-10-08', '2024-10-09'))],
      [person('b')],
      [],
      'b',
      'deputy',
      ['absent'],
    ],
    [
      'duty when nobody of the office can act',
      [person('a', AWAY)],
      [person('b', BOUNCED)],
      [],
      'duty',
      'duty',
      ['absent', 'undeliverable'],
    ],
    [
      'duty’s deputy when the duty holder was passed over',
      [person('a', AWAY)],
      [],
      ['duty@hcmc.example'],
      'duty-deputy',
      'duty',
      ['absent', 'passedOver'],
    ],
    ['duty for an office without people', [], [], [], 'duty', 'duty', ['vacant']],
  ])('is %s', (_name, ...row) => {
    const [holders, deputies, passedOver, key, standing, reasons] = row;
    const asked = { office: office('so-xd', holders, deputies), passedOver, at: NOON };
    const who = resolveRecipient({ ...asked, duty });
    expect(ownRecipient(asked)).toEqual(standing === 'duty' ? null : who);
    expect(who).toMatchObject({ email: `${key}@hcmc.example`, standing, locale: 'vi' });
    expect(who.office).toBe(standing === 'duty' ? 'duty' : 'so-xd');
    expect(who.passedBy.map(({ reason }) => reason)).toEqual(reasons);
  });

  test('is the duty holder regardless when all of duty are away', () => {
    const tired = office('duty', [person('duty', AWAY)], [person('duty-deputy', BOUNCED)]);
    const who = resolveRecipient({ office: office('so-xd', []), duty: tired, passedOver: [], at: NOON });
    expect(who).toMatchObject({ email: 'duty@hcmc.example', standing: 'duty' });
    expect(who.passedBy.map(({ reason }) => reason)).toEqual(['vacant', 'absent', 'undeliverable']);
  });

  test('is a past duty holder when the duty post is vacant, before it is nobody', () => {
    const past = office('duty', [person('duty', { to: '2024-01-01' })]);
    expect(resolveRecipient({ office: past, duty: past, passedOver: [], at: NOON })).toMatchObject({
      email: 'duty@hcmc.example',
      standing: 'duty',
      passedBy: [{ email: null, reason: 'vacant' }],
    });
  });

  test('is refused only when the duty office has no people at all', () => {
    const empty = office('duty', []);
    expect(() =>
      resolveRecipient({ office: office('so-xd', []), duty: empty, passedOver: [], at: NOON }),
    ).toThrow('office.unknown');
  });

  test('is judged by the day in Vietnam, not in Greenwich', () => {
    const so = office('so-xd', [person('a', away('2024-10-09', '2024-10-10'))], [person('b')]);
    const ask = (at: string) =>
      resolveRecipient({ office: so, duty, passedOver: [], at: Instant.parse(at) }).email;
    expect(ask('2024-10-08T16:59:00.000Z')).toBe('a@hcmc.example');
    expect(ask('2024-10-08T17:00:00.000Z')).toBe('b@hcmc.example');
  });
});

test('somebody is always found, in the office if anybody there can act', () => {
  const state = fc.constantFrom({}, AWAY, BOUNCED, { to: '2024-01-01' });
  fc.assert(
    fc.property(fc.array(state, { maxLength: 4 }), fc.array(state, { maxLength: 4 }), (holders, deputies) => {
      const so = office(
        'so-xd',
        holders.map((more, i) => person(`h${i}`, more)),
        deputies.map((more, i) => person(`d${i}`, more)),
      );
      const who = resolveRecipient({ office: so, duty, passedOver: [], at: NOON });
      const able = [...holders, ...deputies].some((more) => Object.keys(more).length === 0);
      expect(who.office).toBe(able ? 'so-xd' : 'duty');
    }),
  );
});

describe('the deputies after a person', () => {
  const so = office('so-xd', [person('a')], [person('b'), person('c', AWAY), person('d')]);
  test.each([
    ['a@hcmc.example', [], ['b', 'd']],
    ['B@hcmc.example', [], ['d']],
    ['d@hcmc.example', [], []],
    ['stranger@hcmc.example', ['b@hcmc.example'], ['a', 'd']],
  ])('%s are those who can act', (email, passedOver, keys) => {
    const people = deputiesAfter({ office: so, passedOver, at: NOON, email });
    expect(people.map((who) => who.email)).toEqual(keys.map((key) => `${key}@hcmc.example`));
  });
});
