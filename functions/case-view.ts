import type { Case } from '#domain/case.ts';
import {
  type Circumstances,
  dueOf,
  heldOf,
  nextByItself,
  overdueWorkingDays,
  whyStuck,
  workingDaysLeft,
} from '#domain/case-why.ts';
import type { Ladder } from '#domain/ladder.ts';
import type { CaseSummary } from './api/views.ts';
import type { State } from './state.ts';

export type SummaryVerbs = Pick<State, 'findApprovals' | 'ladderOf' | 'latestCalendar' | 'now'>;

function sinceOf(record: Case) {
  return 'since' in record ? record.since : null;
}

function summaryOf(record: Case, circumstances: Circumstances): CaseSummary {
  const held = heldOf(record);
  const { id, status, projectId, projectName, group, category, units, atRisk, idle } = record;
  return {
    id,
    status,
    projectId,
    projectName,
    group,
    category,
    units,
    atRisk,
    idle,
    rung: held?.rung ?? null,
    holder: held?.holder ?? null,
    holderName: held?.holderName ?? null,
    since: sinceOf(record),
    dueAt: dueOf(record),
    overdueWorkingDays: overdueWorkingDays(record, circumstances.calendar, circumstances.now),
    workingDaysLeft: workingDaysLeft(record, circumstances.calendar, circumstances.now),
    undeliverable: held?.undeliverable ?? false,
    approvalId: held?.approvalId ?? null,
    why: whyStuck(record, circumstances),
    next: nextByItself(record, circumstances),
  };
}

/** Every ladder that the cases were opened with: one or two, whatever the number of cases. */
async function laddersOf(deps: SummaryVerbs, records: readonly Case[]): Promise<ReadonlyMap<string, Ladder>> {
  const versions = [...new Set(records.map(({ ladderVersion }) => ladderVersion))];
  return new Map(
    await Promise.all(versions.map(async (version) => [version, await deps.ladderOf(version)] as const)),
  );
}

/** Cases as lists show them. Costs one read per present ask, and one per version of ladder and calendar. */
export async function summariesOf(deps: SummaryVerbs, records: readonly Case[]): Promise<CaseSummary[]> {
  if (records.length === 0) return [];
  const now = deps.now();
  const asked = records.map((record) => heldOf(record)?.approvalId).filter((id) => id !== undefined);
  const [ladders, calendar, approvals] = await Promise.all([
    laddersOf(deps, records),
    deps.latestCalendar(),
    deps.findApprovals(asked),
  ]);
  const byId = new Map(approvals.map((approval) => [approval.id, approval]));
  return records.map((record) => {
    const ladder = ladders.get(record.ladderVersion);
    if (ladder === undefined) throw new Error(`ladder ${record.ladderVersion} was not read`);
    const approvalId = heldOf(record)?.approvalId;
    const approval = approvalId === undefined ? undefined : byId.get(approvalId);
    return summaryOf(record, { approval, ladder, calendar, now });
  });
}

export async function summaryOfCase(deps: SummaryVerbs, record: Case): Promise<CaseSummary> {
  const [summary] = await summariesOf(deps, [record]);
  if (summary === undefined) throw new Error(`no summary of ${record.id}`);
  return summary;
}
