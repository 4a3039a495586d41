import type { Blocker } from './blocker.ts';
import type { Calendar } from './calendar.ts';
import { deadlineAfter } from './calendar-count.ts';
import type { CaseBase } from './case.ts';
import { firstSeat, seatAbove } from './case-rung.ts';
import type { OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Project } from './project.ts';
import type { Localized } from './text.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';

/** What follows a report, before it is sent: who is asked, until when, and who is asked after silence. */
export type Outlook = {
  readonly office: OfficeId;
  readonly rungName: Localized;
  readonly rung: number;
  readonly workingDays: number;
  readonly dueOn: LocalDate;
  /** The rung after silence; null where the same office is asked again. */
  readonly onSilence: Localized | null;
};

/** As the ladder and the calendar stand at `now`. Refuses `calendar.yearMissing`. */
export function outlookFor(args: {
  readonly project: Pick<Project, 'owner' | 'units'>;
  readonly report: Pick<Blocker, 'category' | 'authorityLevel' | 'reportedBy'>;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
}): Outlook {
  const { project, report, ladder, calendar, now } = args;
  const place: Pick<CaseBase, 'owner' | 'units' | 'category' | 'reportedBy' | 'authorityLevel'> = {
    owner: project.owner,
    units: project.units,
    ...report,
  };
  const { rung, office } = firstSeat(place, ladder);
  const above = rung.onSilence === 'climb' ? seatAbove(place, ladder, rung.number) : null;
  return {
    office,
    rungName: rung.name,
    rung: rung.number,
    workingDays: rung.answerWithin,
    dueOn: localDateOf(deadlineAfter(calendar, now, rung.answerWithin).at),
    onSilence: above?.rung.name ?? null,
  };
}
