import type { OpenApproval } from '#domain/approval.ts';
import type { Calendar } from '#domain/calendar.ts';
import { NO_CHANGE } from '#domain/change.ts';
import { countedBy, moveDeadline } from '#domain/deadline-move.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import { decideAgain } from '../again.ts';
import { logger } from '../boundary.ts';
import { subjectOf } from '../subject.ts';
import type { Deps } from './deps.ts';

/** Asks of one page: each is a transaction of its own, and all of them fit the time of one effect by far. */
const PAGE = 25;

async function moveOne(deps: Deps, listed: OpenApproval, to: Calendar): Promise<void> {
  let read: OpenApproval | undefined = listed;
  await decideAgain(async () => {
    const now = deps.now();
    const approval = read ?? (await deps.getApproval(listed.id));
    read = undefined;
    if (approval.status !== 'open') return;
    const [from, subject] = await Promise.all([
      deps.calendarOf(countedBy(approval)),
      subjectOf(deps, approval),
    ]);
    const change = moveDeadline({ approval, ...subject, from, to, now });
    if (change !== null) await deps.commit(change, now);
  });
}

/**
 * Moves what the calendar moves in one page of the open asks, then queues the next page. What was moved before stays, so a
 * page that broke off is done again whole. The calendar is the latest: of two changes the second is what counts.
 */
export async function moveDeadlines(
  deps: Deps,
  effect: Extract<Effect, { type: 'moveDeadlines' }>,
): Promise<void> {
  const to = await deps.latestCalendar();
  const page = await deps.openApprovals({}, { limit: PAGE, cursor: effect.cursor });
  for (const approval of page.items) {
    try {
      await moveOne(deps, approval, to);
    } catch (error) {
      // One that reaches into a year without a calendar keeps the day that was announced; the others go on.
      if (!(error instanceof Refusal) || error.code !== 'calendar.yearMissing') throw error;
      logger.warn('deadline not moved', { approvalId: approval.id, refusal: error.code });
    }
  }
  if (page.cursor === null) return;
  await deps.commit({ ...NO_CHANGE, effects: [{ ...effect, cursor: page.cursor }] }, deps.now());
}
