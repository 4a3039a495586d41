import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MoveId, ProjectId } from '#domain/ids.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import { postEntries, proveBalance, statementOf } from '#domain/ledger-post.ts';
import { PositiveDong, sumDong } from '#domain/money.ts';
import type { Project } from '#domain/project.ts';
import { line, NOW, project, ty } from './capital-samples.ts';

const moveId = (n: number) => MoveId.parse(`DC-2024-${String(n).padStart(4, '0')}`);
const plansOf = (projects: readonly Project[]) =>
  new Map(projects.map(({ id, capital }) => [id, capital.planned]));
const totalOf = (projects: readonly Project[]) => sumDong(projects.map(({ capital }) => capital.planned));

const flood = project('CHONG-NGAP', { planned: 6800 });
const one = project('XUYEN-TAM', { planned: 100, absorbable: 9000 });
const two = project('KENH-DOI', { planned: 50, disbursed: 10, absorbable: 5000 }, { ledgerCount: 4 });

describe('posting a move', () => {
  const move = { id: moveId(1), donors: [line(flood, 6800)], recipients: [line(one, 4000), line(two, 2800)] };
  const args = { move, projects: [flood, one, two, project('OTHER')], at: NOW, reversal: false };

  test('debits who gives, credits who takes, and numbers each entry', () => {
    const { projects, entries } = postEntries(args);
    expect(entries.map((entry) => LedgerEntry.parse(entry))).toEqual(entries);
    expect(entries).toMatchObject([
      {
        projectId: 'DA-CHONG-NGAP',
        side: 'debit',
        amount: ty(6800),
        balance: 0,
        sequence: 1,
        reversal: false,
      },
      { projectId: 'DA-XUYEN-TAM', side: 'credit', amount: ty(4000), balance: ty(4100), sequence: 1 },
      { projectId: 'DA-KENH-DOI', side: 'credit', amount: ty(2800), balance: ty(2850), sequence: 5 },
    ]);
    expect(projects.map(({ id, version, ledgerCount }) => [id, version, ledgerCount])).toEqual([
      ['DA-CHONG-NGAP', 4, 1],
      ['DA-XUYEN-TAM', 4, 1],
      ['DA-KENH-DOI', 4, 5],
    ]);
  });

  test('and reversing it restores every plan', () => {
    const posted = postEntries(args);
    const back = postEntries({ ...args, projects: posted.projects, reversal: true });
    expect(plansOf(back.projects)).toEqual(plansOf([one, two, flood]));
    expect(back.entries.every(({ reversal }) => reversal)).toBe(true);
  });

  test('raises a project’s version once, however many lines name it', () => {
    const twice = { ...move, recipients: [line(one, 4000), line(one, 2800)] };
    const { projects } = postEntries({ ...args, move: twice });
    expect(projects.find(({ id }) => id === one.id)).toMatchObject({ version: 4, ledgerCount: 2 });
  });

  test('refuses lines that do not sum to zero', () => {
    expect(() => postEntries({ ...args, move: { ...move, recipients: [line(one, 6799)] } })).toThrow(
      'move.unbalanced',
    );
  });

  test('refuses a project that it was not given', () => {
    expect(() => postEntries({ ...args, projects: [flood, one] })).toThrow('project.unknown');
  });

  test.each([
    [{ planned: 6800, disbursed: 1 }, ty(6799)],
    [{ planned: 100, disbursed: 120 }, 0],
  ])('refuses to take a plan below what is disbursed (%j)', (figures, available) => {
    const spent = project('CHONG-NGAP', figures);
    expect(() => postEntries({ ...args, projects: [spent, one, two] })).toThrow(`"available":${available}`);
  });

  test('refuses a reversal when the recipient has spent the money', () => {
    const { projects } = postEntries(args);
    const spent = projects.map((each) =>
      each.id === one.id ? { ...each, capital: { ...each.capital, disbursed: ty(4050) } } : each,
    );
    expect(() => postEntries({ ...args, projects: spent, reversal: true })).toThrow('move.belowDisbursed');
  });
});

const pairOfMoves = fc.record({
  from: fc.nat(4),
  to: fc.nat(4),
  amount: fc.integer({ min: 1, max: 120 }),
  back: fc.boolean(),
});
const figures = fc.record({
  planned: fc.integer({ min: 50, max: 500 }),
  disbursed: fc.integer({ min: 0, max: 50 }),
});

