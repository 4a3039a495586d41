import * as z from 'zod';
import type { Localized } from './text.ts';

/**
 * Everything the product may refuse, with the HTTP status that says so. Codes are stable: screens, logs and clients rely
 * on them. The words stand in `messages.vi.ts` and `messages.en.ts`, one for each code.
 */
export const REFUSALS = {
  'input.invalid': 422,
  'input.notJson': 400,
  'input.tooLarge': 413,
  'input.contentType': 415,
  'input.unknownUnit': 422,
  'input.unknownOffice': 422,
  'project.unknown': 404,
  'project.closed': 409,
  'blocker.unknown': 404,
  'report.decided': 409,
  'report.notYours': 403,
  'report.changed': 409,
  'attachment.missing': 422,
  'attachment.differs': 422,
  'attachment.tooMany': 422,
  'attachment.nameNotType': 422,
  'attachment.unknown': 404,
  'draft.unknown': 404,
  'draft.changed': 409,
  'import.unknown': 404,
  'import.notUploaded': 409,
  'import.notWorkbook': 422,
  'import.tooLarge': 422,
  'import.macros': 422,
  'import.formulas': 422,
  'import.tooManyRows': 422,
  'import.noRows': 422,
  'import.columnMissing': 422,
  'import.changed': 409,
  'import.notConfirmed': 409,
  'import.undoOver': 409,
  'import.undone': 409,
  'case.unknown': 404,
  'case.closed': 409,
  'case.alreadyOpen': 409,
  'case.wrongStatus': 409,
  'case.changed': 409,
  'case.notPaused': 409,
  'case.reviewDateNotAhead': 422,
  'case.reviewDateTooFar': 422,
  'case.topRung': 409,
  'case.belowCity': 403,
  'case.heldByIssuer': 409,
  'case.confirmationDiffers': 422,
  'case.documentDateAhead': 422,
  'case.documentKnown': 409,
  'case.documentsFull': 409,
  'approval.unknown': 404,
  'approval.decided': 409,
  'approval.expired': 410,
  'approval.withdrawn': 410,
  'approval.undeliverable': 410,
  'approval.newerGeneration': 409,
  'approval.changed': 409,
  'approval.stalePage': 409,
  'approval.outcomeNotOffered': 422,
  'approval.commentRequired': 422,
  'approval.doByRequired': 422,
  'approval.doByNotAhead': 422,
  'approval.documentRequired': 422,
  'approval.codeRequired': 422,
  'approval.codeWrong': 422,
  'approval.codeLocked': 429,
  'approval.conflictOfInterest': 403,
  'approval.alreadyVoted': 409,
  'approval.samePerson': 403,
  'approval.noDeputy': 409,
  'approval.urgedToday': 409,
  'approval.crossSite': 403,
  'link.unknown': 404,
  'office.unknown': 404,
  'office.changed': 409,
  'ladder.unknownRung': 500,
  'calendar.yearMissing': 500,
  'calendar.changed': 409,
  'move.unknown': 404,
  'move.wrongStatus': 409,
  'move.changed': 409,
  'move.figuresChanged': 409,
  'move.tooLarge': 422,
  'move.unbalanced': 422,
  'move.amountNotPositive': 422,
  'move.aboveIdle': 422,
  'move.aboveAbsorbable': 422,
  'move.belowDisbursed': 422,
  'move.duplicateLine': 422,
  'move.donorIsRecipient': 422,
  'move.recipientNotInPlan': 422,
  'move.recipientProceduresIncomplete': 422,
  'move.budgetSourceDiffers': 422,
  'move.aboveTotalInvestment': 422,
  'move.afterDeadline': 422,
  'move.decidedElsewhere': 422,
  'move.owesFirst': 422,
  'move.noRecipient': 409,
  'move.nothingIdle': 409,
  'move.stopped': 409,
  'move.stillCoolingOff': 409,
  'move.documentUsed': 409,
  'move.documentDateAhead': 422,
  'move.documentDateBefore': 422,
  'move.fileKept': 409,
  'execution.unknown': 404,
  'execution.running': 409,
  'plan.unknown': 404,
  'plan.figuresChanged': 409,
  'plan.nothingToDraft': 409,
  'plan.nothingInTime': 503,
  'plan.dateOutside': 422,
  'plan.fixedExcluded': 422,
  'plan.fixedOutside': 422,
  'plan.changed': 409,
  'weekly.notKept': 404,
  'weekly.ahead': 422,
  'receipt.brokenChain': 500,
  'auth.required': 401,
  'auth.forbidden': 403,
  'auth.otherUnit': 403,
  'route.unknown': 404,
  'system.notSetUp': 409,
  'system.busy': 503,
  'system.unexpected': 500,
} as const;

export type RefusalCode = keyof typeof REFUSALS;
export const RefusalCode = z.enum(Object.keys(REFUSALS).filter(isRefusalCode));

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}

/** Values that the message names, by placeholder; amounts in đồng, dates as `YYYY-MM-DD` or instants, names in both languages. */
export type RefusalDetails = Readonly<Record<string, string | number | Localized>>;

/** One field of the input that is wrong: `path` as `lines.0.amount`, `code` of the rule that it breaks, values that its message names. */
export type FieldProblem = {
  readonly path: string;
  readonly code: string;
  readonly details?: RefusalDetails;
};

/** The rule behind a refusal, for whoever wants to read it: its title in both languages, and whether its text was read. */
export type Citation = {
  readonly code: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly reference: string;
  readonly verified: boolean;
  readonly rulesVersion: string;
};

/**
 * A refusal: the product says no for a reason it knows. Thrown by decisions and parsers, turned into a page or a
 * problem document (RFC 9457) at the one boundary. Anything else that is thrown is a defect.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  readonly fields: readonly FieldProblem[];
  /** The rules of moving capital that it breaks, each once. */
  readonly citations: readonly Citation[];

  constructor(
    code: RefusalCode,
    details: RefusalDetails = {},
    fields: readonly FieldProblem[] = [],
    citations: readonly Citation[] = [],
  ) {
    super(`${code}${Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''}`);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.fields = fields;
    this.citations = citations;
  }

  get status(): number {
    return REFUSALS[this.code];
  }
}

/**
 * The store's refusal: a record is no longer what the decision was taken on. The code says what it has become; whoever
 * reads again and decides again gets the answer to the present state.
 */
export class MovedOn extends Refusal {}
