import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { Blocker } from '#domain/blocker.ts';
import { Draft } from '#domain/draft.ts';
import { Refusal } from '#domain/errors.ts';
import { CaseId, type DraftCode } from '#domain/ids.ts';
import { ImportRecord } from '#domain/import.ts';
import { type GuardedWrite, putNew, putVersion, type Write } from './conditions.ts';
import { draftItem, draftsOfPerson, importItem, importsOfOffice, reportsOfOffice } from './items.ts';
import { blockerKey, draftKey, importKey } from './keys.ts';
import { readRecordPage } from './pages.ts';
import { parseItem, type Store } from './store.ts';
import { HOLDER_INDEX } from './tables.ts';
import { transact } from './transact.ts';
import type { ReportedBlocker, ReportVerbs } from './verbs.ts';

/** The blocker with the case that has claimed it. */
const Reported = Blocker.extend({ caseId: CaseId.optional() });

function reported({ caseId, ...blocker }: z.infer<typeof Reported>): ReportedBlocker {
  return { blocker, caseId: caseId ?? null };
}

/** New, or in place of an older version of the same person's device; a later one is not written over. */
function draftWrite(table: string, draft: Draft): GuardedWrite {
  const { version } = draft;
  const put = putNew(table, draftItem(draft));
  const write: Write = {
    Put: {
      ...put.Put,
      TableName: table,
      Item: draftItem(draft),
      ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': version },
    },
  };
  return { write, refusal: () => new Refusal('draft.changed', { draft: draft.code }) };
}

async function findDraft(store: Store, code: DraftCode): Promise<Draft | null> {
  const item = await store.find(draftKey(code));
  return item === undefined ? null : parseItem(Draft, item);
}

export function reportVerbs(store: Store): ReportVerbs {
  const table = store.tableNames.registry;
  const listed = (hash: string) => ({ index: HOLDER_INDEX, hashes: [hash], newestFirst: true });
  return {
    findReport: async ({ projectId, blockerId }) => {
      const item = await store.find(blockerKey(projectId, blockerId));
      return item === undefined ? null : reported(parseItem(Reported, item));
    },
    reportsOf: async (office, page) => {
      const { items, cursor } = await readRecordPage(
        store,
        { ...listed(reportsOfOffice(office)), schema: Reported },
        page,
      );
      return { items: items.map(reported), cursor };
    },
    saveDraft: (draft) => transact(store, [draftWrite(table, draft)]),
    findDraft: (code) => findDraft(store, code),
    draftsOf: (person, page) =>
      readRecordPage(store, { ...listed(draftsOfPerson(person)), schema: Draft }, page),
    discardDraft: async (code) => {
      await store.client.send(new DeleteCommand({ TableName: table, Key: { ...draftKey(code) } }));
    },
    getImport: async (id) => {
      const item = await store.find(importKey(id));
      if (item === undefined) throw new Refusal('import.unknown', { import: id });
      return parseItem(ImportRecord, item);
    },
    importsOf: (office, page) =>
      readRecordPage(store, { ...listed(importsOfOffice(office)), schema: ImportRecord }, page),
    saveImport: (record) =>
      transact(store, [
        {
          write: putVersion(table, importItem(record), record.version),
          refusal: () => new Refusal('import.changed', { import: record.id }),
        },
      ]),
  };
}
