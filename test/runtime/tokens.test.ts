/** What AWS answers to a token that nobody waits with any more, and to one that never was. */
import { describe, expect, it } from 'vitest';
import { waiting } from './functions.ts';
import { Bench, lambda, tokenOf } from './harness.ts';

const once = (more: object = {}): object => ({ StartAt: 'A', States: { A: { ...waiting('f'), ...more } } });
const start = async (bench: Bench, definition: object): Promise<string> => {
  const arn = await bench.start(await bench.create('m', definition));
  await bench.engine.idle();
  return arn;
};
const later = async (bench: Bench, seconds: number): Promise<void> => {
  bench.now += seconds * 1000;
  await bench.engine.tick();
  await bench.engine.idle();
};

const ENDS: readonly (readonly [string, object, (bench: Bench, arn: string) => Promise<unknown>])[] = [
  [
    'was answered',
    once(),
    (bench) => bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls[0]), output: '1' }),
  ],
  [
    'belongs to an execution that was stopped',
    once(),
    (bench, arn) => bench.call('StopExecution', { executionArn: arn }),
  ],
  ['waited too long', once({ TimeoutSeconds: 5 }), (bench) => later(bench, 5)],
  ['missed its heartbeat', once({ HeartbeatSeconds: 5 }), (bench) => later(bench, 5)],
  [
    'is of an earlier attempt',
    once({ TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1 }] }),
    async (bench) => {
      await later(bench, 5);
      await later(bench, 1);
    },
  ],
];

const CALLS = [
  ['SendTaskSuccess', { output: '1' }],
  ['SendTaskFailure', {}],
  ['SendTaskHeartbeat', {}],
] as const;

describe.each(CALLS)('%s', (operation, body) => {
  it.each(ENDS)('is TaskTimedOut where the task %s', async (_, definition, end) => {
    const bench = await Bench.open({ answer: () => lambda({}) });
    const arn = await start(bench, definition);
    const taskToken = tokenOf(bench.calls[0]);
    await end(bench, arn);
    await expect(bench.call(operation, { ...body, taskToken })).rejects.toMatchObject({
      code: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it('is InvalidToken for what is no token', async () => {
    const bench = await Bench.open();
    await expect(bench.call(operation, { ...body, taskToken: 'nonsense' })).rejects.toMatchObject({
      code: 'InvalidToken',
      message: "Invalid Token: 'Invalid token'",
    });
  });
});
