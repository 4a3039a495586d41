/**
 * W3: executions that wait. Run as `waiting.mjs fill DIR N` it makes them, prints one JSON line and waits to be killed;
 * as `waiting.mjs open DIR TOKEN` it opens the folder again, answers one of them and prints how long that took.
 */
import { enableCompileCache } from 'node:module';

// as the command line of the engine does
enableCompileCache();
await import('./wait.ts');
