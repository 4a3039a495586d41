import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import type { FunctionName } from './catalogue.ts';
import { refusalOf } from './passing.ts';
import { tracing } from './tracing.ts';

/**
 * The one middy stack: every function logs, measures and traces the same way, parses what comes in and what goes out,
 * and ends in one place when something is thrown. Events are never logged whole: they can hold links and tokens.
 */
export const logger = new Logger({ serviceName: 'khoi-thong' });
export const metrics = new Metrics({ namespace: 'KhoiThong', serviceName: 'khoi-thong' });
const traced = await tracing(process.env);

/** What a step throws when the product says no, or cannot now: the machine's Retry and Catch know it by the refusal's code. */
export class StepRefused extends Error {
  constructor(refusal: Refusal, cause: unknown) {
    super(refusal.message, { cause });
    this.name = refusal.code;
  }
}

/** Metrics leave with the log when there are any; Powertools' own middleware warns of every call that counted nothing. */
const publish = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
const publishedMetrics: MiddlewareObj<unknown, unknown> = { after: publish, onError: publish };

const refusalsByCode: MiddlewareObj<unknown, unknown> = {
  onError: (request) => {
    const { error } = request;
    const refusal = refusalOf(error);
    const isBusy = refusal.code === 'system.busy';
    if (error instanceof Refusal || isBusy) request.error = new StepRefused(refusal, error);
  },
};

/** Wraps a handler in the stack; `name` stands in every log line and metric. */
export function observed<TEvent, TResult>(
  name: FunctionName,
  run: (event: TEvent, context: Context) => Promise<TResult>,
) {
  logger.appendPersistentKeys({ function: name });
  return middy<TEvent, TResult>()
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishedMetrics)
    .use([...traced])
    .handler(run);
}

export type Contract<TInput, TOutput> = {
  readonly input: z.ZodType<TInput>;
  readonly output: z.ZodType<TOutput>;
};

/**
 * A function that a state machine calls. What it gets and answers passes the contract; a refusal leaves under its code
 * (`errorType` in the machine), a service that cannot answer now as `system.busy`, which the machine asks again, anything else
 * under its own name.
 */
export function machineFunction<TInput, TOutput>(
  name: FunctionName,
  contract: Contract<TInput, TOutput>,
  run: (input: TInput) => Promise<TOutput>,
) {
  return observed<unknown, TOutput>(name, async (event) => {
    const input = contract.input.parse(event);
    return contract.output.parse(await run(input));
  }).use(refusalsByCode);
}

/** Builds a value at its first use and keeps it: what a warm function shares between calls. */
export function lazily<T>(build: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: build() };
    return kept.value;
  };
}
