import { OPERATORS, TYPE_TESTS } from '../asl/choice-rules.ts';
import { MAX_DEFINITION_BYTES } from '../asl/compile.ts';
import { STATE_FIELDS } from '../asl/fields.ts';
import { MAX_PAYLOAD_BYTES } from '../asl/json.ts';
import { OPTIMIZED } from '../asl/resource.ts';
import { RESERVED_ERRORS } from '../core/errors.ts';
import { EVENT_TYPES } from '../core/history.ts';
import { MAX_HISTORY_EVENTS } from '../core/turn.ts';
import { INTRINSICS } from '../query/intrinsics.ts';
import { SERVICES } from '../wire/protocols.ts';
import { OPERATIONS } from './operations.ts';

/** Functions that AWS adds to JSONata, and what it takes away. */
const JSONATA = [
  ['$partition', 'as States.ArrayPartition'],
  ['$range', 'as States.ArrayRange'],
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
  ['Array of States.ArrayRange and $range', '1,000 items'],
];

/** Where this engine differs from AWS, or from what was once recorded of it, and why. */
const DIFFERENCES = [
  'Exit of a Distributed Map: its previousEventId is that of MapRunSucceeded, as AWS answered until August 2024. Since November 2024 AWS answers that of MapRunStarted (or MapRunRedriven). Of the recordings 21 are older and 10 newer, and nothing but their date tells them apart: Maps at the start and after another state stand on both sides. One answer is wrong for some; this one is right for more.',
  'Parallel: the history has ParallelStateSucceeded. Five recordings lack it, and show by their own ids that AWS had it: ParallelStateExited is event 15 and follows 13, while 14 is missing. Their recorder overwrote the last event of the lines that it sorted.',
  'One recording of `startExecution.sync:2` (2023) lacks RedriveCount and its companions; AWS has answered them since.',
  'One recording of States.UUID masks its result with a word that the case does not declare as a mask.',
  'Numbers are IEEE 754 doubles: whole numbers above 2^53 lose digits.',
  'ItemReader: of manifests those of an S3 inventory in CSV are read, those of Athena and inventories in ORC or Parquet are not. Results of EXPRESS children are kept like those of STANDARD ones.',
  "AWS's wording of some messages of CreateStateMachine is not known; codes and locations are.",
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
    Object.entries(actions).map(([action, patterns]) => [`${service}:${action}`, patterns.join(', ')]),
  );
  return table(['Optimized integration', 'Patterns'], rows);
}

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
    ['Events of the history', list(EVENT_TYPES)],
    ['Operations', list(Object.keys(OPERATIONS))],
    ['Limits', table(['What', 'Bound'], LIMITS)],
    ['Differences', DIFFERENCES.map((text) => `- ${text}`).join('\n')],
  ];
  const body = sections.map(([title, text]) => `## ${title}\n\n${text}`).join('\n\n');
  return `# What the engine supports\n\nMade by \`node runtime/bin/support.ts docs/asl-support.md\` from the tables of \`runtime/\`; a test keeps it so.\n\n${body}\n`;
}
