import { describe, expect, test } from 'vitest';
import { gathered } from '#adapters/dynamo/gather.ts';

/** A store of texts by number that notes each call. */
function shelf(texts: Readonly<Record<number, string>>) {
  const calls: number[][] = [];
  const find = gathered<number, string>(async (keys) => {
    calls.push([...keys]);
    if (keys.includes(0)) throw new Error('nothing is at 0');
    return new Map(keys.flatMap((key) => (texts[key] === undefined ? [] : [[`${key}`, texts[key]]])));
  }, String);
  return { calls, find };
}

describe('reads of one turn', () => {
  test('are one call, each key once, and each gets its own', async () => {
    const { calls, find } = shelf({ 1: 'one', 2: 'two' });
    expect(await Promise.all([find(2), find(1), find(2), find(3)])).toEqual(['two', 'one', 'two', undefined]);
    expect(calls).toEqual([[2, 1, 3]]);
  });

  test('hold what follows from promises that are settled already', async () => {
    const { calls, find } = shelf({ 1: 'one', 2: 'two' });
    const later = Promise.resolve().then(() => find(2));
    expect(await Promise.all([find(1), later])).toEqual(['one', 'two']);
    expect(calls).toEqual([[1, 2]]);
  });

  test('that follow one another are calls of their own', async () => {
    const { calls, find } = shelf({ 1: 'one' });
    await find(1);
    await find(1);
    expect(calls).toEqual([[1], [1]]);
  });

  test('fail together, and the next turn is free of it', async () => {
    const { find } = shelf({ 1: 'one' });
    const [none, one] = await Promise.allSettled([find(0), find(1)]);
    expect([none.status, one.status]).toEqual(['rejected', 'rejected']);
    expect(await find(1)).toBe('one');
  });
});
