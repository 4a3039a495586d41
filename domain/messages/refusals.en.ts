import type { RefusalCode } from '../errors.ts';
import type { FIELDS_VI } from './refusals.vi.ts';

export const REFUSALS_EN = {
  'input.invalid': 'Some of what was sent is not right. See the marked places.',
  'input.notJson': 'What was sent is not valid JSON.',
  'input.tooLarge': 'What was sent is too large[[, at most {limit:count} bytes]].',
  'input.contentType':
    'This content type is not accepted[[: {contentType}]]. Use the one that the API names.',
  'input.unknownUnit': 'There is no administrative unit with this code[[: {unit}]].',
  'input.unknownOffice': 'There is no office with this code[[: {office}]].',
  'project.unknown': 'Project[[ {project}]] was not found. Choose one from the list.',
  'project.closed': 'Project[[ {project}]] is closed and takes no more blockers or moves. Choose another.',
  'blocker.unknown': 'Blocker[[ {blocker}]] was not found.',
  'report.decided':
    'Case[[ {case}]] has been decided on, so the report can no longer be changed. Add to the case instead.',
  'report.notYours': 'This report belongs to another office. Only the office that reported may change it.',
  'report.changed': 'The report has just changed. Look again, then send.',
  'attachment.missing': 'File[[ {name}]] has not arrived. Upload it again, then send.',
  'attachment.differs': 'File[[ {name}]] differs from the one that was chosen. Upload it again, then send.',
  'attachment.tooMany': 'The case holds as many files as it can[[: {limit:count}]]. Send fewer.',
  'attachment.nameNotType':
    'The ending of the file name does not fit its type[[: {name}]]. JPG, PNG, HEIC, WEBP, PDF, DOCX and XLSX are accepted.',
  'attachment.unknown': 'The report has no such file.',
  'draft.unknown': 'Draft[[ {draft}]] was not found. Drafts are kept for 30 days.',
  'draft.changed': 'The draft was changed on another device[[ at {savedAt:at}]]. Choose which one to keep.',
  'import.unknown': 'Import[[ {import}]] was not found.',
  'import.notUploaded': 'The file has not arrived yet. Choose it again.',
  'import.notWorkbook':
    'The file is no readable XLSX workbook, or has a password. Save it as XLSX without a password.',
  'import.tooLarge':
    'The content of the file is too large when opened[[, at most {limit:count} bytes]]. Split it.',
  'import.macros': 'The file holds macros and is not accepted. Save it as XLSX without macros.',
  'import.formulas':
    'The file holds a formula[[ in cell {cell}]]. Paste as values and upload again, so that what is imported is what was seen.',
  'import.tooManyRows': 'The file has too many rows[[, at most {limit:count}]]. Split it.',
  'import.noRows': 'The sheet has no rows of data. Fill in from the second row of the template.',
  'import.columnMissing': 'Column[[ {column}]] is not matched yet. Choose it among those of the file.',
  'import.changed': 'The preview has changed. Look again, then confirm.',
  'import.notConfirmed': 'This import was not confirmed, so there is nothing to undo.',
  'import.undone': 'This import was undone, so it cannot go on. Upload the file again.',
  'import.undoOver': 'The time to undo is over[[, it ended {until:at}]].',
  'case.unknown': 'Case[[ {case}]] was not found.',
  'case.closed': 'Case[[ {case}]] is closed and can no longer change.',
  'case.alreadyOpen': 'This blocker already has an open case[[: {case}]]. Add to that case.',
  'case.wrongStatus': 'The case is at a step where this cannot be done. Reload to see the present step.',
  'case.changed': 'The case has just changed. Look again, then send.',
  'case.notPaused': 'The case is not paused, so there is nothing to resume.',
  'case.reviewDateNotAhead': 'The review date must lie after today[[, not {reviewOn:date}]].',
  'case.reviewDateTooFar':
    'The review date may lie a year ahead at most[[, on {latest:date}]]. If it takes longer, review the case then and pause it again.',
  'case.topRung': 'The case is on the top rung; nobody stands above it.',
  'case.heldByIssuer':
    'The City People’s Committee issues this letter, so it does not go to its own Chairperson. Urge by mail from the case page.',
  'case.belowCity': 'Only an office from the city departments up may close a case as out of scope.',
  'case.confirmationDiffers':
    'The code that was typed is not that of the case[[: {case}]]. Type the code of this case to confirm.',
  'case.documentDateAhead': 'The date of the document[[ {number}]] lies after today.',
  'case.documentKnown': 'A document of this number[[ ({number})]] is on the case already.',
  'case.documentsFull': 'The case holds as many documents as it can[[: {limit:count}]].',
  'approval.unknown': 'This ask was not found.',
  'approval.decided': 'This ask has been decided. The recorded decision stands.',
  'approval.expired': 'The time to answer this ask is over[[ since {endedAt:at}]].',
  'approval.withdrawn': 'This ask was withdrawn; no answer is needed.',
  'approval.undeliverable': 'The mail of this ask did not arrive; the office is asked afresh.',
  'approval.newerGeneration': 'This link is old. Use the link in the newest mail.',
  'approval.changed': 'The ask has just changed. Look again, then send.',
  'approval.stalePage': 'The data changed after this page was opened. Look again, then send.',
  'approval.outcomeNotOffered': 'This decision is not among the choices. Choose one on the page.',
  'approval.commentRequired': 'Write a reason or direction: the chosen decision needs it.',
  'approval.doByRequired': 'Enter the day by which it will be done, for example 31/10/2024.',
  'approval.doByNotAhead': 'The day by which it will be done must lie after today[[, not {doBy:date}]].',
  'approval.documentRequired': 'Enter number, date and issuer of the signed document.',
  'approval.codeRequired': 'Enter the confirmation code: the 6 digits in the mail.',
  'approval.codeWrong':
    'The confirmation code is not right[[, {triesLeft:count} tries left]]. Each mail has a code of its own: see the 6 digits in the mail from which this page was opened.',
  'approval.codeLocked':
    'The confirmation code is locked after several wrong tries. Get a fresh link with a new code.',
  'approval.conflictOfInterest': 'This office submitted or reported the matter, so it cannot decide here.',
  'approval.alreadyVoted': 'This office has decided already. Each office counts once.',
  'approval.samePerson':
    'This person decided another step of this move. Pass it to somebody else of the office.',
  'approval.noDeputy': 'Nobody else of this office can be asked. Tell the Khơi Thông duty team.',
  'approval.urgedToday': 'Already urged on this working day[[, at {urgedAt:at}]].',
  'approval.crossSite':
    'The request came from another site and was not accepted. Open the link in the mail again.',
  'link.unknown': 'This link does not work. Open it again from the newest mail.',
  'office.unknown': 'Office[[ {office}]] was not found.',
  'office.changed': 'Somebody else has just changed this office. Look again, then send.',
  'ladder.unknownRung': 'The ladder has no such rung[[ {rung}]]. Tell the Khơi Thông duty team.',
  'calendar.yearMissing': 'There is no working-day calendar for the year[[ {year}]]. Add it, then try again.',
  'calendar.changed': 'The calendar has just changed. Preview again, then record.',
  'move.unknown': 'Move[[ {move}]] was not found.',
  'move.wrongStatus': 'The move is at a step where this cannot be done. Reload to see the present step.',
  'move.changed': 'The move has just changed. Look again, then send.',
  'move.figuresChanged':
    'The figures of the project[[ {project}]] changed after this page was opened[[; {limit:dong} left now]]. Look at the lines again, then send.',
  'move.tooLarge':
    'A move is entered in the ledger in one piece, so it holds at most[[ {mostLines:count} lines and {mostOwners:count} owners (now {lines:count} lines, {owners:count} owners)]]. Split it into several moves.',
  'move.unbalanced':
    'What is given and what is taken differ[[: given {out:dong}, taken {in:dong}]]. Make both sides equal.',
  'move.amountNotPositive':
    'Each line needs a whole amount above 0 VND. Enter it in VND, neither negative nor fractional.',
  'move.aboveIdle':
    'The amount is more than the idle capital of the project[[ {project}]][[, {limit:dong} left]]. Enter less, or add a donor.',
  'move.aboveAbsorbable':
    'The amount is more than the project[[ {project}]] can still spend[[, {limit:dong} left]]. Enter less, or add a recipient.',
  'move.belowDisbursed':
    'The project[[ {project}]] would be left with less than it has disbursed[[; it can give at most {limit:dong}]]. Enter less.',
  'move.duplicateLine': 'Each project has one line only[[; {project} stands twice]]. Join its lines.',
  'move.donorIsRecipient':
    'A project cannot give and take at once[[: {project}]]. Leave out one of its lines.',
  'move.recipientNotInPlan': 'The recipient[[ {project}]] is not in the medium-term plan. Choose another.',
  'move.recipientProceduresIncomplete':
    'The recipient[[ {project}]] has not completed its investment procedures. Choose another.',
  'move.budgetSourceDiffers':
    'Donor and recipient must share a budget source[[: {project} differs]]. Choose one of the same source.',
  'move.aboveTotalInvestment':
    'The capital of the project[[ {project}]] would exceed its total investment[[; it can take at most {limit:dong}]]. Enter less.',
  'move.afterDeadline':
    'The day for adjusting this year’s capital plan has passed[[: {deadline:date}]]. See which cases may be carried over, or plan it for the next year.',
  'move.decidedElsewhere':
    'The city does not decide on moving the capital of the project[[ {project}]]. Send a proposal to the level that does.',
  'move.owesFirst':
    'The project[[ {project}]] has to pay its construction debt and recover advanced capital before it gives any[[; it can give at most {limit:dong}]]. Enter less.',
  'move.noRecipient':
    'Too few projects can take this capital under the rules in force[[, at most {placeable:dong}]].',
  'move.nothingIdle': 'The project[[ {project}]] has no idle capital to move. Choose another.',
  'move.stopped': 'The move was stopped during its cooling-off period.',
  'move.stillCoolingOff': 'The move is cooling off[[ until {until:at}]] and cannot be entered yet.',
  'move.documentUsed':
    'This document[[ ({number})]] has been used for another move[[: {move}]]. Check number and date on the signed document.',
  'move.fileKept': 'This document[[ of {move}]] has its file already. A file that is kept is not replaced.',
  'move.documentDateAhead':
    'The date of the document must not lie after today[[: {issuedOn:date}]]. Check the date on the signed document.',
  'move.documentDateBefore':
    'The document must not be older than the one that it carries out or takes back[[: {before}, {beforeOn:date}]]. Check the date on the signed document.',
  'execution.unknown': 'There is no such execution, or it cannot be started by itself.',
  'execution.running': 'This execution has not failed: nothing to start again.',
  'plan.unknown': 'Plan[[ {plan}]] was not found. Compute it again on the planner’s page.',
  'plan.figuresChanged':
    'The figures changed after this plan was computed. Compute it again, look, then draft.',
  'plan.nothingToDraft': 'This plan has no lines to draft. Loosen a condition and compute again.',
  'plan.nothingInTime':
    'No plan was found in the time allowed. Leave out fixed lines, caps or the least amount, then compute again.',
  'plan.dateOutside':
    'The date must lie after today and not after the last day of disbursement[[, {until:date}]].',
  'plan.fixedExcluded':
    'Project[[ {project}]] is held fixed and left out at the same time. Drop one of the two conditions.',
  'plan.fixedOutside':
    'Project[[ {project}]] is held fixed but has another budget source or plan year than the plan. Drop the line or choose another source.',
  'plan.changed': 'Somebody has just given this plan another name. Reload, then try again.',
  'weekly.notKept':
    'There are no figures of the beginning and end of week[[ {week}]]. Choose another[[, from {first} to {present}]].',
  'weekly.ahead':
    'Week[[ {week}]] has not come yet. Choose the present week[[ ({present})]] or an earlier one.',
  'receipt.brokenChain': 'The case log does not verify. Stop and tell the Khơi Thông duty team.',
  'auth.required': 'Sign in to see this.',
  'auth.forbidden': 'This role may not do that. If it should, tell the Khơi Thông duty team.',
  'auth.otherUnit': 'This belongs to another district. Each unit can act on its own matters only.',
  'route.unknown': 'There is no page or function at this address.',
  'system.notSetUp':
    'The working-day calendar, the ladder and the rules on capital have not all been imported yet. Once the Khơi Thông duty team has done so, this works.',
  'system.busy':
    'The system is busy. Look again in a few minutes, and send again only what you do not find there.',
  'system.unexpected':
    'Something unexpected went wrong. Try again; if it persists, tell the Khơi Thông duty team.',
} as const satisfies Record<RefusalCode, string>;

