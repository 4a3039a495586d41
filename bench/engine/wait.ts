/** What `waiting.mjs` does. */
import { restWhenIdle } from '#runtime/bin/rest.ts';
import { create, setup, W2 } from './workloads.ts';

const [mode = '', dataDir = '', argument = ''] = process.argv.slice(2);
const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
/** Seconds of processor time since the process began. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

if (mode === 'fill') {
  const made = await setup(dataDir);
  // as the command line of the engine does
  restWhenIdle();
  const stateMachineArn = await create(made.engine, 'wait', W2);
  let token = '';
  made.onToken = (_key, given) => {
    token = given;
  };
  const count = Number(argument);
  for (let key = 0; key < count; key += 200) {
    const batch = Math.min(200, count - key);
    await Promise.all(
      Array.from({ length: batch }, (_, i) =>
        made.engine.handle('StartExecution', { stateMachineArn, input: JSON.stringify({ key: key + i }) }),
      ),
    );
  }
  await made.engine.idle();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  // what follows the last burst, a snapshot say, is not idleness
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const settled = process.memoryUsage().rss;
  const [before, seconds] = [cpu(), 5];
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const idleCpu = (cpu() - before) / seconds;
  // room that the collector holds for what is young is not the waiting ones'
  const young = megabytes(heapTotal - heapUsed);
  print({ token, rss: megabytes(rss), young, settled: megabytes(settled), idleCpu });
  setInterval(() => undefined, 1000);
} else {
  const made = await setup(dataDir);
  await made.engine.handle('SendTaskSuccess', { taskToken: argument, output: 'true' });
  // performance.now() counts from the start of the process
  const firstAnswerMs = Math.round(performance.now());
  print({ firstAnswerMs, cpuMs: Math.round(cpu() * 1000), rss: megabytes(process.memoryUsage().rss) });
  process.exit(0);
}
