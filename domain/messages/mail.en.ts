import type { MAIL_VI } from './mail.vi.ts';

export const MAIL_EN = {
  'mail.subject': '[Khơi Thông] {rest}',
  'mail.subject.clearBlocker': 'Decision needed by {date}: {project}',
  'mail.subject.answerQuestion': 'Answer needed by {date}: {project}',
  'mail.subject.confirmCleared': 'Confirmation needed by {date}: {project}',
  'mail.subject.confirmMove': 'Figures to confirm by {date}: {project}',
  'mail.subject.appraiseMove': 'Appraisal needed by {date}: {project}',
  'mail.subject.submitMove': 'Submission needed by {date}: {project}',
  'mail.subject.resolveMove': 'Council resolution to record by {date}: {project}',
  'mail.subject.decideMove': 'Committee decision to record by {date}: {project}',
  'mail.subject.recoverCase': 'Recovery needed by {date}: {project}',
  'mail.subject.remind': 'Reminder {nth}: {project}, due {date}',
  'mail.subject.overdue': 'Overdue: {project}, due {date}',
  'mail.subject.deputy': 'Please stand in and answer by {date}: {project}',
  'mail.subject.urge': 'An answer is urged: {project}, due {date}',
  'mail.subject.freshLink': 'Fresh link: {project}, due {date}',
  'mail.subject.receipt': 'Decision recorded: {project}',
  'mail.subject.movedOn': 'No longer needs an answer: {project}',
  'mail.subject.caseEscalated': 'Escalated: {project}',
  'mail.subject.caseSupplemented': 'New information: {project}',
  'mail.subject.caseCleared': 'Cleared: {project}',
  'mail.subject.caseOutOfScope': 'Out of scope, closed: {project}',
  'mail.subject.caseReallocated': 'Capital reallocated: {project}',
  'mail.subject.moveCommitted': 'Move entered in the ledger: {project}',
  'mail.subject.moveRejected': 'Move rejected: {project}',
  'mail.subject.coolingOff': 'Move cooling off: {project}',

  'mail.dear': 'To the {post},',
  'mail.ask.clearBlocker': 'Project {project} has a blocker to clear. The {post} is asked to decide.',
  'mail.ask.answerQuestion':
    'The case of project {project} needs more information before the review can go on. The {post} is asked to answer.',
  'mail.ask.confirmCleared':
    'An office has promised to clear the blocker of project {project} by the day below. The {post} is asked to confirm the result on the ground.',
  'mail.ask.confirmMove':
    'A move of capital that concerns project {project} rests on the figures of the project owners. The {post} is asked to confirm the figures of its projects, for which it answers.',
  'mail.ask.appraiseMove':
    'A move of capital that concerns project {project} needs appraisal. The {post} is asked for an opinion.',
  'mail.ask.submitMove':
    'A move of capital that concerns project {project} has been appraised. The {post} is asked to submit it to the City People’s Council.',
  'mail.ask.resolveMove':
    'A move of capital that concerns project {project} is before the City People’s Council. The {post} is asked to record the result, with the number and date of the resolution.',
  'mail.ask.decideMove':
    'The City People’s Council has adopted a resolution on a move of capital that concerns project {project}. The {post} is asked to record what the City People’s Committee decides, with the number and date of its decision.',
  'mail.ask.recoverCase':
    'Automatic work that concerns project {project} stopped because something failed. The {post} is asked to check and to let it go on.',
  'mail.by': 'Please answer by {at}.',
  'mail.overdue': 'Overdue since {at}. Answers are accepted until {ends}.',
  'mail.stopped': 'The case is paused and its clock is stopped.',
  'mail.why': 'How the deadline is counted: {explanation}.',
  'mail.lead.remind': 'This is reminder {nth}; the ask below has no answer yet.',
  'mail.lead.deputy':
    'No answer has come from the {office}. The {post} is asked in its place; the first answer counts.',
  'mail.lead.duty': 'Nobody of the {office} can answer. The duty team is asked in its place.',
  'mail.lead.urge': 'The city’s leadership urges an early answer to the ask below.',
  'mail.lead.freshLink':
    'Here is the fresh link that was asked for. The code below works with this link only.',
  'mail.moreFacts':
    'Some of what is decided on stands on the action page only ({n}). Please read all of it before you answer.',
  'mail.open': 'Open the action page',
  'mail.openCase': 'See the case',
  'mail.openMove': 'See the move',
  'mail.openResult': 'See the recorded decision',
  'mail.code': 'Confirmation code',
  'mail.notSentYet': 'Opening the link sends no decision.',
  'mail.project': 'Project',
  'mail.caseId': 'Case',
  'mail.moveId': 'Move',
  'mail.footer.post':
    'Sent to a post. Please do not forward: if it is not for you, choose “This is not for me” on the action page.',
  'mail.footer.postOnly': 'Sent to a post. Please do not forward; if it is not for you, tell the duty team.',
  'mail.footer.copy': 'The button does not work? Copy the address:',
  'mail.footer.told': 'Sent to a post for information; no answer is needed.',
  'mail.footer.help': 'Help: Khơi Thông duty team, office hours.',

  'mail.receipt.lead': 'The decision “{outcome}” was recorded at {at}.',
  'mail.receipt.follows': 'What follows: {consequence}',
  'mail.receipt.notMe':
    'If this decision did not come from the {post}, tell the Khơi Thông duty team at once, naming {id}.',
  'mail.receipt.notMeStop':
    'If this decision did not come from the {post}, open the link and choose “This was not me” before {at}: the move will stop.',
  'mail.receipt.notMeStopSoon':
    'If this decision did not come from the {post}, open the link and choose “This was not me” while the move cools off: it will stop.',
  'mail.movedOn.lead':
    'The ask about project {project} no longer needs an answer. The link that was sent stops working.',
  'mail.movedOn.holder': 'Held by: {post}.',
  'mail.notice.caseEscalated':
    'The case of project {project} has gone to the {holder}. Those asked before can still see it.',
  'mail.notice.caseSupplemented':
    'The reporting office has changed or added to the case of project {project}. The action page of the mail already sent shows it as it is now.',
  'mail.notice.caseCleared': 'The blocker of project {project} is confirmed as cleared. The case is closed.',
  'mail.notice.caseOutOfScope': 'The case of project {project} is closed as out of the city’s scope.',
  'mail.notice.caseReallocated':
    'The capital that project {project} could not spend has moved to other projects. The case is closed.',
  'mail.notice.moveCommitted': 'The move of capital that concerns project {project} is in the ledger.',
  'mail.notice.moveRejected':
    'The move of capital that concerns project {project} was rejected. The capital stays where it is and is no longer reserved; the drafting office may draft a new move on the present figures.',
  'mail.notice.coolingOffOpen':
    'The City People’s Committee has decided the move of capital that concerns project {project}. It is cooling off and can still be stopped.',
  'mail.notice.coolingOff':
    'The City People’s Committee has decided the move of capital that concerns project {project}. It cools off until {at} and can be stopped until then.',
} as const satisfies Record<keyof typeof MAIL_VI, string>;
