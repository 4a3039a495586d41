import { describe, expect, test } from 'vitest';
import { changedProjects, linesHashOf, ownersOf, release, reserve, shortHash } from '#domain/move-lines.ts';
import { aMove, aProject } from './builders.ts';
import { thrownCode } from './refusals.ts';

const donor = aProject();
const taker = aProject({ id: 'DA-XUYENTAM', owner: 'owner-bqlht' });
const move = aMove();

test('the hash of the lines is that of plan year, projects and amounts, and of nothing else', () => {
  expect(linesHashOf(move)).toMatch(/^[0-9a-f]{64}$/);
  expect(linesHashOf(aMove({ reason: 'Lý do khác', version: 7 }))).toBe(linesHashOf(move));
  const line = (amount: number) => [{ projectId: 'DA-XUYENTAM', projectName: taker.name, amount }];
  expect(linesHashOf(aMove({ recipients: line(1) }))).not.toBe(linesHashOf(move));
  expect(linesHashOf(aMove({ planYear: 2025 }))).not.toBe(linesHashOf(move));
  expect(shortHash(`${'0123456789abcdef'.repeat(4)}`)).toBe('0123 4567 89ab cdef');
});

test('owners answer once each, in the order of the lines', () => {
  const again = { ...move, donors: [...move.donors, ...move.donors] };
  expect(ownersOf(again, [taker, donor])).toEqual(['owner-tcip', 'owner-bqlht']);
  expect(ownersOf(move, [])).toEqual([]);
});

describe('reserved capital', () => {
  const held = reserve([donor, taker], move);

  test('goes out of the donor and into the recipient, and comes back whole', () => {
    expect(held.map(({ reserved }) => reserved)).toEqual([
      { out: 6800e9, in: 0 },
      { out: 0, in: 6800e9 },
    ]);
    expect(release(held, move)).toEqual([donor, taker]);
    expect(release([donor, taker], move)).toEqual([donor, taker]);
  });

  test('of a project that is not at hand is refused', () => {
    expect(thrownCode(() => reserve([donor], move))).toBe('project.unknown');
  });

  test('only projects that changed are written, in their next version', () => {
    const other = aProject({ id: 'DA-KHAC' });
    expect(changedProjects([donor, taker, other], [...held, other])).toEqual(
      held.map((project) => ({ ...project, version: 1 })),
    );
  });
});
