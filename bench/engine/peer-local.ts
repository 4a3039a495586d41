import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { median, rate } from './measure.ts';

const Local = z.object({ StateMachine: z.custom<LocalMachine>((value) => typeof value === 'function') });
type Handler = (input: unknown) => unknown;
type LocalMachine = new (
  definition: object,
) => {
  run(
    input: unknown,
    options: { overrides: { taskResourceLocalHandlers: Record<string, Handler> } },
  ): { readonly result: Promise<unknown> };
};

/** Twenty states, four of which are Tasks with a handler in the process: in memory, nothing is serialized. */
export async function localStepFunctions(
  entry: (name: string) => string,
  rounds: number,
): Promise<{ w1: number }> {
  const { StateMachine } = Local.parse(await import(pathToFileURL(entry('aws-local-stepfunctions')).href));
  const names = Array.from({ length: 20 }, (_, i) => `S${i + 1}`);
  const isTask = (i: number): boolean => i % 5 === 4;
  const states = names.map((name, i): [string, object] => [
    name,
    {
      ...(isTask(i)
        ? { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:step' }
        : { Type: 'Pass' }),
      ...(i === 19 ? { End: true } : { Next: `S${i + 2}` }),
    },
  ]);
  const machine = new StateMachine({ StartAt: 'S1', States: Object.fromEntries(states) });
  const handlers = names
    .filter((_, i) => isTask(i))
    .map((name): [string, Handler] => [name, (input) => input]);
  const options = { overrides: { taskResourceLocalHandlers: Object.fromEntries(handlers) } };
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const work = async (): Promise<void> => {
      await machine.run({ amount: 1500, status: 'BLOCKED', text: 'x'.repeat(180) }, options).result;
    };
    values.push(20 * (await rate(4000, 50, work)));
  }
  return { w1: median(values) };
}
