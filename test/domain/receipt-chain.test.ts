import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeChanges } from '#domain/change.ts';
import type { Fact, Receipt } from '#domain/receipt.ts';
import { appendReceipts, canonicalJson, hashOf, verifyChain } from '#domain/receipt-chain.ts';
import { EMPTY_CHAIN, noteFacts } from '#domain/seal.ts';
import { aCase, at, caseId, moveId, sha } from './builders.ts';

const facts = (count: number): Fact[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'caseUrged', details: { index } }));

function chainOf(count: number) {
  return appendReceipts({ chain: caseId(), head: EMPTY_CHAIN, facts: facts(count), at: at('2024-10-08') });
}

describe('canonical JSON', () => {
  test.each([
    [
      'members in the order of their code units',
      { b: 1, a: 2, A: 3, é: 4, '€': 5 },
      '{"A":3,"a":2,"b":1,"é":4,"€":5}',
    ],
    [
      'surrogate pairs before higher code units',
      { '\uE000': 2, '\u{1F600}': 1 },
      '{"\u{1F600}":1,"\uE000":2}',
    ],
    ['escapes as RFC 8785 writes them', 'a"\\\n\u000f', String.raw`"a\"\\\n\u000f"`],
    ['nested lists and nothing else', [1, [true, null, {}]], '[1,[true,null,{}]]'],
    ['negative zero is zero', -0, '0'],
    ['an undefined member is left out', { a: undefined, b: 1 }, '{"b":1}'],
  ])('%s', (_, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  test.each([[0.5], [Number.NaN], [2 ** 53], [Number.POSITIVE_INFINITY], ['\ud800'], [undefined], [10n]])(
    'refuses %s, which has no single way to be written',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );

  test('the hash does not depend on the order in which members were written', () => {
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
    expect(hashOf('')).toBe('12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126');
  });
});

describe('the chain of receipts', () => {
  test('each receipt carries its place and the hash of the one before', () => {
    const { receipts, head } = chainOf(2);
    expect(receipts.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(receipts.map(({ previousHash }) => previousHash)).toEqual([null, receipts[0]?.hash]);
    expect(head).toEqual({ count: 2, lastHash: receipts[1]?.hash });
    expect(verifyChain(receipts, head)).toEqual({ intact: true });
  });

  test('a chain goes on where it ended', () => {
    const first = chainOf(2);
    const more = appendReceipts({ chain: caseId(), head: first.head, facts: facts(3), at: at('2024-10-09') });
    expect(verifyChain([...first.receipts, ...more.receipts], more.head)).toEqual({ intact: true });
  });

  test('an empty chain is intact', () => {
    expect(verifyChain([], EMPTY_CHAIN)).toEqual({ intact: true });
  });

  test.each<[string, (receipts: Receipt[]) => Receipt[], number, string]>([
    ['a receipt taken out', (all) => all.toSpliced(2, 1), 3, 'sequence'],
    ['two receipts swapped', (all) => all.toSpliced(1, 2, ...all.slice(1, 3).toReversed()), 2, 'sequence'],
    [
      'a receipt of another chain',
      (all) => all.with(3, { ...chained(all, 3), chain: moveId() }),
      4,
      'otherChain',
    ],
    [
      'a rewritten link',
      (all) => all.with(1, { ...chained(all, 1), previousHash: sha('0') }),
      2,
      'previousHash',
    ],
    ['a changed detail', (all) => all.with(4, { ...chained(all, 4), details: {} }), 5, 'content'],
    ['the tail cut off', (all) => all.slice(0, 3), 4, 'end'],
    ['one receipt too many', (all) => [...all, ...appended(all)], 6, 'end'],
    ['a last receipt written anew', (all) => rewrittenLast(all), 5, 'end'],
  ])('%s is found where it is', (_, tamper, brokenAt, reason) => {
    const { receipts, head } = chainOf(5);
    expect(verifyChain(tamper(receipts), head)).toEqual({ intact: false, brokenAt, reason });
  });

  test('whatever is changed in a receipt, the chain breaks at that receipt', () => {
    const field = fc.constantFrom('type', 'office', 'details', 'at', 'hash', 'previousHash', 'sequence');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), field, (count, pick, name) => {
        const { receipts, head } = chainOf(count);
        const index = pick % count;
        const changed = { ...chained(receipts, index), ...CHANGES[name] };
        expect(verifyChain(receipts.with(index, changed), head)).toMatchObject({
          intact: false,
          brokenAt: index + 1,
        });
      }),
    );
  });
});

const CHANGES: Record<string, Partial<Receipt>> = {
  type: { type: 'caseCleared' },
  office: { office: aCase().owner },
  details: { details: { index: -1 } },
  at: { at: at('2024-10-09') },
  hash: { hash: sha('f') },
  previousHash: { previousHash: sha('e') },
  sequence: { sequence: 99 },
};

function chained(receipts: readonly Receipt[], index: number): Receipt {
  const receipt = receipts[index];
  if (receipt === undefined) throw new Error(`no receipt ${index}`);
  return receipt;
}

function appended(receipts: readonly Receipt[]): Receipt[] {
  const head = { count: receipts.length, lastHash: chained(receipts, receipts.length - 1).hash };
  return appendReceipts({ chain: caseId(), head, facts: facts(1), at: at('2024-10-08') }).receipts;
}

function rewrittenLast(receipts: readonly Receipt[]): Receipt[] {
  const kept = receipts.slice(0, -1);
  return [...kept, ...appended(kept)];
}

test('facts without a case or move have no chain, and change nothing', () => {
  expect(noteFacts({}, facts(1), at('2024-10-08'))).toEqual(mergeChanges());
});
