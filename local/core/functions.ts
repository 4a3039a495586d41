/** The template's functions, ready to be invoked by anybody whom the template lets. */
import { collectInvokePermissions } from '#local/iam/roles.ts';
import { collectTargets } from '#local/iam/targets.ts';
import { AsynchronousInvocations } from '#local/lambda/asynchronous.ts';
import { createDeliver, type Deliver } from '#local/lambda/destinations.ts';
import { declaredFunctions, FunctionCatalogue } from '#local/lambda/functions.ts';
import { Invoker, type InvokerOptions } from '#local/lambda/invoker.ts';
import { LambdaService } from '#local/lambda/service.ts';
import { AwsFault, type InvokeFunction } from '#local/service.ts';
import type { Shared } from './shared.ts';

export type Functions = {
  readonly invoker: Invoker;
  readonly deliver: Deliver;
  /** Invokes on behalf of an AWS service. Throws AccessDeniedException naming the permission that is missing. */
  readonly invokeFor: (service: string) => InvokeFunction;
  close(): Promise<void>;
};

/** Registers the Lambda stand-in and takes up what was invoked asynchronously before the host was stopped. */
export function openFunctions(
  shared: Shared,
  urls: Pick<InvokerOptions, 'endpointUrl' | 'filesUrl'>,
): Functions {
  const { template, dispatcher, timeline, clock, roles, keys, log, activity, dataDir } = shared;
  const catalogue = new FunctionCatalogue(declaredFunctions(template), template);
  const credentials = new Map(
    catalogue.functions.map((one) => [one.name, keys.issue(roles.principal(one.roleArn))]),
  );
  const invoker = new Invoker({
    catalogue,
    activity,
    region: template.region,
    ...urls,
    credentialsOf: (declared) =>
      credentials.get(declared.name) ?? keys.issue(roles.principal(declared.roleArn)),
    clockOffset: clock.shared,
    dataDir,
  });
  const deliver = createDeliver(dispatcher, (roleArn) => roles.principal(roleArn));
  const asynchronous = new AsynchronousInvocations({
    invoker,
    store: shared.state,
    deliver,
    now: () => clock.now(),
    log: log.problem,
    settled: () => timeline.rearm(),
  });
  timeline.add('asynchronous invocations', asynchronous);
  dispatcher.register(new LambdaService(invoker, asynchronous));
  const permitted = collectInvokePermissions(template);
  const targets = collectTargets(template, roles);
  return {
    invoker,
    deliver,
    invokeFor: (service) => async (functionArn, payload) => {
      const { arn } = invoker.catalogue.find(functionArn);
      const missing = permitted(arn, { service });
      const byRole = service === 'events.amazonaws.com' ? targets('lambda:InvokeFunction', arn) : missing;
      if (missing !== undefined && byRole !== undefined) {
        log.problem(`denied: ${missing}`);
        throw new AwsFault('AccessDeniedException', missing, 403);
      }
      return invoker.invoke(arn, payload, service === 'apigateway.amazonaws.com' ? 'person' : 'nobody');
    },
    close: () => invoker.close(),
  };
}
