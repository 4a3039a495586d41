import { CAPITAL_ENDPOINTS } from './contract-capital.ts';
import { CASE_ENDPOINTS } from './contract-cases.ts';
import { DIRECTORY_ENDPOINTS } from './contract-directory.ts';
import { DOCUMENT_ENDPOINTS } from './contract-documents.ts';
import { IMPORT_ENDPOINTS } from './contract-imports.ts';
import { MOVE_ENDPOINTS } from './contract-moves.ts';
import { OPERATOR_ENDPOINTS } from './contract-operator.ts';
import { OVERVIEW_ENDPOINTS } from './contract-overview.ts';
import { PLAN_ENDPOINTS } from './contract-plans.ts';
import { QUEUE_ENDPOINTS } from './contract-queue.ts';
import { REPORT_ENDPOINTS } from './contract-reports.ts';
import { SIGNED_ENDPOINTS } from './contract-signed.ts';
import { WORKFLOW_ENDPOINTS } from './contract-workflow.ts';
import type { Endpoint } from './endpoint.ts';

/** The whole API, by operation: the one source of routes, parsing, rights, OpenAPI and the web client's types. */
export const API = {
  ...QUEUE_ENDPOINTS,
  ...OVERVIEW_ENDPOINTS,
  ...CASE_ENDPOINTS,
  ...CAPITAL_ENDPOINTS,
  ...DOCUMENT_ENDPOINTS,
  ...IMPORT_ENDPOINTS,
  ...REPORT_ENDPOINTS,
  ...DIRECTORY_ENDPOINTS,
  ...MOVE_ENDPOINTS,
  ...OPERATOR_ENDPOINTS,
  ...PLAN_ENDPOINTS,
  ...SIGNED_ENDPOINTS,
  ...WORKFLOW_ENDPOINTS,
} as const;

export const ENDPOINTS: readonly Endpoint[] = Object.values(API);
