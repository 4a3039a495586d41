import type { Approval, DecisionForm } from '#domain/approval.ts';
import { type Decider, decide } from '#domain/approval-decide.ts';
import type { Heirs } from '#domain/approval-forward.ts';
import type { ApprovalId } from '#domain/ids.ts';
import type { Ladder } from '#domain/ladder.ts';
import { decideAgain } from './again.ts';
import { projectsOfMove } from './move-projects.ts';
import type { State } from './state.ts';
import { ladderFor, type Subject, subjectOf } from './subject.ts';

export type RecordVerbs = Pick<
  State,
  | 'approvalsOfMove'
  | 'commit'
  | 'getApproval'
  | 'getCase'
  | 'getMove'
  | 'getOffice'
  | 'getProjects'
  | 'ladderOf'
  | 'latestCalendar'
  | 'latestLadder'
  | 'now'
>;

const inBallot =
  (ballot: string) =>
  ({ policy }: Approval) =>
    policy.type === 'kOfN' && policy.ballot === ballot;

async function heirsOf(deps: RecordVerbs, { office }: Approval, ladder: Ladder): Promise<Heirs> {
  const [own, duty] = await Promise.all([deps.getOffice(office), deps.getOffice(ladder.offices.duty)]);
  return { office: own, duty };
}

/** The decided approval with its case and move, all as they are now. */
export type Recorded = { readonly approval: Approval; readonly subject: Subject };

export type Answer = {
  readonly approvalId: ApprovalId;
  /** The approval as the caller has just read it; what is decided on it is refused by the transaction when it has moved on. */
  readonly read?: Approval;
  readonly form: DecisionForm;
  /** Who answers, judged against the approval as it stands; throws a Refusal when it is nobody who may. */
  readonly deciderOf: (approval: Approval) => Decider;
};

/**
 * Records an official's decision: reads all that it touches, decides, and writes it in one transaction; again on fresh
 * state when something moved in between. Refuses whatever `decide` refuses.
 */
export async function recordDecision(deps: RecordVerbs, answer: Answer): Promise<Recorded> {
  let { read } = answer;
  return decideAgain(async () => {
    const now = deps.now();
    const approval = read ?? (await deps.getApproval(answer.approvalId));
    read = undefined;
    const decider = answer.deciderOf(approval);
    const { policy, moveId } = approval;
    const [subject, otherAsks, calendar] = await Promise.all([
      subjectOf(deps, approval),
      moveId === undefined ? [] : deps.approvalsOfMove(moveId),
      deps.latestCalendar(),
    ]);
    const ladder = await ladderFor(deps, subject, now);
    const ballot = policy.type === 'kOfN' ? otherAsks.filter(inBallot(policy.ballot)) : [];
    // Only a move that ends gives back what it reserved.
    const ends = answer.form.outcome === 'decline';
    const projects = subject.move !== undefined && ends ? await projectsOfMove(deps, subject.move) : [];
    const { form } = answer;
    const heirs = form.outcome === 'forward' ? await heirsOf(deps, approval, ladder) : undefined;
    const change = decide({
      approval,
      form,
      decider,
      ...subject,
      ballot,
      otherAsks,
      projects,
      heirs,
      ladder,
      calendar,
      now,
    });
    await deps.commit(change, now);
    return {
      approval: change.approvals.find(({ id }) => id === approval.id) ?? approval,
      subject: { case: change.cases[0] ?? subject.case, move: change.moves[0] ?? subject.move },
    };
  });
}
