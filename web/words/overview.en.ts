import type { OVERVIEW_VI } from './overview.vi.ts';

type Plural =
  | 'overview.findingOpen_one'
  | 'overview.today_one'
  | 'overview.daysLeft_one'
  | 'overview.groupNote_one'
  | 'overview.groupIdle_one'
  | 'overview.unitNote_one'
  | 'overview.changesCount_one'
  | 'overview.how.needed_one'
  | 'overview.how.soFar_one'
  | 'overview.categoriesRest_one'
  | 'overview.heaviest_one'
  | 'search.found_one'
  | 'search.post_one'
  | 'overview.todayAll_one'
  | 'overview.cells_one'
  | 'overview.bars_one'
  | 'overview.rows_one'
  | 'overview.cellsOf_one'
  | 'overview.cellsUnit_one'
  | 'overview.casesOf_one';

export const OVERVIEW_EN: Readonly<Record<keyof typeof OVERVIEW_VI | Plural, string>> = {
  'nav.overview': 'Overview',
  'overview.findingOpen': '{n} cases open',
  'overview.findingOpen_one': '{n} case open',
  'overview.findingOverdue': '{n}\u00a0of\u00a0them overdue',
  'overview.findingInTime': 'none overdue',
  'overview.findingNone': 'No case is open',
  'overview.today': '{n} cases are overdue or due soon today.',
  'overview.today_one': '{n} case is overdue or due soon today.',
  'overview.heaviest': 'Most capital is stuck on the rung “{rung}”: {n} cases, {atRisk}.',
  'overview.heaviest_one': 'Most capital is stuck on the rung “{rung}”: {n} case, {atRisk}.',
  'overview.openQueue': 'Open the queue',
  'overview.print': 'Print the briefing',
  'overview.capital': 'How far the capital of {year} has flowed',
  'overview.disbursed': 'disbursed',
  'overview.of': '{percent} of the year’s plan of {planned} · up to {date}',
  'overview.ofUndated': '{percent} of the year’s plan of {planned}',
  'overview.pace':
    'To finish in time, {needed} must be disbursed on each working day from today; so far it was {soFar}.',
  'overview.paceNeeded': 'To finish in time, {needed} must be disbursed on each working day from today.',
  'overview.dates': 'Dates that bind',
  'overview.date.adjustment': 'The People’s Council adjusts the plan',
  'overview.date.yearEnd': 'End of the budget year',
  'overview.date.lastWorkingDay': 'Last working day for disbursement',
  'overview.daysLeft': '{n} days',
  'overview.daysLeft_one': '{n} day',
  'overview.daysOver': 'past',
  'overview.daysNote': 'Counted in working days.',
  'overview.legalEnd': 'legal end {date}',
  'overview.cells_one': '{n} blocked project, one cell each',
  'overview.cells': '{n} blocked projects, one cell each',
  'overview.rows_one': '{n} blocked project, one row each',
  'overview.rows': '{n} blocked projects, one row each',
  'overview.bars_one': '{n} blocked project by status',
  'overview.bars': '{n} blocked projects by status',
  'overview.cellsNote': 'A cell opens its case; arrow keys move within a group',
  'overview.cell': '{project}, {atRisk}',
  'overview.cellOverdue': '{project}, {atRisk}, overdue',
  'overview.ladder': 'On which rung the cases are',
  'overview.ladder.waiting': 'Waiting for',
  'overview.ladder.time': 'On time, due soon, overdue',
  'overview.ladder.cases': 'Cases',
  'overview.ladder.capital': 'Capital at risk',
  'overview.ladder.longest': 'Longest',
  'overview.inTime': 'On time',
  'overview.dueSoon': 'Due soon',
  'overview.overdue': 'Overdue',
  'overview.todayTitle': 'To be dealt with today',
  'overview.todayNone': 'No case is overdue or due soon.',
  'overview.todayAll': 'See all {n} cases',
  'overview.todayAll_one': 'See all {n} case',
  'overview.groups': 'Capital not yet disbursed, by group',
  'overview.groupNote': '{n} projects',
  'overview.groupNote_one': '{n} project',
  'overview.groupIdle': '{n} projects, {idle} idle',
  'overview.groupIdle_one': '{n} project, {idle} idle',
  'overview.units': 'Capital at risk, by district',
  'overview.unitNote': '{n} cases',
  'overview.unitNote_one': '{n} case',
  'overview.unitsNote': 'A project in several districts counts in each',
  'overview.categories': 'Kinds of blockers',
  'overview.categoriesRest': '{n} other kinds, {cases} cases',
  'overview.categoriesRest_one': '{n} other kind, {cases} cases',
  'overview.changes': 'What changed since yesterday',
  'overview.changesOn': 'What changed since {day} {date}',
  'overview.changesCount': '{n} cases moved',
  'overview.changesCount_one': '{n} case moved',
  'overview.changesNone': 'No case moved.',
  'overview.empty': 'No project is blocked yet.',
  'overview.asTable': 'Show as a table',
  'overview.asPicture': 'Show as cells',
  'overview.fromCases': 'Counted from the cases at {at}',
  'overview.cellsOf_one': '{status}: {n} project, show it as a row',
  'overview.cellsOf': '{status}: {n} projects, show them as rows',
  'overview.cellsUnit_one': 'project',
  'overview.cellsUnit': 'projects',
  'overview.casesOf_one': '{n} case',
  'overview.casesOf': '{n} cases',
  'overview.table': 'Blocked projects',
  'overview.table.project': 'Project',
  'overview.table.status': 'Status',
  'overview.table.time': 'Time',
  'overview.sourced': '{sourced} projects with a public source, {illustrative} illustrative',
  'overview.how': 'Where these figures come from and how they are counted',
  'overview.how.sums': 'The capital of {year} adds up from five groups of projects',
  'overview.how.total': 'The year',
  'overview.how.needed':
    'Needed per working day: planned less disbursed less idle, over the days that are left: {amount} ÷ {n} days = {needed}.',
  'overview.how.needed_one':
    'Needed per working day: planned less disbursed less idle, over the day that is left: {amount} ÷ {n} day = {needed}.',
  'overview.how.soFar':
    'So far per working day: disbursed over the days gone since 1 January {year}: {amount} ÷ {n} days = {soFar}.',
  'overview.how.soFar_one':
    'So far per working day: disbursed over the day gone since 1 January {year}: {amount} ÷ {n} day = {soFar}.',
  'overview.how.read': 'its text was read',
  'overview.how.unread': 'its text was not read',
  'overview.table.asOf': 'Figures up to',
  'search.label': 'Find a project, case or post',
  'search.none': 'No case or post matches.',
  'search.found': '{n} matches',
  'search.post': 'Post · holds {n} cases',
  'search.post_one': 'Post · holds {n} case',
  'search.found_one': '{n} match',
};
