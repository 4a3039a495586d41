import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Calendar } from '#domain/calendar.ts';
import { Refusal } from '#domain/errors.ts';
import type { Project } from '#domain/project.ts';
import type { Unit } from '#domain/unit.ts';
import { type GuardedWrite, projectExists, putLink, putNew, unguarded, type Write } from './conditions.ts';
import { memberLinks } from './directory.ts';
import { blockerItem, officeItem, packed, projectItem } from './items.ts';
import { CALENDAR_IN_FORCE, projectKey, unitKey, versionFromKey, versionKey } from './keys.ts';
import { putNames } from './names.ts';
import { ATTEMPTS, keyOf, readItems, type Store } from './store.ts';
import { totalsWrites } from './totals.ts';
import { tryTransact } from './transact.ts';
import type { ImportRows, ImportVerbs } from './verbs.ts';

/** Rows written at the same time. */
const ABREAST = 8;
/** Projects in one transaction: with the sums of their groups (and plan years) they fit its 100 writes. */
const PROJECTS_AT_ONCE = 80;

type Tally = { readonly written: number; readonly kept: number };
type Job = () => Promise<Tally>;

const WRITTEN: Tally = { written: 1, kept: 0 };
const KEPT: Tally = { written: 0, kept: 1 };

function together(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { written, kept }) => ({ written: sum.written + written, kept: sum.kept + kept }),
    { written: 0, kept: 0 },
  );
}

/** Begins the jobs in order, `abreast` at a time. */
async function inTurns(jobs: readonly Job[], abreast: number): Promise<Tally> {
  const queue = jobs.values();
  const tallies: Tally[] = [];
  const work = async () => {
    for (const job of queue) tallies.push(await job());
  };
  await Promise.all(Array.from({ length: abreast }, work));
  return together(tallies);
}

/** Writes the row with what belongs to it, unless it is there. */
async function putRow(store: Store, row: Write, also: readonly GuardedWrite[] = []): Promise<Tally> {
  const guarded = { write: row, refusal: unguarded };
  const outcome = await tryTransact(store, [guarded, ...also]);
  if (outcome.type === 'done') return WRITTEN;
  if (outcome.write === guarded) return KEPT;
  throw outcome.refusal;
}

/** A version with the link that orders it by the day from which it holds. */
async function putReference(
  store: Store,
  kind: 'LADDER' | 'RULES',
  row: { readonly version: string; readonly validFrom: string },
): Promise<Tally> {
  const table = store.tableNames.registry;
  const { version, validFrom } = row;
  return putRow(store, putNew(table, { ...packed(row), ...versionKey(kind, version) }), [
    putLink(table, { ...versionFromKey(kind, validFrom, version), version }),
  ]);
}

/** A calendar, in force from now on unless a later version is; a run that broke off between the two is mended by the next. */
async function putCalendar(store: Store, calendar: Calendar): Promise<Tally> {
  const table = store.tableNames.registry;
  const { version } = calendar;
  const tally = await putRow(
    store,
    putNew(table, { ...packed(calendar), ...versionKey('CALENDAR', version) }),
  );
  try {
    await store.client.send(
      new PutCommand({
        TableName: table,
        Item: { ...CALENDAR_IN_FORCE, version },
        ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  return tally;
}

async function putUnit(store: Store, unit: Unit): Promise<Tally> {
  const item = { ...unit, ...unitKey(unit.code) };
  await store.client.send(new PutCommand({ TableName: store.tableNames.registry, Item: item }));
  return WRITTEN;
}

/** Many projects share a sum, so those that are not there yet are written in one transaction. */
async function putProjects(store: Store, projects: readonly Project[]): Promise<Tally> {
  const table = store.tableNames.registry;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const keys = projects.map(({ id }) => projectKey(id));
    const there = new Set((await readItems(store, keys, true)).map((item) => keyOf(item).pk));
    // The first of two rows of one project counts, as it would in two batches.
    const first = new Map(projects.toReversed().map((project) => [project.id, project]));
    const missing = projects.filter((project) => {
      return first.get(project.id) === project && !there.has(projectKey(project.id).pk);
    });
    const outcome = await tryTransact(store, [
      ...missing.map((project) => ({ write: putNew(table, projectItem(project)), refusal: unguarded })),
      ...totalsWrites(table, { previous: [], next: missing }),
    ]);
    if (outcome.type === 'done') {
      return { written: missing.length, kept: projects.length - missing.length };
    }
    // Somebody else imported one of them in between.
    await store.backoff(attempt);
  }
  throw new Refusal('system.busy');
}

async function importRows(store: Store, rows: ImportRows): Promise<Tally> {
  const table = store.tableNames.registry;
  const { projects = [], blockers = [] } = rows;
  const references: Job[] = [
    ...(rows.units ?? []).map((unit) => () => putUnit(store, unit)),
    ...(rows.offices ?? []).map(
      (office) => () => putRow(store, putNew(table, officeItem(office)), memberLinks(table, office)),
    ),
    ...(rows.calendars ?? []).map((row) => () => putCalendar(store, row)),
    ...(rows.ladders ?? []).map((row) => () => putReference(store, 'LADDER', row)),
    ...(rows.rules ?? []).map((row) => () => putReference(store, 'RULES', row)),
  ];
  const batches = Array.from({ length: Math.ceil(projects.length / PROJECTS_AT_ONCE) }, (_, index) =>
    projects.slice(index * PROJECTS_AT_ONCE, (index + 1) * PROJECTS_AT_ONCE),
  );
  const inBatches = batches.map((batch) => () => putProjects(store, batch));
  const reported = blockers.map(
    (blocker) => () =>
      putRow(store, putNew(table, blockerItem(blocker)), [projectExists(table, blocker.projectId)]),
  );
  await putNames(store, projects);
  // A blocker needs its project; batches of projects meet on the same sums, so they come one after the other.
  return together([
    await inTurns(references, ABREAST),
    await inTurns(inBatches, 1),
    await inTurns(reported, ABREAST),
  ]);
}

export function importVerbs(store: Store): ImportVerbs {
  return { importRows: (rows) => importRows(store, rows) };
}
