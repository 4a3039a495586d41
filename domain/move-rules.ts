import { headroomOf, idleOf, remainingOf, spareOf } from './capital-figures.ts';
import { Refusal, type RefusalDetails } from './errors.ts';
import type { ProjectId } from './ids.ts';
import type { Project } from './project.ts';
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
  readonly projects: readonly Project[];
  readonly rules: Rules;
  readonly today: LocalDate;
  /** What other open moves already promise to a recipient (đồng): it is no headroom any more. */
  readonly reserved?: ReadonlyMap<ProjectId, number>;
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

/** The last day on which the plan of a year may be disbursed: in the next year. */
export function disbursementDeadline(rules: Rules, planYear: number): LocalDate {
  return LocalDate.parse(`${planYear + 1}-${rules.disbursementUntil}`);
}

function sumOf(lines: readonly ProposedLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

function wholeMove({ move, rules, today }: CheckArgs): Found[] {
  const [out, taken] = [sumOf(move.donors), sumOf(move.recipients)];
  const deadline = adjustmentDeadline(rules, move.planYear);
  return [
    ...(out === taken
      ? []
      : [
          {
            code: 'move.unbalanced' as const,
            path: 'recipients',
            details: { out, in: taken, difference: out - taken },
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
  if (!Number.isSafeInteger(amount) || amount <= 0)
    found.push({ code: 'move.amountNotPositive', path: amountPath, details: { amount } });
  const aboutProject = (code: MoveCondition, broken: boolean) => {
    if (broken) found.push({ code, path: projectPath, details: { project: projectId } });
  };
  const named = (other: { projectId: ProjectId }) => other.projectId === projectId;
  aboutProject('move.duplicateLine', move[side].findIndex(named) < index);
  aboutProject('move.donorIsRecipient', side === 'recipients' && move.donors.some(named));
  aboutProject('project.unknown', !projects.some(({ id }) => id === projectId));
  return found;
}

type Condition = {
  readonly code: MoveCondition;
  readonly field: 'amount' | 'projectId';
  readonly broken: (line: Line, args: CheckArgs) => boolean;
  /** The figure that bounds the amount, named in the message. */
  readonly limit?: (line: Line, args: CheckArgs) => number;
};

function reservedFor(project: Project, { reserved }: CheckArgs): number {
  return reserved?.get(project.id) ?? 0;
}

function absorbs({ project }: Line, args: CheckArgs): number {
  return Math.max(0, spareOf(project.capital) - reservedFor(project, args));
}

function withinTotal({ project }: Line, args: CheckArgs): number {
  const { totalInvestment, capital } = project;
  if (totalInvestment === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, totalInvestment - capital.planned - reservedFor(project, args));
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

const CONDITIONS: Readonly<Record<Side, readonly Condition[]>> = {
  donors: [
    closed,
    otherSource,
    {
      code: 'move.aboveIdle',
      field: 'amount',
      broken: ({ line, project }) => line.amount > idleOf(project.capital),
      limit: ({ project }) => idleOf(project.capital),
    },
    {
      code: 'move.belowDisbursed',
      field: 'amount',
      broken: ({ line, project }) => line.amount > remainingOf(project.capital),
      limit: ({ project }) => remainingOf(project.capital),
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
      broken: (found, args) => found.line.amount > absorbs(found, args),
      limit: absorbs,
    },
    {
      code: 'move.aboveTotalInvestment',
      field: 'amount',
      broken: (found, args) => found.line.amount > withinTotal(found, args),
      limit: withinTotal,
    },
  ],
};

function lineOfProject(found: Line, args: CheckArgs): Found[] {
  return CONDITIONS[found.side]
    .filter((condition) => condition.broken(found, args))
    .map(({ code, field, limit }) => ({
      code,
      path: `${found.side}.${found.index}.${field}`,
      details: {
        project: found.project.id,
        ...(limit === undefined ? {} : { amount: found.line.amount, limit: limit(found, args) }),
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

/** Throws the first problem as a `Refusal` that carries all of them as fields; returns when there is none. */
export function assertMove(args: CheckArgs): void {
  const problems = checkMove(args);
  const first = problems[0];
  if (first === undefined) return;
  throw new Refusal(
    first.code,
    first.details,
    problems.map(({ path, code }) => ({ path, code })),
  );
}

/** What a recipient can still take: its headroom less what open moves promise to it already. */
export function openHeadroomOf(project: Project, reserved: ReadonlyMap<ProjectId, number>): number {
  return Math.max(0, headroomOf(project) - (reserved.get(project.id) ?? 0));
}
