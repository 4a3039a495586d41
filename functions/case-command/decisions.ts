import type { OpenApproval } from '#domain/approval.ts';
import type { Case, OutOfScopeReason, PauseReason } from '#domain/case.ts';
import { closeCase, escalateCase, presentAsk, reassignCase, urge } from '#domain/case-command.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { heldOf } from '#domain/case-why.ts';
import type { Change } from '#domain/change.ts';
import { Refusal } from '#domain/errors.ts';
import type { OfficeId } from '#domain/ids.ts';
import type { Office } from '#domain/office.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Deps } from './deps.ts';

/** What leadership does about a case, with what was typed. */
export type Command =
  | { readonly act: 'urge'; readonly confirmed: boolean }
  | { readonly act: 'escalate'; readonly reason: string }
  | { readonly act: 'reassign'; readonly office: OfficeId }
  | {
      readonly act: 'pause';
      readonly reason: PauseReason;
      readonly note: string;
      readonly reviewOn: LocalDate;
    }
  | { readonly act: 'resume' }
  | {
      readonly act: 'close';
      readonly ground: OutOfScopeReason;
      readonly reason: string;
      readonly confirm: string;
    };

/** What a command was decided on, and what it would write. */
export type Decided = {
  readonly record: Case;
  readonly openApprovals: readonly OpenApproval[];
  readonly change: Change;
};

/** An office that somebody typed: when there is none, the field is wrong, not the address of the request. */
async function namedOffice(deps: Deps, id: OfficeId): Promise<Office> {
  try {
    return await deps.getOffice(id);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'office.unknown') throw error;
    throw new Refusal('input.unknownOffice', { office: id }, [
      { path: 'office', code: 'input.unknownOffice' },
    ]);
  }
}

type On = {
  readonly record: Case;
  readonly openApprovals: readonly OpenApproval[];
  readonly by: OfficeId;
  readonly now: Instant;
};

async function changeOf(deps: Deps, command: Command, on: On): Promise<Change> {
  const { record, openApprovals, by, now } = on;
  const askId = heldOf(record)?.approvalId;
  const approval = openApprovals.find(({ id }) => id === askId);
  const base = { case: record, by, now };
  switch (command.act) {
    case 'urge':
      return urge({ ...base, approval: await deps.getApproval(presentAsk(record)), ...command });
    case 'escalate': {
      const ladder = await deps.ladderOf(record.ladderVersion);
      return escalateCase({ ...base, approval, ladder, ...command });
    }
    case 'reassign':
      return reassignCase({ ...base, approval, office: await namedOffice(deps, command.office) });
    case 'pause':
      return pauseCase({ ...base, openApprovals, calendar: await deps.latestCalendar(), ...command });
    case 'resume':
      return resumeCase({ ...base, openApprovals, calendar: await deps.latestCalendar() });
    case 'close': {
      const [ladder, office] = await Promise.all([deps.ladderOf(record.ladderVersion), deps.getOffice(by)]);
      return closeCase({ ...base, by: office, openApprovals, ladder, ...command });
    }
  }
}

/** Decides a command on the case as it is stored; nothing is written. Refuses whatever the decision refuses. */
export async function decideCommand(
  deps: Deps,
  record: Case,
  command: Command,
  who: { readonly by: OfficeId; readonly now: Instant },
): Promise<Decided> {
  const openApprovals = await deps.openApprovalsOfCase(record.id);
  return { record, openApprovals, change: await changeOf(deps, command, { record, openApprovals, ...who }) };
}
