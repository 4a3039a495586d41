import { OPERATORS, TYPE_TESTS } from '../asl/choice-rules.ts';
import { MAX_DEFINITION_BYTES } from '../asl/compile.ts';
import { STATE_FIELDS } from '../asl/fields.ts';
import { MAX_PAYLOAD_BYTES } from '../asl/json.ts';
import { WARNINGS } from '../asl/node.ts';
import { REQUIRED } from '../asl/required.ts';
import { OPTIMIZED } from '../asl/resource.ts';
import { RESERVED_ERRORS } from '../core/errors.ts';
import { EVENT_TYPES } from '../core/history.ts';
import { MAX_HISTORY_EVENTS } from '../core/turn.ts';
import { INTRINSICS } from '../query/intrinsics.ts';
import { MAX_BYTES, MAX_DEPTH, MAX_RANGE_ITEMS, MAX_STEPS } from '../query/jsonata-guard.ts';
import { SERVICES } from '../wire/protocols.ts';
import { OPERATIONS } from './operations.ts';

/** Functions that AWS adds to JSONata, and what it takes away. */
const JSONATA = [
  ['$partition', 'as States.ArrayPartition'],
  ['$range', 'as States.ArrayRange, but longer'],
  ['$hash', 'MD5, SHA-1 (default), SHA-256, SHA-384, SHA-512'],
  ['$random', 'with a seed the numbers of java.util.Random'],
  ['$uuid', 'version 4'],
  ['$parse', 'JSON text to value'],
  ['$eval', 'refused (T1006), as on AWS'],
] as const;

/** Every limit that is enforced. */
const LIMITS: readonly (readonly [string, string | number])[] = [
  ['Definition', `${MAX_DEFINITION_BYTES} bytes`],
  [
    'Input, output, payload of a task',
    `${MAX_PAYLOAD_BYTES} bytes of JSON text; more is States.DataLimitExceeded`,
  ],
  ['Variables that one state assigns', `${MAX_PAYLOAD_BYTES} bytes of JSON text of their values`],
  ['Variables of an execution', '10 MiB of JSON text of their values'],
  ['Events of a STANDARD execution', `${MAX_HISTORY_EVENTS}; then FAILED with States.Runtime`],
  ['Names of machines, executions, aliases, states', '80 characters'],
  ['Items of an inline Map at a time', 40],
  ['Children of a Distributed Map at a time', 10_000],
  ['Life of an EXPRESS execution', '5 minutes'],
  ['Redrive', '14 days after the end; a client token is known again for 15 minutes and 10 redrives'],
  ['Request', '1 MB'],
  ['Intrinsic functions in each other', '10 deep'],
  ['Array of States.ArrayRange', '1,000 items'],
  [
    'JSONata expression',
    `${MAX_BYTES} bytes a value (a number is 8, a character 1), 128 MiB all its values, ${MAX_DEPTH} deep, ${MAX_STEPS} steps (AWS: a second), ${MAX_RANGE_ITEMS} items of $range; more is States.QueryEvaluationError`,
  ],
];

