import { describe, expect, test } from 'vitest';
import { chance } from '#local/drill/chance.ts';
import { actsAt, diligenceOf, inOfficeHours } from '#local/drill/officials.ts';
import { openPage, overtaken } from '#local/drill/page.ts';
import { faultsOf, type Outcome, workingDaysBetween } from '#local/drill/proof.ts';

const vietnam = (text: string) => Date.parse(`${text}:00+07:00`);

const GOOD: Outcome = {
  projects: 57,
  cases: { opened: 57, cleared: 50, reallocated: 5, outOfScope: 2, open: 0 },
  approvals: { asked: 200, decided: 190, expired: 5 },
  escalations: { districtSecretary: 1, department: 1, chairman: 1, standingCommittee: 1 },
  mails: { sent: 400, clicked: 200 },
  capital: { moved: 6_800_000_000_000, committedMoves: 5, conserved: true },
  decisions: { accepted: 190, effective: 190, lost: 0, doubled: 0 },
  simulatedWorkingDays: 20,
  wallSeconds: 30,
};
const deeds = { accepted: new Map<string, string>(), clicked: 0, repeated: 0, refused: [] };

test('an outcome in which all is right has no fault', () => {
  expect(faultsOf(GOOD, deeds)).toEqual([]);
});

test.each([
  ['a case that was never opened', { cases: { ...GOOD.cases, opened: 56, cleared: 49 } }],
  ['a case that is still open', { cases: { ...GOOD.cases, cleared: 49, open: 1 } }],
  ['cases that do not add up', { cases: { ...GOOD.cases, cleared: 49 } }],
  ['a lost decision', { decisions: { ...GOOD.decisions, lost: 1 } }],
  ['a doubled decision', { decisions: { ...GOOD.decisions, doubled: 1 } }],
  ['capital that is not conserved', { capital: { ...GOOD.capital, conserved: false } }],
  ['flood control that did not move', { capital: { ...GOOD.capital, moved: 6_799_999_999_999 } }],
])('%s is a fault', (_, wrong) => {
  expect(faultsOf({ ...GOOD, ...wrong }, deeds)).toHaveLength(1);
});

test('an official who was refused is a fault', () => {
  expect(faultsOf(GOOD, { ...deeds, refused: ['422 subject'] })).toEqual([
    'an official was refused: 422 subject',
  ]);
});

describe('the days of the rehearsal', () => {
  test.each([
    ['2024-10-08T08:00', '2024-11-15T23:00', 28],
    ['2024-10-08T08:00', '2025-01-24T23:00', 77],
    ['2024-10-11T16:00', '2024-10-14T08:00', 1],
    ['2024-10-12T08:00', '2024-10-13T23:00', 0],
  ])('from %s to %s are %i working days', (from, to, days) => {
    expect(workingDaysBetween(vietnam(from), vietnam(to))).toBe(days);
  });

  test.each([
    ['2024-10-08T09:00', '2024-10-08T09:00'],
    ['2024-10-08T09:30', '2024-10-08T10:00'],
    ['2024-10-08T06:00', '2024-10-08T08:00'],
    ['2024-10-08T17:00', '2024-10-09T08:00'],
    ['2024-10-11T18:00', '2024-10-14T08:00'],
  ])('whoever wants to act at %s acts at %s', (wanted, acted) => {
    expect(inOfficeHours(vietnam(wanted))).toBe(vietnam(acted));
  });
});

test('the same seed gives the same officials, another seed others', () => {
  const emails = ['chu-tich.ubnd.q8@hcmc.example', 'bi-thu.quanuy.q8@hcmc.example'];
  const of = (seed: number) =>
    Array.from({ length: 60 }, (_, index) => diligenceOf(seed + index, emails[index % 2] ?? ''));
  expect(of(1)).toEqual(of(1));
  expect(new Set(of(1)).size).toBeGreaterThan(2);
  expect(chance(1, 'a')).not.toBe(chance(2, 'a'));
});

test('nobody answers a mail that came back, or one that asks for nothing', () => {
  const mail = {
    id: 'one',
    to: 'chu-tich.ubndtp@hcmc.example',
    subject: 'Xin ý kiến',
    template: 'ask',
    approvalId: undefined,
    at: vietnam('2024-10-08T09:00'),
    link: 'http://127.0.0.1/a/x',
    code: '123456',
    caseId: undefined,
    bounced: false,
  };
  expect(actsAt(1, mail)).not.toBeNull();
  expect(actsAt(1, { ...mail, bounced: true })).toBeNull();
  expect(actsAt(1, { ...mail, link: undefined })).toBeNull();
  expect(actsAt(1, { ...mail, template: 'receipt' })).toBeNull();
});

test('the form of a page is read as a browser reads it', () => {
  const html = `<form method="post"><input type="hidden" name="intent" value="decide"><input type="hidden" name="shownHash" value="ab&amp;c"><input type="radio" name="outcome" id="o-agree" value="agree" required><input type="text" name="documentNumber"></form>`;
  expect(openPage(html)).toEqual({
    outcomes: ['agree'],
    hidden: { intent: 'decide', shownHash: 'ab&c' },
    wantsDocument: true,
  });
  expect(openPage('<form><input type="hidden" name="intent" value="freshLink"></form>')).toBeNull();
});

test.each([
  ['the ballot was closed by another vote', 410, false, true],
  ['the deputy was faster', 409, false, true],
  ['the page has changed and asks again', 409, true, false],
  ['something that was typed is wrong', 422, true, false],
  ['the link is unknown', 404, false, false],
])('an official who presses when %s (%i)', (_, status, asks, expected) => {
  const form = '<form><input name="intent" value="decide"><input name="shownHash" value="a"></form>';
  expect(overtaken({ status, html: asks ? form : '<p>…</p>' })).toBe(expected);
});
