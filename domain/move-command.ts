import type { SignedDocument } from './approval.ts';
import { headroomLeftOf, idleLeftOf } from './capital-figures.ts';
import { type Change, mergeChanges } from './change.ts';
import { Refusal } from './errors.ts';
import type { MoveId, OfficeId, ProjectId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Move } from './move.ts';
import { reverseMove, stopMove } from './move-path.ts';
import { draftMove } from './move-propose.ts';
import type { ProposedLine } from './move-rules.ts';
import { nameWithCode, type Project } from './project.ts';
import type { StopReason } from './reason.ts';
import type { Rules } from './rules.ts';
import { chainFacts } from './seal.ts';
import type { Localized } from './text.ts';
import { type Instant, localDateOf } from './time.ts';

/** A line as staff drafts it: the project's name is the registry's to say. */
export type DraftLine = ProposedLine;

export type DraftByHandArgs = {
  readonly id: MoveId;
  readonly donors: readonly DraftLine[];
  readonly recipients: readonly DraftLine[];
  readonly reason: string;
  /** The office that drafts; it has no vote on its draft. */
  readonly by: OfficeId;
  /** The projects of the lines, as far as they exist. */
  readonly projects: readonly Project[];
  /** What the page showed, where the draft was made on one. */
  readonly seen?: readonly Seen[];
  readonly ladder: Ladder;
  readonly rules: Rules;
  readonly now: Instant;
};

/** The plan year of the capital that moves: that of the first donor. */
export function planYearOf({
  donors,
  projects,
  now,
}: Pick<DraftByHandArgs, 'donors' | 'projects' | 'now'>): number {
  const donor = projects.find(({ id }) => id === donors[0]?.projectId);
  return donor?.capital.planYear ?? Number(localDateOf(now).slice(0, 4));
}

/** What whoever drafts saw of a project: its version when the page was opened. */
export type Seen = { readonly projectId: ProjectId; readonly version: number };

/** Figures that changed since the page was opened: named, so that nobody sends what they did not see. Refuses `move.figuresChanged`. */
export function assertSeen(
  seen: readonly Seen[],
  { donors, recipients, projects }: Pick<DraftByHandArgs, 'donors' | 'recipients' | 'projects'>,
): void {
  const sides = { donors, recipients };
  const changed = (['donors', 'recipients'] as const).flatMap((side) =>
    sides[side].flatMap(({ projectId }, index) => {
      const project = projects.find(({ id }) => id === projectId);
      const version = seen.find((each) => each.projectId === projectId)?.version;
      if (project === undefined || version === undefined || version === project.version) return [];
      const limit = side === 'donors' ? idleLeftOf(project) : headroomLeftOf(project);
      return [{ project, limit, path: `${side}.${index}.amount` }];
    }),
  );
  const code = 'move.figuresChanged';
  const fields = changed.map(({ project, limit, path }) => ({
    path,
    code,
    details: { project: nameWithCode(project), limit },
  }));
  const first = fields[0];
  if (first !== undefined) throw new Refusal(code, first.details, fields);
}

/**
 * A move that staff drafts without a case. Its execution starts with it, and its projects carry what it reserves, so that
 * of two drafts on the same capital at the same moment one is taken again on what is left. Refuses every code of
 * `checkMove` (all problems as fields), `approval.conflictOfInterest`, and `move.figuresChanged` for what was seen.
 */
export function draftByHand(args: DraftByHandArgs): Change {
  const { id, donors, recipients, reason, by, projects, ladder, rules, seen = [], now } = args;
  assertSeen(seen, args);
  const drafted = draftMove({
    id,
    planYear: planYearOf(args),
    donors,
    recipients,
    reason,
    draftedBy: by,
    offices: ladder.offices,
    projects,
    rules,
    now,
  });
  const { record, receipts } = chainFacts(drafted.move, drafted.facts, now);
  return mergeChanges({
    moves: [record],
    receipts,
    projects: drafted.projects,
    effects: [{ type: 'startMove', moveId: id }],
  });
}

/** Stops a move while it cools off: its next step rejects it. Refuses `move.wrongStatus`, `move.stopped`. */
export function stopByCommand(args: {
  readonly move: Move;
  /** Who stops it, by post. */
  readonly by: Localized;
  readonly reason: StopReason;
  readonly now: Instant;
}): Change {
  const { move, facts } = stopMove(args);
  const { record, receipts } = chainFacts(move, facts, args.now);
  return mergeChanges({ moves: [record], receipts });
}

/**
 * Takes a committed move back by a signed document, which is used up with it. Refuses `move.wrongStatus`,
 * `move.documentDateAhead`, `move.documentDateBefore`, `move.belowDisbursed`; the store refuses `move.documentUsed`.
 */
export function reverseByCommand(args: {
  readonly move: Move;
  readonly document: SignedDocument;
  /** Every project of the move's lines, as it stands today. */
  readonly projects: readonly Project[];
  readonly now: Instant;
}): Change {
  const { move, facts, entries, projects } = reverseMove(args);
  const { record, receipts } = chainFacts(move, facts, args.now);
  const documents = [{ moveId: move.id, document: args.document }];
  return mergeChanges({ moves: [record], receipts, entries, projects, documents });
}
