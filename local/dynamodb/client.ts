/** Raw calls to the store: bytes in, bytes out, over a few connections that stay open. */
import { Agent, request } from 'node:http';
import { type JsonObject, parseJsonObject, textAt } from '#local/json.ts';
import type { AwsAnswer } from '#local/service.ts';

/** An error that the store itself answered; `code` without its namespace. */
export class StoreFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = code;
    this.code = code;
  }
}

const tables = 'DynamoDB_20120810';
const streams = 'DynamoDBStreams_20120810';
/** Dynoxide and Amazon's program ask for a signature, and neither checks it. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=HOST/20240101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none';

export class StoreClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends the body of an operation as it is. Throws an Error when the store does not answer at all. */
  async send(target: string, body: Buffer | string): Promise<AwsAnswer> {
    return new Promise((answered, failed) => {
      const headers = {
        'x-amz-target': target,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(body),
        'x-amz-date': '20240101T000000Z',
        authorization,
      };
      const options = {
        host: '127.0.0.1',
        port: this.#port,
        method: 'POST',
        path: '/',
        agent: this.#agent,
        headers,
      };
      const call = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', failed);
        response.once('end', () => {
          const checksum = response.headers['x-amz-crc32'];
          answered({
            status: response.statusCode ?? 500,
            headers: {
              'content-type': 'application/x-amz-json-1.0',
              ...(typeof checksum === 'string' ? { 'x-amz-crc32': checksum } : {}),
            },
            body: Buffer.concat(chunks),
          });
        });
      });
      call.once('error', failed);
      call.end(body);
    });
  }

  /** Throws a StoreFault for an error of the store. */
  async tables(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#call(`${tables}.${operation}`, input);
  }

  async streams(operation: string, input: JsonObject): Promise<JsonObject> {
    return this.#call(`${streams}.${operation}`, input);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #call(target: string, input: JsonObject): Promise<JsonObject> {
    const answer = await this.send(target, JSON.stringify(input));
    const output = parseJsonObject(answer.body.toString(), `the store's answer to ${target}`);
    if (answer.status === 200) return output;
    const code = (textAt(output, '__type') ?? 'UnknownError').replace(/^.*#/, '');
    throw new StoreFault(code, textAt(output, 'message') ?? textAt(output, 'Message') ?? code);
  }
}
