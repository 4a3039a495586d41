import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Activity } from '#local/activity.ts';
import { MovableClock } from '#local/clock/clock.ts';
import { addDuration } from '#local/clock/duration.ts';
import { Timeline } from '#local/clock/timeline.ts';
import type { TimedWork } from '#local/service.ts';
import { HostStore } from '#local/store.ts';

const start = Date.parse('2024-10-08T01:00:00Z');
const day = 86_400_000;
let folder: string;
let store: HostStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  store = HostStore.open(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Things that happen at given times; each writes its name down. */
class Calendar implements TimedWork {
  readonly entries: { at: number; act: () => void }[] = [];
  readonly #now: () => number;
  constructor(now: () => number) {
    this.#now = now;
  }
  nextAt(): number | undefined {
    return this.entries.length === 0 ? undefined : Math.min(...this.entries.map((entry) => entry.at));
  }
  async fire(): Promise<void> {
    const due = this.entries.filter((entry) => entry.at <= this.#now());
    for (const entry of due) {
      this.entries.splice(this.entries.indexOf(entry), 1);
      entry.act();
    }
  }
  async idle(): Promise<void> {}
}

function timeline() {
  const clock = new MovableClock(store, start);
  const activity = new Activity();
  const faults: string[] = [];
  const line = new Timeline({ clock, activity, log: (message) => faults.push(message) });
  return { clock, activity, line, faults };
}

describe('the clock', () => {
  it('starts a fresh folder at the given instant and keeps its offset from then on', () => {
    const clock = new MovableClock(store, start);
    expect(clock.now() - start).toBeLessThan(60_000);
    clock.moveTo(start + 5 * day);
    const again = new MovableClock(store, undefined);
    expect(again.offsetMs).toBe(clock.offsetMs);
    expect(again.now()).toBeGreaterThanOrEqual(start + 5 * day);
  });

  it('never goes back', () => {
    const clock = new MovableClock(store, start);
    const { offsetMs } = clock;
    clock.moveTo(start - day);
    expect(clock.offsetMs).toBe(offsetMs);
  });
});

describe('advancing', () => {
  it('lets what is due happen in order, including what comes up on the way, each at its own time', async () => {
    const { clock, line } = timeline();
    const seen: [string, number][] = [];
    const [first, second] = [new Calendar(() => clock.now()), new Calendar(() => clock.now())];
    const note = (name: string) => seen.push([name, Math.round((clock.now() - start) / day)]);
    first.entries.push({ at: start + 3 * day, act: () => note('third') });
    second.entries.push({
      at: start + day,
      act: () => {
        note('first');
        first.entries.push({ at: start + 2 * day, act: () => note('second') });
        first.entries.push({ at: start + 9 * day, act: () => note('too late') });
      },
    });
    line.add('one', first);
    line.add('two', second);
    await line.advance(start + 5 * day);
    line.close();
    expect(seen).toEqual([
      ['first', 1],
      ['second', 2],
      ['third', 3],
    ]);
    expect(Math.round((clock.now() - start) / day)).toBe(5);
    expect(line.nextAt()).toBe(start + 9 * day);
  });

  it('waits until everything that a step set in motion is at rest before the next step', async () => {
    const { clock, activity, line } = timeline();
    const seen: string[] = [];
    const calendar = new Calendar(() => clock.now());
    const slow = async (): Promise<void> => {
      await new Promise(setImmediate);
      seen.push('its consequence');
      // Passed on to another part: begun only when the first piece has ended.
      setImmediate(() => undefined);
      void activity.track(async () => {
        await new Promise(setImmediate);
        seen.push('and the consequence of that');
      });
    };
    calendar.entries.push({ at: start + day, act: () => void activity.track(slow) });
    calendar.entries.push({ at: start + 2 * day, act: () => seen.push('the next step') });
    line.add('calendar', calendar);
    await line.advance(start + 3 * day);
    line.close();
    expect(seen).toEqual(['its consequence', 'and the consequence of that', 'the next step']);
  });

  it('takes one request after the other', async () => {
    const { clock, line } = timeline();
    const order: string[] = [];
    await Promise.all([
      line.advance(start + 2 * day).then(() => order.push('first')),
      line.advance(start + 4 * day).then(() => order.push('second')),
    ]);
    line.close();
    expect(order).toEqual(['first', 'second']);
    expect(Math.round((clock.now() - start) / day)).toBe(4);
  });

  it('names the part that is due for ever, and logs what fails', async () => {
    const { line, faults } = timeline();
    line.add('stuck', {
      nextAt: () => start,
      fire: async () => {
        if (faults.length === 0) throw new Error('it broke');
      },
      idle: async () => undefined,
    });
    await expect(line.advance(start + day)).rejects.toThrow('stuck is due again and again');
    line.close();
    expect(faults).toEqual(['stuck: it broke']);
  });

  it('fires by itself when real time gets there', async () => {
    const { clock, line } = timeline();
    const calendar = new Calendar(() => clock.now());
    const fired = new Promise<void>((done) => calendar.entries.push({ at: start, act: done }));
    line.add('calendar', calendar);
    await fired;
    line.close();
  });
});

describe('durations', () => {
  it.each([
    ['P5D', '2024-02-05T00:00:00.000Z'],
    ['P1W', '2024-02-07T00:00:00.000Z'],
    ['P1M', '2024-02-29T00:00:00.000Z'],
    ['P1Y', '2025-01-31T00:00:00.000Z'],
    ['PT1H30M', '2024-01-31T01:30:00.000Z'],
    ['P1DT0.5S', '2024-02-01T00:00:00.500Z'],
  ])('%s', (duration, expected) => {
    const instant = Date.parse('2024-01-31T00:00:00Z');
    expect(new Date(addDuration(instant, duration) ?? 0).toISOString()).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1DT', '5D', '-P1D', 'P-1D', 'P1H', 'P9999999999Y'])('refuses %j', (text) => {
    expect(addDuration(0, text)).toBeUndefined();
  });
});
