import type { KIT_VI } from './kit.vi.ts';

type Plural =
  | 'due.overdue_one'
  | 'due.left_one'
  | 'days.working_one'
  | 'list.printAll_one'
  | 'list.unread_one'
  | 'form.problems_one'
  | 'chain.intact_one';

export const KIT_EN: Readonly<Record<keyof typeof KIT_VI | Plural, string>> = {
  'due.none': 'No deadline',
  'due.overdue': '{n} days over',
  'due.overdue_one': '{n} day over',
  'due.past': 'Overdue',
  'due.today': 'Today',
  'due.left': '{n} days left',
  'due.left_one': '{n} day left',
  'due.inTime': 'On time',
  'days.working': '{n} working days',
  'days.working_one': '{n} working day',
  'money.unknown': 'no figure yet',
  'capital.disbursed': 'Disbursed',
  'capital.absorbable': 'Can still be spent',
  'capital.idle': 'Idle',
  'capital.ofPlan': '{percent} of the plan',
  'ladder.place': 'Rung {rung} of 6',
  'origin.source': 'Sourced',
  'origin.illustrative': 'Illustrative',
  'card.failed': 'This part did not load.',
  'page.failed': 'This page did not load.',
  'card.open': 'Show',
  'card.close': 'Hide',
  'list.more': 'Show more',
  'list.shown': 'Showing {shown}',
  'list.empty': 'Nothing here.',
  'list.noMatch': 'Nothing matches these filters.',
  'list.clear': 'Clear filters',
  'list.all': 'All',
  'list.filter': 'Filters',
  'list.density': 'Row height',
  'list.roomy': 'Roomy',
  'list.dense': 'Dense',
  'list.printAll': 'Print all {n} rows',
  'list.printAll_one': 'Print the row',
  'list.unread': '{n} rows were not read and are not on this paper. To print them all, use “{button}”.',
  'list.unread_one': '{n} row was not read and is not on this paper. To print them all, use “{button}”.',
  'list.scroll': 'Table, scrolls sideways',
  'list.selectAll': 'Select all rows shown',
  'list.selectRow': 'Select row: {row}',
  'list.selected': '{n} selected',
  'list.sortBy': 'Sort by {column}',
  'act.cancel': 'Cancel',
  'act.undo': 'Undo',
  'copy.copy': 'Copy',
  'copy.done': 'Copied',
  'form.problems': '{n} things need fixing',
  'form.problems_one': 'One thing needs fixing',
  'form.refused': 'Not sent',
  'form.kept': 'What you typed is kept.',
  'form.errorTitle': 'Error: {title}',
  'form.optional': 'optional',
  'chain.checking': 'Checking the chain of receipts',
  'chain.intact': 'A chain of {n} receipts, intact; just checked on this device.',
  'chain.intact_one': 'A chain of {n} receipt, intact; just checked on this device.',
  'chain.broken': 'The chain does not hold from receipt {n} on. Stop, and tell the Khơi Thông duty team.',
  'chain.changed': 'A receipt was added while reading. Load the page again to check.',
};
