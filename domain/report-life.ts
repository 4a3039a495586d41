import * as z from 'zod';
import type { Approval, OpenApproval } from './approval.ts';
import { showCase } from './approval-shown.ts';
import { type KeptAttachment, MOST_KEPT_ATTACHMENTS } from './attachment.ts';
import { Blocker, BlockerReport } from './blocker.ts';
import type { Case, HeldCase } from './case.ts';
import { seatAbove } from './case-rung.ts';
import { isOver } from './case-statuses.ts';
import { heldOf } from './case-why.ts';
import { type BlockerUpdate, type Change, mergeChanges } from './change.ts';
import type { Effect } from './effect.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import { type PersonalDataKind, personalDataKinds } from './personal-data.ts';
import type { Project } from './project.ts';
import type { Fact } from './receipt.ts';
import { hashOf } from './receipt-chain.ts';
import { changeOfCase } from './seal.ts';
import { type Localized, text } from './text.ts';
import type { Instant } from './time.ts';

/** What of a report can be put right later. Project, category and level stay: they decide who is asked; report anew instead. */
export const Amendment = BlockerReport.pick({
  cause: true,
  description: true,
  request: true,
  requestBy: true,
  householdsLeft: true,
});
export type Amendment = z.infer<typeof Amendment>;

/** What anybody who sees a case may add to it, whatever was decided already. */
export const Supplement = z.object({
  note: text(1000),
  householdsLeft: BlockerReport.shape.householdsLeft,
});
export type Supplement = z.infer<typeof Supplement>;

/** The case of a blocker with all that its receipts and its open ask need; null while it has not been opened. */
export type CaseOfReport = {
  readonly case: Case;
  readonly approvals: readonly Approval[];
  readonly project: Project;
  readonly unitNames: readonly Localized[];
  readonly ladder: Ladder;
};

type Common = {
  /** Of the caller, kept so that a repeated request changes nothing. */
  readonly requestId: string;
  readonly blocker: Blocker;
  readonly of: CaseOfReport | null;
  /** Files that were added, as they lie in the bucket. */
  readonly attachments: readonly KeptAttachment[];
  readonly by: OfficeId;
  readonly now: Instant;
};

/** The kinds of personal data in the words of a report. */
export function warningsFor(report: Pick<BlockerReport, 'description' | 'request'>): PersonalDataKind[] {
  return personalDataKinds([report.description, report.request]);
}

/** The number of a report's version: 1 as it came in. */
export function versionOf({ version = 1 }: Pick<Blocker, 'version'>): number {
  return version;
}

/** True when nobody has decided anything on the case yet. */
export function isUndecided(approvals: readonly Approval[]): boolean {
  return approvals.every(({ status }) => status !== 'decided');
}

function joined(blocker: Blocker, added: readonly KeptAttachment[]): readonly KeptAttachment[] {
  const known = blocker.attachments ?? [];
  const fresh = added.filter(({ sha256 }) => known.every((file) => file.sha256 !== sha256));
  if (known.length + fresh.length > MOST_KEPT_ATTACHMENTS) {
    throw new Refusal('attachment.tooMany', { limit: MOST_KEPT_ATTACHMENTS });
  }
  return [...known, ...fresh];
}

function withFiles(blocker: Blocker, files: readonly KeptAttachment[]): Blocker {
  return files.length === 0 ? blocker : { ...blocker, attachments: [...files] };
}

/** More than anybody sends by hand; older ones are forgotten. */
const REMEMBERED = 60;

function nextVersion(next: Blocker, { blocker: previous, of, requestId }: Common): BlockerUpdate {
  const version = versionOf(previous) + 1;
  const handled = [...(previous.handled ?? []), requestId].slice(-REMEMBERED);
  return { blocker: { ...next, version, handled }, previous, caseId: of?.case.id ?? null };
}

/** Whether this very request has changed the report before. */
export function isHandled({ handled = [] }: Pick<Blocker, 'handled'>, requestId: string): boolean {
  return handled.includes(requestId);
}

/** The open ask of a rung shows the report as it is now: who opened the page before is told to look again. */
function shownAnew(approval: OpenApproval, held: HeldCase, blocker: Blocker, of: CaseOfReport): OpenApproval {
  const { project, unitNames, ladder } = of;
  const next = approval.onSilence === 'askAgain' ? undefined : seatAbove(held, ladder, held.rung)?.rung.name;
  const shown = showCase({
    kind: 'clearBlocker',
    case: held,
    project,
    blocker,
    unitNames,
    clock: approval,
    next,
  });
  return { ...approval, ...shown, version: approval.version + 1 };
}

