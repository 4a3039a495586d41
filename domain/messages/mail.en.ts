import type { MAIL_VI } from './mail.vi.ts';

export const MAIL_EN = {
  'mail.product': 'Khơi Thông',
  'mail.subject': '[Khơi Thông] {rest}',
  'mail.subject.clearBlocker': 'Decision asked by {date}: {project}',
  'mail.subject.answerQuestion': 'Answer asked by {date}: {project}',
  'mail.subject.confirmCleared': 'Confirmation asked by {date}: {project}',
  'mail.subject.appraiseMove': 'Appraisal asked by {date}: {project}',
  'mail.subject.submitMove': 'Submission asked by {date}: {project}',
  'mail.subject.resolveMove': 'Council resolution to record by {date}: {project}',
  'mail.subject.decideMove': 'Committee decision to record by {date}: {project}',
  'mail.subject.recoverCase': 'Recovery needed by {date}: {project}',
  'mail.subject.remind': 'Reminder {nth}: {rest}',
  'mail.subject.overdue': 'Overdue: {rest}',
  'mail.subject.overdueSince': '{kind}, due {date}: {project}',
  'mail.subject.deputy': 'Please answer in place: {rest}',
  'mail.subject.urge': 'Urged: {rest}',
  'mail.subject.freshLink': 'Fresh link: {rest}',
  'mail.subject.receipt': 'Decision recorded: {project}',
  'mail.subject.movedOn': 'No answer needed any more: {project}',
  'mail.subject.caseEscalated': 'Escalated: {project}',
  'mail.subject.caseCleared': 'Cleared: {project}',
  'mail.subject.caseOutOfScope': 'Out of scope, closed: {project}',
  'mail.subject.caseReallocated': 'Capital reallocated: {project}',
  'mail.subject.moveCommitted': 'Move entered in the ledger: {project}',
  'mail.subject.moveRejected': 'Move rejected: {project}',
  'mail.subject.coolingOff': 'Move cooling off: {project}',

  'mail.dear': 'To {post},',
  'mail.project': 'Project {project}.',
  'mail.by': 'Please answer by {at}.',
  'mail.overdue': 'Overdue since {at}. Answers are accepted until {ends}.',
  'mail.stopped': 'The case is paused and its clock stands.',
  'mail.why': 'How the deadline is counted: {explanation}.',
  'mail.lead.remind': 'This is reminder {nth}; the ask below has no answer yet.',
  'mail.lead.deputy':
    '{office} has not answered. {post} is asked in its place; the earlier link stops working.',
  'mail.lead.duty': 'Nobody of {office} can answer. The duty team is asked in its place.',
  'mail.lead.urge': 'The city’s leadership asks for an early answer to the ask below.',
  'mail.lead.freshLink': 'Here is the fresh link that was asked for. Earlier links stop working.',
  'mail.open': 'Open the action page',
  'mail.openResult': 'See the recorded decision',
  'mail.openCase': 'See the case',
  'mail.code': 'Confirmation code',
  'mail.codeLine': 'Confirmation code: {code}',
  'mail.notSentYet': 'Opening the link sends no decision.',
  'mail.caseId': 'Case',
  'mail.moveId': 'Move',
  'mail.footer.post':
    'Sent to a post. Please do not forward: if it is not for you, choose “This is not for me” on the action page.',
  'mail.footer.copy': 'The button does not work? Copy the address:',
  'mail.footer.told': 'Sent to a post for information; no answer is needed.',
  'mail.footer.help': 'Help: Khơi Thông duty team, office hours.',

  'mail.receipt.lead': 'The decision “{outcome}” was recorded at {at}.',
  'mail.receipt.follows': 'What follows: {consequence}',
  'mail.receipt.notMe':
    'If {post} did not send this decision, tell the Khơi Thông duty team at once, naming {id}.',
  'mail.receipt.notMeStop':
    'If {post} did not send this decision, open the link and choose “This was not me” before {at}: the move will stop.',
  'mail.movedOn.lead':
    'The ask about project {project} needs no answer any more. The link that was sent stops working.',
  'mail.movedOn.holder': 'Held by: {post}.',
  'mail.notice.caseEscalated':
    'The case of project {project} has gone to {holder}. Those asked before can still see it.',
  'mail.notice.caseCleared': 'The blocker of project {project} is confirmed as cleared. The case is closed.',
  'mail.notice.caseOutOfScope': 'The case of project {project} is closed as out of the city’s scope.',
  'mail.notice.caseReallocated':
    'The capital that project {project} could not spend has moved to other projects. The case is closed.',
  'mail.notice.moveCommitted': 'The move of capital that concerns project {project} is in the ledger.',
  'mail.notice.moveRejected':
    'The move of capital that concerns project {project} was rejected. The capital stays where it is.',
  'mail.notice.coolingOff':
    'The City People’s Committee has decided the move of capital that concerns project {project}. It cools off until {at} and can be stopped until then.',
} as const satisfies Record<keyof typeof MAIL_VI, string>;
