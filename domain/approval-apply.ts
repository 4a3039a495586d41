import type { Decision, OpenApproval } from './approval.ts';
import { workingDaysLeft } from './approval-clock.ts';
import type { Calendar } from './calendar.ts';
import type { HeldCase } from './case.ts';
import { answer, clear, climb, commit, giveBack, putOutOfScope, reallocate } from './case-steps.ts';
import { Refusal } from './errors.ts';
import type { Ladder } from './ladder.ts';
import type { CaseStep } from './seal.ts';
import type { Instant } from './time.ts';

type Applying = {
  readonly approval: OpenApproval;
  readonly decision: Decision;
  readonly case: HeldCase;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
};

/** The outcomes of a rung's ask; see "The life of a case" in docs/architecture.md. */
function clearBlocker(args: Applying): CaseStep {
  const { approval, decision, calendar, now } = args;
  const { outcome, comment, doBy } = decision;
  const spoken = { case: args.case, ladder: args.ladder, now, office: approval.office };
  switch (outcome) {
    case 'agree':
      if (doBy === undefined) throw new Refusal('approval.doByRequired');
      return commit({ ...spoken, doBy });
    case 'return': {
      const left = workingDaysLeft(approval, calendar, now);
      return giveBack({ ...spoken, question: comment, workingDaysLeft: left });
    }
    case 'refer':
    case 'decline':
      return climb({ ...spoken, cause: outcome });
    case 'reallocate':
      return reallocate(spoken);
    case 'outOfScope':
      return putOutOfScope({ ...spoken, reason: comment });
    case 'forward':
      throw new Refusal('approval.outcomeNotOffered', { outcome });
  }
}

/** What a decision does to the case that waits for it. Refuses `case.wrongStatus` for an answer nobody asked for. */
export function applyToCase(args: Applying): CaseStep {
  const { approval, decision, case: held, ladder, now } = args;
  const { office, kind } = approval;
  if (kind === 'clearBlocker') return clearBlocker(args);
  if (kind === 'answerQuestion') {
    if (held.status !== 'returned')
      throw new Refusal('case.wrongStatus', { case: held.id, status: held.status });
    return answer({ case: held, ladder, office, answer: decision.comment, now });
  }
  return decision.outcome === 'agree'
    ? clear({ case: held, ladder, office, now })
    : climb({ case: held, ladder, now, cause: 'notCleared' });
}
