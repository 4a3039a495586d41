import { describe, expect, test } from 'vitest';
import { clashingClauses, clashOf } from '#domain/plan-clash.ts';
import { clausesOf } from '#domain/plan-model.ts';
import { planMoves } from '#domain/plan-moves.ts';
import { ty } from './capital-samples.ts';
import { giver, LIMITS, problem, solve, taker } from './plan-samples.ts';

const part = (key: string, headroom: number, more: object = {}) => ({
  project: taker(key, headroom, more),
  spare: [headroom],
});
const flood = giver('FLOOD', 100);
const site = part('S', 80, { group: 'siteClearance', units: ['769'] });
const on = part('ON', 80);

async function clashes(...args: Parameters<typeof problem>) {
  const result = await planMoves(problem(...args), solve, LIMITS);
  if (result.type !== 'infeasible') throw new Error(`it can hold: ${result.type}`);
  return result.clashes.map(({ code, text }) => [code, text.vi.replaceAll('\u00a0', ' ')]);
}

describe('what cannot hold together is named, and no more', () => {
  test('all idle capital against what the recipients can take', async () => {
    expect(await clashes([flood], [site], { amount: 'all' })).toEqual([
      ['moveAll', 'Chuyển hết 100 tỷ đồng đang nằm chờ của 1 dự án giảm'],
      [
        'capacity',
        'Khả năng nhận vốn của 1 dự án: nhiều nhất 80 tỷ đồng trong năm kế hoạch và tổng mức đầu tư',
      ],
    ]);
  });

  test('the lines that are wished against the amount', async () => {
    const found = await clashes([flood], [site, on], { amount: 'all', maxRecipients: 1 });
    expect(found.map(([code]) => code)).toEqual(['moveAll', 'capacity', 'maxRecipients']);
    expect(found[2]?.[1]).toBe('Nhiều nhất 1 dự án nhận vốn');
  });

  test('a cap of a unit against a line that is fixed', async () => {
    const wishes = {
      fixedRecipients: [{ projectId: 'DA-S', amount: ty(50) }],
      unitCaps: [{ unit: '769', most: ty(40) }],
    };
    expect(await clashes([flood], [site, on], wishes)).toEqual([
      ['fixedRecipient', 'Giữ cố định: Dự án S tăng 50.000.000.000 đồng'],
      ['unitCap', 'Thành phố Thủ Đức nhận nhiều nhất 40 tỷ đồng'],
    ]);
  });

  test('a cap of a group against a line that is fixed', async () => {
    const wishes = {
      fixedRecipients: [{ projectId: 'DA-S', amount: ty(50) }],
      groupCaps: [{ group: 'siteClearance', most: ty(40) }],
    };
    expect((await clashes([flood], [site, on], wishes))[1]).toEqual([
      'groupCap',
      'Nhóm Giải phóng mặt bằng nhận nhiều nhất 40 tỷ đồng',
    ]);
  });

  test('two lines that are fixed and differ, with nobody else to even them', async () => {
    const wishes = {
      fixedDonors: [{ projectId: 'DA-FLOOD', amount: ty(10) }],
      fixedRecipients: [{ projectId: 'DA-S', amount: ty(50) }],
    };
    expect(await clashes([flood], [site], wishes)).toEqual([
      ['fixedDonor', 'Giữ cố định: Dự án FLOOD giảm 10.000.000.000 đồng'],
      ['fixedRecipient', 'Giữ cố định: Dự án S tăng 50.000.000.000 đồng'],
    ]);
  });

  test('the least line against a small rest', async () => {
    const small = giver('SMALL', 100);
    const wishes = { amount: 'all', leastLine: ty(60), maxRecipients: 2 };
    const found = await clashes([small], [site, on], wishes);
    expect(found.map(([code]) => code)).toEqual(['moveAll', 'capacity', 'leastLine']);
    expect(found[2]?.[1]).toBe('Mỗi dòng ít nhất 60 tỷ đồng');
  });

  test('a line that is fixed below the least line, to its last đồng, and a unit that has no name by its code', async () => {
    const wishes = { fixedDonors: [{ projectId: 'DA-FLOOD', amount: 1_234_567 }] };
    expect(await clashes([flood], [site], wishes)).toEqual([
      ['fixedDonor', 'Giữ cố định: Dự án FLOOD giảm 1.234.567 đồng'],
      ['leastLine', 'Mỗi dòng ít nhất 1 tỷ đồng'],
    ]);
    const other = part('OTHER', 80, { units: ['776'] });
    const capped = {
      fixedRecipients: [{ projectId: 'DA-OTHER', amount: ty(50) }],
      unitCaps: [{ unit: '776', most: 0 }],
    };
    expect((await clashes([flood], [other], capped))[1]).toEqual(['unitCap', '776 nhận nhiều nhất 0 đồng']);
  });

  test('more donors than a move holds, all of which should give', async () => {
    const many = Array.from({ length: 31 }, (_, index) => giver(`G${index}`, 2));
    const found = await clashes(many, [part('T', 100)], { amount: 'all' });
    expect(found.map(([code]) => code)).toEqual(['moveAll', 'moveSize']);
    expect(found[1]?.[1]).toBe('Một lần điều chuyển nhiều nhất 30 dự án giảm, 40 dòng và 10 chủ đầu tư');
  });

  test('sets of more than three, and of very many conditions, by leaving out one after the other', async () => {
    const caps = ['769', '776', '765', '760'];
    const takers = caps.map((unit, index) => part(`T${index}`, 40, { units: [unit] }));
    const unitCaps = caps.map((unit) => ({ unit, most: ty(20) }));
    const four = problem([flood], takers, { amount: 'all', unitCaps });
    const found = await clashingClauses(four, solve);
    expect(found.map(({ code }) => code)).toEqual(['moveAll', 'unitCap', 'unitCap', 'unitCap', 'unitCap']);
    const more = [...unitCaps, ...Array.from({ length: 12 }, (_, i) => ({ unit: `${200 + i}`, most: 0 }))];
    const many = problem([flood], takers, { amount: 'all', unitCaps: more });
    expect(await clashingClauses(many, solve)).toHaveLength(5);
  });

  test('with the rule of law behind it, where it is one', () => {
    const of = problem([flood], [site], { amount: 'all' });
    const [all, law] = ['moveAll' as const, 'capacity' as const].map((code) => clashOf(of, { code }));
    expect(all?.source).toBeUndefined();
    expect(law?.source?.title.vi).toContain('không kéo dài');
    expect(clausesOf(of).map(({ code }) => code)).toEqual([
      'moveAll',
      'capacity',
      'maxRecipients',
      'leastLine',
      'moveSize',
    ]);
  });

  test('a condition that the problem does not have is written without its figures', () => {
    const of = problem([flood], [site]);
    for (const code of ['fixedDonor', 'fixedRecipient', 'unitCap', 'groupCap'] as const) {
      expect(clashOf(of, { code, of: 'DA-X' }).text.en).not.toContain('undefined');
      expect(clashOf(of, { code }).text.en).not.toContain('undefined');
    }
  });
});
