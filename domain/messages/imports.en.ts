import type { IMPORTS_VI } from './imports.vi.ts';

export const IMPORTS_EN = {
  'import.row': 'Row in the file',
  'import.sheet.blockers': 'Blockers',
  'import.sheet.figures': 'Disbursement',
  'import.codes': 'Codes',
  'import.column': 'Column',
  'import.code': 'Code',
  'import.name': 'Name',
  'import.mend': 'To mend',

  'rowResult.opened': 'The new report has opened a case, so it stays; only leadership can close it.',
  'rowResult.changed': 'It has changed since the preview, so it was left as it is.',

  'cell.required': 'Empty. Fill in this cell.',
  'cell.tooLong': 'Too long. Shorten it: what is blocked 500 characters, request 300, reference 40.',
  'cell.notInList': 'Not in the list. Use a code or a name from the sheet “Danh mục” of the template.',
  'cell.notCount': 'Not a count of households. Enter a whole number, for example 12.',
  'cell.notMoney': 'Not an amount. Enter a number, for example 6.800 or 6.800,5.',
  'cell.notWholeDong': 'Less than one đồng. Check the unit of the amounts.',
  'cell.notDate': 'Not a day. Write it like 31/10/2024.',
  'cell.projectUnknown': 'No project has this code. Copy the code of the project.',
  'cell.projectElsewhere': 'The project lies in another area; this office cannot import it.',
  'cell.projectClosed': 'The project has ended. Leave this row out.',
  'cell.twice': 'The same as row {of}. Leave one out, or give each its own reference.',
  'cell.decided':
    'The case has been decided on, so a sheet cannot change it. Add to it on the page of the report.',
  'cell.abovePlan': 'More than the plan of the project this year.',
  'cell.aboveRemaining': 'More than what is left of the plan.',
  'cell.olderThanStored': 'Older than the figures that are stored.',
  'cell.otherYear': 'Not the plan year of the project.',

  'cellWarning.identityNumber': 'Looks like somebody’s identity number. Please leave it out.',
  'cellWarning.phoneNumber': 'Looks like a telephone number. Please leave it out.',
  'cellWarning.emailAddress': 'Looks like somebody’s e-mail address. Please leave it out.',
  'cellWarning.personName': 'Looks like the name of a resident. Count households, do not name them.',
  'cellWarning.houseAddress': 'Looks like a home address. Please leave it out.',
  'cellWarning.bankAccount': 'Looks like an account number. Please leave it out.',
  'cellWarning.past': 'This day is over. Check when it is needed.',
  'cellWarning.alike':
    'The project has an open case of this kind: {of}. If it is the same matter, add to that case instead.',
} as const satisfies Readonly<Record<keyof typeof IMPORTS_VI, string>>;
