/** What a state machine's file says, read as data: which functions and machines it calls, and how. */
import * as z from 'zod';

/** The parts of a state that decide what its role must allow, and what the rules of the project ask of it. */
const StateShape = z.looseObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Arguments: z.unknown().optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
  Retry: z.array(z.looseObject({ Comment: z.string().optional() })).optional(),
});
export type State = z.infer<typeof StateShape> & { readonly name: string };

const ScopeShape = z.looseObject({ States: z.record(z.string(), z.unknown()) });
const MapShape = z.looseObject({
  ItemProcessor: z.looseObject({
    ProcessorConfig: z.looseObject({ Mode: z.string() }).optional(),
    States: z.record(z.string(), z.unknown()),
  }),
});
const ParallelShape = z.looseObject({ Branches: z.array(ScopeShape) });

export type Definition = {
  /** As it stands in the file: placeholders still in it. */
  readonly text: string;
  readonly comment: string | undefined;
  readonly queryLanguage: string | undefined;
  readonly timeoutSeconds: number | undefined;
  /** All states, those within Map and Parallel too. */
  readonly states: readonly State[];
  /** Names in `${…}`, each once. */
  readonly placeholders: readonly string[];
  /** Machines that are started and then waited for (`.sync:2`). */
  readonly awaited: readonly string[];
  /** True when a Distributed Map runs its items as executions of this very machine. */
  readonly distributed: boolean;
};

const PLACEHOLDER = /\$\{([a-z][a-z0-9-]*)\}/g;
const SYNC = 'arn:aws:states:::states:startExecution.sync:2';

function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

type Found = { readonly state: State; readonly distributed: boolean };

function statesOf(states: Readonly<Record<string, unknown>>, where: string): readonly Found[] {
  return Object.entries(states).flatMap(([name, raw]): readonly Found[] => {
    const shape = StateShape.safeParse(raw);
    if (!shape.success) throw new Error(`${where}: state "${name}": ${z.prettifyError(shape.error)}`);
    const map = MapShape.safeParse(raw);
    const parallel = ParallelShape.safeParse(raw);
    const inner = [
      ...(map.success ? statesOf(map.data.ItemProcessor.States, where) : []),
      ...(parallel.success ? parallel.data.Branches.flatMap((branch) => statesOf(branch.States, where)) : []),
    ];
    const distributed = map.success && map.data.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
    return [{ state: { ...shape.data, name }, distributed }, ...inner];
  });
}

const MachineShape = ScopeShape.extend({
  Comment: z.string().optional(),
  QueryLanguage: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
});

/** Reads one `*.asl.json`. Throws an Error beginning with `where` when it is no state machine. */
export function parseDefinition(text: string, where: string): Definition {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${where} is not JSON`, { cause: error });
  }
  const machine = MachineShape.safeParse(json);
  if (!machine.success) throw new Error(`${where}: ${z.prettifyError(machine.error)}`);
  const found = statesOf(machine.data.States, where);
  const states = found.map(({ state }) => state);
  return {
    text,
    comment: machine.data.Comment,
    queryLanguage: machine.data.QueryLanguage,
    timeoutSeconds: machine.data.TimeoutSeconds,
    states,
    placeholders: placeholdersIn(text),
    awaited: states
      .filter((state) => state.Resource === SYNC)
      .flatMap((state) => placeholdersIn(JSON.stringify(state.Arguments ?? {}))),
    distributed: found.some((one) => one.distributed),
  };
}
