#!/usr/bin/env node
/**
 * The engine alone, behind the Step Functions protocol:
 *
 *     node runtime/bin/runtime.mjs --port 8083 [--data DIR] [--host 127.0.0.1]
 *     node runtime/bin/runtime.mjs --check DIR
 *
 * Honours AWS_ACCOUNT_ID, AWS_REGION, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL. SIGTERM ends it cleanly.
 */
import { enableCompileCache } from 'node:module';

// plain JavaScript, so that nothing has to be translated before this: the second start spends a third of the time of the
// first on loading code, and 15 MB less
enableCompileCache();
await import('./serve.ts');
