import { describe, expect, it } from 'vitest';
import { parseReconcileFlags } from '#local/reconcile/flags.ts';
import { type Proof, proofTable } from '#local/reconcile/proof.ts';

const parse = (...args: string[]) => parseReconcileFlags(args, '/project', undefined);

describe('the command line of the reconciliation', () => {
  it('asks the host of this machine unless told', () => {
    expect(parse()).toMatchObject({ url: 'http://127.0.0.1:4300', dataDir: undefined, json: false });
    expect(parse('--url', 'https://city.example/', '--json')).toMatchObject({
      url: 'https://city.example',
      json: true,
    });
    expect(parse('--data', 'folder', '--assigned', '79263000000000')).toMatchObject({
      url: undefined,
      dataDir: '/project/folder',
      assigned: '79263000000000',
    });
  });

  it.each([
    [['--data', 'a', '--url', 'http://b']],
    [['--data', '']],
    [['--url', 'nowhere']],
    [['--assigned', '79.263 tỷ']],
    [['--year', 'this']],
    [['--unknown']],
  ])('refuses %j in one line', (args) => {
    expect(() => parse(...args)).toThrow(/usage: npm run reconcile/);
  });
});

describe('the table of the reconciliation', () => {
  const proof: Proof = {
    asOf: '2024-10-08T01:00:00.000Z',
    planYear: 2024,
    holds: true,
    projects: 2,
    entries: 2,
    moves: 1,
    opening: 150e9,
    debits: 30e9,
    credits: 30e9,
    planned: 150e9,
    yearPlan: 150e9,
    groups: [{ group: 'metro', projects: 1, kept: 150e9, planned: 150e9 }],
    faults: [],
  };

  it('shows every sum to the đồng, and that it holds', () => {
    const table = proofTable(proof);
    expect(table).toContain('150.000.000.000');
    expect(table).toContain('Metro');
    expect(table).toMatch(/chênh lệch +0\n/);
    expect(table.endsWith('ĐÚNG: không đồng nào mất đi, không đồng nào sinh ra.')).toBe(true);
  });

  it('names each fault', () => {
    const faults = [{ fault: 'groupDiffers', group: 'khac', expected: 1, found: 2 }];
    const groups = [{ group: 'khac', projects: 0, kept: 2, planned: 1 }];
    const table = proofTable({ ...proof, holds: false, faults, groups });
    expect(table).toContain('khac');
    expect(table).toContain('(sổ ghi 2)');
    expect(table).toContain('SAI: {"fault":"groupDiffers"');
    expect(table.endsWith('KHÔNG ĐÚNG.')).toBe(true);
  });
});
