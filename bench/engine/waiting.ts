/**
 * W3: executions that wait. Run as `waiting.ts fill DIR N` it makes them, prints one JSON line and waits to be killed;
 * as `waiting.ts open DIR TOKEN` it opens the folder again, answers one of them and prints how long that took.
 */
import { create, setup, W2 } from './workloads.ts';

const [mode = '', dataDir = '', argument = ''] = process.argv.slice(2);
const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

if (mode === 'fill') {
  const made = await setup(dataDir);
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
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const cpu = process.cpuUsage(before);
  print({ token, rss: megabytes(process.memoryUsage().rss), idleCpu: (cpu.user + cpu.system) / 2e6 });
  setInterval(() => undefined, 1000);
} else {
  const made = await setup(dataDir);
  await made.engine.handle('SendTaskSuccess', { taskToken: argument, output: 'true' });
  // performance.now() counts from the start of the process
  print({ firstAnswerMs: Math.round(performance.now()), rss: megabytes(process.memoryUsage().rss) });
  process.exit(0);
}
