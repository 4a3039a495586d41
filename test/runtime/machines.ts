import fc from 'fast-check';

/** Random state machines that always end: the states of each scope lead forward only. */
type Spec =
  | { kind: 'pass'; assign: boolean }
  | { kind: 'choice' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'task'; fails: number; retries: number; caught: boolean; timeout: boolean }
  | { kind: 'token'; late: boolean }
  | { kind: 'map'; items: number; concurrency: number; distributed: boolean; inner: Spec[] }
  | { kind: 'parallel'; branches: Spec[][] };

const leaf: fc.Arbitrary<Spec> = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), assign: fc.boolean() }),
  fc.record({ kind: fc.constant('choice' as const) }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    kind: fc.constant('task' as const),
    fails: fc.integer({ min: 0, max: 3 }),
    retries: fc.integer({ min: 0, max: 2 }),
    caught: fc.boolean(),
    timeout: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('token' as const), late: fc.boolean() }),
);

const { specs } = fc.letrec<{ spec: Spec; specs: Spec[] }>((tie) => ({
  specs: fc.array(tie('spec'), { minLength: 1, maxLength: 4 }),
  spec: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constant('map' as const),
      items: fc.integer({ min: 0, max: 3 }),
      concurrency: fc.integer({ min: 0, max: 2 }),
      distributed: fc.boolean(),
      inner: tie('specs'),
    }),
    fc.record({
      kind: fc.constant('parallel' as const),
      branches: fc.array(tie('specs'), { minLength: 1, maxLength: 2 }),
    }),
  ),
}));

type State = Record<string, unknown>;
type Scope = { StartAt: string; States: Record<string, State> };

/** Names are unique in the whole machine, so that an answer can be told by the state that asks. */
class Builder {
  #next = 0;

  scope(list: readonly Spec[]): Scope {
    const names = list.map(() => `S${this.#next++}`);
    const states = list.map((spec, i) => {
      const next = names[i + 1];
      const way = next === undefined ? { End: true } : { Next: next };
      return [names[i] ?? '', this.#state(spec, names[i] ?? '', way)] as const;
    });
    const last = names.at(-1) ?? '';
    // a Choice has no End: it leads to a state of its own
    const end = `${last}end`;
    const needsEnd = states.some(([, state]) => state['Default'] === undefined && state['Type'] === 'Choice');
    const all = Object.fromEntries(states);
    if (needsEnd) {
      all[end] = { Type: 'Succeed' };
      for (const state of Object.values(all)) if (state['Type'] === 'Choice') this.#point(state, end);
    }
    return { StartAt: names[0] ?? '', States: all };
  }

  #point(state: State, end: string): void {
    if (state['Default'] !== undefined) return;
    state['Default'] = end;
    state['Choices'] = [{ Condition: '{% $exists($states.input.never) %}', Next: end }];
  }

  #state(spec: Spec, name: string, way: { Next?: string; End?: boolean }): State {
    switch (spec.kind) {
      case 'pass':
        return {
          Type: 'Pass',
          ...(spec.assign ? { Assign: { [`v${name}`]: '{% $count([1,2]) %}' } } : {}),
          ...way,
        };
      case 'choice':
        return way.Next === undefined
          ? { Type: 'Choice' }
          : {
              Type: 'Choice',
              Choices: [{ Condition: '{% $exists($states.input.never) %}', Next: way.Next }],
              Default: way.Next,
            };
      case 'wait':
        return { Type: 'Wait', Seconds: spec.seconds, ...way };
      case 'task':
        return this.#task(spec, name, way);
      case 'token':
        return {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: {
            FunctionName: name,
            Payload: { token: '{% $states.context.Task.Token %}', late: spec.late },
          },
          TimeoutSeconds: 60,
          Catch: [{ ErrorEquals: ['States.ALL'], Output: 'late', Next: way.Next ?? '' }].filter(
            (c) => c.Next !== '',
          ),
          ...way,
        };
      case 'map':
        return {
          Type: 'Map',
          Items: Array.from({ length: spec.items }, (_, i) => i),
          MaxConcurrency: spec.concurrency,
          ItemProcessor: {
            ProcessorConfig: spec.distributed
              ? { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }
              : { Mode: 'INLINE' },
            ...this.scope(spec.inner),
          },
          ...way,
        };
      case 'parallel':
        return { Type: 'Parallel', Branches: spec.branches.map((branch) => this.scope(branch)), ...way };
    }
  }

  #task(spec: Extract<Spec, { kind: 'task' }>, name: string, way: { Next?: string; End?: boolean }): State {
    const caught = spec.caught && way.Next !== undefined;
    return {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: name,
        Payload: { fails: spec.fails, attempt: '{% $states.context.State.RetryCount %}' },
      },
      Output: '{% $states.result.Payload %}',
      ...(spec.timeout ? { TimeoutSeconds: 30 } : {}),
      Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1, MaxAttempts: spec.retries, BackoffRate: 2 }],
      ...(caught ? { Catch: [{ ErrorEquals: ['States.ALL'], Output: 'caught', Next: way.Next }] } : {}),
      ...way,
    };
  }
}

export const machine = specs.map((list) => ({ QueryLanguage: 'JSONata', ...new Builder().scope(list) }));

/** Whether lines of work of the machine run beside each other, so that the order of their events may vary. */
export function isConcurrent(definition: unknown): boolean {
  return /"Type":"(?:Map|Parallel)"/.test(JSON.stringify(definition));
}
