import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headroomOf } from '#domain/capital-figures.ts';
import { dong } from '#domain/money.ts';
import { checkMove } from '#domain/move-rules.ts';
import type { Project } from '#domain/project.ts';
import { type ChoiceArgs, chooseRecipients } from '#domain/recipient-choice.ts';
import { project, rulesOf, TODAY, ty } from './capital-samples.ts';

const rules = rulesOf('2024-10-08');
const flood = project('CHONG-NGAP', { planned: 6800 });

/** A project of a group that can take `headroom` tỷ. */
function taker(key: string, headroom: number, more: object = {}): Project {
  return project(key, { planned: 10, absorbable: 10 + headroom }, more);
}
const site = { group: 'siteClearance' };
const fresh = { group: 'newStart' };

function choose(amount: number, candidates: Project[], more: Partial<ChoiceArgs> = {}) {
  const lines = chooseRecipients({ amount: ty(amount), donor: flood, candidates, rules, ...more });
  return lines.map(({ projectId, amount: given }) => [projectId.slice(3), given / 1e9]);
}

describe('recipients are chosen', () => {
  test.each<[string, number, Project[], unknown[]]>([
    [
      'by the legal order, whatever the headroom',
      300,
      [taker('NEW', 500, fresh), taker('SITE', 200, site), taker('ON', 50)],
      [
        ['ON', 50],
        ['SITE', 200],
        ['NEW', 50],
      ],
    ],
    ['largest headroom first, so that lines stay few', 90, [taker('A', 30), taker('B', 100)], [['B', 90]]],
    [
      'by id where all else is equal',
      30,
      [taker('B', 20), taker('A', 20)],
      [
        ['A', 20],
        ['B', 10],
      ],
    ],
    [
      'by id in whatever order they come',
      30,
      [taker('A', 20), taker('B', 20)],
      [
        ['A', 20],
        ['B', 10],
      ],
    ],
    [
      'in whole tỷ while that suffices',
      40,
      [taker('A', 30.7), taker('B', 20.2)],
      [
        ['A', 30],
        ['B', 10],
      ],
    ],
    [
      'to the last đồng of an odd amount',
      40.25,
      [taker('A', 30.7), taker('B', 20.2)],
      [
        ['A', 30],
        ['B', 10.25],
      ],
    ],
    [
      'below whole tỷ when nothing else places it',
      50.9,
      [taker('A', 30.7), taker('B', 20.2)],
      [
        ['A', 30.7],
        ['B', 20.2],
      ],
    ],
  ])('%s', (_name, amount, candidates, expected) => {
    expect(choose(amount, candidates)).toEqual(expected);
  });

  test.each<[string, Project]>([
    ['closed ones', taker('NO', 100, { closed: true })],
    ['ones outside the medium-term plan', taker('NO', 100, { inMediumTermPlan: false })],
    ['ones with incomplete procedures', taker('NO', 100, { proceduresComplete: false })],
    ['ones of another budget source', taker('NO', 100, { budgetSource: 'central' })],
    ['ones of a group that takes nothing', taker('NO', 100, { group: 'procedural' })],
    ['ones with too little headroom for a line', taker('NO', 0.9)],
    [
      'ones of another plan year',
      { ...taker('NO', 100), capital: { ...taker('NO', 100).capital, planYear: 2025 } },
    ],
    ['the donor itself', { ...taker('NO', 100), id: flood.id }],
  ])('without %s', (_name, unfit) => {
    expect(choose(20, [unfit, taker('YES', 20, fresh)])).toEqual([['YES', 20]]);
  });

  test('without what open moves promise already', () => {
    const a = { ...taker('A', 100), reserved: { out: ty(0), in: ty(70) } };
    expect(choose(60, [a, taker('B', 50)])).toEqual([
      ['B', 50],
      ['A', 10],
    ]);
  });

  test('among those with the largest headroom when the first of the legal order are too small for so few lines', () => {
    const small = Array.from({ length: 12 }, (_, i) => taker(`P${i + 10}`, 10));
    expect(choose(200, [...small, taker('BIG', 150, fresh)])).toEqual([
      ...small.slice(0, 11).map(({ id }) => [id.slice(3), 10]),
      ['BIG', 90],
    ]);
  });

  test('never among more than the rules allow', () => {
    const many = Array.from({ length: 20 }, (_, i) => taker(`P${i + 10}`, 10));
    expect(choose(120, many)).toHaveLength(12);
    expect(() => choose(121, many)).toThrow('move.noRecipient');
  });
});

describe('it is refused', () => {
  test('to place nothing', () => {
    expect(() => choose(0, [taker('A', 10)])).toThrow('move.nothingIdle');
  });

  test('to place more than fits, and says how much would', () => {
    expect(() => choose(100, [taker('A', 30), taker('B', 20)])).toThrow(
      `move.noRecipient {"project":"DA-CHONG-NGAP","amount":${ty(100)},"placeable":${ty(50)}}`,
    );
  });
});

test('what is chosen is lawful, exact and the same every time', () => {
  const candidate = fc.record({
    headroom: fc.integer({ min: 0, max: 3_000_000_000_000 }),
    group: fc.constantFrom('siteClearance', 'newStart', 'ongoing', 'procedural', 'metro'),
    proceduresComplete: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 12 }),
      fc.integer({ min: 1, max: 6_800_000_000_000 }),
      (found, n) => {
        const candidates = found.map(({ headroom, ...more }, i) => taker(`P${i}`, headroom / 1e9, more));
        const amount = dong(n);
        const args = { amount, donor: flood, candidates, rules };
        try {
          const recipients = chooseRecipients(args);
          const donors = [{ projectId: flood.id, amount }];
          const move = { planYear: 2024, donors, recipients };
          expect(checkMove({ move, projects: [flood, ...candidates], rules, today: TODAY })).toEqual([]);
          expect(chooseRecipients({ ...args, candidates: candidates.toReversed() })).toEqual(recipients);
        } catch (refusal) {
          expect(String(refusal)).toContain('move.noRecipient');
          const room = candidates
            .filter((each) => each.proceduresComplete && each.group !== 'procedural')
            .map(headroomOf)
            .filter((each) => each >= 1e9)
            .reduce((sum, each) => sum + each, 0);
          expect(room).toBeLessThan(amount);
        }
      },
    ),
  );
});
