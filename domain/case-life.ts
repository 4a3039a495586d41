import type { Blocker } from './blocker.ts';
import { idleOf, remainingOf } from './capital-figures.ts';
import type { ActiveCase, Case, CaseStatus, PausedCase } from './case.ts';
import { backToLadder, baseOf, finishReallocated } from './case-steps.ts';
import { type Change, NO_CHANGE } from './change.ts';
import { Refusal } from './errors.ts';
import type { ApprovalId, CaseId, MoveId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Office } from './office.ts';
import { nameWithCode, type Project } from './project.ts';
import type { Fact } from './receipt.ts';
import { appendReceipts } from './receipt-chain.ts';
import { changeOfCase, EMPTY_CHAIN } from './seal.ts';
import { type Instant, instantAt } from './time.ts';

/**
 * Opens the case of a blocker: status `reported`, nobody asked yet. Amounts at risk and idle (đồng) are those of the
 * project now. Refuses `project.closed`. That a blocker has one case only is the store's to guard.
 */
export function openCase(args: {
  readonly caseId: CaseId;
  readonly project: Project;
  readonly blocker: Blocker;
  /** The record of the project's reporter. */
  readonly reporter: Pick<Office, 'name'>;
  readonly ladder: Ladder;
  readonly now: Instant;
}): Change {
  const { caseId, project, blocker, reporter, ladder, now } = args;
  if (project.closed) throw new Refusal('project.closed', { project: nameWithCode(project) });
  const { category, authorityLevel, reportedBy } = blocker;
  const details: Fact['details'] = {
    blockerId: blocker.id,
    projectId: project.id,
    category,
    ladderVersion: ladder.version,
  };
  const facts: Fact[] = [{ type: 'caseOpened', office: reportedBy, details }];
  const { receipts, head } = appendReceipts({ chain: caseId, head: EMPTY_CHAIN, facts, at: now });
  const opened: Case = {
    id: caseId,
    status: 'reported',
    projectId: project.id,
    projectName: project.name,
    blockerId: blocker.id,
    group: project.group,
    category,
    authorityLevel,
    units: project.units,
    owner: project.owner,
    reporter: project.reporter,
    reporterName: reporter.name,
    reportedBy,
    atRisk: remainingOf(project.capital),
    idle: idleOf(project.capital),
    openedAt: now,
    chain: head,
    ladderVersion: ladder.version,
    climbed: [],
    rounds: 0,
    version: 0,
  };
  return { ...NO_CHANGE, cases: [opened], receipts };
}

/** What a case needs next; `ask: 'new'` when nobody is asked at present. */
export type NextStep =
  | { readonly step: 'climb'; readonly ask: 'new' }
  | { readonly step: 'climb'; readonly ask: 'open'; readonly approvalId: ApprovalId }
  | { readonly step: 'pause'; readonly until: Instant }
  | { readonly step: 'reallocate'; readonly moveId?: MoveId }
  | { readonly step: 'done'; readonly status: Extract<CaseStatus, 'cleared' | 'reallocated' | 'outOfScope'> };

/** A paused case is looked at again when offices open on its review date. */
export function reviewAt(paused: Pick<PausedCase, 'reviewOn'>): Instant {
  return instantAt(paused.reviewOn, '08:00');
}

/** True when the review date of a paused case has come: then resume it (`resumeCase`) before anything else. */
export function pauseIsOver(record: Case, now: Instant): record is PausedCase {
  return record.status === 'paused' && now >= reviewAt(record);
}

function stepOf(record: ActiveCase): NextStep {
  if (record.status === 'reported') return { step: 'climb', ask: 'new' };
  if (record.status === 'reallocating') {
    return { step: 'reallocate', ...(record.moveId === undefined ? {} : { moveId: record.moveId }) };
  }
  const { approvalId } = record;
  return approvalId === undefined
    ? { step: 'climb', ask: 'new' }
    : { step: 'climb', ask: 'open', approvalId };
}

/** Where the case stands at `now`, read only; a pause that is over answers what the case goes back to. */
export function nextStep(record: Case, now: Instant): NextStep {
  switch (record.status) {
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      return { step: 'done', status: record.status };
    case 'paused':
      return pauseIsOver(record, now) ? stepOf(record.before) : { step: 'pause', until: reviewAt(record) };
    case 'reported':
    case 'inReview':
    case 'returned':
    case 'escalated':
    case 'reallocating':
      return stepOf(record);
  }
}

/** A case waits for its move also while it is paused: what the move ends, ends then too. */
function assertWaitsForMove(record: Case, moveId: MoveId): void {
  const active = record.status === 'paused' ? record.before : record;
  const known = active.status === 'reallocating' ? (active.moveId ?? moveId) : null;
  if (known !== moveId) throw new Refusal('case.wrongStatus', { case: record.id, status: record.status });
}

/** Notes on a reallocating case which move carries its capital. Refuses `case.wrongStatus`. */
export function attachMove(args: {
  readonly case: Case;
  readonly moveId: MoveId;
  readonly now: Instant;
}): Change {
  const { case: record, moveId, now } = args;
  if (record.status !== 'reallocating') {
    throw new Refusal('case.wrongStatus', { case: record.id, status: record.status });
  }
  return changeOfCase({ case: { ...record, moveId }, facts: [], effects: [] }, now);
}

/** The move is in the ledger: the case ends as `reallocated`, with notices. Refuses `case.wrongStatus`. */
export function closeReallocated(args: {
  readonly case: Case;
  readonly moveId: MoveId;
  readonly now: Instant;
}): Change {
  const { case: record, moveId, now } = args;
  assertWaitsForMove(record, moveId);
  return changeOfCase(finishReallocated(baseOf(record), moveId, now), now);
}

/**
 * The move was rejected: the case goes back to the chairman's rung, to be asked afresh (when a pause is over, if it is
 * paused). Refuses `case.wrongStatus`.
 */
export function returnToLadder(args: {
  readonly case: Case;
  readonly moveId: MoveId;
  readonly ladder: Ladder;
  readonly now: Instant;
}): Change {
  const { case: record, moveId, ladder, now } = args;
  assertWaitsForMove(record, moveId);
  const step = backToLadder(baseOf(record), ladder, now);
  if (record.status !== 'paused') return changeOfCase(step, now);
  return changeOfCase({ ...step, case: { ...record, before: step.case } }, now);
}
