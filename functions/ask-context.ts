import type { Approval } from '#domain/approval.ts';
import { pointsAhead } from '#domain/approval-clock.ts';
import type { Calendar } from '#domain/calendar.ts';
import type { Case } from '#domain/case.ts';
import { seatAbove } from '#domain/case-rung.ts';
import type { Localized } from '#domain/text.ts';
import type { Neighbours, Silence } from './action-page/view/types.ts';
import { officeName } from './office-names.ts';
import type { State } from './state.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What page and mail say around an approval: what silence leads to, who stands beside it, which project it is about. */
export type AskContext = Subject & {
  readonly silence: Silence;
  readonly neighbours: Neighbours;
  /** The office that holds the case now; absent where nobody does. */
  readonly holder: Localized | undefined;
  readonly projectName: Localized;
};

export type AskContextVerbs = Pick<
  State,
  'findOffices' | 'getCase' | 'getMove' | 'ladderOf' | 'latestCalendar' | 'now'
>;

/**
 * The office that holds a case, under its own name: until it is asked, the case only knows what its rung is called. Absent
 * where nobody holds it.
 */
export async function holderOf(
  deps: Pick<State, 'findOffices' | 'now'>,
  record: Case | undefined,
): Promise<Localized | undefined> {
  if (record === undefined || !('holder' in record)) return undefined;
  return (await officeName(deps, record.holder)) ?? record.holderName;
}

async function neighboursOf(
  deps: AskContextVerbs,
  approval: Approval,
  record: Case | undefined,
): Promise<Neighbours> {
  if (record === undefined) return {};
  const ladder = await deps.ladderOf(record.ladderVersion);
  const next = approval.rung === undefined ? null : seatAbove(record, ladder, approval.rung);
  if (next === null) return { reporter: record.reporterName };
  const name = await officeName(deps, next.office);
  return { reporter: record.reporterName, next: name ?? next.rung.name };
}

/** What `contextOf` makes a context of; as good for an approval that has only noted a mail since. */
export type Surroundings = Subject & {
  /** Only an open ask has points ahead to count. */
  readonly calendar: Calendar | undefined;
  readonly neighbours: Neighbours;
  readonly holder: Localized | undefined;
};

/** Reads what stands around an approval, in three turns; less of it where the caller knows the subject. */
export async function surroundingsOf(
  deps: AskContextVerbs,
  approval: Approval,
  known?: Subject,
): Promise<Surroundings> {
  const [subject, calendar] = await Promise.all([
    known ?? subjectOf(deps, approval),
    approval.status === 'open' ? deps.latestCalendar() : undefined,
  ]);
  const [neighbours, holder] = await Promise.all([
    neighboursOf(deps, approval, subject.case),
    // An open ask is held by the very office that is asked.
    approval.status === 'open' ? approval.officeName : holderOf(deps, subject.case),
  ]);
  return { ...subject, calendar, neighbours, holder };
}

export function contextOf({ calendar, ...around }: Surroundings, approval: Approval): AskContext {
  const silence: Silence = {
    points: approval.status === 'open' && calendar !== undefined ? pointsAhead(approval, calendar) : [],
    endsAt: approval.expiresAt,
    onSilence: approval.onSilence,
  };
  const projectName = around.case?.projectName ?? around.move?.donors[0]?.projectName;
  return { ...around, silence, projectName: projectName ?? approval.shown.title };
}

export async function askContextOf(
  deps: AskContextVerbs,
  approval: Approval,
  known?: Subject,
): Promise<AskContext> {
  return contextOf(await surroundingsOf(deps, approval, known), approval);
}
