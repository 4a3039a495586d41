import { sayRefusal } from '#domain/messages.ts';
import type { Move } from '#domain/move.ts';
import { linesHashOf } from '#domain/move-lines.ts';
import type { MoveProblem } from '#domain/move-rules.ts';
import { reasonInBoth } from '#domain/reason.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { checkRecipients, problemsToday } from '#domain/recipient-checks.ts';
import { localDateOf } from '#domain/time.ts';
import { workingHoursBetween } from '#domain/working-hours.ts';
import type { ShownMove } from './api/views.ts';
import { approvalView } from './approval-view.ts';
import { projectsOfMove } from './move-projects.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

type Deps = Pick<
  State,
  | 'approvalsOfMove'
  | 'getMove'
  | 'getOffice'
  | 'getProjects'
  | 'latestCalendar'
  | 'now'
  | 'receiptsOf'
  | 'rulesOf'
>;

/** A problem in both languages, as pages show it beside the line. */
export function problemView({ path, code, details }: Pick<MoveProblem, 'path' | 'code' | 'details'>) {
  return {
    path,
    code,
    message: { vi: sayRefusal('vi', { code, details }), en: sayRefusal('en', { code, details }) },
  };
}

async function ownersOf(deps: Deps, { owners, confirmations }: Move) {
  const offices = await Promise.all(owners.map((office) => deps.getOffice(office)));
  return offices.map(({ id, name }) => ({
    office: id,
    name,
    confirmedAt: confirmations.find(({ office }) => office === id)?.at ?? null,
  }));
}

function wordsOf(move: Move): ShownMove['words'] {
  const stopped = move.status === 'coolingOff' ? move.stopped : undefined;
  const by = typeof stopped?.by === 'string' ? { vi: stopped.by, en: stopped.by } : stopped?.by;
  return {
    reason: reasonInBoth(move.reason),
    stopped: stopped === undefined || by === undefined ? null : { by, reason: reasonInBoth(stopped.reason) },
    cause: move.status === 'rejected' ? reasonInBoth(move.cause) : null,
  };
}

/** A move with the words of the reasons that it keeps as codes. */
export function shownMove(move: Move): ShownMove {
  return { ...move, words: wordsOf(move) };
}

/** A move with all that a page says about it: its asks, its receipts, and how it stands against today's figures. */
export async function moveView(deps: Deps, moveId: Move['id']) {
  const asOf = deps.now();
  const move = await deps.getMove(moveId);
  const [approvals, receipts, projects, rules, calendar, owners] = await Promise.all([
    deps.approvalsOfMove(moveId),
    allPages((page) => deps.receiptsOf(moveId, page)),
    projectsOfMove(deps, move),
    deps.rulesOf(move.rulesVersion),
    deps.latestCalendar(),
    ownersOf(deps, move),
  ]);
  const problems = problemsToday({ move, projects, rules, today: localDateOf(asOf) });
  const cooling = move.status === 'coolingOff' && move.stopped === undefined;
  return {
    asOf,
    move: shownMove(move),
    approvals: approvals.map(approvalView),
    receipts,
    receiptsIntact: verifyChain(receipts, move.chain).intact,
    linesHash: linesHashOf(move),
    owners,
    recipients: checkRecipients({ move, projects, problems }).map(({ projectId, checks }) => ({
      projectId,
      checks: [...checks],
    })),
    problems: problems.map(problemView),
    coolingOffHours: cooling ? workingHoursBetween(calendar, asOf, move.until) : null,
  };
}