test('any sequence of moves conserves the sum, keeps every plan above what is disbursed, and proves itself', () => {
  fc.assert(
    fc.property(fc.array(figures, { minLength: 5, maxLength: 5 }), fc.array(pairOfMoves), (starts, steps) => {
      const opening = starts.map((start, i) => project(`P${i}`, start));
      let projects = opening;
      const entries: LedgerEntry[] = [];
      for (const [n, { from, to, amount, back }] of steps.entries()) {
        const [donor, recipient] = [projects[from], projects[to]];
        if (donor === undefined || recipient === undefined || from === to) continue;
        const move = { id: moveId(n), donors: [line(donor, amount)], recipients: [line(recipient, amount)] };
        for (const reversal of back ? [false, true] : [false]) {
          const before = projects;
          try {
            const posted = postEntries({ move, projects, at: NOW, reversal });
            projects = projects.map((each) => posted.projects.find(({ id }) => id === each.id) ?? each);
            entries.push(...posted.entries);
          } catch (refusal) {
            expect(String(refusal)).toContain('move.belowDisbursed');
            expect(projects).toBe(before);
            break;
          }
        }
      }
      expect(totalOf(projects)).toBe(totalOf(opening));
      expect(projects.every(({ capital }) => capital.planned >= capital.disbursed)).toBe(true);
      const proof = proveBalance(entries.toReversed(), plansOf(opening));
      expect(proof).toMatchObject({ conserved: true, faults: [] });
      expect(proof.debits).toBe(proof.credits);
      expect(proof.closing).toEqual(plansOf(projects));
    }),
    { numRuns: 60 },
  );
});

describe('a proof finds', () => {
  const opening = plansOf([flood, one]);
  const move = { id: moveId(1), donors: [line(flood, 100)], recipients: [line(one, 100)] };
  const { entries } = postEntries({ move, projects: [flood, one], at: NOW, reversal: false });
  const [debit, credit] = entries;
  const change = (entry: LedgerEntry | undefined, more: Partial<LedgerEntry>) =>
    LedgerEntry.parse({ ...entry, ...more });

  test('nothing in a good ledger, nor in an empty one', () => {
    expect(proveBalance(entries, opening)).toMatchObject({
      conserved: true,
      debits: ty(100),
      credits: ty(100),
    });
    expect(proveBalance([], opening)).toMatchObject({ conserved: true, debits: 0, credits: 0 });
  });

  test.each<[string, LedgerEntry[], object]>([
    [
      'a half-written move',
      [change(debit, {})],
      { fault: 'unbalancedMove', moveId: 'DC-2024-0001', difference: 0 - ty(100) },
    ],
    [
      'a balance that was changed',
      [change(debit, { balance: ty(1) }), change(credit, {})],
      { fault: 'wrongBalance', projectId: flood.id },
    ],
    [
      'a missing entry',
      [change(debit, { sequence: 2 }), change(credit, {})],
      { fault: 'sequenceGap', sequence: 2 },
    ],
    [
      'a project that was not there',
      [change(debit, { projectId: ProjectId.parse('DA-X') }), change(credit, {})],
      { fault: 'unknownProject' },
    ],
    [
      'an amount that was changed',
      [change(debit, {}), change(credit, { amount: PositiveDong.parse(ty(99)) })],
      { fault: 'unbalancedMove', difference: 0 - ty(1) },
    ],
  ])('%s', (_name, ledger, fault) => {
    const proof = proveBalance(ledger, opening);
    expect(proof.conserved).toBe(false);
    expect(proof.faults).toContainEqual(expect.objectContaining(fault));
  });
});

describe('the statement of a project', () => {
  const move = { id: moveId(1), donors: [line(flood, 800)], recipients: [line(one, 800)] };
  const posted = postEntries({ move, projects: [flood, one], at: NOW, reversal: false });
  const [given, taken] = posted.projects;
  if (given === undefined || taken === undefined) throw new Error('two projects');
  const ofGiven = posted.entries.filter(({ projectId }) => projectId === given.id);

  test('goes from the plan before the first entry to the plan after the last', () => {
    expect(statementOf(given, ofGiven)).toEqual({
      opening: ty(6800),
      closing: ty(6000),
      debits: ty(800),
      credits: 0,
      intact: true,
    });
    expect(statementOf(flood, [])).toMatchObject({ opening: ty(6800), closing: ty(6800), intact: true });
  });

  test('says when an entry is missing, and when a balance does not follow', () => {
    expect(statementOf(given, []).intact).toBe(false);
    const forged = ofGiven.map((entry) => ({ ...entry, balance: ty(1) }));
    expect(statementOf(given, forged).intact).toBe(false);
  });
});
