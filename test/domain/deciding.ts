import type { Approval, Outcome } from '#domain/approval.ts';
import type { DecideArgs } from '#domain/approval-decide.ts';
import { type Case, CaseBase, type HeldCase } from '#domain/case.ts';
import { seatFrom } from '#domain/case-rung.ts';
import { onSeat } from '#domain/case-steps.ts';
import type { Move } from '#domain/move.ts';
import { aCalendar, aCase, aDecider, aForm, aLadder, anOffice, aProject, at } from './builders.ts';

/** A case that stands on a rung since 8 October 2024 and whose office was not asked yet. */
export function onRung(number: number): HeldCase {
  const base = CaseBase.parse(aCase());
  return onSeat(base, seatFrom(base, aLadder(), number), at('2024-10-08'));
}

export type Target = { readonly approval: Approval; readonly record?: Case; readonly move?: Move };

export type Overrides = Partial<DecideArgs> & { readonly outcome?: Outcome; readonly comment?: string };

/** The holder of the asked office decides on 9 October 2024, 09:00: agrees, unless told otherwise. */
export function argsFor({ record, approval, move }: Target, overrides: Overrides = {}): DecideArgs {
  const { outcome = 'agree', comment = 'Lý do', ...rest } = overrides;
  return {
    approval,
    form: aForm(approval, { outcome, comment }),
    decider: aDecider(approval),
    case: record,
    move,
    ballot: [],
    projects: [aProject(), aProject({ id: 'DA-XUYENTAM' })],
    heirs: { office: anOffice(approval.office), duty: anOffice('duty') },
    ladder: aLadder(),
    calendar: aCalendar(),
    now: at('2024-10-09'),
    ...rest,
  };
}
