import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import * as z from 'zod';

type Answer = { status: number; headers?: Record<string, string>; body: string };
const QueueCall = z.object({ QueueUrl: z.string().optional(), MessageBody: z.string().optional() });
type Message = { body: string; id: string };

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

/** CRC-32 as S3 tells it: four bytes, big-endian, in Base64. */
function checksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64');
}

function json(body: unknown, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}

/** SQS and S3 in memory, as far as workflows use them, each behind its wire protocol on one port. */
export class StandIns {
  readonly queues = new Map<string, Message[]>();
  readonly objects = new Map<string, { body: string; at: Date }>();
  readonly buckets = new Set<string>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  url = '';

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const target = request.headers['x-amz-target'];
    const answer =
      typeof target === 'string' ? this.#sqs(target.split('.')[1] ?? '', text) : this.#s3(request, text);
    response.writeHead(answer.status, answer.headers);
    response.end(request.method === 'HEAD' ? '' : answer.body);
  }

  #sqs(operation: string, text: string): Answer {
    const body = QueueCall.parse(JSON.parse(text));
    const queue = this.queues.get(body.QueueUrl ?? '');
    if (queue === undefined)
      return json({ __type: 'QueueDoesNotExist', message: 'The specified queue does not exist.' }, 400);
    if (operation === 'SendMessage') {
      if (body.MessageBody === undefined || body.MessageBody === '') {
        return json(
          { __type: 'MissingParameter', message: 'The request must contain the parameter MessageBody.' },
          400,
        );
      }
      const message = { body: body.MessageBody, id: randomUUID() };
      queue.push(message);
      return json({ MD5OfMessageBody: md5(message.body), MessageId: message.id });
    }
    if (operation === 'ReceiveMessage') {
      const message = queue.shift();
      if (message === undefined) return json({});
      const one = {
        Body: message.body,
        MD5OfBody: md5(message.body),
        MessageId: message.id,
        ReceiptHandle: message.id,
      };
      return json({ Messages: [one] });
    }
    return json({});
  }

  #s3(request: IncomingMessage, text: string): Answer {
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, bucket = '', ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    if (!this.buckets.has(bucket)) return this.#noSuchBucket(bucket);
    const name = `${bucket}/${key}`;
    if (request.method === 'PUT') {
      this.objects.set(name, { body: text, at: new Date() });
      const headers = {
        etag: `"${md5(text)}"`,
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-checksum-type': 'FULL_OBJECT',
      };
      return { status: 200, headers: { ...headers, 'x-amz-checksum-crc32': checksum(text) }, body: '' };
    }
    if (key === '') return this.#list(bucket, url.searchParams.get('prefix') ?? '');
    const found = this.objects.get(name);
    if (found === undefined) {
      return {
        status: 404,
        body: '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
      };
    }
    const headers = {
      'accept-ranges': 'bytes',
      'content-length': String(Buffer.byteLength(found.body)),
      'content-type': 'binary/octet-stream',
      etag: `"${md5(found.body)}"`,
      'last-modified': found.at.toUTCString(),
      'x-amz-server-side-encryption': 'AES256',
    };
    return { status: 200, headers, body: found.body };
  }

  #noSuchBucket(bucket: string): Answer {
    const details = `<BucketName>${bucket}</BucketName><RequestId>1</RequestId><HostId>2</HostId>`;
    return {
      status: 404,
      body: `<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message>${details}</Error>`,
    };
  }

  #list(bucket: string, prefix: string): Answer {
    const items = [...this.objects]
      .filter(([name]) => name.startsWith(`${bucket}/${prefix}`))
      .map(([name, { body, at }]) => {
        const parts = {
          Key: name.slice(bucket.length + 1),
          LastModified: at.toISOString(),
          ETag: `"${md5(body)}"`,
          Size: Buffer.byteLength(body),
        };
        const members = Object.entries({ ...parts, StorageClass: 'STANDARD' }).map(
          ([tag, value]) => `<${tag}>${value}</${tag}>`,
        );
        return `<Contents>${members.join('')}</Contents>`;
      });
    return {
      status: 200,
      body: `<ListBucketResult><Name>${bucket}</Name><IsTruncated>false</IsTruncated>${items.join('')}</ListBucketResult>`,
    };
  }
}
