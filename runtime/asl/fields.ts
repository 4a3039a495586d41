import type { QueryLanguage } from '../query/template.ts';
import type { StateType } from './machine.ts';

/** Fields of a state that belong to both query languages, or to one of them (States Language, "Table of State Types"). */
type Fields = {
  readonly both: readonly string[];
  readonly JSONPath: readonly string[];
  readonly JSONata: readonly string[];
};

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const TRANSITION = ['Next', 'End'];
const RECOVERY = ['Retry', 'Catch'];

export const STATE_FIELDS: Readonly<Record<StateType, Fields>> = {
  Pass: {
    both: [...COMMON, ...TRANSITION, 'Assign'],
    JSONPath: ['InputPath', 'OutputPath', 'Parameters', 'Result', 'ResultPath'],
    JSONata: ['Output'],
  },
  Task: {
    both: [
      ...COMMON,
      ...TRANSITION,
      ...RECOVERY,
      'Assign',
      'Resource',
      'TimeoutSeconds',
      'HeartbeatSeconds',
      'Credentials',
    ],
    JSONPath: [
      'InputPath',
      'OutputPath',
      'Parameters',
      'ResultSelector',
      'ResultPath',
      'TimeoutSecondsPath',
      'HeartbeatSecondsPath',
    ],
    JSONata: ['Arguments', 'Output'],
  },
  Choice: {
    both: [...COMMON, 'Assign', 'Choices', 'Default'],
    JSONPath: ['InputPath', 'OutputPath'],
    JSONata: ['Output'],
  },
  Wait: {
    both: [...COMMON, ...TRANSITION, 'Assign', 'Seconds', 'Timestamp'],
    JSONPath: ['InputPath', 'OutputPath', 'SecondsPath', 'TimestampPath'],
    JSONata: ['Output'],
  },
  Succeed: { both: COMMON, JSONPath: ['InputPath', 'OutputPath'], JSONata: ['Output'] },
  Fail: { both: [...COMMON, 'Error', 'Cause'], JSONPath: ['ErrorPath', 'CausePath'], JSONata: [] },
  Parallel: {
    both: [...COMMON, ...TRANSITION, ...RECOVERY, 'Assign', 'Branches'],
    JSONPath: ['InputPath', 'OutputPath', 'Parameters', 'ResultSelector', 'ResultPath'],
    JSONata: ['Arguments', 'Output'],
  },
  Map: {
    both: [
      ...COMMON,
      ...TRANSITION,
      ...RECOVERY,
      'Assign',
      'ItemProcessor',
      'Iterator',
      'ItemSelector',
      'ItemReader',
      'ItemBatcher',
      'ResultWriter',
      'MaxConcurrency',
      'ToleratedFailureCount',
      'ToleratedFailurePercentage',
      'Label',
    ],
    JSONPath: [
      'InputPath',
      'OutputPath',
      'Parameters',
      'ResultSelector',
      'ResultPath',
      'ItemsPath',
      'MaxConcurrencyPath',
      'ToleratedFailureCountPath',
      'ToleratedFailurePercentagePath',
    ],
    JSONata: ['Items', 'Output'],
  },
};

/** Why a field may not stand in a state, or `undefined` where it may. */
export function fieldError(
  type: StateType,
  field: string,
  language: QueryLanguage,
): { reason: 'unknown' | 'language'; message: string } | undefined {
  const fields = STATE_FIELDS[type];
  if (fields.both.includes(field) || fields[language].includes(field)) return undefined;
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  if (fields[other].includes(field)) return { reason: 'language', message: wrongLanguage(field, language) };
  return { reason: 'unknown', message: `Field '${field}' is not supported` };
}

/** Said of a field that only the other query language has. */
export function wrongLanguage(field: string, language: QueryLanguage): string {
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  return `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`;
}

/** Fields around states: of the whole definition, and of a branch or an item processor. */
export const MACHINE_FIELDS = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
export const SCOPE_FIELDS = ['Comment', 'StartAt', 'States'];
