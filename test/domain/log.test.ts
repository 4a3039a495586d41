import { expect, it } from 'vitest';
import { logLine } from '#domain/log.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { at, officeId } from './builders.ts';

it('chains each line behind the one before, and names who did it by office and account, with the reason', () => {
  const fact = { type: 'calendarChanged', details: { version: '2026-01+001' } } as const;
  const by = { office: officeId('duty'), account: 'user-1', reason: 'Nghỉ bão' };
  const first = logLine({
    log: 'CALENDAR',
    head: { count: 0, lastHash: null },
    fact,
    by,
    at: at('2024-10-08'),
  });
  const second = logLine({
    log: 'CALENDAR',
    head: first.head,
    fact,
    by: { ...by, office: null },
    at: at('2024-10-09'),
  });
  const receipts = [...first.receipts, ...second.receipts];
  expect(receipts).toMatchObject([
    { chain: 'CALENDAR', sequence: 1, office: 'duty', details: { account: 'user-1', reason: 'Nghỉ bão' } },
    { sequence: 2, previousHash: first.head.lastHash },
  ]);
  expect(receipts[1]).not.toHaveProperty('office');
  expect(second.before).toEqual(first.head);
  expect(verifyChain(receipts, second.head)).toEqual({ intact: true });
});
