/** The one way by which any AWS call is served: who calls, what the call needs, whether IAM lets it, then the stand-in. */
import { randomBytes } from 'node:crypto';
import { authorize, type Principal } from '#local/iam/evaluate.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type LocalService } from '#local/service.ts';

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** The access keys of this run of the host: one for each function, so that every call has a name. */
export class KeyRing {
  readonly #principals = new Map<string, Principal>();
  readonly #secrets = new Map<string, string>();

  issue(principal: Principal): Credentials {
    const accessKeyId = `AKIALOCAL${randomBytes(8).toString('hex').slice(0, 11).toUpperCase()}`;
    const secretAccessKey = randomBytes(30).toString('base64');
    this.#principals.set(accessKeyId, principal);
    this.#secrets.set(accessKeyId, secretAccessKey);
    return { accessKeyId, secretAccessKey };
  }

  /** What a presigned URL of this key was signed with; empty for a key that this host did not issue. */
  secretOf(accessKeyId: string): string {
    return this.#secrets.get(accessKeyId) ?? '';
  }

  /** Throws UnrecognizedClientException for a key that this host did not issue. */
  principalOf(accessKeyId: string): Principal {
    const principal = this.#principals.get(accessKeyId);
    if (principal === undefined) {
      throw new AwsFault(
        'UnrecognizedClientException',
        `The security token included in the request is invalid: this host did not issue the access key ${accessKeyId}`,
        403,
      );
    }
    return principal;
  }
}

/** How a service words its faults on the wire. */
const faultForms: Readonly<Record<string, { readonly denied: string; readonly deniedStatus: number }>> = {
  s3: { denied: 'AccessDenied', deniedStatus: 403 },
  sqs: { denied: 'AccessDenied', deniedStatus: 403 },
  ses: { denied: 'AccessDeniedException', deniedStatus: 403 },
  lambda: { denied: 'AccessDeniedException', deniedStatus: 403 },
};

export class Dispatcher {
  readonly #services = new Map<string, LocalService>();
  readonly #denied: (message: string) => void;

  /** `denied` is told of every refusal by IAM, because a denial is a fault of the template that someone must see. */
  constructor(denied: (message: string) => void) {
    this.#denied = denied;
  }

  register(service: LocalService): void {
    this.#services.set(service.service, service);
  }

  /** Serves one call. Throws an AwsFault: AccessDenied… with the missing statement, or whatever the stand-in says. */
  async call(principal: Principal, serviceName: string, request: AwsRequest): Promise<AwsAnswer> {
    const service = this.#services.get(serviceName);
    if (service === undefined) {
      throw new AwsFault(
        'UnknownOperationException',
        `the host has no stand-in for the service ${serviceName}`,
      );
    }
    const verdict = authorize(principal, service.intent(request));
    if (!verdict.allowed) {
      this.#denied(verdict.message);
      const form = faultForms[serviceName] ?? { denied: 'AccessDeniedException', deniedStatus: 400 };
      throw new AwsFault(form.denied, verdict.message, form.deniedStatus);
    }
    return service.handle(request);
  }
}
