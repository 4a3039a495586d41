import type { ZodObject } from 'zod';
import { config as actionPage } from './action-page/config.ts';
import { config as askForMove } from './ask-for-move/config.ts';
import { config as askOffice } from './ask-office/config.ts';
import { config as awaitDecision } from './await-decision/config.ts';
import { config as callOperator } from './call-operator/config.ts';
import { config as capitalQuery } from './capital-query/config.ts';
import { config as caseCommand } from './case-command/config.ts';
import { config as caseQuery } from './case-query/config.ts';
import { config as commitMove } from './commit-move/config.ts';
import { config as directoryCommand } from './directory-command/config.ts';
import { config as directoryQuery } from './directory-query/config.ts';
import { config as documents } from './documents/config.ts';
import { config as draftMove } from './draft-move/config.ts';
import { config as drainOutbox } from './drain-outbox/config.ts';
import { config as findBlockedProjects } from './find-blocked-projects/config.ts';
import { config as importRegistry } from './import-registry/config.ts';
import { config as importSheet } from './import-sheet/config.ts';
import { config as keepWeek } from './keep-week/config.ts';
import { config as mailEvents } from './mail-events/config.ts';
import { config as moveCommand } from './move-command/config.ts';
import { config as moveFiles } from './move-files/config.ts';
import { config as nextMoveStep } from './next-move-step/config.ts';
import { config as nextStep } from './next-step/config.ts';
import { config as openCase } from './open-case/config.ts';
import { config as openapi } from './openapi/config.ts';
import { config as operatorCommand } from './operator-command/config.ts';
import { config as operatorQuery } from './operator-query/config.ts';
import { config as overviewQuery } from './overview-query/config.ts';
import { config as planMoves } from './plan-moves/config.ts';
import { config as planWait } from './plan-wait/config.ts';
import { config as projectQuery } from './project-query/config.ts';
import { config as publication } from './publication/config.ts';
import { config as queueCommand } from './queue-command/config.ts';
import { config as queueExport } from './queue-export/config.ts';
import { config as queueQuery } from './queue-query/config.ts';
import { config as reconcile } from './reconcile/config.ts';
import { config as recordDecision } from './record-decision/config.ts';
import { config as reportBlocker } from './report-blocker/config.ts';
import { config as reportDraft } from './report-draft/config.ts';
import { config as reportQuery } from './report-query/config.ts';
import { config as reports } from './reports/config.ts';
import { config as workflowQuery } from './workflow-query/config.ts';

/** What starts a function. `machine`: a state of a workflow; `operator`: a person with AWS credentials, or the local host. */
export type Trigger = 'machine' | 'http' | 'outboxStream' | 'mailEvents' | 'operator';

/**
 * What one function needs and is allowed; `infra/` loops over this catalogue. Table rights are least: `read` is GetItem,
 * BatchGetItem and Query; `write` adds the item actions of a transaction; nothing may scan.
 */
export type FunctionSpec = {
  readonly summary: string;
  readonly trigger: Trigger;
  /** Longest run in seconds; a machine's Task allows a little more. */
  readonly timeoutSeconds: number;
  /** Schema of the environment; its keys are the variables that `infra/` sets. */
  readonly config: ZodObject;
  readonly registry: 'none' | 'read' | 'write';
  readonly outbox: 'none' | 'read' | 'write';
  /** Files of packages that it reads at run time and no bundler sees: module specifiers, by their name beside the bundle. */
  readonly assets?: Readonly<Record<string, string>>;
  /** The planner's solver runs in a thread of its own, whose script lies beside the bundle. */
  readonly solver?: boolean;
  readonly rights: readonly Right[];
};

/** Rights beyond the tables. Files lie in the document bucket, each kind under a prefix of its own. */
export type Right =
  | 'startExecution'
  | 'sendTask'
  | 'sendMail'
  | 'readHistory'
  | 'readExecutions'
  | 'startSweep'
  | 'readLetters'
  | 'takeLetters'
  | 'putReportFiles'
  | 'getReportFiles'
  | 'putImportFiles'
  | 'getImportFiles'
  | 'putSignedFiles'
  | 'getSignedFiles';

/** What a function that plans has beside its bundle: the solver's thread and its WebAssembly (3.5 MB). */
const SOLVER = { solver: true, assets: { 'highs.wasm': 'highs/runtime' } } as const;

/** A function that a workflow calls and that decides something. */
const step = (config: ZodObject, summary: string): FunctionSpec => ({
  summary,
  trigger: 'machine',
  timeoutSeconds: 20,
  config,
  registry: 'write',
  outbox: 'write',
  rights: [],
});

/** A function that a workflow calls and that only looks. */
const look = (config: ZodObject, summary: string): FunctionSpec => ({
  ...step(config, summary),
  registry: 'read',
  outbox: 'none',
});

const query = (config: ZodObject, summary: string): FunctionSpec => ({
  ...look(config, summary),
  trigger: 'http',
  timeoutSeconds: 10,
});

const command = (config: ZodObject, summary: string): FunctionSpec => ({
  ...step(config, summary),
  trigger: 'http',
  timeoutSeconds: 15,
});

const BE_VIETNAM_PRO = '@expo-google-fonts/be-vietnam-pro';
/** The font of PDFs, under the names by which they look for it. */
const FONTS = {
  'regular.ttf': `${BE_VIETNAM_PRO}/400Regular/BeVietnamPro_400Regular.ttf`,
  'bold.ttf': `${BE_VIETNAM_PRO}/700Bold/BeVietnamPro_700Bold.ttf`,
  'italic.ttf': `${BE_VIETNAM_PRO}/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf`,
  'bold-italic.ttf': `${BE_VIETNAM_PRO}/700Bold_Italic/BeVietnamPro_700Bold_Italic.ttf`,
} as const;

