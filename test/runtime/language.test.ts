import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '#runtime/asl/timestamp.ts';
import { backoffSeconds } from '#runtime/core/recovery.ts';
import { evaluatePath, parsePath } from '#runtime/query/jsonpath.ts';
import { Bench, lambda, START, tokenOf } from './harness.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const one = (state: object): object => ({ StartAt: 'A', States: { A: state } });

describe('paths', () => {
  const store = {
    books: [
      { t: 'a', p: 5, tags: ['x'] },
      { t: 'b', p: 12 },
      { t: 'c', p: 20, isbn: '1' },
    ],
    owner: { name: 'n' },
  };
  it.each([
    ['$.owner.name', 'n'],
    ["$['owner']['name']", 'n'],
    ['$.books[1].t', 'b'],
    ['$.books[-1].t', 'c'],
    ['$.books[*].t', ['a', 'b', 'c']],
    ['$.books[0,2].t', ['a', 'c']],
    ['$.books[1:].t', ['b', 'c']],
    ['$..p', [5, 12, 20]],
    ['$.books[?(@.p > 10)].t', ['b', 'c']],
    ['$.books[?(@.isbn)].t', ['c']],
    ["$.books[?(@.t == 'a' || @.p >= 20)].p", [5, 20]],
    ['$.books[?(!(@.p < 10) && @.t != "c")].t', ['b']],
    ['$.none[*]', []],
  ])('%s', (path, expected) => {
    expect(evaluatePath(parsePath(path), store)).toEqual(expected);
  });

  it.each(['a.b', '$.', '$[', "$['a", '$.a[b]', '$.a b'])('%s is none', (path) => {
    expect(() => parsePath(path)).toThrow();
  });
});

describe('timestamps', () => {
  it.each([
    ['2026-01-05T08:00:00Z', START],
    ['2026-01-05T15:00:00+07:00', START],
    ['2026-01-05T08:00:00.5Z', START + 500],
    ['2026-01-05 08:00:00Z', undefined],
    ['2026-02-30T08:00:00Z', undefined],
    ['2026-01-05T24:00:00Z', undefined],
    ['2026-01-05T08:00:00', undefined],
  ])('%s', (text, expected) => {
    expect(parseTimestamp(text)).toBe(expected);
  });
});

describe('retries', () => {
  const retrier = {
    errors: [],
    intervalSeconds: 2,
    maxAttempts: 9,
    backoffRate: 3,
    maxDelaySeconds: 20,
    jitter: 'NONE' as const,
  };
  it('wait longer each time, up to MaxDelaySeconds, and anything below with full jitter', () => {
    expect([0, 1, 2, 3].map((used) => backoffSeconds(retrier, used, () => 0.5))).toEqual([2, 6, 18, 20]);
    expect(backoffSeconds({ ...retrier, jitter: 'FULL' }, 3, () => 0.5)).toBe(10);
  });

  it('happen at their times and then the catcher takes over', async () => {
    const bench = await Bench.open({ answer: () => ({ ok: false, error: 'Busy', message: 'no' }) });
    const task = {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: 'f' },
      Retry: [{ ErrorEquals: ['Lambda.BusyException'], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'B' }],
      End: true,
    };
    const ended = await bench.run({ StartAt: 'A', States: { A: task, B: { Type: 'Succeed' } } }, { n: 1 });
    expect(bench.now - START).toBe(30_000);
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: { n: 1, error: { Error: 'Lambda.BusyException' } },
    });
    expect(bench.calls).toHaveLength(3);
  });
});