/** Where this engine differs from AWS, or from what was once recorded of it, and why. */
const DIFFERENCES = [
  'Exit of a Distributed Map: its previousEventId is that of MapRunSucceeded in all 21 recordings until August 2024, and that of MapRunStarted (or MapRunRedriven) in all 10 since November 2024: AWS has changed. The newer form is given to machines with something that was recorded since then only: JSONata or variables (4 recordings, and there were none before), an ItemsPath beside an ItemReader (3), a Distributed Map within another (2). All others get the older form, which 21 recordings have and 1 has not; nothing in its definition, items or events tells this one apart but that one Pass goes before its Map.',
  'Parallel: the history has ParallelStateSucceeded. Five recordings lack it, and show by their own ids that AWS had it: ParallelStateExited is event 15 and follows 13, while 14 is missing. Their recorder put the sorted lines back twice, at …Succeeded and at …Exited, and so overwrote the former.',
  'One recording of `startExecution.sync:2` (2023) lacks RedriveCount and its companions; the same machine recorded in 2025 has them.',
  'One recording of States.UUID masks its result with a word that the case does not declare as a mask.',
  'Map over a JSON object: the guide of today runs it for each pair; all recordings (November 2024) refuse an object, and so does this engine.',
  'Arguments of a task of more than 256 KiB fail with States.DataLimitExceeded, as the guide says; the cause is worded here.',
  'Numbers are IEEE 754 doubles: whole numbers above 2^53 lose digits.',
  'ItemReader: of S3 inventories those in CSV are read, as AWS asks for; those in Parquet or ORC are refused. Objects that Athena unloaded are unpacked where they are gzip; ORC, Avro and other packings are not read: no library for them is kept as well as `hyparquet` is. With LOAD_AND_FLATTEN, keys that end with a slash stand for folders and are not read. The context object does not tell the Source of an item.',
  'ResultWriter: the file of what was not started (PENDING) tells Input and Status of each item; the members that AWS gives it are not documented. A redriven run writes its results anew in the place of those before. Files of JSON Lines are named .json, as all of them. Results of EXPRESS children are kept like those of STANDARD ones; those that still run when their run fails are in no file.',
  "Validation: AWS's wording and place of the warnings is not known, nor how deep states may be nested before TOO_DEEPLY_NESTED (here: what the stack holds); MISSING_DESCRIPTION and INVALID_RESOURCE are not told. Members that an integration needs are asked for where AWS is known to (table above). An inner scope that assigns a variable of an outer one is accepted and gets a variable of its own: what AWS answers to it is not known.",
  'EXPRESS executions write no log; logging, tracing and encryption configurations are stored, not acted upon.',
] as const;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((c) => String(c).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fields(): string {
  const rows = Object.entries(STATE_FIELDS).map(([type, { both, JSONPath, JSONata }]) => [
    type,
    both.join(', '),
    JSONPath.join(', ') || '–',
    JSONata.join(', ') || '–',
  ]);
  return table(['State', 'Both query languages', 'JSONPath only', 'JSONata only'], rows);
}

function integrations(): string {
  const rows = Object.entries(OPTIMIZED).flatMap(([service, actions]) =>
    Object.entries(actions).map(([action, patterns]) => {
      const name = `${service}:${action}`;
      return [name, patterns.join(', '), REQUIRED[name]?.join(', ') ?? '–'];
    }),
  );
  return table(['Optimized integration', 'Patterns', 'Asked for on creation'], rows);
}

/** Codes of ValidateStateMachineDefinition and CreateStateMachine that the compiler tells. */
const DIAGNOSTICS = [
  'INVALID_JSON_DESCRIPTION',
  'SCHEMA_VALIDATION_FAILED',
  'MISSING_END_STATE',
  'MISSING_TRANSITION_TARGET',
  'DUPLICATE_STATE_NAME',
  'INVALID_STATE_NAME',
  'DUPLICATE_LABEL_NAME',
  'INVALID_LABEL_NAME',
  'INVALID_VARIABLE_NAME',
  'RESERVED_VARIABLE_NAME',
  'INVALID_JSONATA_EXPRESSION',
  'UNSUPPORTED_JSONATA_EXPRESSION',
  'TOO_DEEPLY_NESTED',
] as const;

/** The text of docs/asl-support.md. */
export function supportTable(): string {
  const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const errors = Object.entries(RESERVED_ERRORS).map(([name, { catchable, matchedByAll }]) => [
    name,
    catchable ? 'yes' : 'no',
    matchedByAll ? 'yes' : 'no',
  ]);
  const intrinsics = Object.entries(INTRINSICS).map(
    ([
      name,
      {
        arity: [least, most],
      },
    ]) => [name, least === most ? least : `${least}–${most === Number.POSITIVE_INFINITY ? 'any' : most}`],
  );
  const protocols = Object.entries(SERVICES).map(([name, service]) => [
    name,
    service.protocol === 'rest'
      ? Object.keys(service.routes).join(', ')
      : `every action (${service.protocol})`,
  ]);
  const sections: readonly (readonly [string, string])[] = [
    ['States and fields', fields()],
    [
      'Choice operators',
      `${list(Object.keys(OPERATORS))}, each but StringMatches also with \`Path\`; ${list(Object.keys(TYPE_TESTS))}; \`And\`, \`Or\`, \`Not\`; JSONata \`Condition\`.`,
    ],
    ['Intrinsic functions', table(['Function', 'Arguments'], intrinsics)],
    ['JSONata', `All of the \`jsonata\` package; besides:\n\n${table(['Function', 'Note'], JSONATA)}`],
    ['Errors', table(['Name', 'Can be named in Retry and Catch', 'States.ALL matches'], errors)],
    [
      'Integrations',
      `${integrations()}\n\nLambda functions and activities by their ARN. \`aws-sdk:service:action\` with the patterns response and token. What is not Step Functions itself is called through the host's transport; the transport of the command line speaks these:\n\n${table(['Service', 'Actions'], protocols)}`,
    ],
    ['Validation', `Errors: ${list(DIAGNOSTICS)}. Warnings: ${list(WARNINGS)}.`],
    ['Events of the history', list(EVENT_TYPES)],
    ['Operations', list(Object.keys(OPERATIONS))],
    ['Limits', table(['What', 'Bound'], LIMITS)],
    ['Differences', DIFFERENCES.map((text) => `- ${text}`).join('\n')],
  ];
  const body = sections.map(([title, text]) => `## ${title}\n\n${text}`).join('\n\n');
  return `# What the engine supports\n\nMade by \`node runtime/bin/support.ts docs/asl-support.md\` from the tables of \`runtime/\`; a test keeps it so.\n\n${body}\n`;
}
