import * as z from 'zod';
import { Calendar } from '#domain/calendar.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import { OfficeId, type UnitCode } from '#domain/ids.ts';
import { Ladder } from '#domain/ladder.ts';
import type { LogLine } from '#domain/log.ts';
import { Office, OfficeKind, type OfficeMember, sameAddress } from '#domain/office.ts';
import { ChainHead, type LogId } from '#domain/receipt.ts';
import { Rules } from '#domain/rules.ts';
import type { Instant } from '#domain/time.ts';
import { Unit } from '#domain/unit.ts';
import { writeWithEffects } from './commit.ts';
import {
  type GuardedWrite,
  headMovesOnce,
  putLink,
  putNew,
  putVersion,
  receiptIsNext,
} from './conditions.ts';
import { BOUNCED_OFFICES, casesOfOffice, officeItem, officesIn, officesOfUnitKey, packed } from './items.ts';
import {
  CALENDAR_IN_FORCE,
  keyTail,
  logHeadKey,
  memberKey,
  memberPartition,
  officeKey,
  unitKey,
  type Versioned,
  versionKey,
} from './keys.ts';
import { queued } from './outbox.ts';
import { HIGHEST, LOWEST, readAll, readRecordPage } from './pages.ts';
import { ATTEMPTS, keyOf, parseItem, readItems, readRange, type Store } from './store.ts';
import { HOLDER_INDEX, RANK_INDEX, WORK_INDEX } from './tables.ts';
import { tryTransact } from './transact.ts';
import type { DirectoryVerbs } from './verbs.ts';

async function getOffice(store: Store, id: OfficeId): Promise<Office> {
  const item = await store.find(officeKey(id));
  if (item === undefined) throw new Refusal('office.unknown', { office: id });
  return parseItem(Office, item);
}

async function getUnit(store: Store, code: UnitCode): Promise<Unit> {
  const item = await store.find(unitKey(code));
  if (item === undefined) throw new Refusal('input.unknownUnit', { unit: code });
  return parseItem(Unit, item);
}

function membersOf(office: Office): readonly OfficeMember[] {
  return [...office.holders, ...office.deputies];
}

/** Where each address finds the office. An address that has left keeps its link, which is checked on reading. */
export function memberLinks(table: string, office: Office): readonly GuardedWrite[] {
  const addresses = new Set(membersOf(office).map(({ email }) => email.toLowerCase()));
  return [...addresses].map((email) => putLink(table, memberKey(email, office.id)));
}

function officeWrites(table: string, office: Office): readonly GuardedWrite[] {
  const guarded: GuardedWrite = {
    write: putVersion(table, officeItem(office), office.version),
    refusal: (found) => new Refusal(found ? 'office.changed' : 'office.unknown', { office: office.id }),
  };
  return [guarded, ...memberLinks(table, office)];
}

async function officesOfMember(store: Store, email: string): Promise<readonly Office[]> {
  const links = await readAll(store, { hashes: [memberPartition(email)] });
  const keys = links.map((link) => officeKey(OfficeId.parse(keyTail(keyOf(link).sk))));
  const offices = (await readItems(store, keys, true)).map((item) => parseItem(Office, item));
  return offices.filter((office) => membersOf(office).some((member) => sameAddress(member.email, email)));
}

async function officesOfUnit(store: Store, unit: UnitCode): Promise<readonly Office[]> {
  const entries = await readAll(store, { index: HOLDER_INDEX, hashes: [officesOfUnitKey(unit)] });
  return (await readItems(store, entries.map(keyOf), false)).map((item) => parseItem(Office, item));
}

/** Null when nobody with the address is left to mark. */
function marked(office: Office, email: string, at: Instant): Office | null {
  const due = (member: OfficeMember) =>
    sameAddress(member.email, email) && member.undeliverableSince === undefined;
  if (!membersOf(office).some(due)) return null;
  const mark = (member: OfficeMember) => (due(member) ? { ...member, undeliverableSince: at } : member);
  return {
    ...office,
    holders: office.holders.map(mark),
    deputies: office.deputies.map(mark),
    version: office.version + 1,
  };
}

/** Reads again and marks again when somebody else changed the office in between. */
async function markInOffice(
  store: Store,
  id: OfficeId,
  mail: { email: string; at: Instant },
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const next = marked(await getOffice(store, id), mail.email, mail.at);
    if (next === null) return false;
    const outcome = await tryTransact(store, officeWrites(store.tableNames.registry, next));
    if (outcome.type === 'done') return true;
    await store.backoff(attempt);
  }
  throw new Refusal('system.busy');
}

async function markMemberUndeliverable(
  store: Store,
  email: string,
  at: Instant,
): Promise<readonly OfficeId[]> {
  const marks: OfficeId[] = [];
  for (const { id } of await officesOfMember(store, email)) {
    if (await markInOffice(store, id, { email, at })) marks.push(id);
  }
  return marks;
}

/** Stops at `most`: an office that holds more is not asked how many. */
async function countCases(store: Store, id: OfficeId, most: number): Promise<number> {
  const range = {
    index: HOLDER_INDEX,
    hash: casesOfOffice(id),
    low: LOWEST,
    high: HIGHEST,
    newestFirst: false,
  };
  return (await readRange(store, range, most)).length;
}

