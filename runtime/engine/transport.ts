import type { Json } from '../asl/json.ts';

/** A call of another service on behalf of a state machine. */
export type ServiceRequest = {
  /** `lambda`, `dynamodb`, `sqs`, `events`, `s3`, `sesv2`, …; in the `aws-sdk` form the SDK's name of the service. */
  readonly service: string;
  /** `invoke`, `putItem`, … */
  readonly action: string;
  /** Role of the machine that calls, or the one that the state's Credentials name. */
  readonly roleArn: string;
  /** Parameters of the action, named as the service names them. */
  readonly body: Json;
  /** Execution that calls, for logs. */
  readonly executionArn: string;
};

export type ServiceResponse =
  | {
      readonly ok: true;
      readonly body: Json;
      /** The answer as it was written, where that matters: the payload of a Lambda function. */
      readonly text?: string;
      /** Set when a Lambda function itself failed (`Unhandled`); `body` is then its error object. */
      readonly functionError?: string;
      /** An object of S3 as it is stored, where it need not be text. */
      readonly bytes?: Uint8Array;
      readonly statusCode?: number;
      readonly headers?: { readonly [name: string]: string };
    }
  | {
      readonly ok: false;
      /** Error code of the service, e.g. `ResourceNotFoundException`. */
      readonly error: string;
      readonly message: string;
      readonly statusCode?: number;
      readonly requestId?: string;
      /** The second id that S3 gives a request. */
      readonly extendedRequestId?: string;
    };

/** How integrations reach other services. The host of the engine brings it. */
export type Transport = { call(request: ServiceRequest): Promise<ServiceResponse> };
