/**
 * The contract between the host's front (which knows who calls, and whether IAM lets them) and the stand-ins for the
 * AWS services that the template names. A stand-in never checks rights itself: it says what a request is about.
 */

/** One HTTP request to the host's AWS endpoint, before anything is known about it. */
export type AwsRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What a request wants, in IAM's words. `resources` are ARNs; every one of them must be allowed. */
export type IntendedAction = {
  readonly action: string;
  readonly resources: readonly string[];
  /** True where the request itself does not tell which resource it means: then one allowed resource is enough. */
  readonly anyOf?: boolean;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
};

export type AwsAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** A stand-in for one AWS service. `service` is the name in the credential scope of a signed request. */
export type LocalService = {
  readonly service: string;
  /** Says which IAM actions the request needs; throws an AwsFault on a request that the service would not understand. */
  intent(request: AwsRequest): readonly IntendedAction[];
  handle(request: AwsRequest): Promise<AwsAnswer>;
};

/** An error as an AWS service answers it. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsFault';
    this.code = code;
    this.status = status;
  }
}

/** Time as the whole host sees it: real time plus an offset that the user moves forward, kept across restarts. */
export type HostClock = {
  /** Epoch milliseconds. */
  now(): number;
};

/** Runs a function as Lambda would; `error` is set when the function threw (FunctionError). */
export type InvokeFunction = (
  functionArn: string,
  payload: unknown,
) => Promise<{ payload: unknown; error?: string }>;

/** Work that must happen at a time of the host's clock (schedules, retries, TTL). The host fires it in order of time. */
export type TimedWork = {
  /** Epoch milliseconds of the next thing to do, undefined when there is none. */
  nextAt(): number | undefined;
  /** Does everything due at the clock's present time. */
  fire(): Promise<void>;
  /** Resolves when nothing that was fired is still under way. */
  idle(): Promise<void>;
};