function asksShownAnew(blocker: Blocker, of: CaseOfReport): OpenApproval[] {
  const held = heldOf(of.case);
  if (held === null) return [];
  return of.approvals.flatMap((approval) =>
    approval.status === 'open' && approval.kind === 'clearBlocker'
      ? [shownAnew(approval, held, blocker, of)]
      : [],
  );
}

/** The office that holds the case is told, unless it is the one that adds. */
function noticeToHolder(record: Case, by: OfficeId): Effect[] {
  const holder = heldOf(record)?.holder;
  if (holder === undefined || holder === by) return [];
  return [{ type: 'sendNotice', subject: record.id, office: holder, about: 'caseSupplemented' }];
}

function changeWith(update: BlockerUpdate, of: CaseOfReport | null, fact: Fact, { by, now }: Common): Change {
  if (of === null) return mergeChanges({ blockers: [update] });
  const effects = noticeToHolder(of.case, by);
  return mergeChanges(changeOfCase({ case: of.case, facts: [fact], effects }, now), {
    blockers: [update],
    approvals: asksShownAnew(update.blocker, of),
  });
}

const CHANGEABLE = ['cause', 'description', 'request', 'requestBy', 'householdsLeft'] as const;

function fileNames(files: readonly KeptAttachment[]): Fact['details'] {
  return files.length === 0 ? {} : { files: files.map(({ name, sha256 }) => ({ name, sha256 })) };
}

/**
 * Puts a report right until somebody has decided on it: the next version of the blocker, with the one before kept, a
 * receipt with the hashes of both, the open ask shown anew and its office told. What changes nothing is null. Refuses
 * `report.notYours`, `report.decided`, `case.closed`, `attachment.tooMany`.
 */
export function amendReport(args: Common & { readonly amendment: Amendment }): Change | null {
  const { blocker, of, amendment, by, now } = args;
  if (blocker.reportedBy !== by) throw new Refusal('report.notYours');
  if (of !== null && isOver(of.case.status)) throw new Refusal('case.closed', { case: of.case.id });
  const next = Blocker.parse({
    ...blocker,
    requestBy: undefined,
    householdsLeft: undefined,
    ...amendment,
    warnedOf: warningsFor(amendment),
    amendedAt: now,
  });
  const changed = CHANGEABLE.filter((field) => next[field] !== blocker[field]);
  const files = joined(blocker, args.attachments);
  const added = files.slice(blocker.attachments?.length ?? 0);
  if (changed.length === 0 && added.length === 0) return null;
  if (of !== null && !isUndecided(of.approvals)) throw new Refusal('report.decided', { case: of.case.id });
  const update = nextVersion(withFiles(next, files), args);
  const fact: Fact = {
    type: 'reportAmended',
    office: by,
    details: {
      version: versionOf(update.blocker),
      changed,
      from: hashOf(BlockerReport.parse({ ...blocker, attachments: undefined })),
      to: hashOf(BlockerReport.parse({ ...next, attachments: undefined })),
      ...fileNames(added),
    },
  };
  return changeWith(update, of, fact, args);
}

/**
 * Adds a note, a newer count of households or files to an open case, as a receipt; its holder is told. Refuses
 * `case.closed`, `attachment.tooMany`.
 */
export function supplementCase(
  args: Common & { readonly of: CaseOfReport; readonly supplement: Supplement },
): Change {
  const { blocker, of, supplement, by, now } = args;
  if (isOver(of.case.status)) throw new Refusal('case.closed', { case: of.case.id });
  const { note, householdsLeft = blocker.householdsLeft } = supplement;
  const files = joined(blocker, args.attachments);
  const added = files.slice(blocker.attachments?.length ?? 0);
  const counted = Blocker.parse({ ...blocker, householdsLeft, amendedAt: now });
  const update = nextVersion(withFiles(counted, files), args);
  const fact: Fact = {
    type: 'caseSupplemented',
    office: by,
    details: {
      version: versionOf(update.blocker),
      note,
      ...(supplement.householdsLeft === undefined ? {} : { householdsLeft: supplement.householdsLeft }),
      ...fileNames(added),
    },
  };
  return changeWith(update, of, fact, args);
}
