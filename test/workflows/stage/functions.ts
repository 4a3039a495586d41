import './environment.ts';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Solve } from '#domain/mip.ts';
import { contract as askForMove } from '#functions/ask-for-move/contract.ts';
import { askOfficesFor } from '#functions/ask-for-move/handler.ts';
import { contract as askOffice } from '#functions/ask-office/contract.ts';
import { askOfficeFor } from '#functions/ask-office/handler.ts';
import { contract as awaitContract } from '#functions/await-decision/contract.ts';
import { awaitDecision } from '#functions/await-decision/handler.ts';
import { type Contract, machineFunction } from '#functions/boundary.ts';
import { contract as operator } from '#functions/call-operator/contract.ts';
import { callOperator } from '#functions/call-operator/handler.ts';
import type { FunctionName } from '#functions/catalogue.ts';
import { contract as commitMove } from '#functions/commit-move/contract.ts';
import { commitTheMove } from '#functions/commit-move/handler.ts';
import { contract as draftMove } from '#functions/draft-move/contract.ts';
import { draftMoveOf } from '#functions/draft-move/handler.ts';
import type { Deps as DrainDeps } from '#functions/drain-outbox/deps.ts';
import { contract as findBlocked } from '#functions/find-blocked-projects/contract.ts';
import { findBlockedProjects } from '#functions/find-blocked-projects/handler.ts';
import { contract as keepWeek } from '#functions/keep-week/contract.ts';
import { keepTheWeek } from '#functions/keep-week/handler.ts';
import { contract as nextMoveStep } from '#functions/next-move-step/contract.ts';
import { stepOfMove } from '#functions/next-move-step/handler.ts';
import { contract as nextStep } from '#functions/next-step/contract.ts';
import { stepOfCase } from '#functions/next-step/handler.ts';
import { contract as openCase } from '#functions/open-case/contract.ts';
import { openCaseOf } from '#functions/open-case/handler.ts';
import { contract as planWait } from '#functions/plan-wait/contract.ts';
import { planTheWait } from '#functions/plan-wait/handler.ts';
import type { State } from '#functions/state.ts';
import { parseJson } from '#runtime/asl/json.ts';
import type { ServiceRequest, ServiceResponse, Transport } from '#runtime/index.ts';

type AllDeps = State & DrainDeps & { readonly solve: Solve };

/** Everything that any function of the stage depends on. */
export type StageDeps = { -readonly [Verb in keyof AllDeps]: AllDeps[Verb] };

type Run = (deps: StageDeps, event: unknown) => Promise<unknown>;

/** The function as it is deployed (parse, run, parse; refusals by code), on the stage's dependencies. */
function step<TInput, TOutput>(
  name: FunctionName,
  contract: Contract<TInput, TOutput>,
  run: (deps: StageDeps, input: TInput) => Promise<TOutput>,
): [FunctionName, Run] {
  const call: Run = async (deps, event) => {
    const handler = machineFunction(name, contract, (input) => run(deps, input));
    return handler(event, contextOf(name));
  };
  return [name, call];
}

const STEPS = new Map<string, Run>([
  step('ask-for-move', askForMove, askOfficesFor),
  step('ask-office', askOffice, askOfficeFor),
  step('await-decision', awaitContract, awaitDecision),
  step('call-operator', operator, callOperator),
  step('commit-move', commitMove, commitTheMove),
  step('draft-move', draftMove, draftMoveOf),
  step('find-blocked-projects', findBlocked, findBlockedProjects),
  step('keep-week', keepWeek, keepTheWeek),
  step('next-move-step', nextMoveStep, stepOfMove),
  step('next-step', nextStep, stepOfCase),
  step('open-case', openCase, openCaseOf),
  step('plan-wait', planWait, planTheWait),
]);

function contextOf(functionName: string): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '1',
    invokedFunctionArn: functionName,
    memoryLimitInMB: '256',
    awsRequestId: 'request',
    logGroupName: 'group',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => 20_000,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

/**
 * What goes wrong with the next call of a function: it throws before or after its work is done, or Lambda turns the call
 * away; the machine's own Retry is for the last only.
 */
export type Mishap = 'failsBefore' | 'failsAfter' | 'throttled';

/** A call that a machine made, for tests that look at what was passed. */
export type Call = { readonly name: string; readonly payload: unknown; readonly executionArn: string };

const Payload = z.object({ FunctionName: z.string(), Payload: z.unknown() });
const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** Lambda as the engine sees it. */
export class Functions {
  readonly calls: Call[] = [];
  readonly #mishaps: { readonly name: FunctionName; readonly mishap: Mishap }[] = [];
  readonly #deps: StageDeps;
  /** Around every call: a crash test drops the engine here, before or after the work. */
  around: (work: () => Promise<ServiceResponse>) => Promise<ServiceResponse> = (work) => work();

  constructor(deps: StageDeps) {
    this.#deps = deps;
  }

  /** The way of one engine to the functions. */
  transport(): Transport {
    return { call: (request) => this.#call(request) };
  }

  /** The next call of the function goes wrong. */
  spoil(name: FunctionName, mishap: Mishap): void {
    this.#mishaps.push({ name, mishap });
  }

  async #call({ service, action, body, executionArn }: ServiceRequest): Promise<ServiceResponse> {
    if (service !== 'lambda' || action !== 'invoke') throw new Error(`nobody serves ${service}:${action}`);
    const { FunctionName, Payload: payload } = Payload.parse(body);
    const name = nameOf(FunctionName);
    this.calls.push({ name, payload, executionArn });
    return this.around(() => this.#invoke(name, payload));
  }

  async #invoke(name: string, payload: unknown): Promise<ServiceResponse> {
    const run = STEPS.get(name);
    if (run === undefined) throw new Error(`there is no function ${name}`);
    const at = this.#mishaps.findIndex((each) => each.name === name);
    const mishap = at < 0 ? undefined : this.#mishaps.splice(at, 1)[0]?.mishap;
    if (mishap === 'throttled')
      return { ok: false, error: 'TooManyRequestsException', message: 'Rate exceeded' };
    try {
      if (mishap === 'failsBefore') throw new TypeError('the function broke before its work');
      const text = JSON.stringify((await run(this.#deps, payload)) ?? null);
      if (mishap === 'failsAfter') throw new TypeError('the function broke after its work');
      return { ok: true, body: parseJson(text), text };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const body = { errorType: error.name, errorMessage: error.message };
      return { ok: true, body, text: JSON.stringify(body), functionError: 'Unhandled' };
    }
  }
}