export const FIELDS_EN = {
  required: 'This is still empty.',
  invalid: 'This is not right yet.',
  invalid_type: 'This is missing or of the wrong kind.',
  too_small: 'This is too short or too small.',
  too_big: 'This is too long or too large.',
  invalid_format: 'This does not have the expected form.',
  invalid_value: 'This value is not in the list.',
  invalid_union: 'This fits none of the accepted forms.',
  unrecognized_keys: 'There is an entry that is not accepted.',
  not_multiple_of: 'This must be a whole number.',
  'text.control': 'There is an unreadable character. Delete it and type again.',
  'date.outside': 'The year must be from 1900 to 2999.',
  'instant.invalid': 'There is no such point in time.',
  'page.cursor': 'This next page can no longer be used. Start from the first page.',
  'page.limit': 'A page holds 1 to 100 rows.',
  'blocker.exists': 'This id was used for another report. Make a new one and send again.',
  'member.unknown': 'Nobody in the office has this address.',
  'member.taken': 'Somebody else in the office has this address.',
  'span.empty': 'The last day must be after the first.',
  'date.past': 'Choose today or a later day.',
  'member.laterAppointed': 'Somebody is appointed from a later day already. End that first.',
  'absence.unknown': 'There is no such absence.',
  'day.twice': 'Name each day once.',
  'day.notWeekend': 'Only a Saturday or Sunday can be worked in a swap.',
  'day.offAlready': 'This is a day off already.',
  'day.worksAlready': 'This is a working day already.',
  'day.notListed': 'The calendar does not name this day.',
  'at.outcome': 'Choose a decision.',
  'at.comment': 'The reason or direction has at most 1,000 characters.',
  'at.doBy': 'Enter the day by which it will be done, for example 31/10/2024.',
  'at.doBy.too_big': 'The day by which it will be done is too far ahead. Choose an earlier one.',
  'at.document.number': 'Enter the document number, for example 45/NQ-HĐND.',
  'at.document.issuedOn': 'Enter the date of issue, for example 14/11/2024.',
  'at.document.issuer': 'Enter the issuer, for example the People’s Council of Ho Chi Minh City.',
  'at.projectId': 'Choose a project from the list.',
  'at.category': 'Choose the category of the blocker.',
  'at.authorityLevel': 'Choose the level that can clear it.',
  'at.cause': 'Choose a subjective or objective cause.',
  'at.description': 'Describe the blocker in at most 500 characters.',
  'at.request': 'Write what is requested, in at most 300 characters.',
  'at.requestBy': 'Enter the day by which it is needed, for example 31/10/2024.',
  'at.householdsLeft': 'Enter the households left, for example 412.',
  'at.reviewOn': 'Enter the review date, for example 31/10/2024.',
  'at.number': 'Enter the document number, for example 45/NQ-HĐND.',
  'at.issuedOn': 'Enter the date of issue, for example 14/11/2024.',
  'at.issuer': 'Enter the issuer, for example the People’s Council of Ho Chi Minh City.',
  'at.reason': 'Enter the reason, at most 1,000 characters.',
  'at.donors': 'Choose 1 to 30 projects that give.',
  'at.recipients': 'Choose 1 to 30 projects that take.',
  'at.week': 'Write the week as ISO 8601 does, for example 2024-W41.',
  'at.cut': 'Write the month, for example 2024-07.',
  'at.amount': 'Enter the amount in VND, a whole number above 0.',
  'at.most': 'Enter the cap in VND, a whole number, 0 or above.',
  'at.leastLine': 'Enter the least amount of a line in VND, a whole number above 0.',
  'at.maxRecipients': 'Enter how many projects take capital, 1 to 30.',
} as const satisfies Record<keyof typeof FIELDS_VI, string>;
