import type { OpenApproval } from './approval.ts';
import { withdraw } from './approval-end.ts';
import { type Change, mergeChanges } from './change.ts';
import { Refusal } from './errors.ts';
import type { CaseId, MoveId, OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import { PositiveDong, sumDong } from './money.ts';
import type { Move, MoveLine } from './move.ts';
import {
  changedProjects,
  lineDetails,
  linesHashOf,
  MOST_LINES,
  MOST_LINES_WITH_CASE,
  MOST_OWNERS,
  ownersOf,
  release,
  reserve,
} from './move-lines.ts';
import { assertMove, type ProposedLine } from './move-rules.ts';
import { baseOf, fact, inStatus, type MoveResult } from './move-step.ts';
import type { Project } from './project.ts';
import type { DraftReason } from './reason.ts';
import type { Rules } from './rules.ts';
import { chainFacts } from './seal.ts';
import { type Instant, localDateOf } from './time.ts';

/** Who votes on a move and how many must agree. */
type Voters = Pick<Ladder['offices'], 'appraisers' | 'quorum'>;

export type DraftArgs = {
  readonly id: MoveId;
  readonly caseId?: CaseId;
  readonly planYear: number;
  readonly donors: readonly ProposedLine[];
  readonly recipients: readonly ProposedLine[];
  readonly reason: DraftReason;
  readonly draftedBy: OfficeId;
  /** The office that drafts does not vote on its own draft, nor an owner on the capital of its own projects. */
  readonly offices: Voters;
  /** The projects of the lines, as they stand; others are left alone. */
  readonly projects: readonly Project[];
  readonly rules: Rules;
  readonly now: Instant;
};

/** The lines with the names of their projects; a line that `checkMove` let pass has its project and a whole amount. */
function named(lines: readonly ProposedLine[], projects: readonly Project[]): MoveLine[] {
  return lines.flatMap(({ projectId, amount }) =>
    projects.flatMap(({ id, name }) =>
      id === projectId ? [{ projectId, projectName: name, amount: PositiveDong.parse(amount) }] : [],
    ),
  );
}

type Proposal = Pick<
  DraftArgs,
  'planYear' | 'donors' | 'recipients' | 'draftedBy' | 'offices' | 'projects' | 'rules' | 'now'
>;

/** The lines, who answers for them and who votes on them. Refuses the codes of `checkMove`, `approval.conflictOfInterest`. */
function proposed({ planYear, donors, recipients, draftedBy, offices, projects, rules, now }: Proposal) {
  const move = { planYear, donors, recipients };
  assertMove({ move, projects, rules, today: localDateOf(now) });
  const owners = ownersOf(move, projects);
  const appraisers = [...new Set(offices.appraisers)].filter(
    (office) => office !== draftedBy && !owners.includes(office),
  );
  if (appraisers.length < offices.quorum) {
    throw new Refusal('approval.conflictOfInterest', { office: draftedBy, quorum: offices.quorum });
  }
  const lines = { donors: named(donors, projects), recipients: named(recipients, projects) };
  return { ...lines, owners, appraisers, quorum: offices.quorum, rulesVersion: rules.version };
}

function proposalDetails(move: Pick<Move, 'planYear' | 'donors' | 'recipients' | 'rulesVersion'>) {
  return {
    amount: sumDong(move.donors.map((line) => line.amount)),
    donors: lineDetails(move.donors),
    recipients: lineDetails(move.recipients),
    linesHash: linesHashOf(move),
    rulesVersion: move.rulesVersion,
  };
}

/**
 * A new move, when no condition of the law that data can check stands against it, and its projects with the capital that
 * it reserves. Refuses every code of `checkMove` (all problems as fields) and `approval.conflictOfInterest` when too few
 * appraisers are left without the drafting office and the owners.
 */
export function draftMove(
  args: DraftArgs,
): MoveResult<'drafted'> & { readonly projects: readonly Project[] } {
  const { id, caseId, planYear, reason, draftedBy, projects, now } = args;
  const move = {
    ...(caseId === undefined ? {} : { caseId }),
    id,
    status: 'drafted' as const,
    planYear,
    ...proposed(args),
    reason,
    draftedBy,
    draftedAt: now,
    revision: 1,
    confirmations: [],
    appraisals: [],
    chain: { count: 0, lastHash: null },
    version: 0,
  };
  return {
    move,
    facts: [fact('moveDrafted', proposalDetails(move), draftedBy)],
    projects: changedProjects(projects, reserve(projects, move)),
  };
}

export type RedraftArgs = Pick<
  DraftArgs,
  'donors' | 'recipients' | 'reason' | 'offices' | 'rules' | 'now'
> & {
  readonly move: Move;
  /** The office that changes the lines: only the one that drafted them may. */
  readonly by: OfficeId;
  /** Every project of the old lines, and of the new ones as far as they exist. */
  readonly projects: readonly Project[];
  /** The asks of the move that are still open: they were about other lines and are taken back. */
  readonly open: readonly OpenApproval[];
};

/**
 * New lines for a move that was not submitted yet. What was confirmed and voted on the old lines is void: the owners are
 * asked first, then the appraisers, all about the new lines. Refuses `move.wrongStatus`, `auth.forbidden` for another
 * office, every code of `checkMove`, `approval.conflictOfInterest`.
 */
export function redraftMove(args: RedraftArgs): Change {
  const { by, donors, recipients, reason, offices, rules, projects, open, now } = args;
  const move = inStatus(args.move, 'drafted', 'appraised');
  if (by !== move.draftedBy) throw new Refusal('auth.forbidden', { office: by });
  const { planYear, draftedBy } = move;
  const freed = release(projects, move);
  const lines = proposed({ planYear, donors, recipients, draftedBy, offices, projects: freed, rules, now });
  const changed = changedProjects(projects, reserve(freed, lines));
  const wanted = donors.length + recipients.length;
  const mostLines = move.caseId === undefined ? MOST_LINES : MOST_LINES_WITH_CASE;
  if (changed.length > MOST_LINES || wanted > mostLines) {
    const counts = { lines: Math.max(changed.length, wanted), mostLines };
    throw new Refusal('move.tooLarge', { ...counts, owners: lines.owners.length, mostOwners: MOST_OWNERS });
  }
  const revision = move.revision + 1;
  const base = { ...baseOf(move), ...lines, reason, revision, confirmations: [], appraisals: [] };
  const next: Move = { ...base, status: 'drafted' };
  const taken = open.map((approval) => withdraw(approval, 'superseded', now));
  const details = { ...proposalDetails(next), revision, previousLinesHash: linesHashOf(move) };
  const voided = { confirmations: move.confirmations.length, appraisals: move.appraisals.length };
  const facts = [fact('moveRedrafted', { ...details, voided }, by), ...taken.map((each) => each.fact)];
  const { record, receipts } = chainFacts(next, facts, now);
  return mergeChanges({
    moves: [record],
    receipts,
    projects: changed,
    approvals: taken.map(({ approval }) => approval),
    effects: taken.flatMap(({ effects }) => effects),
  });
}
