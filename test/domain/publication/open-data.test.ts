import { describe, expect, it } from 'vitest';
import { Oc4idsExtension, projectPackage } from '#domain/publication/oc4ids.ts';
import {
  PublicBlocker,
  PublicMove,
  PublicProject,
  publicBlocker,
  publicProject,
} from '#domain/publication/open-data.ts';
import {
  blockerTable,
  csvOf,
  disbursementTable,
  moveTable,
  objectsOf,
  projectTable,
} from '#domain/publication/tables.ts';
import { aBlocker, aCase, aProject } from '#test/domain/builders.ts';
import { committed, drafted, NOW, projects, unopened, waiting } from './samples.ts';

const all = { projects, blockers: [waiting, unopened], moves: [committed, drafted] };
const packageOf = (args: Partial<typeof all> = {}) =>
  projectPackage({ ...all, ...args, uri: 'https://city.example/api/open/oc4ids.json', now: NOW });

describe('what is published', () => {
  it('holds nothing that somebody typed, no post and no address', () => {
    const text = JSON.stringify([all, packageOf()]);
    expect(text).not.toContain(aBlocker().description);
    expect(text).not.toContain(aBlocker().request);
    expect(text).not.toContain('không giải ngân được phần vốn');
    expect(text).not.toMatch(/@|holder|deputy|Office owner/);
  });

  it('passes its own schemas', () => {
    for (const project of projects) expect(PublicProject.parse(project)).toEqual(project);
    for (const blocker of [waiting, unopened]) expect(PublicBlocker.parse(blocker)).toEqual(blocker);
    for (const move of [committed, drafted]) expect(PublicMove.parse(move)).toEqual(move);
  });

  it('says how a case stands by code and rung, and what was made up', () => {
    expect(waiting).toMatchObject({
      status: 'inReview',
      rung: 1,
      householdsLeft: 1166,
      caseId: 'HS-2024-0001',
    });
    expect(unopened).toMatchObject({
      status: 'notOpened',
      rung: null,
      caseId: null,
      illustrative: true,
      source: '',
    });
    expect(projects[0]).toMatchObject({
      idle: 6800e9,
      illustrative: false,
      source: 'Báo cáo ngày 08/10/2024',
    });
    expect(publicBlocker(aBlocker(), aCase())).toMatchObject({ status: 'reported', rung: null });
    const names = { ownerName: 'x', unitName: (code: string) => code };
    expect(publicProject(aProject({ totalInvestment: 20_000e9 }), names)).toMatchObject({
      totalInvestment: 20_000e9,
      illustrative: true,
    });
  });

  it('gives a closed case its day', () => {
    const record = {
      ...aCase(),
      status: 'cleared' as const,
      closedAt: NOW,
      confirmedBy: aProject().reporter,
    };
    expect(publicBlocker(aBlocker(), record)).toMatchObject({ status: 'cleared', closedOn: '2024-10-15' });
  });
});

describe('the tables', () => {
  it('write every đồng in digits, and lists in one cell', () => {
    const [first] = objectsOf(projectTable(projects));
    expect(first).toMatchObject({ planned: 10_000e9, unitCodes: '776 778', unitNames: 'Quận 776; Quận 778' });
    expect(csvOf(projectTable(projects))).toContain(',10000000000000,');
  });

  it('make a move’s lines sum to zero', () => {
    const rows = objectsOf(moveTable([committed, drafted]));
    expect(rows).toHaveLength(6);
    expect(rows.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(0);
    expect(rows[0]).toMatchObject({ resolutionNumber: '45/NQ-HĐND', committedOn: '2024-10-15' });
    expect(rows[5]).toMatchObject({ resolutionNumber: null, decisionNumber: null, committedOn: null });
  });

  it('name a category in words beside its code', () => {
    expect(objectsOf(blockerTable([waiting]))[0]).toMatchObject({
      category: 'PHAPLY',
      categoryVi: 'Pháp lý, hợp đồng',
    });
  });

  it('state disbursement by group with its moment', () => {
    const group = { group: 'metro', projects: 1, planned: 4, disbursed: 1, absorbable: 2, idle: 1 } as const;
    const { rows } = disbursementTable([group], { planYear: 2024, asOf: NOW });
    expect(rows).toEqual([[2024, NOW, 'metro', 1, 4, 1, 2, 1]]);
  });

  it('open in a spreadsheet as text, whatever stands in a cell', () => {
    const columns = ['a', 'b', 'c', 'd', 'e'];
    const csv = csvOf({
      columns,
      rows: [
        ['=1+1', 'x, "y"', null, true, 'hai\ndòng'],
        ['-5', -5, 'a', false, ''],
      ],
    });
    expect(csv).toBe('\uFEFFa,b,c,d,e\r\n\'=1+1,"x, ""y""",,true,"hai\ndòng"\r\n\'-5,-5,a,false,\r\n');
    expect(objectsOf({ columns: ['a', 'b'], rows: [['x']] })).toEqual([{ a: 'x', b: null }]);
  });
});

describe('the OC4IDS package', () => {
  it('carries the extension: blockers, escalation and moves by project', () => {
    const [flood, taker] = packageOf().projects;
    expect(Oc4idsExtension.parse(flood)).toMatchObject({
      blockers: [{ id: 'VM-CHONGNGAP-1' }, { id: 'VM-MOI-1' }],
      escalation: [{ caseId: 'HS-2024-0001', rung: 1, of: 6 }],
      capitalMoves: [
        { id: 'DC-2024-0001', change: -6800e9 },
        { id: 'DC-2024-0002', change: -6800e9 },
      ],
    });
    expect(taker).toMatchObject({
      blockers: [],
      escalation: [],
      capitalMoves: [{ change: 6_799_999_999_995 }, {}],
    });
  });

  it('names the decision that changed a plan, and the end of a case as a milestone', () => {
    const cleared = { ...waiting, status: 'cleared' as const, closedOn: projects[0]?.asOf ?? null };
    const [flood] = packageOf({
      blockers: [cleared, { ...waiting, status: 'outOfScope', closedOn: cleared.closedOn }],
    }).projects;
    expect(flood).toMatchObject({
      documents: [{ documentType: 'budgetAmendmentApproval', title: '9/QĐ-UBND (HĐND Thành phố)' }],
      milestones: [{ status: 'met', dateMet: '2024-10-07T17:00:00.000Z' }, { status: 'notMet' }],
    });
    expect(packageOf().projects[0]).toMatchObject({ milestones: [{ status: 'scheduled' }] });
  });

  it('leaves out what is empty or unknown, and says when a project is done', () => {
    const [bare] = packageOf({
      blockers: [],
      moves: [],
      projects: projects
        .slice(0, 1)
        .map((project) => ({ ...project, closed: true, totalInvestment: project.planned })),
    }).projects;
    expect(bare).toMatchObject({
      status: 'completion',
      budget: { amount: { amount: 10_000e9, currency: 'VND' } },
    });
    expect(Object.keys(bare ?? {})).not.toEqual(expect.arrayContaining(['milestones', 'documents']));
  });
});
