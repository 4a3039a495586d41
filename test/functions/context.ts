import type { Context } from 'aws-lambda';

/** What Lambda tells a function about itself. */
export function aContext(functionName: string, remainingMs = 60_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '1',
    invokedFunctionArn: 'arn:function',
    memoryLimitInMB: '256',
    awsRequestId: 'request',
    logGroupName: '',
    logStreamName: '',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
