import type { MiddlewareObj } from '@middy/core';

/**
 * Traces of every call for X-Ray, where its daemon listens: Lambda names the daemon's address in the environment. Elsewhere
 * the SDK is not even loaded: it would follow each promise of the process, at a sixth of the work of a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export async function tracing(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly MiddlewareObj<unknown, unknown>[]> {
  if (environment['AWS_XRAY_DAEMON_ADDRESS'] === undefined) return [];
  const [{ Tracer }, { captureLambdaHandler }] = await Promise.all([
    import('@aws-lambda-powertools/tracer'),
    import('@aws-lambda-powertools/tracer/middleware'),
  ]);
  return [captureLambdaHandler(new Tracer({ serviceName: 'khoi-thong' }), { captureResponse: false })];
}
