import type { Approval, DecisionForm } from '#domain/approval.ts';
import { type Decider, decide } from '#domain/approval-decide.ts';
import type { ApprovalId } from '#domain/ids.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from './again.ts';
import type { State } from './state.ts';
import { subjectOf } from './subject.ts';

export type RecordVerbs = Pick<
  State,
  | 'ballotOf'
  | 'commit'
  | 'getApproval'
  | 'getCase'
  | 'getMove'
  | 'getOffice'
  | 'ladderOf'
  | 'latestCalendar'
  | 'latestLadder'
  | 'now'
>;

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
    const inBallot = policy.type === 'kOfN' && moveId !== undefined;
    const [subject, ballot, office, calendar] = await Promise.all([
      subjectOf(deps, approval),
      inBallot ? deps.ballotOf(moveId, policy.ballot) : [],
      deps.getOffice(approval.office),
      deps.latestCalendar(),
    ]);
    const ladder = await (subject.case === undefined
      ? deps.latestLadder(localDateOf(now))
      : deps.ladderOf(subject.case.ladderVersion));
    const duty = await deps.getOffice(ladder.offices.duty);
    const { form } = answer;
    const change = decide({
      approval,
      form,
      decider,
      ...subject,
      ballot,
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
