/** The template's state machines on the engine. */
import { join } from 'node:path';
import { authorize } from '#local/iam/evaluate.ts';
import { collectTargets } from '#local/iam/targets.ts';
import type { JsonObject } from '#local/json.ts';
import type { HostLog } from '#local/log.ts';
import { AwsFault } from '#local/service.ts';
import type { EngineOptions, OpenEngine } from '#local/states/engine.ts';
import { ensureMachines } from '#local/states/machines.ts';
import { type HandleOperation, intentOn, StatesService } from '#local/states/service.ts';
import { createTransport } from '#local/states/transport.ts';
import type { Functions } from './functions.ts';
import type { Shared } from './shared.ts';

export type Machines = {
  readonly handle: HandleOperation;
  /** Makes the declared machines, versions and aliases; to be called when every other stand-in answers. */
  begin(): Promise<void>;
  /** Starts an execution for a rule or schedule whose role allows it; a name that is taken counts as started. */
  readonly startFor: (stateMachineArn: string, start: { name: string; input: string }) => Promise<void>;
  close(): Promise<void>;
};

/** A call that was under way when the host closes never ends: at the next start the engine makes it again. */
const never = new Promise<never>(() => undefined);

/** What the roles of the template allow a machine to do within the engine. */
function authorizing({ roles, log }: Shared): EngineOptions['authorize'] {
  return ({ roleArn, action, resource }) => {
    const verdict = authorize(roles.principal(roleArn), [intentOn(action, resource)]);
    if (verdict.allowed) return;
    log.problem(`denied: ${verdict.message}`);
    throw new AwsFault('AccessDeniedException', verdict.message);
  };
}

function logging(log: HostLog): EngineOptions['log'] {
  return ({ level, message, ...fields }) => {
    const line = `engine: ${message}${Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`}`;
    if (level === 'info') log.note(line);
    else log.problem(line);
  };
}

function starting({ template, roles, activity }: Shared, handle: HandleOperation): Machines['startFor'] {
  const targets = collectTargets(template, roles);
  return async (stateMachineArn, { name, input }) => {
    const missing = targets('states:StartExecution', stateMachineArn);
    if (missing !== undefined) throw new AwsFault('AccessDeniedException', missing);
    const body: JsonObject = { stateMachineArn, name, input };
    await activity
      .track(() => handle('StartExecution', body))
      .catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code !== 'ExecutionAlreadyExists') throw error;
      });
  };
}

/** Opens the engine on `<data>/engine` and registers the Step Functions stand-in. */
export async function openMachines(
  shared: Shared,
  openEngine: OpenEngine,
  functions: Functions,
): Promise<Machines> {
  const { template, dispatcher, timeline, clock, roles, activity, dataDir } = shared;
  const transport = createTransport(dispatcher, (roleArn) => roles.principal(roleArn));
  let closing = false;
  // The engine takes up what was under way as soon as it is open; its calls wait until there is somebody to answer.
  let open: () => void = () => undefined;
  const everybodyAnswers = new Promise<void>((resolve) => {
    open = resolve;
  });
  const engine = await openEngine({
    dataDir: join(dataDir, 'engine'),
    clock,
    accountId: template.accountId,
    region: template.region,
    transport: {
      call: async (call) => {
        await everybodyAnswers;
        const answer = await activity.track(() => transport.call(call));
        return closing || functions.invoker.closed ? never : answer;
      },
    },
    authorize: authorizing(shared),
    log: logging(shared.log),
  });
  const handle: HandleOperation = async (operation, body) => engine.handle(operation, body);
  engine.onTimerChange(() => timeline.rearm());
  timeline.add('state machines', {
    nextAt: () => engine.nextTimerAt(),
    fire: async () => engine.tick(),
    idle: async () => engine.idle(),
  });
  const arns = template.ofType('AWS::StepFunctions::StateMachine').map((machine) => machine.arn);
  dispatcher.register(new StatesService(handle, arns));
  return {
    handle,
    begin: async () => {
      open();
      await ensureMachines(template, handle);
    },
    startFor: starting(shared, handle),
    close: async () => {
      if (closing) return;
      closing = true;
      await engine.close();
    },
  };
}
