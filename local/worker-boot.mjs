/**
 * What Lambda's Node.js runtime does around a handler, inside a worker thread: loads the bundle once, then runs one
 * event at a time. Plain JavaScript, because a worker starts faster without stripping types.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * @typedef {{ taskRoot: string, handler: string, functionName: string, memoryMb: string, clockOffset: SharedArrayBuffer,
 *   logFile: string, compileCache: string }} BootData
 * @typedef {{ requestId: string, functionArn: string, timeoutMs: number, event: string }} Invocation
 * @typedef {(event: unknown, context: object) => unknown} Handler
 */

const boot = /** @type {BootData} */ (workerData);
const port = parentPort;
if (port === null) throw new Error('worker-boot.mjs runs in a worker thread only');

/** The host's clock is real time plus an offset that the host moves; only this worker's Date follows it. */
function followHostClock() {
  const offset = new BigInt64Array(boot.clockOffset);
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const now = () => realNow() + Number(Atomics.load(offset, 0));
  RealDate.now = now;
  const HostDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      /** @type {Date} */ (Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget)),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = HostDate;
  globalThis.Date = HostDate;
}

let requestId = 'init';
const log = openSync(boot.logFile, 'a');

/**
 * One JSON object a line. What the function writes as JSON keeps its fields; other text becomes the message.
 * @param {string} level
 * @param {string} text
 */
function writeLog(level, text) {
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    /** @type {unknown} */
    let fields = { level, message: line };
    if (line.startsWith('{')) {
      try {
        fields = JSON.parse(line);
      } catch {
        // A line that only begins like JSON is an ordinary message.
      }
    }
    const entry = {
      time: new Date().toISOString(),
      requestId,
      ...(typeof fields === 'object' ? fields : {}),
    };
    writeSync(log, `${JSON.stringify(entry)}\n`);
  }
}

/** @param {string} level */
const writer =
  (level) => (/** @type {unknown} */ chunk, /** @type {unknown} */ encoding, /** @type {unknown} */ done) => {
    writeLog(
      level,
      typeof chunk === 'string' ? chunk : Buffer.from(/** @type {Uint8Array} */ (chunk)).toString(),
    );
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') /** @type {() => void} */ (callback)();
    return true;
  };

/** @param {unknown} error */
function describeError(error) {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/** @returns {Promise<Handler>} */
async function loadHandler() {
  const dot = boot.handler.lastIndexOf('.');
  const [file, name] = [boot.handler.slice(0, dot), boot.handler.slice(dot + 1)];
  let lastError = new Error(`Cannot find module '${file}'`);
  for (const extension of ['mjs', 'js', 'cjs']) {
    const path = join(boot.taskRoot, `${file}.${extension}`);
    try {
      closeSync(openSync(path, 'r'));
    } catch {
      continue; // Lambda too looks for the next extension.
    }
    const module = /** @type {Record<string, unknown>} */ (await import(pathToFileURL(path).href));
    const fallback = /** @type {Record<string, unknown> | undefined} */ (module['default']);
    const handler = module[name] ?? fallback?.[name];
    if (typeof handler === 'function') return /** @type {Handler} */ (handler);
    lastError = new Error(`${boot.handler} is undefined or not exported`);
    lastError.name = 'Runtime.HandlerNotFound';
    throw lastError;
  }
  lastError.name = 'Runtime.ImportModuleError';
  throw lastError;
}

/** AWS: "Using the Lambda context object to retrieve Node.js function information". @param {Invocation} invocation */
function contextOf(invocation) {
  const deadline = performance.now() + invocation.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: boot.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: boot.memoryMb,
    awsRequestId: invocation.requestId,
    logGroupName: `/aws/lambda/${boot.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
}

/** @param {Handler} handler @param {Invocation} invocation */
async function run(handler, invocation) {
  requestId = invocation.requestId;
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    return { requestId, payload: JSON.stringify(result) ?? 'null', failed: false };
  } catch (error) {
    const described = describeError(error);
    writeLog('ERROR', JSON.stringify({ level: 'ERROR', message: 'Invoke Error', ...described }));
    return { requestId, payload: JSON.stringify(described), failed: true };
  }
}

enableCompileCache(boot.compileCache);
followHostClock();
process.stdout.write = /** @type {typeof process.stdout.write} */ (writer('INFO'));
process.stderr.write = /** @type {typeof process.stderr.write} */ (writer('ERROR'));
try {
  const handler = await loadHandler();
  port.on('message', (/** @type {Invocation} */ invocation) => {
    void run(handler, invocation).then((answer) => port.postMessage(answer));
  });
  port.postMessage({ ready: true });
} catch (error) {
  const described = describeError(error);
  writeLog('ERROR', JSON.stringify({ level: 'ERROR', message: 'Init Error', ...described }));
  port.postMessage({ ready: false, payload: JSON.stringify(described) });
}
