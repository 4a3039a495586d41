import type { Approval, DecisionForm } from '#domain/approval.ts';
import { type Decider, decide } from '#domain/approval-decide.ts';
import type { ApprovalId } from '#domain/ids.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from './again.ts';
import { projectsOfMove } from './move-projects.ts';
import type { State } from './state.ts';
import { subjectOf } from './subject.ts';

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
 * state when something moved in between. Answers the approval as it is now. Refuses whatever `decide` refuses.
 */
export async function recordDecision(deps: RecordVerbs, answer: Answer): Promise<Approval> {
  let { read } = answer;
  return decideAgain(async () => {
    const now = deps.now();
    const approval = read ?? (await deps.getApproval(answer.approvalId));
    read = undefined;
    const decider = answer.deciderOf(approval);
    const { policy, moveId } = approval;
    const [subject, otherAsks, office, calendar] = await Promise.all([
      subjectOf(deps, approval),
      moveId === undefined ? [] : deps.approvalsOfMove(moveId),
      deps.getOffice(approval.office),
      deps.latestCalendar(),
    ]);
    const ladder = await (subject.case === undefined
      ? deps.latestLadder(localDateOf(now))
      : deps.ladderOf(subject.case.ladderVersion));
    const ballot = policy.type === 'kOfN' ? otherAsks.filter(inBallot(policy.ballot)) : [];
    // Only a move that ends gives back what it reserved.
    const ends = answer.form.outcome === 'decline';
    const projects = subject.move !== undefined && ends ? await projectsOfMove(deps, subject.move) : [];
    const duty = await deps.getOffice(ladder.offices.duty);
    const { form } = answer;
    const change = decide({
      approval,
      form,
      decider,
      ...subject,
      ballot,
      otherAsks,
      projects,
      office,
      duty,
      ladder,
      calendar,
      now,
    });
    await deps.commit(change, now);
    return change.approvals.find(({ id }) => id === approval.id) ?? approval;
  });
}
