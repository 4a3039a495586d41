import type * as z from 'zod';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import type { OfficeId, UnitCode } from '#domain/ids.ts';
import type { Office } from '#domain/office.ts';
import { mailsAfter, type PresentMember, standingOf } from '#domain/office-follow.ts';
import { type Recipient, resolveRecipient } from '#domain/office-resolve.ts';
import type { Localized } from '#domain/text.ts';
import { type Instant, instantAt, type LocalDate, localDateOf } from '#domain/time.ts';
import type {
  DirectoryRow,
  NextRecipient,
  OfficeChangePreview,
  OfficeDetail,
  Person,
} from './api/views-directory.ts';
import { logLines } from './log-lines.ts';
import type { State } from './state.ts';

/** Cases of one office beyond which a list only says that there are more. */
const MOST_CASES = 100;
/** Asks of one office that are shown, and mailed again, at once; its reminders find the rest. */
const MOST_ASKS = 50;
const LOG_LINES = 50;

export type OfficeViewVerbs = Pick<
  State,
  | 'approvalsOfOffice'
  | 'countCasesOfOffice'
  | 'findOffices'
  | 'getOffice'
  | 'latestLadder'
  | 'now'
  | 'receiptsOf'
  | 'units'
>;

function personOf({ member, absentUntil }: PresentMember): Person {
  const { name, post, email, from, to, undeliverableSince = null } = member;
  return { name, post, email, from, ...(to === undefined ? {} : { to }), absentUntil, undeliverableSince };
}

function nextRecipient({ name, post, email, standing }: Recipient): NextRecipient {
  return { name, post, email, standing };
}

/** What the rows of a page share. */
export type Surroundings = {
  readonly duty: Office;
  readonly unitNames: ReadonlyMap<UnitCode, Localized>;
  readonly now: Instant;
};

export async function dutyOffice(deps: Pick<State, 'getOffice' | 'latestLadder' | 'now'>): Promise<Office> {
  const ladder = await deps.latestLadder(localDateOf(deps.now()));
  return deps.getOffice(ladder.offices.duty);
}

export async function surroundings(deps: OfficeViewVerbs): Promise<Surroundings> {
  const [duty, units] = await Promise.all([dutyOffice(deps), deps.units()]);
  return { duty, unitNames: new Map(units.map(({ code, name }) => [code, name])), now: deps.now() };
}

/** One row of the directory: a count of the office's open cases beside what is known already. */
export async function rowOf(
  deps: OfficeViewVerbs,
  office: Office,
  { duty, unitNames, now }: Surroundings,
): Promise<DirectoryRow> {
  const { id, kind, name, unit, provenance } = office;
  const standing = standingOf(office, now);
  const counted = await deps.countCasesOfOffice(id, MOST_CASES + 1);
  return {
    id,
    kind,
    name,
    unit: unit === undefined ? null : { code: unit, name: unitNames.get(unit) ?? { vi: unit, en: unit } },
    provenance,
    holder: standing.holder === null ? null : personOf(standing.holder),
    deputies: standing.deputies.map(personOf),
    absent: standing.absent,
    bounced: standing.bounced,
    recipient: nextRecipient(resolveRecipient({ office, duty, passedOver: [], at: now })),
    casesWaiting: Math.min(counted, MOST_CASES),
    casesMore: counted > MOST_CASES,
  };
}

function askOf({ id, kind, caseId, moveId, shown, deadline }: Approval) {
  return {
    id,
    kind,
    caseId: caseId ?? null,
    moveId: moveId ?? null,
    title: shown.title,
    dueAt: deadline.at,
  };
}

export async function openAsksOf(
  deps: Pick<State, 'approvalsOfOffice'>,
  id: OfficeId,
): Promise<OpenApproval[]> {
  const { items } = await deps.approvalsOfOffice(id, 'open', { limit: MOST_ASKS });
  return items.filter((approval) => approval.status === 'open');
}

export async function officeDetail(
  deps: OfficeViewVerbs,
  id: OfficeId,
): Promise<z.infer<typeof OfficeDetail>> {
  const office = await deps.getOffice(id);
  const [around, asks, log] = await Promise.all([
    surroundings(deps),
    openAsksOf(deps, id),
    deps.receiptsOf(id, { limit: LOG_LINES, newestFirst: true }),
  ]);
  const row = await rowOf(deps, office, around);
  return { asOf: around.now, row, office, asks: asks.map(askOf), log: await logLines(deps, log.items) };
}

/** Before and after, on the day from which the change is felt; today, for one that is felt at once. */
export function previewOf(args: {
  readonly before: Office;
  readonly after: Office;
  readonly duty: Office;
  readonly openAsks: readonly OpenApproval[];
  readonly from: LocalDate;
  readonly now: Instant;
}): z.infer<typeof OfficeChangePreview> {
  const { before, after, duty, openAsks, from, now } = args;
  const today = localDateOf(now);
  const at = from > today ? instantAt(from, '08:00') : now;
  const recipientIn = (office: Office) =>
    nextRecipient(resolveRecipient({ office, duty, passedOver: [], at }));
  return {
    asOf: now,
    version: before.version,
    on: from > today ? from : today,
    before: recipientIn(before),
    after: recipientIn(after),
    openAsks: openAsks.length,
    mailedNow: mailsAfter({ office: after, duty, openAsks, now }).length,
  };
}
