import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '#domain/ledger.ts';
import { postEntries } from '#domain/ledger-post.ts';
import { dong } from '#domain/money.ts';
import type { Project } from '#domain/project.ts';
import { type ReconcileArgs, reconcile } from '#domain/reconcile.ts';
import { aMove, at } from './builders.ts';
import { line, project, ty } from './capital-samples.ts';

const NOW = at('2024-10-15');
const giver = project('A', { planned: 100, disbursed: 10 });
const taker = project('B', { planned: 50 }, { group: 'metro' });

function totalsOf(projects: readonly Project[]): ReconcileArgs['totals'] {
  return [...Map.groupBy(projects, ({ group }) => group)].map(([group, own]) => ({
    group,
    planned: dong(own.reduce((sum, { capital }) => sum + capital.planned, 0)),
  }));
}

/** A city in which `amount` (tỷ) was moved from A to B, with everything that is kept about it. */
function moved(amount = 30): ReconcileArgs {
  const move = aMove({
    donors: [line(giver, amount)],
    recipients: [line(taker, amount)],
    status: 'committed',
    submittedAt: NOW,
    resolution: { number: '45/NQ', issuedOn: '2024-10-14', issuer: 'HĐND' },
    committeeDecision: { number: '9/QĐ', issuedOn: '2024-10-14', issuer: 'UBND' },
    decidedAt: NOW,
    committedAt: NOW,
  });
  const { projects, entries } = postEntries({ move, projects: [giver, taker], at: NOW, reversal: false });
  return { planYear: 2024, projects, entries, moves: [move], totals: totalsOf(projects) };
}

const faultsOf = (args: ReconcileArgs) => reconcile(args).faults.map(({ fault }) => fault);

function changed(args: ReconcileArgs, id: string, planned: number): readonly Project[] {
  return args.projects.map((each) =>
    each.id === id ? { ...each, capital: { ...each.capital, planned: dong(planned) } } : each,
  );
}
const entryOf = (args: ReconcileArgs, change: (entry: LedgerEntry) => LedgerEntry[]) =>
  args.entries.flatMap((entry) => (entry.projectId === 'DA-A' ? change(entry) : [entry]));

describe('the reconciliation of a plan year', () => {
  it('holds where every đồng that left one plan came into another', () => {
    expect(reconcile(moved())).toEqual({
      planYear: 2024,
      holds: true,
      projects: 2,
      entries: 2,
      moves: 1,
      opening: ty(150),
      debits: ty(30),
      credits: ty(30),
      planned: ty(150),
      yearPlan: ty(150),
      groups: [
        { group: 'ongoing', projects: 1, kept: ty(70), planned: ty(70) },
        { group: 'metro', projects: 1, kept: ty(80), planned: ty(80) },
      ],
      faults: [],
    });
  });

  it('holds in a city where nothing has moved, and in one without projects', () => {
    const projects = [giver, taker];
    const still = { planYear: 2024, projects, entries: [], moves: [], totals: totalsOf(projects) };
    expect(reconcile(still)).toMatchObject({ holds: true, opening: ty(150), planned: ty(150) });
    expect(reconcile({ ...still, projects: [], totals: [] })).toMatchObject({ holds: true, planned: 0 });
  });

  it('is held against the plan that the Council assigned, to the đồng', () => {
    expect(reconcile({ ...moved(), assigned: ty(150) }).holds).toBe(true);
    expect(reconcile({ ...moved(), assigned: ty(150) + 1 }).faults).toEqual([
      { fault: 'yearDiffers', expected: ty(150) + 1, found: ty(150) },
    ]);
  });

  it('finds a plan that was changed beside the ledger', () => {
    const args = moved();
    const projects = changed(args, 'DA-A', ty(70) + 1);
    expect(reconcile({ ...args, projects, totals: totalsOf(projects) }).faults).toEqual([
      { fault: 'planDiffers', projectId: 'DA-A', expected: ty(70), found: ty(70) + 1 },
      { fault: 'yearDiffers', expected: ty(150), found: ty(150) + 1 },
    ]);
  });

  it('finds an entry that is gone, and one that was altered', () => {
    const gone = { ...moved(), entries: entryOf(moved(), () => []) };
    expect(faultsOf(gone)).toEqual(['entriesMissing', 'unbalancedMove', 'yearDiffers']);
    const altered = entryOf(moved(), (entry) => [{ ...entry, amount: dong(entry.amount - 1) }]);
    expect(faultsOf({ ...moved(), entries: altered })).toContain('unbalancedMove');
    const skipped = entryOf(moved(), (entry) => [{ ...entry, sequence: 2 }]);
    expect(faultsOf({ ...moved(), entries: skipped })).toContain('sequenceGap');
  });

  it('finds an entry of a project that is not there, and a plan below what is spent', () => {
    const args = moved();
    const projects = args.projects.filter(({ id }) => id !== 'DA-B');
    expect(faultsOf({ ...args, projects, totals: totalsOf(projects) })).toContain('unknownProject');
    const spent = args.projects.map((each) => ({
      ...each,
      capital: { ...each.capital, disbursed: dong(each.capital.planned + 1) },
    }));
    expect(faultsOf({ ...args, projects: spent })).toEqual(['belowDisbursed', 'belowDisbursed']);
  });

  it('finds a sum of a group that drifted, also of a group without projects', () => {
    const args = moved();
    const totals = [...args.totals, { group: 'newStart' as const, planned: ty(1) }];
    expect(reconcile({ ...args, totals }).faults).toEqual([
      { fault: 'groupDiffers', group: 'newStart', expected: 0, found: ty(1) },
    ]);
    expect(faultsOf({ ...args, totals: [] })).toEqual(['groupDiffers', 'groupDiffers']);
  });

  it('finds a move that says it is in the ledger and is not; another year is not its business', () => {
    const projects = [giver, taker];
    const still = { planYear: 2024, projects, entries: [], totals: totalsOf(projects) };
    const { moves } = moved();
    expect(reconcile({ ...still, moves }).faults).toEqual([
      { fault: 'moveNotPosted', moveId: 'DC-2024-0001' },
    ]);
    expect(faultsOf({ ...still, moves: moves.map((move) => ({ ...move, planYear: 2023 })) })).toEqual([]);
    expect(faultsOf({ ...still, moves: [aMove()] })).toEqual([]);
  });

  it('holds after any moves, and no single đồng can go without a fault', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 1_000_000 }), (amount, lost) => {
        const args = moved(amount);
        expect(reconcile(args).holds).toBe(true);
        const [first] = args.projects;
        const projects = changed(args, 'DA-A', (first?.capital.planned ?? 0) + lost);
        expect(reconcile({ ...args, projects, totals: totalsOf(projects) }).holds).toBe(false);
      }),
    );
  });
});
