import type { Json } from '#runtime/asl/json.ts';
import type { Environment } from '#runtime/query/environment.ts';
import { compileExpression } from '#runtime/query/jsonata.ts';

/** What an expression gives for an input, without an engine around it. @throws StateError, TemplateError */
export function evaluate(text: string, input: Json = null): Json {
  const environment: Environment = {
    input,
    now: 0,
    chance: { random: () => 0.5, uuid: () => 'id' },
    context: () => ({}),
    variable: () => undefined,
    variables: () => ({}),
    with: () => environment,
  };
  return compileExpression(`{% ${text} %}`, { field: 'Output', inCatch: false }).evaluate(environment);
}
