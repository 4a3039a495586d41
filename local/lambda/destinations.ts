/** Sends records of failure or success where a function's settings say: a queue, another function, a bus. */
import type { Dispatcher } from '#local/endpoint/dispatcher.ts';
import type { Principal } from '#local/iam/evaluate.ts';
import type { AwsRequest } from '#local/service.ts';

/** Sends a body to an ARN with the rights of a function's role. Throws an AwsFault when IAM or the target refuses. */
export type Deliver = (roleArn: string, destinationArn: string, body: string) => Promise<void>;

export function jsonRequest(
  target: string,
  body: unknown,
  contentType = 'application/x-amz-json-1.0',
): AwsRequest {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': target, 'content-type': contentType },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export function lambdaRequest(
  functionArn: string,
  body: string | Buffer,
  type = 'RequestResponse',
): AwsRequest {
  return {
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
    query: new URLSearchParams(),
    headers: { 'x-amz-invocation-type': type, 'content-type': 'application/json' },
    body: Buffer.from(body),
  };
}

export function queueUrl(queueArn: string): string {
  const [, , , region, account, name] = queueArn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

/** AWS: "Capturing records of asynchronous invocations": each destination is reached with the function's own role. */
export function createDeliver(dispatcher: Dispatcher, principalOf: (roleArn: string) => Principal): Deliver {
  return async (roleArn, destinationArn, body) => {
    const principal = principalOf(roleArn);
    const service = destinationArn.split(':')[2] ?? '';
    switch (service) {
      case 'sqs': {
        const message = { QueueUrl: queueUrl(destinationArn), MessageBody: body };
        await dispatcher.call(principal, 'sqs', jsonRequest('AmazonSQS.SendMessage', message));
        return;
      }
      case 'lambda':
        await dispatcher.call(principal, 'lambda', lambdaRequest(destinationArn, body, 'Event'));
        return;
      case 'events': {
        const Entries = [
          {
            Source: 'lambda',
            DetailType: 'Lambda Function Invocation Result',
            Detail: body,
            EventBusName: destinationArn,
          },
        ];
        await dispatcher.call(
          principal,
          'events',
          jsonRequest('AWSEvents.PutEvents', { Entries }, 'application/x-amz-json-1.1'),
        );
        return;
      }
      case 'sns':
        return; // Topics reach people on call; the failure itself is in the host's log.
      default:
        throw new Error(`the host knows no way to deliver to ${destinationArn}`);
    }
  };
}
