import { readdirSync, readFileSync } from 'node:fs';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { CATALOGUE } from '#functions/catalogue.ts';
import { ApiError, type Engine } from '#runtime/index.ts';

export const ACCOUNT = '000000000000';
export const REGION = 'ap-southeast-1';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;
const FOLDER = new URL('../../../workflows/', import.meta.url);
const SUFFIX = '.asl.json';

const MACHINES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));

export type MachineName =
  | 'sweep-portfolio'
  | 'unblock-project'
  | 'climb-ladder'
  | 'collect-decision'
  | 'reallocate-capital';

export const arnOfMachine = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;

/** The definition as it is deployed: every placeholder is the ARN of a function or a machine. */
function definitionOf(machine: string): string {
  const text = readFileSync(new URL(`${machine}${SUFFIX}`, FOLDER), 'utf8');
  return text.replaceAll(/\$\{([a-z-]+)\}/g, (_, name: string) => {
    if (MACHINES.includes(name)) return arnOfMachine(name);
    if (!Object.hasOwn(CATALOGUE, name)) throw new Error(`${machine} names ${name}, which is neither`);
    return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
  });
}

export async function createMachines(engine: Engine): Promise<void> {
  for (const name of MACHINES) {
    await engine.handle('CreateStateMachine', { name, definition: definitionOf(name), roleArn: ROLE });
  }
}

/** The client of the functions' own adapter, with the engine at its other end. */
export function statesClient(engine: () => Engine): SFNClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SFNClient({ region: REGION, credentials });
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => {
        try {
          const asked = engine();
          const answer = await asked.handle(commandName.replace(/Command$/, ''), input);
          if (engine() !== asked) throw new Error('the engine was gone before it answered');
          return {
            output: { $metadata: {}, ...z.record(z.string(), z.unknown()).parse(answer) },
            response: {},
          };
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          throw Object.assign(new Error(error.message), { name: error.code });
        }
      },
    { step: 'initialize', name: 'engine' },
  );
  return client;
}

const Listed = z.object({
  executions: z.array(
    z.object({ executionArn: z.string(), name: z.string(), status: z.string(), startDate: z.number() }),
  ),
  nextToken: z.string().optional(),
});
export type Execution = z.infer<typeof Listed>['executions'][number];

/** The executions of a machine, oldest first. */
export async function executionsOf(engine: Engine, machine: MachineName): Promise<Execution[]> {
  const found: Execution[] = [];
  let nextToken: string | undefined;
  do {
    const page = Listed.parse(
      await engine.handle('ListExecutions', {
        stateMachineArn: arnOfMachine(machine),
        maxResults: 100,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    found.push(...page.executions);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found.toReversed();
}

const History = z.object({
  events: z.array(
    z.looseObject({
      type: z.string(),
      stateEnteredEventDetails: z.object({ name: z.string() }).optional(),
      stateExitedEventDetails: z.object({ name: z.string() }).optional(),
    }),
  ),
});

/** An execution as a story: one line per event, its type and the state it is about; no ids, no times. */
export async function historyOf(engine: Engine, executionArn: string): Promise<string[]> {
  const { events } = History.parse(
    await engine.handle('GetExecutionHistory', { executionArn, maxResults: 1000 }),
  );
  return events.map(({ type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited }) => {
    const state = entered?.name ?? exited?.name;
    return state === undefined ? `    ${type}` : `${type}: ${state}`;
  });
}

/** The states that an execution entered, in order. */
export async function pathOf(engine: Engine, executionArn: string): Promise<string[]> {
  const lines = await historyOf(engine, executionArn);
  return lines.flatMap((line) => /StateEntered: (.*)$/.exec(line)?.[1] ?? []);
}
