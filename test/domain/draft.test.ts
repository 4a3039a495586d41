import { expect, test } from 'vitest';
import { DRAFT_DAYS, Draft, DraftAnswers } from '#domain/draft.ts';
import { at } from './builders.ts';

const draft = {
  code: 'BN00000001',
  requestId: '5f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11',
  person: 'user-1',
  office: 'reporter-776',
  version: 1,
  savedAt: at('2024-10-08'),
  answers: { description: '' },
};

test('a draft holds half-written answers, and nothing that is no answer', () => {
  expect(Draft.parse(draft).answers).toEqual({ description: '' });
  expect(DraftAnswers.safeParse({ household: 'ông A' }).success).toBe(false);
  expect(Draft.safeParse({ ...draft, code: 'BN0000000O' }).success).toBe(false);
  expect(DRAFT_DAYS).toBe(30);
});
