import type { Approval } from '#domain/approval.ts';
import { pointsAhead } from '#domain/approval-clock.ts';
import type { Calendar } from '#domain/calendar.ts';
import type { Case } from '#domain/case.ts';
import { seatAbove } from '#domain/case-rung.ts';
import type { Localized } from '#domain/text.ts';
import type { Neighbours, Silence } from './action-page/view/types.ts';
import type { State } from './state.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What page and mail say around an approval: what silence leads to, who stands beside it, which project it is about. */
export type AskContext = Subject & {
  readonly silence: Silence;
  readonly neighbours: Neighbours;
  readonly projectName: Localized;
};

export type AskContextVerbs = Pick<State, 'getCase' | 'getMove' | 'ladderOf' | 'latestCalendar'>;

async function neighboursOf(
  deps: AskContextVerbs,
  approval: Approval,
  record: Case | undefined,
): Promise<Neighbours> {
  if (record === undefined) return {};
  const ladder = await deps.ladderOf(record.ladderVersion);
  const next = approval.rung === undefined ? null : seatAbove(record, ladder, approval.rung);
  return { reporter: record.reporterName, ...(next === null ? {} : { next: next.rung.name }) };
}

/** What `contextOf` makes a context of; as good for an approval that has only noted a mail since. */
export type Surroundings = Subject & {
  /** Only an open ask has points ahead to count. */
  readonly calendar: Calendar | undefined;
  readonly neighbours: Neighbours;
};

/** Reads what stands around an approval, in two turns; less of it where the caller knows the subject. */
export async function surroundingsOf(
  deps: AskContextVerbs,
  approval: Approval,
  known?: Subject,
): Promise<Surroundings> {
  const [subject, calendar] = await Promise.all([
    known ?? subjectOf(deps, approval),
    approval.status === 'open' ? deps.latestCalendar() : undefined,
  ]);
  return { ...subject, calendar, neighbours: await neighboursOf(deps, approval, subject.case) };
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
