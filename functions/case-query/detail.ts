import type { Approval, SignedDocument } from '#domain/approval.ts';
import { explainDeadline } from '#domain/calendar-count.ts';
import { idleOf, remainingOf } from '#domain/capital-figures.ts';
import type { Case } from '#domain/case.ts';
import { daysOf, questionsOf, rungStories, waitedWorkingDays } from '#domain/case-story.ts';
import { heldOf } from '#domain/case-why.ts';
import { Refusal } from '#domain/errors.ts';
import type { OfficeId } from '#domain/ids.ts';
import type { Move } from '#domain/move.ts';
import type { Project } from '#domain/project.ts';
import type { Localized } from '#domain/text.ts';
import type { Instant } from '#domain/time.ts';
import type { CaseView, DocumentView } from '../api/case-view.ts';
import { approvalView } from '../approval-view.ts';
import type { Caller } from '../caller.ts';
import { actsOf, askOfCaller } from '../case-acts.ts';
import { summaryOfCase } from '../case-view.ts';
import { officeName } from '../office-names.ts';
import { allPages } from '../paging.ts';
import type { Deps } from './deps.ts';

type NameOf = (office: OfficeId) => Promise<Localized>;

/** The name of an office; an id that the directory does not know (any more) names itself. */
function namesFrom(deps: Deps): NameOf {
  return async (id) => (await officeName(deps, id)) ?? { vi: id, en: id };
}

async function recordedDocuments(record: Case, nameOf: NameOf): Promise<DocumentView[]> {
  return Promise.all(
    (record.documents ?? []).map(async ({ number, issuedOn, issuer, title, recordedBy, recordedAt }) => ({
      number,
      issuedOn,
      issuer,
      title,
      recordedAt,
      recordedBy: await nameOf(recordedBy),
      source: 'recorded' as const,
      moveId: null,
    })),
  );
}

/** The documents that made a move of the case count in law. */
function documentsOfMove(move: Move): DocumentView[] {
  const common = { title: null, recordedAt: null, recordedBy: null, moveId: move.id };
  const of = (source: DocumentView['source'], document: SignedDocument | undefined): DocumentView[] =>
    document === undefined ? [] : [{ ...document, source, ...common }];
  return [
    ...of('resolution', 'resolution' in move ? move.resolution : undefined),
    ...of('committeeDecision', 'committeeDecision' in move ? move.committeeDecision : undefined),
    ...of('reversal', 'reversal' in move ? move.reversal : undefined),
  ];
}

async function projectOf(deps: Deps, project: Project, nameOf: NameOf): Promise<CaseView['project']> {
  const { id, name, group, capital, totalInvestment = null, compensationCost = null, owner } = project;
  const [ownerName, units] = await Promise.all([
    nameOf(owner),
    Promise.all(project.units.map((code) => deps.getUnit(code))),
  ]);
  return {
    id,
    name,
    group,
    capital,
    totalInvestment,
    compensationCost,
    idle: idleOf(capital),
    remaining: remainingOf(capital),
    ownerName,
    units: units.map((unit) => ({ code: unit.code, name: unit.name })),
  };
}

async function blockerOf(deps: Deps, record: Case, nameOf: NameOf): Promise<CaseView['blocker']> {
  const { projectId, blockerId } = record;
  const blocker = await deps.findBlocker({ projectId, blockerId });
  if (blocker === null) throw new Refusal('blocker.unknown', { blocker: blockerId });
  return { ...blocker, reportedByName: await nameOf(blocker.reportedBy) };
}

function deadlineOf(record: Case): CaseView['deadline'] {
  const deadline = record.status === 'paused' ? undefined : heldOf(record)?.deadline;
  if (deadline === undefined) return null;
  const { from, at, workingDays, calendarVersion } = deadline;
  return {
    from,
    at,
    workingDays,
    calendarVersion,
    explained: explainDeadline(deadline),
    days: daysOf(deadline),
  };
}

function pausedDaysLeft(record: Case, approvals: readonly Approval[]): number | null {
  if (record.status !== 'paused') return null;
  const stopped = approvals.flatMap((each) =>
    each.status === 'open' && each.stopped !== undefined ? [each.stopped.workingDaysLeft] : [],
  );
  return stopped.length === 0 ? null : Math.max(...stopped);
}

/** All that the page of a case shows, read in few turns: the reads of one turn travel together. */
export async function caseDetail(deps: Deps, record: Case, caller: Caller, asOf: Instant): Promise<CaseView> {
  const nameOf = namesFrom(deps);
  const [summary, approvals, moves, ladder, calendar, project, blocker, recorded] = await Promise.all([
    summaryOfCase(deps, record),
    allPages((page) => deps.approvalsOfCase(record.id, page)),
    deps.movesOfCase(record.id),
    deps.ladderOf(record.ladderVersion),
    deps.latestCalendar(),
    deps.getProject(record.projectId).then((found) => projectOf(deps, found, nameOf)),
    blockerOf(deps, record, nameOf),
    recordedDocuments(record, nameOf),
  ]);
  const stories = rungStories({ case: record, ladder, approvals, calendar, next: summary.next, now: asOf });
  const rungs = await Promise.all(
    stories.map(async (story) => ({
      ...story,
      officeName: story.officeName ?? (story.office === null ? null : await nameOf(story.office)),
    })),
  );
  return {
    asOf,
    case: record,
    summary,
    project,
    blocker,
    rungs,
    deadline: deadlineOf(record),
    waitedWorkingDays: waitedWorkingDays(record, calendar, asOf),
    pausedWorkingDaysLeft: pausedDaysLeft(record, approvals),
    approvals: approvals.map(approvalView),
    questions: questionsOf(approvals),
    documents: [...recorded, ...moves.flatMap(documentsOfMove)],
    moves: [...moves],
    acts: actsOf(caller, record, ladder, approvals),
    yourAsk: askOfCaller(caller, approvals),
  };
}
