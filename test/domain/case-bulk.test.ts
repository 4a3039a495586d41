import { expect, it } from 'vitest';
import { heldBackInBulk } from '#domain/case-bulk.ts';

it.each([
  [[], false],
  [['refer', 'decline'], false],
  [['decline', 'reallocate'], true],
  [['outOfScope'], true],
] as const)('an ask that needs a code for %o', (stepUp, heldBack) => {
  expect(heldBackInBulk({ stepUp: [...stepUp] })).toBe(heldBack);
});
