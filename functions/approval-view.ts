import type { Approval } from '#domain/approval.ts';
import { explainDeadline } from '#domain/calendar-count.ts';
import type { ApprovalView } from './api/views.ts';

/** An approval for the API. Links, codes and tokens stay behind; the response schema drops what is named too much. */
export function approvalView(approval: Approval): ApprovalView {
  const { id, kind, status, office, officeName, outcomes, shown, shownHash, askedAt, deadline } = approval;
  const { expiresAt, generation, mails, caseId = null, moveId = null, rung = null } = approval;
  return {
    id,
    kind,
    status,
    office,
    officeName,
    caseId,
    moveId,
    rung,
    outcomes,
    shown,
    shownHash,
    askedAt,
    dueAt: deadline.at,
    stoppedUntil: (approval.status === 'open' ? approval.stopped?.until : undefined) ?? null,
    expiresAt,
    deadlineExplained: explainDeadline(deadline),
    generation,
    mails: mails.map(({ template, sentAt, state }) => ({ template, sentAt, state })),
    decision: approval.status === 'decided' ? approval.decision : null,
  };
}
