import {
  compileDefinition,
  type Diagnostic,
  MAX_DEFINITION_BYTES,
  type MachineType,
} from '../asl/compile.ts';
import type { Operation } from './context.ts';
import { compact } from './describe.ts';
import { ApiError } from './errors.ts';

export const TYPES: readonly MachineType[] = ['STANDARD', 'EXPRESS'];

/** All errors of a definition in one message, as CreateStateMachine words them. */
export function definitionError(diagnostics: readonly Diagnostic[]): ApiError {
  const errors = diagnostics.filter((d) => d.severity === 'ERROR');
  const texts = errors.map((d) => `${d.code}: ${d.message} at ${d.location ?? 'null'}`);
  return new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${texts.join(', ')}'`);
}

/** @throws ApiError InvalidDefinition */
export function checkDefinition(definition: string, type: MachineType): void {
  if (definition.length > MAX_DEFINITION_BYTES) {
    throw new ApiError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'DEFINITION_TOO_LARGE: more than ${MAX_DEFINITION_BYTES} bytes'`,
    );
  }
  const { machine, diagnostics } = compileDefinition(definition, type);
  if (machine === undefined) throw definitionError(diagnostics);
}

export const validateStateMachineDefinition: Operation = (_context, body) => {
  const type = body.oneOf('type', TYPES) ?? 'STANDARD';
  const severity = body.oneOf('severity', ['ERROR', 'WARNING']) ?? 'ERROR';
  const most = body.integer('maxResults', { min: 0, max: 100, fallback: 0 }) || 100;
  const all = compileDefinition(body.string('definition'), type).diagnostics;
  const wanted = all.filter((d) => severity === 'WARNING' || d.severity === 'ERROR');
  const failed = all.some((d) => d.severity === 'ERROR');
  const diagnostics = wanted
    .slice(0, most)
    .map((d) => compact({ severity: d.severity, code: d.code, message: d.message, location: d.location }));
  return { result: failed ? 'FAIL' : 'OK', diagnostics, truncated: wanted.length > most };
};
