import type { Approval } from '#domain/approval.ts';
import { pointsAhead } from '#domain/approval-clock.ts';
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

export type AskContextVerbs = Pick<
  State,
  'getCase' | 'getMove' | 'getOffice' | 'ladderOf' | 'latestCalendar'
>;

async function neighboursOf(
  deps: AskContextVerbs,
  approval: Approval,
  record: Case | undefined,
): Promise<Neighbours> {
  if (record === undefined) return {};
  const [ladder, reporter] = await Promise.all([
    deps.ladderOf(record.ladderVersion),
    deps.getOffice(record.reporter),
  ]);
  const next = approval.rung === undefined ? null : seatAbove(record, ladder, approval.rung);
  return { reporter: reporter.name, ...(next === null ? {} : { next: next.rung.name }) };
}

export async function askContextOf(deps: AskContextVerbs, approval: Approval): Promise<AskContext> {
  const subject = await subjectOf(deps, approval);
  const [calendar, neighbours] = await Promise.all([
    deps.latestCalendar(),
    neighboursOf(deps, approval, subject.case),
  ]);
  const silence: Silence = {
    points: approval.status === 'open' ? pointsAhead(approval, calendar) : [],
    endsAt: approval.expiresAt,
    onSilence: approval.onSilence,
  };
  const projectName = subject.case?.projectName ?? subject.move?.donors[0]?.projectName;
  return { ...subject, silence, neighbours, projectName: projectName ?? approval.shown.title };
}
