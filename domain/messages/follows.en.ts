/** What an act on a case would do, said before it is done. */
export const FOLLOWS_EN = {
  'follows.nothing': 'Nothing changes.',
  'follows.urged': '{office} gets a mail that urges, now. Its due time {at} stays.',
  'follows.urgedToday': 'It was urged today at {at} already. This is one more mail.',
  'follows.withdrawn': 'The ask to {office} is withdrawn; the links in its mails stop working.',
  'follows.told': '{posts}: told by mail that no answer is needed any more.',
  'follows.asked': '{office} is asked at once and has {n} working days: due {at}.',
  'follows.stopped': 'The clock stops now; the {n} working days that are left are kept.',
  'follows.review': 'The case goes on by itself at {at}, unless somebody resumes it before.',
  'follows.noDecision': 'While it is paused, the case takes no decisions.',
  'follows.goesOn': 'The clock of {office} goes on: now due {at}.',
  'follows.noticed': 'A notice goes to {offices}.',
  'follows.closed': 'The case ends and is not opened again. A blocker that remains can be reported anew.',
  'follows.receipts': 'The log of the case gets {n} more receipts.',
} as const;
