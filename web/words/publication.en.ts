import type { PUBLICATION_VI } from './publication.vi.ts';

export const PUBLICATION_EN: Readonly<Record<keyof typeof PUBLICATION_VI, string>> = {
  'nav.publication': 'Publication and papers',
  'nav.publicationShort': 'Publish',
  'publication.intro': 'Open data for everybody, the weekly report, and papers to be signed.',
  'publication.open': 'Open data',
  'publication.set': 'Data set',
  'publication.rows': 'Rows',
  'publication.files': 'Download',
  'publication.illustrative': 'Some figures are illustrative: these files are not official.',
  'publication.without':
    'Amounts are whole đồng. No names, no addresses, nothing that somebody typed. Licence CC BY 4.0.',
  'publication.page': 'Public page',
  'publication.extension': 'OC4IDS extension',
  'publication.reports': 'Reports',
  'publication.week': 'Week of the disbursement report',
  'publication.weekFrom': 'Week {week}, from {date}',
  'publication.weekNow': 'This week ({week}), as it stands now',
  'publication.weeklyXlsx': 'Weekly disbursement (.xlsx)',
  'publication.weeklyPdf': 'Weekly disbursement (PDF)',
  'publication.national': 'File for the national system (.xlsx)',
  'publication.nationalNote':
    'A second sheet says what each column is and which are assumed; check them against the system’s template before you upload.',
  'publication.papers': 'Papers of moves for signing',
  'publication.noMoves': 'There is no move of capital yet, so there are no papers.',
  'publication.to-trinh': 'Submission paper',
  'publication.phieu-trinh': 'Routing slip',
  'publication.phu-luc': 'Appendix of projects',
};
