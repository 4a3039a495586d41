import { type Dong, dong, NO_DONG } from './money.ts';
import type { Capital, Project } from './project.ts';

type Spent = Pick<Capital, 'planned' | 'disbursed'>;
type Figures = Pick<Capital, 'planned' | 'disbursed' | 'absorbable'>;

/** What is planned for the year and not yet spent (đồng). Spending beyond the plan leaves nothing, not less than nothing. */
export function remainingOf(capital: Spent): Dong {
  return dong(Math.max(0, capital.planned - capital.disbursed));
}

/** What is neither spent nor absorbable by the deadline: capital that may move elsewhere. */
export function idleOf(capital: Figures): Dong {
  return dong(Math.max(0, remainingOf(capital) - capital.absorbable));
}

/** Idle capital that no open move takes yet: what may still be promised. */
export function idleLeftOf({ capital, reserved }: Pick<Project, 'capital' | 'reserved'>): Dong {
  return dong(Math.max(0, idleOf(capital) - reserved.out));
}

/** What the project owes: debt that stands out and advances to recover. */
export function owedBy({ owes }: Pick<Project, 'owes'>): Dong {
  return owes === undefined ? NO_DONG : dong(owes.debt + owes.advances);
}

/** What is not spent and no open move takes yet. */
export function unspentLeftOf({ capital, reserved }: Pick<Project, 'capital' | 'reserved'>): Dong {
  return dong(Math.max(0, remainingOf(capital) - reserved.out));
}

/** What the project can give while what it keeps still pays what it owes. */
export function beyondOwedOf(project: Pick<Project, 'capital' | 'reserved' | 'owes'>): Dong {
  return dong(Math.max(0, unspentLeftOf(project) - owedBy(project)));
}

/** What the project can lawfully give: idle capital that no open move takes already, and that is not owed to anybody. */
export function giveableOf(project: Pick<Project, 'capital' | 'reserved' | 'owes'>): Dong {
  return dong(Math.min(idleLeftOf(project), beyondOwedOf(project)));
}

/** What the project could spend this year beyond its plan. */
export function spareOf(capital: Capital): Dong {
  return dong(Math.max(0, capital.absorbable - remainingOf(capital)));
}

/**
 * What the project can lawfully take: what it can spend beyond its plan, and never more than leaves the plan of the year
 * within the total investment, where that is known.
 */
export function headroomOf(project: Pick<Project, 'capital' | 'totalInvestment'>): Dong {
  const { capital, totalInvestment } = project;
  const withinTotal =
    totalInvestment === undefined ? Number.POSITIVE_INFINITY : totalInvestment - capital.planned;
  return dong(Math.max(0, Math.min(spareOf(capital), withinTotal)));
}

/** What the project can still be promised: its headroom less what open moves promise to it already. */
export function headroomLeftOf(project: Pick<Project, 'capital' | 'totalInvestment' | 'reserved'>): Dong {
  return dong(Math.max(0, headroomOf(project) - project.reserved.in));
}
