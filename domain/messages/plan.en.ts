export const PLAN_EN = {
  'forecast.history': '{n} months of disbursement so far, {amount} on an average working day.',
  'forecast.thinHistory':
    'Only {n} months of disbursement: too little data, so this rests on what the owner declares.',
  'forecast.declared': 'The owner declares that {amount} can still be spent by the deadline.',
  'forecast.nothingDeclared': 'The owner declares that nothing more can be spent by the deadline.',
  'forecast.openCase': 'Case {case} is open, expected to take {n} more working days by the ladder.',
  'forecast.households': '{n} households have not handed over their land.',
  'forecast.yearEnd':
    '{n} working days are left; near the year’s end money flows {factor} times as fast as on average (illustrative).',

  'planLine.idle': 'All {amount} that lie idle.',
  'planLine.partOfIdle': 'Part of {amount} that lie idle.',
  'planLine.fixed': 'Held fixed by whoever made the plan.',
  'planLine.chance': '{share} of it is expected to be spent.',
  'planLine.rank': 'Priority {n}: {rank}.',
  'planLine.headroom': 'Takes all that it can, {amount}.',
  'planLine.capped': 'The cap of its unit or group is reached.',
  'planLine.thinData': 'Little data on this project, so the forecast is less sure.',

  'plan.noDonor': 'No project has idle capital under these conditions.',
  'plan.noRecipient': 'No project can take capital under the rules and these conditions.',
  'plan.noRecipientLeast':
    'No project can take a line of {least}; the most is {most}. Lower the least amount of a line.',
  'plan.reason': 'Plan {plan}: idle capital to projects that can spend it',

  'clash.moveAll': 'All {amount} that lie idle in {n} donors move',
  'clash.fixedDonor': 'Held fixed: {project} gives {amount}',
  'clash.fixedRecipient': 'Held fixed: {project} takes {amount}',
  'clash.unitCap': '{unit} takes at most {amount}',
  'clash.groupCap': 'The group {group} takes at most {amount}',
  'clash.capacity':
    'What {n} projects can take: at most {amount} within the plan year and their total investment',
  'clash.maxRecipients': 'At most {n} recipients',
  'clash.moveSize': 'One move holds at most {donors} donors, {lines} lines and {owners} owners',
  'clash.leastLine': 'Each line at least {amount}',
} as const;
