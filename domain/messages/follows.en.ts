/** What an act on a case would do, said before it is done. */
export const FOLLOWS_EN = {
  'follows.nothing': 'Nothing changes.',
  'follows.urged': 'A mail that urges goes now to the {office}. Its due time, {at}, stays.',
  'follows.urgedToday': 'It was urged today at {at} already. This is one more mail.',
  'follows.withdrawn': 'The ask is withdrawn from the {office}; the links in its mails stop working.',
  'follows.told': 'Told by mail that no answer is needed any more: {posts}.',
  'follows.asked': 'The ask goes at once to the {office}; working days to answer: {n}, due {at}.',
  'follows.stopped': 'The clock stops now; working days left, and kept: {n}.',
  'follows.review': 'The case goes on by itself at {at}, unless somebody resumes it before.',
  'follows.noDecision': 'While it is paused, the case takes no decisions.',
  'follows.goesOn': 'The clock goes on for the {office}; now due {at}.',
  'follows.noticed': 'A notice goes to: {offices}.',
  'follows.closed': 'The case ends and is not opened again. A blocker that remains can be reported anew.',
  'follows.receipts': 'New receipts in the log of the case: {n}.',
} as const;
