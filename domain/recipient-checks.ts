import { sayRefusal } from './messages.ts';
import { type Move, OPEN_MOVE } from './move.ts';
import { release } from './move-lines.ts';
import { unconfirmed } from './move-path.ts';
import { checkMove, type MoveProblem } from './move-rules.ts';
import type { Project } from './project.ts';
import type { MoveCondition, Rules } from './rules.ts';
import type { Localized } from './text.ts';
import type { LocalDate } from './time.ts';

/** What the law wants of whoever takes capital, in the order in which it is read. */
export const RECIPIENT_CHECKS = ['mediumTerm', 'procedures', 'inTime', 'withinTotal'] as const;
export type RecipientCheck = (typeof RECIPIENT_CHECKS)[number];

/** `pending`: the data says yes, and its owner has not answered for it yet. `reason` is there for what is not met. */
export type CheckedRecipient = {
  readonly projectId: Project['id'];
  readonly checks: readonly {
    readonly check: RecipientCheck;
    readonly state: 'met' | 'pending' | 'notMet';
    readonly reason: Localized | null;
  }[];
};

const BROKEN_BY: Readonly<Record<RecipientCheck, MoveCondition>> = {
  mediumTerm: 'move.recipientNotInPlan',
  procedures: 'move.recipientProceduresIncomplete',
  inTime: 'move.aboveAbsorbable',
  withinTotal: 'move.aboveTotalInvestment',
};

function isOpen({ status }: Move): boolean {
  return OPEN_MOVE.some((open) => open === status);
}

/** What stands against an open move by today's figures. What is posted was checked when it was posted. */
export function problemsToday(args: {
  readonly move: Move;
  readonly projects: readonly Project[];
  readonly rules: Rules;
  readonly today: LocalDate;
}): readonly MoveProblem[] {
  const { move, projects, rules, today } = args;
  if (!isOpen(move)) return [];
  const judged = 'resolution' in move ? move.resolution.issuedOn : today;
  return checkMove({ move, projects: release(projects, move), rules, today: judged });
}

/** The four checks of every recipient of a move, in words; `problems` as `problemsToday` found them. */
export function checkRecipients(args: {
  readonly move: Move;
  readonly projects: readonly Project[];
  readonly problems: readonly MoveProblem[];
}): CheckedRecipient[] {
  const { move, projects, problems } = args;
  const waiting = isOpen(move) ? unconfirmed(move) : [];
  return move.recipients.map(({ projectId }, index) => {
    const owner = projects.find(({ id }) => id === projectId)?.owner;
    const unheard = owner !== undefined && waiting.includes(owner);
    return {
      projectId,
      checks: RECIPIENT_CHECKS.map((check) => {
        const problem = problems.find(
          ({ code, path }) => code === BROKEN_BY[check] && path.startsWith(`recipients.${index}.`),
        );
        if (problem === undefined) {
          const state = check === 'inTime' && unheard ? ('pending' as const) : ('met' as const);
          return { check, state, reason: null };
        }
        const reason = { vi: sayRefusal('vi', problem), en: sayRefusal('en', problem) };
        return { check, state: 'notMet' as const, reason };
      }),
    };
  });
}