/** The functions of the product, by folder name. */
export const CATALOGUE = {
  'find-blocked-projects': look(findBlockedProjects, 'A page of blocked projects without an open case'),
  'keep-week': {
    ...step(keepWeek, 'Keeps the figures with which a week begins, once'),
    outbox: 'none',
  },
  'open-case': step(openCase, 'Opens the case of a reported blocker, once'),
  'next-step': look(nextStep, 'Says where a case stands'),
  'ask-office': step(askOffice, 'Creates the approval that a case needs now'),
  'plan-wait': step(planWait, 'Does what is due on an approval and says how long to wait'),
  'await-decision': { ...step(awaitDecision, 'Stores the task token of a wait'), rights: ['sendTask'] },
  'draft-move': { ...step(draftMove, 'Drafts the move of the idle capital of a case'), ...SOLVER },
  'next-move-step': look(nextMoveStep, 'Says where a move stands'),
  'ask-for-move': step(askForMove, 'Creates the approvals that a move needs now'),
  'commit-move': step(commitMove, 'Begins the cooling-off of a move, then posts it to the ledger'),
  'call-operator': step(callOperator, 'Makes an unexpected error a task of the duty office'),
  'action-page': command(
    actionPage,
    'The page behind a mailed link: shows what is asked and records the answer',
  ),
  'import-sheet': {
    ...command(importSheet, 'Imports blockers or figures from a spreadsheet: preview, confirmation, undoing'),
    timeoutSeconds: 20,
    rights: ['putImportFiles', 'getImportFiles'],
  },
  'report-blocker': {
    ...command(reportBlocker, 'A district reports a blocker, puts it right, adds to its case'),
    rights: ['getReportFiles'],
  },
  'report-draft': {
    ...command(reportDraft, 'Drafts of reports, and where their files are sent'),
    outbox: 'none',
    rights: ['putReportFiles'],
  },
  'report-query': {
    ...query(reportQuery, 'What a reporter looks up: projects, like cases, own reports and questions'),
    rights: ['getReportFiles'],
  },
  'record-decision': command(recordDecision, 'A signed-in official decides an approval'),
  'case-command': command(
    caseCommand,
    'Urge, reassign, escalate, pause, resume, close a case; note a document on it',
  ),
  'move-command': command(moveCommand, 'Draft a move, record its signed documents, stop it'),
  'plan-moves': {
    ...command(planMoves, 'Computes where idle capital is best moved, and what projects can still spend'),
    timeoutSeconds: 29,
    outbox: 'none',
    ...SOLVER,
  },
  'directory-command': command(directoryCommand, 'Absences, members and addresses of offices'),
  'queue-query': query(queueQuery, 'The escalation queue'),
  'queue-command': { ...command(queueCommand, 'Urge or reassign many cases at once'), timeoutSeconds: 28 },
  'queue-export': { ...query(queueExport, 'A view of the queue as a spreadsheet'), timeoutSeconds: 28 },
  'overview-query': query(overviewQuery, 'The overview of the city, and the search of the top bar'),
  'case-query': query(caseQuery, 'Cases, their approvals and receipts'),
  'workflow-query': {
    ...query(workflowQuery, 'The machines of a case, and the way that its executions have taken'),
    rights: ['readHistory'],
  },
  'project-query': query(projectQuery, 'Projects and their ledgers'),
  'capital-query': query(capitalQuery, 'Idle and absorbable capital, moves'),
  'directory-query': query(directoryQuery, 'Offices, units, calendar, ladder'),
  documents: {
    ...query(documents, 'Papers of moves and cases for the signing system'),
    // A PDF with a new font is a second's work, and a cold start comes before it.
    timeoutSeconds: 20,
    assets: FONTS,
  },
  'move-files': {
    ...query(moveFiles, 'The signed PDFs of a move: where they are sent, and what is kept'),
    rights: ['putSignedFiles', 'getSignedFiles'],
  },
  reports: {
    ...query(reports, 'The weekly report of disbursement, and the upload file of the national system'),
    timeoutSeconds: 20,
    assets: FONTS,
  },
  publication: {
    ...query(publication, 'Open data and the public status page'),
    timeoutSeconds: 20,
  },
  // It reads every project of the year: once in a while, for whoever audits.
  reconcile: { ...query(reconcile, 'Proves that capital was neither made nor lost'), timeoutSeconds: 20 },
  'operator-query': {
    ...query(operatorQuery, 'What runs, what is late, what failed'),
    outbox: 'read',
    rights: ['readExecutions', 'readLetters'],
  },
  'operator-command': {
    ...command(operatorCommand, 'Starts executions anew, sends effects and messages again'),
    rights: ['readExecutions', 'startExecution', 'startSweep', 'takeLetters'],
  },
  openapi: { ...step(openapi, 'The OpenAPI document'), trigger: 'http', registry: 'none', outbox: 'none' },
  'drain-outbox': {
    ...step(drainOutbox, 'Carries out effects: sends mail, answers task tokens, starts executions'),
    trigger: 'outboxStream',
    timeoutSeconds: 60,
    rights: ['startExecution', 'sendTask', 'sendMail'],
  },
  'mail-events': {
    ...step(mailEvents, 'Delivery, bounce, complaint and suppression of mails'),
    trigger: 'mailEvents',
    timeoutSeconds: 30,
  },
  'import-registry': {
    ...step(importRegistry, 'Takes in units, offices, calendars, ladders, rules, projects and blockers'),
    trigger: 'operator',
    timeoutSeconds: 60,
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof CATALOGUE;