describe('time', () => {
  it('ends an execution at its TimeoutSeconds', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({ TimeoutSeconds: 5, ...one({ Type: 'Wait', Seconds: 60, End: true }) });
    expect(ended.status).toBe('TIMED_OUT');
    expect(bench.now - START).toBe(5000);
  });

  it('ends a task that misses a heartbeat, and not one that sends it', async () => {
    const bench = await Bench.open();
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: `${INVOKE}.waitForTaskToken`,
          Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
          HeartbeatSeconds: '{% $states.input.beat %}',
          TimeoutSeconds: 25,
          Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Output: 'missed', Next: 'B' }],
          End: true,
        },
        B: { Type: 'Succeed' },
      },
    };
    const arn = await bench.start(await bench.create('ok', definition), { beat: 10 });
    await bench.engine.idle();
    bench.now += 9000;
    await bench.call('SendTaskHeartbeat', { taskToken: tokenOf(bench.calls[0]) });
    expect(bench.engine.nextTimerAt()).toBe(START + 19_000);
    await bench.settle();
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'missed' });
  });

  it('moved far fires everything that is due, each execution in order of its due time', async () => {
    const bench = await Bench.open();
    const machine = await bench.create('m', one({ Type: 'Wait', SecondsPath: '$.s', End: true }));
    const arns = await Promise.all([30, 10, 20].map((s) => bench.start(machine, { s }, `after-${s}`)));
    bench.now += 86_400_000;
    await bench.engine.tick();
    expect(bench.engine.nextTimerAt()).toBeUndefined();
    for (const arn of arns) expect((await bench.describe(arn)).status).toBe('SUCCEEDED');
  });
});

describe('scopes and groups', () => {
  it('inner scopes read outer variables; what they assign stays inside', async () => {
    const bench = await Bench.open();
    const inner = {
      StartAt: 'I',
      States: {
        I: { Type: 'Pass', Assign: { inside: 1 }, Output: '{% $outside + $states.input %}', End: true },
      },
    };
    const ended = await bench.run({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { outside: 10 }, Next: 'M' },
        M: { Type: 'Map', Items: [1, 2, 3], ItemProcessor: inner, Next: 'Z' },
        Z: {
          Type: 'Pass',
          Output: { sum: '{% $sum($states.input) %}', leaked: '{% $exists($inside) %}' },
          End: true,
        },
      },
    });
    expect(ended.output).toEqual({ sum: 36, leaked: false });
  });

  it('a Map runs no more items at a time than MaxConcurrency allows', async () => {
    const busy = { now: 0, most: 0 };
    const bench = await Bench.open({
      answer: async () => {
        busy.now += 1;
        busy.most = Math.max(busy.most, busy.now);
        await new Promise((resolve) => setImmediate(resolve));
        busy.now -= 1;
        return lambda(null);
      },
    });
    for (const mode of [{ Mode: 'INLINE' }, { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }]) {
      const task = { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' }, End: true };
      const processor = { ProcessorConfig: mode, StartAt: 'T', States: { T: task } };
      busy.most = 0;
      const ended = await bench.run(
        one({ Type: 'Map', MaxConcurrency: 2, ItemProcessor: processor, End: true }),
        [1, 2, 3, 4, 5],
      );
      expect(ended.status).toBe('SUCCEEDED');
      expect(busy.most).toBe(2);
    }
  });

  it('a Distributed Map batches items and tolerates so many failures', async () => {
    const fails = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } };
    const bench = await Bench.open();
    const map = {
      Type: 'Map',
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ToleratedFailurePercentage: 50,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'C',
        States: {
          C: {
            Type: 'Choice',
            Choices: [{ Variable: '$.Items[0]', NumericEquals: 1, Next: 'F' }],
            Default: 'P',
          },
          P: { Type: 'Pass', OutputPath: '$.Items', End: true },
          ...fails.States,
        },
      },
      End: true,
    };
    const ended = await bench.run(one(map), [1, 2, 3, 4]);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: [{ Error: 'E' }, [3, 4]] });
    const strict = await bench.run(one({ ...map, ToleratedFailurePercentage: 10 }), [1, 2, 3, 4]);
    expect(strict).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
  });

  it('an execution that would need more than 25,000 events fails', async () => {
    const bench = await Bench.open();
    const ended = await bench.run({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'C' }], Default: 'A' },
        C: { Type: 'Succeed' },
      },
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('a role that may not start a nested execution is refused', async () => {
    const bench = await Bench.open({
      authorize: ({ action, resource }) => {
        throw new Error(`not authorized to perform: ${action} on resource: ${resource}`);
      },
    });
    const child = await bench.create('child', one({ Type: 'Succeed' }));
    const ended = await bench.run(
      one({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: child },
        End: true,
      }),
    );
    expect(ended).toMatchObject({ status: 'FAILED', error: 'StepFunctions.AccessDeniedException' });
    expect(ended.cause).toContain('not authorized to perform: states:StartExecution');
  });
});

