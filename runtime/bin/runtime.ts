#!/usr/bin/env node
/**
 * The engine alone, behind the Step Functions protocol:
 *
 *     node runtime/bin/runtime.ts --port 8083 [--data DIR] [--host 127.0.0.1]
 *     node runtime/bin/runtime.ts --check DIR
 *
 * Honours AWS_ACCOUNT_ID, AWS_REGION, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL. SIGTERM ends it cleanly.
 */
import { enableCompileCache } from 'node:module';

// the second start spends a third of the time of the first on loading code
enableCompileCache();
await import('./serve.ts');
