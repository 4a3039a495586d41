import type * as z from 'zod';
import { openCase } from '#domain/case-life.ts';
import { Refusal } from '#domain/errors.ts';
import type { ProjectId } from '#domain/ids.ts';
import { localDateOf } from '#domain/time.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

async function projectWithReporter(deps: Deps, projectId: ProjectId) {
  const project = await deps.getProject(projectId);
  return { project, reporter: await deps.getOffice(project.reporter) };
}

/** Opens the case of the blocker; when it was opened before, also by a racing call, answers that one. */
export async function openCaseOf(
  deps: Deps,
  { projectId, blockerId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  const known = await deps.findCaseOfBlocker({ projectId, blockerId });
  if (known !== null) return { caseId: known };
  const now = deps.now();
  const today = localDateOf(now);
  const [{ project, reporter }, blocker, ladder, caseId] = await Promise.all([
    projectWithReporter(deps, projectId),
    deps.findBlocker({ projectId, blockerId }),
    deps.latestLadder(today),
    deps.nextCaseId(Number(today.slice(0, 4))),
  ]);
  if (blocker === null) throw new Refusal('blocker.unknown', { blocker: blockerId });
  try {
    await deps.commit(openCase({ caseId, project, blocker, reporter, ladder, now }), now);
    return { caseId };
  } catch (error) {
    const winner = error instanceof Refusal && error.code === 'case.alreadyOpen';
    const other = winner ? await deps.findCaseOfBlocker({ projectId, blockerId }) : null;
    if (other === null) throw error;
    return { caseId: other };
  }
}

export const handler = machineFunction('open-case', contract, (input) => openCaseOf(dependencies(), input));
