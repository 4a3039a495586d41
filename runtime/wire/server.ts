import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../api/errors.ts';
import type { Engine } from '../index.ts';

/** Largest request (AWS quota: 1 MB). */
const MAX_REQUEST_BYTES = 1_048_576;
const TARGET = /^AWSStepFunctions\.(\w+)$/;

/** A request listener that speaks AWS JSON 1.0: `http.createServer(createWireServer(engine))`. */
export function createWireServer(
  engine: Pick<Engine, 'handle'>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(engine, request).then(
      (body) => send(response, 200, JSON.stringify(body)),
      (error: unknown) => refuse(response, error),
    );
  };
}

async function answer(engine: Pick<Engine, 'handle'>, request: IncomingMessage): Promise<unknown> {
  const target = request.headers['x-amz-target'];
  const operation = TARGET.exec(typeof target === 'string' ? target : '')?.[1];
  const text = await readBody(request);
  if (operation === undefined)
    throw new ApiError('UnknownOperationException', 'The X-Amz-Target header names no operation');
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError('SerializationException', 'The request body is not JSON');
  }
  return engine.handle(operation, body);
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
    });
    request.on('end', () => {
      const [only] = chunks;
      if (size > MAX_REQUEST_BYTES)
        reject(new ApiError('RequestEntityTooLargeException', 'The request is larger than 1 MB'));
      // nearly every request comes in one piece
      else
        resolve((chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)).toString('utf8'));
    });
    request.on('error', reject);
  });
}

function send(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function refuse(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError('InternalServerError', error instanceof Error ? error.message : String(error));
  send(
    response,
    known.status,
    JSON.stringify({ __type: known.code, message: known.message, ...known.details }),
  );
}
