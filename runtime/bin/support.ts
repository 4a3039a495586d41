#!/usr/bin/env node
/** Writes docs/asl-support.md from the tables of the engine: `node runtime/bin/support.ts [FILE]`; stdout without one. */
import { writeFileSync } from 'node:fs';
import { supportTable } from '../api/support.ts';

const [file] = process.argv.slice(2);
if (file === undefined) process.stdout.write(supportTable());
else writeFileSync(file, supportTable());
