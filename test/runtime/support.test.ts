import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { supportTable } from '#runtime/api/support.ts';

it('docs/asl-support.md says what the tables of the engine say', () => {
  expect(readFileSync(new URL('../../docs/asl-support.md', import.meta.url), 'utf8')).toBe(supportTable());
});
