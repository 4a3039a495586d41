/**
 * The workloads that engines are compared by, in process:
 * W1: a linear workflow of 20 states (12 Pass, 4 Choice or Pass with a small JSONata expression, 4 Tasks answered in
 * process), some at once; W2: start → wait for a token → answered → 3 more states.
 */
import { isObject } from '#runtime/asl/json.ts';
import { type Engine, openEngine, type ServiceRequest } from '#runtime/index.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/bench';

const pass = (next: string) => ({ Type: 'Pass', Next: next });
const task = (next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'step', Payload: '{% $states.input %}' },
  Output: '{% $states.input %}',
  Next: next,
});

function linear(): unknown {
  const kinds = 'PPPETPPPETPPPETPPPET';
  const states: Record<string, unknown> = {};
  for (let i = 0; i < kinds.length; i += 1) {
    const kind = kinds[i];
    const [name, next] = [`S${i + 1}`, `S${i + 2}`];
    if (kind === 'P') states[name] = pass(next);
    else if (kind === 'T') states[name] = task(next);
    else if (i % 2 === 0) {
      const Condition = "{% $states.input.amount > 1000 and $states.input.status = 'BLOCKED' %}";
      states[name] = { Type: 'Choice', Choices: [{ Condition, Next: next }], Default: next };
    } else
      states[name] = {
        Type: 'Pass',
        Output: { amount: '{% $states.input.amount + 1 %}', status: 'BLOCKED' },
        Next: next,
      };
  }
  states['S21'] = { Type: 'Succeed' };
  return { QueryLanguage: 'JSONata', StartAt: 'S1', States: states };
}

export const W1 = linear();
export const W2 = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask',
        Payload: { token: '{% $states.context.Task.Token %}', key: '{% $states.input.key %}' },
      },
      TimeoutSeconds: 31_536_000,
      Next: 'A',
    },
    A: pass('B'),
    B: pass('C'),
    C: { Type: 'Succeed' },
  },
};

export type Setup = {
  readonly engine: Engine;
  /** Called with the token of each W2 execution that waits. */
  onToken: (key: number, token: string) => void;
};

export async function setup(dataDir: string | undefined): Promise<Setup> {
  const made: Pick<Setup, 'onToken'> = { onToken: () => undefined };
  const call = async ({ body }: ServiceRequest) => {
    const payload = isObject(body) ? body['Payload'] : undefined;
    const { token, key } = isObject(payload) ? payload : {};
    if (typeof token === 'string') made.onToken(Number(key), token);
    return { ok: true as const, body: null };
  };
  const engine = await openEngine({
    ...(dataDir === undefined ? {} : { dataDir }),
    clock: { now: () => Date.now() },
    accountId: '000000000000',
    region: 'us-east-1',
    transport: { call },
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
  });
  return Object.assign(made, { engine });
}

export async function create(engine: Engine, name: string, definition: unknown): Promise<string> {
  const made = await engine.handle('CreateStateMachine', {
    name,
    definition: JSON.stringify(definition),
    roleArn: ROLE,
  });
  if (typeof made === 'object' && made !== null && 'stateMachineArn' in made)
    return String(made.stateMachineArn);
  throw new TypeError('no machine was made');
}
