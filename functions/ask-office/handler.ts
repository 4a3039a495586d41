import type * as z from 'zod';
import { askForCase, neededAsk } from '#domain/approval-ask.ts';
import type { Case } from '#domain/case.ts';
import { nextStep, pauseIsOver } from '#domain/case-life.ts';
import { resumeCase } from '#domain/case-pause.ts';
import { Refusal } from '#domain/errors.ts';
import type { Project } from '#domain/project.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/** A pause whose review date has come ends before anybody is asked anew. */
async function endPause(deps: Deps, record: Case): Promise<Case> {
  const now = deps.now();
  if (!pauseIsOver(record, now)) return record;
  const [openApprovals, calendar] = await Promise.all([
    deps.openApprovalsOfCase(record.id),
    deps.latestCalendar(),
  ]);
  await deps.commit(resumeCase({ case: record, openApprovals, calendar, now }), now);
  return deps.getCase(record.id);
}

async function unitNames(deps: Deps, project: Project) {
  const units = await Promise.all(project.units.map((code) => deps.getUnit(code)));
  return units.map(({ name }) => name);
}

/** Asks the office that the case needs now; a case that is asked already answers the open approval. */
export async function askOfficeFor(
  deps: Deps,
  { caseId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  return decideAgain(async () => {
    const record = await endPause(deps, await deps.getCase(caseId));
    const now = deps.now();
    const next = nextStep(record, now);
    if (next.step !== 'climb') return { caseId, approvalId: null };
    if (next.ask === 'open') return { caseId, approvalId: next.approvalId };
    const ladder = await deps.ladderOf(record.ladderVersion);
    const { projectId, blockerId } = record;
    const [project, blocker, office, rules, calendar] = await Promise.all([
      deps.getProject(projectId),
      deps.findBlocker({ projectId, blockerId }),
      deps.getOffice(neededAsk(record, ladder, now).office),
      deps.latestRules(localDateOf(now)),
      deps.latestCalendar(),
    ]);
    if (blocker === null) throw new Refusal('blocker.unknown', { blocker: blockerId });
    const approvalId = deps.newApprovalId();
    const names = await unitNames(deps, project);
    const ask = {
      approvalId,
      case: record,
      project,
      blocker,
      unitNames: names,
      office,
      ladder,
      rules,
      calendar,
      now,
    };
    await deps.commit(askForCase(ask), now);
    return { caseId, approvalId };
  });
}

export const handler = machineFunction('ask-office', contract, (input) =>
  askOfficeFor(dependencies(), input),
);
