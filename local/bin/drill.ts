#!/usr/bin/env node
/** `npm run drill`: see local/drill/drill.ts for what happens, local/drill/flags.ts for the flags. */
import { drill } from '#local/drill/drill.ts';
import { parseDrillFlags } from '#local/drill/flags.ts';
import { clearBar, progressBar, table } from '#local/drill/screen.ts';
import { messageOf } from '#local/json.ts';

try {
  const flags = parseDrillFlags(process.argv.slice(2));
  const { outcome, faults, crashes } = await drill(flags, progressBar(flags.projects));
  clearBar();
  if (!flags.json) process.stdout.write(`${table(outcome, flags.seed)}\n`);
  if (flags.crashes > 0) process.stderr.write(`Diễn tập: máy chủ bị tắt đột ngột ${crashes} lần\n`);
  for (const fault of faults) process.stderr.write(`Diễn tập: ${fault}\n`);
  if (flags.json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  clearBar();
  process.stderr.write(`Khơi Thông: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
