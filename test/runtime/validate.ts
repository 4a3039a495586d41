/** What ValidateStateMachineDefinition answers to a definition. */
import { ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { connect } from './client.ts';
import { Bench } from './harness.ts';

export const END = { Type: 'Pass', End: true };
export const SCHEMA = 'SCHEMA_VALIDATION_FAILED';

/** A machine of these states, of which `A` is the first. */
export const states = (States: object, more: object = {}): object => ({ StartAt: 'A', States, ...more });
export const only = (state: object, more: object = {}): object => states({ A: state }, more);
export const pass = (more: object): object => ({ ...END, ...more });
export const choice = (rule: object): object =>
  states({ A: { Type: 'Choice', Choices: [{ Next: 'B', ...rule }], Default: 'B' }, B: { Type: 'Succeed' } });

export async function found(definition: object, severity: 'ERROR' | 'WARNING' = 'ERROR') {
  const client = await connect(await Bench.open());
  const text = JSON.stringify(definition);
  const told = await client.send(new ValidateStateMachineDefinitionCommand({ definition: text, severity }));
  const diagnostics = told.diagnostics?.map(
    (d) => `${d.severity === 'WARNING' ? 'warning ' : ''}${d.code} ${d.location}: ${d.message}`,
  );
  return { result: told.result, diagnostics };
}

type Row = readonly [what: string, definition: object, ...diagnostics: string[]];
const rows = (table: readonly Row[]) => table.map(([what, ...rest]) => ({ what, rest }));

/** A table of definitions with all that is wrong in each; nothing: it is accepted. */
export function refuses(table: readonly Row[]): void {
  it.each(rows(table))('$what', async ({ rest: [definition, ...diagnostics] }) => {
    const result = diagnostics.length === 0 ? 'OK' : 'FAIL';
    expect(await found(definition)).toEqual({ result, diagnostics });
  });
}
