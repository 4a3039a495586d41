import { describe, expect, it } from 'vitest';
import { Turns, type Waits } from '#local/lambda/turns.ts';

/** Work that begins when its turn comes and ends when told; `begun` notes the order. */
function bench(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (name: string, waits: Waits) =>
    turns.take(waits, async () => {
      begun.push(name);
      await new Promise<void>((end) => ends.set(name, end));
    });
  const end = async (name: string, work: Promise<void>) => {
    ends.get(name)?.();
    await work;
  };
  return { begun, begin, end };
}

/** Long enough that no test reaches it. */
const NEVER_MS = 3_600_000;

describe('turns on a machine with few processors', () => {
  it('let a person in at once, whatever runs', async () => {
    const { begun, begin, end } = bench(new Turns({ abreast: 1, longestMs: NEVER_MS }));
    const mail = begin('mail', 'nobody');
    const page = begin('page', 'person');
    expect(begun).toEqual(['mail', 'page']);
    await end('page', page);
    await end('mail', mail);
  });

  it('hold back what nobody waits for until no person waits, first come first served', async () => {
    const { begun, begin, end } = bench(new Turns({ abreast: 1, longestMs: NEVER_MS }));
    const page = begin('page', 'person');
    const mails = [begin('first mail', 'nobody'), begin('second mail', 'nobody')] as const;
    expect(begun).toEqual(['page']);
    await end('page', page);
    await Promise.resolve();
    expect(begun).toEqual(['page', 'first mail']);
    await end('first mail', mails[0]);
    await Promise.resolve();
    expect(begun).toEqual(['page', 'first mail', 'second mail']);
    await end('second mail', mails[1]);
  });

  it('hold nothing back for ever: it could be what the person waits for', async () => {
    const { begun, begin, end } = bench(new Turns({ abreast: 1, longestMs: 1 }));
    const page = begin('page', 'person');
    const mail = begin('mail', 'nobody');
    while (begun.length < 2) await new Promise((later) => setImmediate(later));
    expect(begun).toEqual(['page', 'mail']);
    await end('mail', mail);
    await end('page', page);
  });

  it('are calm while no person waits', async () => {
    const turns = new Turns({ abreast: 1, longestMs: NEVER_MS });
    const { begin, end } = bench(turns);
    await turns.calm();
    const page = begin('page', 'person');
    let calm = false;
    const told = turns.calm().then(() => {
      calm = true;
    });
    await new Promise((later) => setImmediate(later));
    expect(calm).toBe(false);
    await end('page', page);
    await told;
  });

  it('go on after work that failed', async () => {
    const turns = new Turns({ abreast: 1, longestMs: NEVER_MS });
    await expect(turns.take('nobody', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.take('person', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.take('nobody', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
