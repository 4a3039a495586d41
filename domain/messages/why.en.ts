import type { WHY_VI } from './why.vi.ts';

export const WHY_EN = {
  'why.reported': 'Received on {date}; the first office is about to be asked.',
  'why.asking': 'About to be asked: the {holder}.',
  'why.askingAgain': 'No mail has reached the {holder}; this office is about to be asked again.',
  'why.waiting': 'Waiting for the {holder}; due {at}.',
  'why.overdueToday': 'Waiting for the {holder}; overdue since {at}.',
  'why.overdue': 'Waiting for the {holder}; working days overdue: {n}.',
  'why.reallocating': 'A move of its capital has been in draft since {date}.',
  'why.moving': 'Its capital has been moving under {move} since {date}.',
  'why.paused': 'Paused since {date}: {reason}. The clock is stopped.',
  'why.cleared': 'Confirmed as cleared on {date}.',
  'why.reallocated': 'Its capital moved under {move} on {date}.',
  'why.outOfScope': 'Closed on {date} as out of scope.',

  'why.mail.none': 'The mail is on its way.',
  'why.mail.sent': 'Mailed on {date}, no delivery reported yet.',
  'why.mail.delivered': 'The mail of {date} was delivered.',
  'why.mail.bounced': 'The mail of {date} bounced.',
  'why.mail.complained': 'The mail of {date} was reported as spam.',
  'why.mail.suppressed': 'The mail of {date} was not sent: the address is blocked.',

  'why.next': 'Next, by itself: {at}, {act}.',
  'why.act.remind': 'a reminder',
  'why.act.askDeputy': 'asks the deputy',
  'why.act.askAgain': 'asks again',
  'why.act.climb': 'goes to the {next}',
  'why.act.resume': 'goes on',
} as const satisfies Record<keyof typeof WHY_VI, string>;
