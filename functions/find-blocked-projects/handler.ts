import type * as z from 'zod';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/** How many executions one Distributed Map starts before the next page is read. */
const PAGE = 100;

/** The execution is named after the blocker: names are unique per machine, so a blocker is started once. */
export async function findBlockedProjects(
  deps: Deps,
  { cursor }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  const page = await deps.blockedProjects({ limit: PAGE, cursor: cursor ?? undefined });
  const starts = page.items.map((blocked) => ({ ...blocked, executionName: blocked.blockerId }));
  return { starts, cursor: page.cursor };
}

export const handler = machineFunction('find-blocked-projects', contract, (input) =>
  findBlockedProjects(dependencies(), input),
);
