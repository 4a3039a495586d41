import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkJournal, type ServiceRequest, type ServiceResponse } from '#runtime/index.ts';
import { Bench, crashed, folder, lambda, tokenOf } from './harness.ts';
import { isConcurrent, machine } from './machines.ts';

const Call = z.object({
  Payload: z.object({
    fails: z.number().optional(),
    attempt: z.number().optional(),
    late: z.boolean().optional(),
  }),
});

/** Functions whose answer follows from the request alone, so that asking twice does no harm. */
function answer(bench: () => Bench): (request: ServiceRequest) => ServiceResponse {
  return (request) => {
    const { fails = 0, attempt = 0, late } = Call.parse(request.body).Payload;
    if (late === false) {
      const taskToken = tokenOf(request);
      // answered once the engine has taken the call in
      setImmediate(
        () =>
          void bench()
            .call('SendTaskSuccess', { taskToken, output: '"ok"' })
            .catch(() => undefined),
      );
      return lambda(null);
    }
    if (attempt < fails) {
      const body = { errorType: 'Flaky', errorMessage: `attempt ${attempt}` };
      return { ok: true, body, text: JSON.stringify(body), functionError: 'Unhandled' };
    }
    return lambda({ attempt });
  };
}

async function open(dataDir: string, now?: number): Promise<Bench> {
  const made: { bench?: Bench } = {};
  const late = (): Bench => made.bench ?? expect.fail('a call was made before the engine was open');
  made.bench = await Bench.open({ dataDir, answer: answer(late), ...(now === undefined ? {} : { now }) });
  return made.bench;
}

async function finish(bench: Bench): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await bench.settle();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await bench.settle();
}

type Seen = { status: string; events: string[] };

/** What an execution left behind, without times and what is random; sorted where its lines ran side by side. */
async function seen(bench: Bench, arn: string, concurrent: boolean): Promise<Seen> {
  const { status } = await bench.describe(arn);
  const events = (await bench.history(arn)).map(({ timestamp: _time, ...event }) => {
    const { id, previousEventId, ...rest } = event;
    const text = JSON.stringify(concurrent ? rest : { id, previousEventId, ...rest });
    return text
      .replace(/token\\?":\\?"[\w-]+/g, 'token')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\/[0-9a-f]{20}/g, 'id');
  });
  return { status, events: concurrent ? events.toSorted() : events };
}

/** Who had no answer to an answer before the crash gives it again; the engine refuses what it has already. */
async function repeatAnswers(bench: Bench, calls: readonly ServiceRequest[]): Promise<void> {
  await bench.engine.idle();
  for (const call of calls.filter(({ body }) => Call.parse(body).Payload.late === false)) {
    await bench.call('SendTaskSuccess', { taskToken: tokenOf(call), output: '"ok"' }).catch(() => undefined);
  }
}

/** Cuts everything after `share` of the written journal off, as a crash at that moment would have left it. */
async function cut(dataDir: string, share: number): Promise<void> {
  const journal = join(dataDir, 'journal');
  const [name = ''] = (await readdir(journal)).toSorted();
  const bytes = await readFile(join(journal, name));
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  await writeFile(join(journal, name), bytes.fill(0, Math.max(32, Math.floor(end * share))));
}

describe('a crash at any moment', () => {
  it('gives the same history in the end as a run without one', async () => {
    await fc.assert(
      fc.asyncProperty(machine, fc.double({ min: 0, max: 1, noNaN: true }), async (definition, share) => {
        const dataDir = await folder();
        const whole = await open(dataDir);
        const arn = await whole.start(await whole.create('m', definition), { n: 1 }, 'run');
        await finish(whole);
        const expected = await seen(whole, arn, isConcurrent(definition));

        const copy = await crashed(dataDir);
        await cut(copy, share);
        const after = await open(copy, whole.now);
        await repeatAnswers(after, whole.calls);
        await finish(after);
        // what was not accepted before the crash is asked for again, as a caller would
        await after.start(await after.create('m', definition), { n: 1 }, 'run').catch(() => undefined);
        await finish(after);
        const got = await seen(after, arn, isConcurrent(definition));
        expect(got.status).toBe(expected.status);
        // a timer that the clock has passed meanwhile fires at once: a time-out may then win over an answer; and how far a
        // line had come when another one failed is a matter of whose answer came first
        if (!/"late"|TimedOut|Aborted/.test(JSON.stringify([got, expected])))
          expect(got.events).toEqual(expected.events);
        await after.engine.close();
        expect(checkJournal(copy).problems).toEqual([]);
        await whole.engine.close();
      }),
      { numRuns: 50 },
    );
  });
});
