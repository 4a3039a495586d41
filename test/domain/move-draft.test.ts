import { describe, expect, test } from 'vitest';
import { type Case, CaseBase } from '#domain/case.ts';
import { Move } from '#domain/move.ts';
import { type DraftForCaseArgs, draftForCase } from '#domain/move-draft.ts';
import { Project } from '#domain/project.ts';
import { aCase, aLadder, aProject, at, moveId, only } from './builders.ts';
import { rulesOf } from './capital-samples.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-14');
const donor = aProject();
const waiting: Case = { ...CaseBase.parse(aCase()), status: 'reallocating', since: now };

/** An ongoing project that can spend `spare` đồng beyond its plan. */
function taker(id: string, spare: number): Project {
  const capital = { ...donor.capital, planned: 0, disbursed: 0, absorbable: spare };
  return aProject({ id, group: 'ongoing', owner: `owner-${id.toLowerCase()}`, capital });
}

const xuyenTam = taker('DA-XUYENTAM', 5000e9);
const kenhDoi = taker('DA-KENHDOI', 4000e9);

function draft(overrides: Partial<DraftForCaseArgs> = {}) {
  return draftForCase({
    id: moveId(),
    case: waiting,
    donor,
    candidates: [xuyenTam, kenhDoi],
    ladder: aLadder(),
    rules: rulesOf('2024-10-14'),
    now,
    ...overrides,
  });
}

describe('drafting the move of a case', () => {
  test('places all that lies idle by the legal order, and writes move, case and projects as one change', () => {
    const { moveId: drafted, change } = draft();
    const move = only(change.moves);
    expect(Move.parse(move)).toEqual(move);
    expect(drafted).toBe(move.id);
    expect(move).toMatchObject({
      status: 'drafted',
      caseId: waiting.id,
      planYear: 2024,
      draftedBy: 'finance',
      reason: { why: 'idleInCase', project: donor.name, caseId: waiting.id },
      chain: { count: 1 },
      donors: [{ projectId: donor.id, amount: 6800e9 }],
      recipients: [
        { projectId: 'DA-XUYENTAM', amount: 5000e9 },
        { projectId: 'DA-KENHDOI', amount: 1800e9 },
      ],
    });
    expect(only(change.cases)).toMatchObject({ status: 'reallocating', moveId: move.id, version: 1 });
    expect(change.receipts.map(({ type }) => type)).toEqual(['moveDrafted']);
    expect(change.projects.map(({ id, version }) => [id, version])).toEqual([
      [donor.id, 1],
      ['DA-XUYENTAM', 1],
      ['DA-KENHDOI', 1],
    ]);
  });

  test('leaves out what open moves have promised or taken, and never names the donor as recipient', () => {
    const taken = held(donor, { out: 2000e9 });
    const candidates = [taken, held(xuyenTam, { in: 2000e9 }), kenhDoi];
    const { change } = draft({ donor: taken, candidates });
    expect(only(change.moves)).toMatchObject({
      donors: [{ amount: 4800e9 }],
      recipients: [
        { projectId: 'DA-KENHDOI', amount: 4000e9 },
        { projectId: 'DA-XUYENTAM', amount: 800e9 },
      ],
    });
  });

  test('keeps what the project owes, and moves the rest', () => {
    const owing = Project.parse({ ...donor, owes: { debt: 2500e9, advances: 500e9 } });
    expect(only(draft({ donor: owing }).change.moves)).toMatchObject({
      donors: [{ projectId: donor.id, amount: 5800e9 }],
    });
  });

  test.each<[string, Partial<DraftForCaseArgs>]>([
    [
      'the project owes more than is left',
      { donor: Project.parse({ ...donor, owes: { debt: 99_999e9, advances: 0 } }) },
    ],
    ['nobody can take it', { candidates: [] }],
    ['open moves have taken it all', { donor: held(donor, { out: 6800e9 }) }],
    ['the plan of the year is closed', { now: at('2024-11-18') }],
  ])('when %s, the case goes back to the ladder without a move', (_, overrides) => {
    const { moveId: drafted, change } = draft(overrides);
    expect(drafted).toBeNull();
    expect(only(change.cases)).toMatchObject({ status: 'escalated', rung: 5, holder: 'city-chairman' });
    expect(change).toMatchObject({ moves: [], projects: [] });
  });

  test('a case that does not wait for a move is refused', () => {
    expect(thrownCode(() => draft({ case: aCase() }))).toBe('case.wrongStatus');
  });
});

/** The project with capital that open moves have reserved. */
function held(project: Project, reserved: { out?: number; in?: number }): Project {
  return Project.parse({ ...project, reserved: { ...project.reserved, ...reserved } });
}
