import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ProjectId, UnitCode } from '#domain/ids.ts';
import type { Project } from '#domain/project.ts';
import { PROJECT_NAMES, projectNameItem } from './items.ts';
import { keyTail, namesVersionKey, shardsOf } from './keys.ts';
import { parseItem, readRange, type Store } from './store.ts';
import { HOLDER_INDEX } from './tables.ts';
import type { NamedProject, NameVerbs } from './verbs.ts';

/**
 * Searching projects by any word of their names, without accents, is no key look-up, and the city has hundreds to
 * thousands of projects. So the names lie in an index whose keys alone say all that is searched (folded name, units,
 * open or closed): 5,000 of them are some 500 KB, read in four queries. A warm function keeps the list and looks with
 * one small read whether it is still whole: `NAMES` counts up whenever names were written. An index follows its table
 * within moments, so a list that was read right after such a write is read again a little later.
 */

const Marker = z.object({ version: z.int().positive() });
const MOST_NAMES = 10_000;

async function namesVersion(store: Store): Promise<number> {
  const item = await store.find(namesVersionKey());
  return item === undefined ? 0 : parseItem(Marker, item).version;
}

function named(holderAt: string): NamedProject {
  const id = keyTail(holderAt);
  const [folded = '', units = '', state = ''] = holderAt.slice(0, -id.length - 1).split('~');
  return {
    id: ProjectId.parse(id),
    folded,
    units: units.split(',').map((unit) => UnitCode.parse(unit)),
    closed: state === 'closed',
  };
}

async function readNames(store: Store): Promise<readonly NamedProject[]> {
  const parts = await Promise.all(
    shardsOf(PROJECT_NAMES).map((hash) =>
      readRange(store, { index: HOLDER_INDEX, hash, low: '!', high: '~', newestFirst: false }, MOST_NAMES),
    ),
  );
  return parts.flat().map((item) => named(z.string().parse(item[HOLDER_INDEX.key.range])));
}

export function nameVerbs(store: Store): NameVerbs {
  let kept:
    | { readonly version: number; readonly again: boolean; readonly names: readonly NamedProject[] }
    | undefined;
  return {
    projectNames: async () => {
      const version = await namesVersion(store);
      if (kept?.version === version && !kept.again) return kept.names;
      // Once more at the next question: the index may not have had everything yet.
      const again = kept?.version !== version;
      kept = { version, again, names: await readNames(store) };
      return kept.names;
    },
  };
}

/** Writes the names of projects; the same ones again change nothing but the count. */
export async function putNames(store: Store, projects: readonly Project[]): Promise<void> {
  if (projects.length === 0) return;
  const table = store.tableNames.registry;
  const queue = projects.values();
  const work = async () => {
    for (const project of queue) {
      await store.client.send(new PutCommand({ TableName: table, Item: projectNameItem(project) }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await store.client.send(
    new UpdateCommand({
      TableName: table,
      Key: { ...namesVersionKey() },
      UpdateExpression: 'ADD #version :one',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
