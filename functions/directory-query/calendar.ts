import type { OpenApproval } from '#domain/approval.ts';
import type { Calendar } from '#domain/calendar.ts';
import { type CalendarChange, changeCalendar } from '#domain/calendar-change.ts';
import { countedBy, movedDeadline } from '#domain/deadline-move.ts';
import { DAY_MS, instantAt, localDateOf, msBetween } from '#domain/time.ts';
import type { DeadlineMove } from '../api/views-directory.ts';
import type { Deps } from './deps.ts';

async function moveOf(deps: Deps, approval: OpenApproval, to: Calendar): Promise<DeadlineMove | null> {
  const from = await deps.calendarOf(countedBy(approval));
  const moved = movedDeadline({ approval, from, to, now: deps.now() });
  if (moved === null) return null;
  const { id: approvalId, kind, office, officeName, caseId = null, moveId = null } = approval;
  const before = { dueAt: approval.deadline.at, expiresAt: approval.expiresAt };
  const after = { dueAt: moved.deadline.at, expiresAt: moved.expiresAt };
  const dayOf = (at: typeof before.dueAt) => instantAt(localDateOf(at), '00:00');
  const days = msBetween(dayOf(before.dueAt), dayOf(after.dueAt)) / DAY_MS;
  return { approvalId, kind, office, officeName, caseId, moveId, before, after, days };
}

/** One page of open asks, held against the calendar as it would be. */
export async function previewCalendar(
  deps: Deps,
  change: CalendarChange,
  page: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const present = await deps.latestCalendar();
  const calendar = changeCalendar(present, change);
  const asks = await deps.openApprovals({}, page);
  const running = asks.items.filter(({ stopped }) => stopped === undefined);
  const moves = await Promise.all(running.map((approval) => moveOf(deps, approval, calendar)));
  const moving = moves.filter((move) => move !== null);
  return {
    asOf: deps.now(),
    baseVersion: present.version,
    calendar,
    moves: moving,
    stay: running.length - moving.length,
    stopped: asks.items.length - running.length,
    cursor: asks.cursor,
  };
}
