import type { MoveFile } from '#domain/document/move-facts.ts';
import type { UrgeFile } from '#domain/document/urge-letter.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import { Move } from '#domain/move.ts';
import type { Project } from '#domain/project.ts';
import {
  aBlocker,
  aCalendar,
  aCase,
  anOffice,
  aProject,
  approvalId,
  ask,
  asked,
  at,
  sha,
} from '#test/domain/builders.ts';

/** A move of 6,800 tỷ from flood control to two projects, and the file of its papers. */

const SOURCED = { kind: 'source', source: 'Báo cáo ngày 08/10/2024' } as const;

export const NOW = at('2024-10-15', '10:00');

export const donor: Project = aProject({
  provenance: SOURCED,
  capital: { ...aProject().capital, provenance: SOURCED },
});
const taking = (id: string, name: string, planned: number) =>
  aProject({
    id,
    name: { vi: name, en: name },
    owner: 'owner-xuyentam',
    provenance: SOURCED,
    capital: { ...donor.capital, planned, disbursed: 0, absorbable: planned + 7000e9 },
  });
export const takers: readonly Project[] = [
  taking('DA-XUYENTAM', 'Nạo vét, cải tạo rạch Xuyên Tâm', 12_976e9),
  taking('DA-KENHDOI', 'Bờ Bắc kênh Đôi', 5092e9),
];

function lineOf(project: Project, amount: number) {
  return { projectId: project.id, projectName: project.name, amount };
}

export function aMove(overrides: object = {}): Move {
  const [first = donor, second = donor] = takers;
  return Move.parse({
    id: 'DC-2024-0001',
    planYear: 2024,
    donors: [lineOf(donor, 6800e9)],
    recipients: [lineOf(first, 6_799_999_999_995), lineOf(second, 5)],
    reason: 'Dự án chống ngập không giải ngân được phần vốn còn lại trong năm 2024.',
    draftedBy: 'finance',
    draftedAt: at('2024-10-08'),
    rulesVersion: '2024-1',
    appraisers: ['appraiser-1', 'appraiser-2', 'appraiser-3'],
    quorum: 2,
    appraisals: [
      {
        office: 'appraiser-1',
        approvalId: approvalId(1),
        linesHash: sha('a'),
        outcome: 'agree',
        at: at('2024-10-09'),
      },
      {
        office: 'appraiser-3',
        approvalId: approvalId(3),
        linesHash: sha('a'),
        outcome: 'agree',
        at: at('2024-10-10'),
      },
    ],
    chain: { count: 0, lastHash: null },
    version: 0,
    status: 'appraised',
    ...overrides,
  });
}

export function aMoveFile(overrides: Partial<MoveFile> = {}): MoveFile {
  const offices = ['owner-tcip', 'owner-xuyentam', 'appraiser-1', 'appraiser-2', 'appraiser-3'];
  return {
    move: aMove(),
    projects: [donor, ...takers],
    offices: offices.map((id) => anOffice(id, { name: { vi: `Cơ quan ${id}`, en: id } })),
    entries: [],
    now: NOW,
    ...overrides,
  };
}

export function anEntry(of: Project, side: 'debit' | 'credit', amount: number, balance: number): LedgerEntry {
  const common = { sequence: 1, moveId: 'DC-2024-0001', at: NOW, reversal: false };
  return LedgerEntry.parse({ ...common, projectId: of.id, side, amount, balance });
}

/** The flood-control case, waiting for its owner since 8 October, due on the 11th. */
export function anUrgeFile(overrides: Partial<UrgeFile> = {}): UrgeFile {
  const { record } = asked(ask(aCase()));
  return {
    case: record,
    blocker: aBlocker(),
    project: donor,
    offices: [anOffice('owner-tcip', { kind: 'owner' }), anOffice('reporter-776', { kind: 'reporter' })],
    calendar: aCalendar(),
    now: NOW,
    ...overrides,
  };
}
