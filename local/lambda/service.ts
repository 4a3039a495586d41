/** The Lambda stand-in: Invoke over HTTP. AWS: "Lambda API reference, Invoke". */
import { messageOf, parseJson } from '#local/json.ts';
import {
  type AwsAnswer,
  AwsFault,
  type AwsRequest,
  type IntendedAction,
  type LocalService,
} from '#local/service.ts';
import type { AsynchronousInvocations } from './asynchronous.ts';
import type { Invoker } from './invoker.ts';

const invokePath = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;

export class LambdaService implements LocalService {
  readonly service = 'lambda';
  readonly #invoker: Invoker;
  readonly #asynchronous: AsynchronousInvocations;

  constructor(invoker: Invoker, asynchronous: AsynchronousInvocations) {
    this.#invoker = invoker;
    this.#asynchronous = asynchronous;
  }

  intent(request: AwsRequest): readonly IntendedAction[] {
    return [{ action: 'lambda:InvokeFunction', resources: [this.#target(request)] }];
  }

  async handle(request: AwsRequest): Promise<AwsAnswer> {
    const target = this.#target(request);
    const event = request.body.length === 0 ? '{}' : request.body.toString();
    try {
      parseJson(event, 'the payload');
    } catch (error) {
      throw new AwsFault(
        'InvalidRequestContentException',
        `Could not parse request body into json: ${messageOf(error)}`,
      );
    }
    switch (request.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
      case 'Event':
        this.#asynchronous.accept(target, event);
        return { status: 202, body: '' };
      case 'DryRun':
        return { status: 204, body: '' };
      case 'RequestResponse': {
        const outcome = await this.#invoker.run(target, event);
        const headers = {
          'content-type': 'application/json',
          'x-amz-executed-version': '$LATEST',
          ...(outcome.failed ? { 'x-amz-function-error': 'Unhandled' } : {}),
        };
        return { status: 200, headers, body: outcome.payload };
      }
      default:
        throw new AwsFault(
          'InvalidParameterValueException',
          'InvocationType is RequestResponse, Event or DryRun',
        );
    }
  }

  #target(request: AwsRequest): string {
    const reference = invokePath.exec(request.path)?.[1];
    if (request.method !== 'POST' || reference === undefined) {
      throw new AwsFault(
        'UnknownOperationException',
        `the host does not offer ${request.method} ${request.path}`,
        404,
      );
    }
    const qualifier = request.query.get('Qualifier') ?? undefined;
    return this.#invoker.catalogue.find(decodeURIComponent(reference), qualifier).arn;
  }
}