/** A version is never written over: whoever previewed against an older one is refused. */
function calendarWrites(table: string, calendar: Calendar): readonly GuardedWrite[] {
  const { version } = calendar;
  return [
    {
      write: putNew(table, { ...packed(calendar), ...versionKey('CALENDAR', version) }),
      refusal: () => new Refusal('calendar.changed', { version }),
    },
    putLink(table, { ...CALENDAR_IN_FORCE, version }),
  ];
}

async function logHead(store: Store, log: LogId): Promise<ChainHead> {
  const item = await store.find(logHeadKey(log));
  return item === undefined ? { count: 0, lastHash: null } : parseItem(ChainHead, item);
}

/** What changes, its line in the log and what must follow, in one transaction. */
async function logged(
  store: Store,
  writes: readonly GuardedWrite[],
  line: LogLine,
  effects: readonly Effect[],
): Promise<void> {
  const table = store.tableNames.registry;
  const { log, before, head, receipts } = line;
  const at = receipts[0]?.at;
  if (at === undefined) throw new RangeError('a line without a receipt');
  const lines = [
    ...receipts.map((receipt) => receiptIsNext(table, receipt)),
    headMovesOnce(table, { ...logHeadKey(log), ...head }, before),
  ];
  await writeWithEffects(store, [...writes, ...lines], queued(effects, new Map(), at));
}

const VersionLink = z.object({ version: z.string() });

/**
 * Reference data in versions. A version is written once and never changes, so whoever read it keeps it: a warm function
 * reads it once. A version that somebody refers to is there: one that is missing is a defect.
 */
function versioned<T>(store: Store, kind: Versioned, schema: z.ZodType<T>): (version: string) => Promise<T> {
  const kept = new Map<string, T>();
  return async (version) => {
    const known = kept.get(version);
    if (known !== undefined) return known;
    const item = await store.find(versionKey(kind, version));
    if (item === undefined) throw new Error(`${kind} ${version} has not been imported`);
    const parsed = parseItem(schema, item);
    kept.set(version, parsed);
    return parsed;
  };
}

/** The last version in order that begins on `day` or before. Refuses `system.notSetUp` where none was imported. */
async function versionOn(store: Store, kind: 'LADDER' | 'RULES', day: string): Promise<string> {
  const range = { hash: kind, low: 'FROM#', high: `FROM#${day}~`, newestFirst: true };
  const [link] = await readRange(store, range, 1);
  if (link === undefined) throw new Refusal('system.notSetUp', { missing: kind, day });
  return parseItem(VersionLink, link).version;
}

async function calendarInForce(store: Store): Promise<string> {
  const link = await store.find(CALENDAR_IN_FORCE);
  if (link === undefined) throw new Refusal('system.notSetUp', { missing: 'CALENDAR' });
  return parseItem(VersionLink, link).version;
}

export function directoryVerbs(store: Store): DirectoryVerbs {
  const calendarOf = versioned(store, 'CALENDAR', Calendar);
  const ladderOf = versioned(store, 'LADDER', Ladder);
  const rulesOf = versioned(store, 'RULES', Rules);
  return {
    getOffice: (id) => getOffice(store, id),
    findOffices: async (ids) => {
      const items = await readItems(store, [...new Set(ids)].map(officeKey), false);
      return items.map((item) => parseItem(Office, item));
    },
    officesOfUnit: (unit) => officesOfUnit(store, unit),
    officesOfKind: (kind, page) =>
      readRecordPage(store, { index: WORK_INDEX, hashes: [officesIn(kind)], schema: Office }, page),
    officesOfMember: (email) => officesOfMember(store, email),
    allOffices: (page) =>
      readRecordPage(
        store,
        { index: WORK_INDEX, hashes: OfficeKind.options.map(officesIn), schema: Office },
        page,
      ),
    bouncedOffices: (page) =>
      readRecordPage(store, { index: RANK_INDEX, hashes: [BOUNCED_OFFICES], schema: Office }, page),
    countCasesOfOffice: (id, most) => countCases(store, id, most),
    changeOffice: (office, line, effects) =>
      logged(store, officeWrites(store.tableNames.registry, office), line, effects),
    markMemberUndeliverable: (email, at) => markMemberUndeliverable(store, email, at),
    getUnit: (code) => getUnit(store, code),
    units: async () => (await readAll(store, { hashes: ['UNIT'] })).map((item) => parseItem(Unit, item)),
    logHead: (log) => logHead(store, log),
    writeLog: (line, effects) => logged(store, [], line, effects),
    saveCalendar: (calendar, line, effects) =>
      logged(store, calendarWrites(store.tableNames.registry, calendar), line, effects),
    latestCalendar: async () => calendarOf(await calendarInForce(store)),
    calendarOf,
    latestLadder: async (day) => ladderOf(await versionOn(store, 'LADDER', day)),
    ladderOf,
    latestRules: async (day) => rulesOf(await versionOn(store, 'RULES', day)),
    rulesOf,
  };
}