describe('the exit of a Distributed Map', () => {
  const PASS = { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } };
  let named = 0;
  /** A Pass and a Distributed Map of `processor`; each name is there once. */
  const distributed = (more: object, processor: object = PASS): object => {
    named += 1;
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const run = { Type: 'Map', ItemProcessor: { ...processor, ProcessorConfig }, End: true };
    return {
      StartAt: `A${named}`,
      States: { [`A${named}`]: { Type: 'Pass', Next: `M${named}`, ...more }, [`M${named}`]: run },
    };
  };
  const previous = async (definition: object): Promise<string | undefined> => {
    const bench = await Bench.open();
    const events = await bench.history((await bench.run(definition, [[1], [2]])).arn);
    const exit = events.find((event) => event.type === 'MapStateExited');
    return events.find((event) => event.id === exit?.previousEventId)?.type;
  };

  it('follows the end of its run where only the older language is used', async () => {
    expect(await previous(distributed({}))).toBe('MapRunSucceeded');
  });

  it.each([
    ['has variables', distributed({ Assign: { x: 1 } })],
    ['is written in JSONata', { QueryLanguage: 'JSONata', ...distributed({}) }],
    ['has one within another', distributed({}, distributed({}, PASS))],
  ])('follows the start of its run where the machine %s', async (_, definition) => {
    expect(await previous(definition)).toBe('MapRunStarted');
  });
});

describe('the field of a failed expression', () => {
  const jsonata = (A: object): object => ({
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A, B: { Type: 'Succeed' } },
  });
  const choice = (rule: object): object =>
    jsonata({
      Type: 'Choice',
      Choices: [
        { Condition: false, Next: 'B' },
        { Condition: true, Next: 'B', ...rule },
      ],
    });
  const caught = (more: object): object => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B', ...more }];
    return jsonata({ Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, Catch, End: true });
  };
  it.each([
    ['Choices[1]/Condition', choice({ Condition: '{% 1 %}' })],
    ['Choices[1]/Condition', choice({ Condition: '{% $none %}' })],
    ['Choices[1]/Output/v', choice({ Output: { v: '{% $none %}' } })],
    ['Choices[1]/Assign/x', choice({ Assign: { x: '{% $none %}' } })],
    ['Catch[0]/Output/v', caught({ Output: { v: '{% $none %}' } })],
    ['Catch[0]/Assign/x', caught({ Assign: { x: '{% $none %}' } })],
  ])('is %s', async (field, definition) => {
    const bench = await Bench.open({ answer: () => ({ ok: false, error: 'Busy', message: 'no' }) });
    const { error, cause } = await bench.run(definition);
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toMatch(/^An error occurred while executing the state 'A' /);
    expect(cause).toContain(`specified for the field '${field}'`);
  });
});

describe('null', () => {
  const jsonata = (States: object): object => ({ QueryLanguage: 'JSONata', StartAt: 'A', States });
  const task = { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, End: true };
  const Catch = [{ ErrorEquals: ['States.ALL'], Output: null, Next: 'B' }];
  it.each([
    ['the Result of a Pass', one({ Type: 'Pass', Result: null, End: true })],
    ['the Output of a Pass', jsonata({ A: { Type: 'Pass', Output: null, End: true } })],
    ['the Output of a catcher', jsonata({ A: { ...task, Catch }, B: { Type: 'Succeed' } })],
  ])('is a value as %s', async (_, definition) => {
    const bench = await Bench.open({ answer: () => ({ ok: false, error: 'Busy', message: 'no' }) });
    expect(await bench.run(definition, { n: 1 })).toMatchObject({ status: 'SUCCEEDED', output: null });
  });
});

describe('a number that an expression gives', () => {
  it.each([0, -1, 1.5])('is no time-out: %s', async (seconds) => {
    const bench = await Bench.open();
    const task = { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, End: true };
    const state = { ...task, QueryLanguage: 'JSONata', TimeoutSeconds: `{% ${seconds} %}` };
    expect(await bench.run(one(state))).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining(`must be a positive integer but was: ${seconds}`) as unknown,
    });
  });
});
