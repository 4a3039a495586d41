import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  approvalItem,
  caseInUnitItems,
  caseItem,
  glanceItem,
  type StoredItem,
} from '#adapters/dynamo/items.ts';
import { BlockerCategory } from '#domain/blocker.ts';
import type { Case } from '#domain/case.ts';
import { ProjectGroup } from '#domain/project.ts';
import { type Instant, instantAt, LocalDate, plusDays } from '#domain/time.ts';
import type { TestBed } from '#test/adapters/dynamo/bed.ts';
import { approval, clearedCase, heldCase, pausedCase } from '#test/adapters/dynamo/samples.ts';

/** A city of many cases on a store: spread over rungs, units, offices, categories and due days, the same each time. */

export const TODAY = LocalDate.parse('2024-10-22');
const UNITS = [
  '760',
  '761',
  '764',
  '765',
  '766',
  '767',
  '768',
  '769',
  '770',
  '771',
  '772',
  '776',
  '777',
  '778',
];

function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** Due from 40 days ago to 20 days ahead. */
function manyCase(index: number, state: 'open' | 'paused' | 'closed'): Case {
  const rung = (index % 6) + 1;
  const holder = `office-${rung}-${index % 17}`;
  const due = instantAt(plusDays(TODAY, (index % 61) - 40), '17:00');
  const more = {
    projectId: `DA-${index % 4000}`,
    projectName: { vi: `Nâng cấp rạch số ${index % 4000}`, en: `Canal upgrade ${index % 4000}` },
    group: pick(ProjectGroup.options, index * 7),
    category: pick(BlockerCategory.options, index * 5),
    units: [...new Set([pick(UNITS, index * 3), pick(UNITS, index)])],
    atRisk: ((index * 7919) % 900) * 1e8 + 1e8,
    rung,
    holder,
    holderName: { vi: `Cơ quan ${holder}`, en: `Office ${holder}` },
    status: rung === 1 ? 'inReview' : 'escalated',
    undeliverable: index % 97 === 0,
    deadline: {
      from: instantAt(TODAY, '08:00'),
      at: due,
      workingDays: 5,
      skipped: [],
      calendarVersion: 'test-1',
    },
    approvalId: `YK${String(index).padStart(10, '0')}`,
  };
  const number = index + 1;
  if (state === 'open') return heldCase(number, more);
  if (state === 'paused') return pausedCase(number, plusDays(TODAY, (index % 30) + 1), more);
  const { status: _held, ...before } = more;
  return clearedCase(number, instantAt(plusDays(TODAY, -(index % 200)), '09:00'), before);
}

function itemsOf(record: Case, index: number, changedAt: Instant): readonly StoredItem[] {
  const ask = record.status === 'cleared' ? [] : [approvalItem(approval(index, { caseId: record.id }))];
  return [caseItem(record), glanceItem(record, changedAt), ...caseInUnitItems(record), ...ask];
}

/** Fills a store with `open` open cases, a tenth as many paused and a fifth as many closed ones, all changed last at one time. */
export async function fillWithCases(
  bed: Pick<TestBed, 'client' | 'tableNames'>,
  open: number,
  changedAt = instantAt(TODAY, '07:00'),
): Promise<readonly Case[]> {
  const states = ['open', 'paused', 'closed'] as const;
  const counts = { open, paused: Math.floor(open / 10), closed: Math.floor(open / 5) };
  const records = states
    .flatMap((state) => Array.from({ length: counts[state] }, () => state))
    .map((state, index) => manyCase(index, state));
  const items = records.flatMap((record, index) => itemsOf(record, index, changedAt));
  const client = DynamoDBDocumentClient.from(bed.client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, index) =>
    items.slice(index * 25, (index + 1) * 25).map((Item) => ({ PutRequest: { Item } })),
  ).values();
  const write = async () => {
    for (const puts of batches) {
      await client.send(new BatchWriteCommand({ RequestItems: { [bed.tableNames.registry]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, write));
  return records;
}
