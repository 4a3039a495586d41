import { beyondOwedOf, giveableOf, idleLeftOf, owedBy, spareOf, unspentLeftOf } from './capital-figures.ts';
import { type Citation, Refusal, type RefusalDetails } from './errors.ts';
import type { ProjectId } from './ids.ts';
import { type Dong, NO_DONG } from './money.ts';
import { MOST_LINES, MOST_OWNERS, ownersOf } from './move-lines.ts';
import { nameWithCode, type Project } from './project.ts';
import type { LegalSource, MoveCondition, Rules } from './rules.ts';
import { LocalDate } from './time.ts';

/** A line as somebody typed it: the amount is a number of đồng that nobody has judged yet. */
export type ProposedLine = { readonly projectId: ProjectId; readonly amount: number };

export type CheckArgs = {
  readonly move: {
    readonly planYear: number;
    readonly donors: readonly ProposedLine[];
    readonly recipients: readonly ProposedLine[];
  };
  /** As they stand, with what open moves have reserved; the own lines of a move are released before it is checked. */
  readonly projects: readonly Project[];
  readonly rules: Rules;
  readonly today: LocalDate;
};

/** One condition that does not hold: where (`recipients.0.amount`), by which law, and the values a message names. */
export type MoveProblem = {
  readonly code: MoveCondition;
  readonly path: string;
  readonly details: RefusalDetails;
  readonly source: LegalSource;
};

type Side = 'donors' | 'recipients';
type Found = Omit<MoveProblem, 'source'>;
type Line = {
  readonly side: Side;
  readonly index: number;
  readonly line: ProposedLine;
  readonly project: Project;
};

/** The last day of the plan year on which its plan may still be adjusted. */
export function adjustmentDeadline(rules: Rules, planYear: number): LocalDate {
  return LocalDate.parse(`${planYear}-${rules.planAdjustmentUntil}`);
}

/** The last day on which the plan of a year may be disbursed where a carry-over was decided: in the next year. */
export function carryOverDeadline(rules: Rules, planYear: number): LocalDate {
  return LocalDate.parse(`${planYear + 1}-${rules.carryOver.until}`);
}

/** The last day on which the plan of a year may be disbursed: in the next year. */
export function disbursementDeadline(rules: Rules, planYear: number): LocalDate {
  return LocalDate.parse(`${planYear + 1}-${rules.disbursementUntil}`);
}

function isAmount({ amount }: ProposedLine): boolean {
  return Number.isSafeInteger(amount) && amount > 0;
}

