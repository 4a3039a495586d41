import { changeCalendar } from '#domain/calendar-change.ts';
import { Refusal } from '#domain/errors.ts';
import type { OfficeId } from '#domain/ids.ts';
import { logLine } from '#domain/log.ts';
import type { Office } from '#domain/office.ts';
import { changeOffice, type OfficeCommand } from '#domain/office-change.ts';
import { mailsAfter } from '#domain/office-follow.ts';
import { localDateOf } from '#domain/time.ts';
import { CAPITAL_ENDPOINTS } from '../api/contract-capital.ts';
import { DIRECTORY_ENDPOINTS } from '../api/contract-directory.ts';
import { type Caller, doerOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { dutyOffice, officeDetail, openAsksOf } from '../office-view.ts';
import { type Deps, dependencies } from './deps.ts';

type Act = {
  readonly command: OfficeCommand;
  readonly reason: string;
  readonly caller: Caller;
  /** The version that was looked at; whatever it is now, where nobody looked. */
  readonly version?: number;
};

const ABSENCES: readonly OfficeCommand['type'][] = ['recordAbsence', 'cancelAbsence'];

/** Changes the office, with the line of its log and the mails that follow; nothing for what is so already. */
async function change(deps: Deps, id: OfficeId, act: Act): Promise<Office> {
  const { command, caller, reason, version } = act;
  if (!caller.roles.includes('operator') && !ABSENCES.includes(command.type)) {
    throw new Refusal('auth.forbidden');
  }
  const now = deps.now();
  const [before, head] = await Promise.all([deps.getOffice(id), deps.logHead(id)]);
  if (version !== undefined && version !== before.version)
    throw new Refusal('office.changed', { office: id });
  const { office, fact } = changeOffice({ office: before, command, today: localDateOf(now) });
  if (office === before) return before;
  const [duty, openAsks] = await Promise.all([dutyOffice(deps), openAsksOf(deps, id)]);
  const line = logLine({ log: id, head, fact, by: doerOf(caller, reason), at: now });
  await deps.changeOffice(office, line, mailsAfter({ office, duty, openAsks, now }));
  return office;
}

export const directoryCommandRoutes = [
  route(DIRECTORY_ENDPOINTS.changeOffice, async (deps: Deps, { params, body, caller }) => {
    await change(deps, params.officeId, { ...body, caller });
    return officeDetail(deps, params.officeId);
  }),
  route(CAPITAL_ENDPOINTS.recordAbsence, (deps: Deps, { params, body: { reason, ...span }, caller }) =>
    change(deps, params.officeId, { command: { type: 'recordAbsence', ...span }, reason, caller }),
  ),
  route(CAPITAL_ENDPOINTS.correctAddress, (deps: Deps, { params, body: { reason, ...addresses }, caller }) =>
    change(deps, params.officeId, { command: { type: 'correctAddress', ...addresses }, reason, caller }),
  ),
  route(DIRECTORY_ENDPOINTS.changeCalendar, async (deps: Deps, { body, caller }) => {
    const [present, head] = await Promise.all([deps.latestCalendar(), deps.logHead('CALENDAR')]);
    const { version } = present;
    if (version !== body.baseVersion) throw new Refusal('calendar.changed', { version });
    const calendar = changeCalendar(present, body.change);
    const { set, unset, source } = body.change;
    const details = {
      version: calendar.version,
      before: version,
      set: set.map(({ date, as }) => ({ date, as })),
      unset,
    };
    const line = logLine({
      log: 'CALENDAR',
      head,
      fact: { type: 'calendarChanged', details },
      by: doerOf(caller, source),
      at: deps.now(),
    });
    const { version: calendarVersion } = calendar;
    await deps.saveCalendar(calendar, line, [{ type: 'moveDeadlines', calendarVersion }]);
    return calendar;
  }),
];

export const handler = httpFunction('directory-command', directoryCommandRoutes, dependencies);