function sumOf(lines: readonly ProposedLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

function wholeMove({ move, projects, rules, today }: CheckArgs): Found[] {
  const lines = move.donors.length + move.recipients.length;
  const owners = ownersOf(move, projects).length;
  const [out, taken] = [sumOf(move.donors), sumOf(move.recipients)];
  const deadline = adjustmentDeadline(rules, move.planYear);
  // Sums of amounts that are none say nothing.
  const balanced = out === taken || ![...move.donors, ...move.recipients].every(isAmount);
  return [
    ...(balanced
      ? []
      : [
          {
            code: 'move.unbalanced' as const,
            path: 'recipients',
            details: { out, in: taken, difference: out - taken },
          },
        ]),
    ...(lines <= MOST_LINES && owners <= MOST_OWNERS
      ? []
      : [
          {
            code: 'move.tooLarge' as const,
            path: 'recipients',
            details: { lines, owners, mostLines: MOST_LINES, mostOwners: MOST_OWNERS },
          },
        ]),
    ...(today <= deadline
      ? []
      : [{ code: 'move.afterDeadline' as const, path: 'planYear', details: { deadline } }]),
  ];
}

/** What can be said of a line without knowing its project. */
function bareLine({ side, index, line }: Omit<Line, 'project'>, { move, projects }: CheckArgs): Found[] {
  const { projectId, amount } = line;
  const [amountPath, projectPath] = [`${side}.${index}.amount`, `${side}.${index}.projectId`];
  const found: Found[] = [];
  if (!isAmount(line)) found.push({ code: 'move.amountNotPositive', path: amountPath, details: { amount } });
  const known = projects.find(({ id }) => id === projectId);
  const project = known === undefined ? projectId : nameWithCode(known);
  const aboutProject = (code: MoveCondition, broken: boolean) => {
    if (broken) found.push({ code, path: projectPath, details: { project } });
  };
  const named = (other: { projectId: ProjectId }) => other.projectId === projectId;
  aboutProject('move.duplicateLine', move[side].findIndex(named) < index);
  aboutProject('move.donorIsRecipient', side === 'recipients' && move.donors.some(named));
  aboutProject('project.unknown', known === undefined);
  return found;
}

type Condition = {
  readonly code: MoveCondition;
  readonly field: 'amount' | 'projectId';
  readonly broken: (line: Line, args: CheckArgs) => boolean;
  /** The figure that bounds the amount, named in the message. */
  readonly limit?: (line: Line) => number;
};

function absorbs({ project }: Line): number {
  return Math.max(0, spareOf(project.capital) - project.reserved.in);
}

function withinTotal({ project }: Line): number {
  const { totalInvestment, capital, reserved } = project;
  if (totalInvestment === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, totalInvestment - capital.planned - reserved.in);
}

const closed: Condition = {
  code: 'project.closed',
  field: 'projectId',
  broken: ({ project }) => project.closed,
};
const otherSource: Condition = {
  code: 'move.budgetSourceDiffers',
  field: 'projectId',
  broken: ({ project }, { move, projects }) => {
    const first = projects.find(({ id }) => id === move.donors[0]?.projectId);
    return first !== undefined && first.budgetSource !== project.budgetSource;
  },
};

function isDecidedElsewhere({ budgetSource }: Project, { deciders }: Rules): boolean {
  return deciders.some((decider) => decider.budgetSource === budgetSource && !decider.cityDecides);
}

const decidedElsewhere: Condition = {
  code: 'move.decidedElsewhere',
  field: 'projectId',
  broken: ({ project }, { rules }) => isDecidedElsewhere(project, rules),
};

/**
 * What a project could give to a move that is drafted today: nothing once the plan of its year is not adjusted any more, or
 * where only a higher level decides on its capital.
 */
export function movableOf(project: Project, rules: Rules, today: LocalDate): Dong {
  const late = today > adjustmentDeadline(rules, project.capital.planYear);
  return late || project.closed || isDecidedElsewhere(project, rules) ? NO_DONG : giveableOf(project);
}

const CONDITIONS: Readonly<Record<Side, readonly Condition[]>> = {
  donors: [
    closed,
    otherSource,
    decidedElsewhere,
    {
      code: 'move.aboveIdle',
      field: 'amount',
      broken: ({ line, project }) => line.amount > idleLeftOf(project),
      limit: ({ project }) => idleLeftOf(project),
    },
    {
      code: 'move.belowDisbursed',
      field: 'amount',
      broken: ({ line, project }) => line.amount > unspentLeftOf(project),
      limit: ({ project }) => unspentLeftOf(project),
    },
    {
      code: 'move.owesFirst',
      field: 'amount',
      broken: ({ line, project }) => owedBy(project) > 0 && line.amount > beyondOwedOf(project),
      limit: ({ project }) => beyondOwedOf(project),
    },
  ],
  recipients: [
    closed,
    otherSource,
    {
      code: 'move.recipientNotInPlan',
      field: 'projectId',
      broken: ({ project }) => !project.inMediumTermPlan,
    },
    {
      code: 'move.recipientProceduresIncomplete',
      field: 'projectId',
      broken: ({ project }) => !project.proceduresComplete,
    },
    {
      code: 'move.aboveAbsorbable',
      field: 'amount',
      broken: (found) => found.line.amount > absorbs(found),
      limit: absorbs,
    },
    {
      code: 'move.aboveTotalInvestment',
      field: 'amount',
      broken: (found) => found.line.amount > withinTotal(found),
      limit: withinTotal,
    },
  ],
};

function lineOfProject(found: Line, args: CheckArgs): Found[] {
  return CONDITIONS[found.side]
    .filter(({ field, broken }) => (field === 'projectId' || isAmount(found.line)) && broken(found, args))
    .map(({ code, field, limit }) => ({
      code,
      path: `${found.side}.${found.index}.${field}`,
      details: {
        project: nameWithCode(found.project),
        ...(limit === undefined ? {} : { amount: found.line.amount, limit: limit(found) }),
      },
    }));
}

function sideOf(args: CheckArgs, side: Side): Found[] {
  return args.move[side].flatMap((line, index) => {
    const project = args.projects.find(({ id }) => id === line.projectId);
    const bare = bareLine({ side, index, line }, args);
    return project === undefined ? bare : [...bare, ...lineOfProject({ side, index, line, project }, args)];
  });
}

/**
 * Every condition of the law that data can check, all at once: an empty list means that nothing known stands against the
 * move. Each problem names its field and its legal source in `rules` (domain reference 2.2 to 2.4).
 */
export function checkMove(args: CheckArgs): MoveProblem[] {
  return [...wholeMove(args), ...sideOf(args, 'donors'), ...sideOf(args, 'recipients')].map((found) => ({
    ...found,
    source: args.rules.conditions[found.code],
  }));
}

/** The rules that problems break, each once, as a refusal cites them. */
export function citationsOf(problems: readonly MoveProblem[], rules: Rules): Citation[] {
  const cited = new Map(problems.map(({ code, source }) => [code, source]));
  return [...cited].map(([code, source]) => ({ code, ...source, rulesVersion: rules.version }));
}

/** Throws the first problem as a `Refusal` that carries all of them as fields and cites their rules. */
export function refuseProblems(problems: readonly MoveProblem[], rules: Rules): void {
  const first = problems[0];
  if (first === undefined) return;
  const fields = problems.map(({ path, code, details }) => ({ path, code, details }));
  throw new Refusal(first.code, first.details, fields, citationsOf(problems, rules));
}

/** Refuses what `checkMove` finds; returns when there is nothing. */
export function assertMove(args: CheckArgs): void {
  refuseProblems(checkMove(args), args.rules);
}
