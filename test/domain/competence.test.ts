import { describe, expect, test } from 'vitest';
import { BlockerCategory } from '#domain/blocker.ts';
import { competenceOf, solutionsFor } from '#domain/competence.ts';

const urban = { kind: 'urbanDistrict' } as const;
const rural = { kind: 'ruralDistrict' } as const;

describe('whether a district can clear it by itself', () => {
  test('compensation is the district’s own, by the land law', () => {
    const asked = { category: 'GPMB', solution: 'approveCompensation', units: [urban] } as const;
    expect(competenceOf(asked)).toMatchObject({
      within: true,
      level: 'district',
      crossesUnits: false,
      provenance: { kind: 'source' },
    });
  });

  test('of a project in two districts it is not', () => {
    const asked = { category: 'GPMB', solution: 'approveCompensation', units: [urban, urban] } as const;
    expect(competenceOf(asked)).toMatchObject({ within: false, level: 'department', crossesUnits: true });
  });

  test('what belongs to the city crosses nothing', () => {
    const asked = { category: 'QUYHOACH', solution: 'adjustPlanning', units: [urban, urban] } as const;
    expect(competenceOf(asked)).toMatchObject({ within: false, level: 'city', crossesUnits: false });
  });

  test('a rural district and Thủ Đức City have a Council of their own, an urban district has none', () => {
    const asked = { category: 'DIEUCHINH', solution: 'adjustProject' } as const;
    expect(competenceOf({ ...asked, units: [rural] })).toMatchObject({ within: true, level: 'district' });
    expect(competenceOf({ ...asked, units: [{ kind: 'city' }] })).toMatchObject({ level: 'district' });
    expect(competenceOf({ ...asked, units: [urban] })).toMatchObject({ within: false, level: 'council' });
    expect(competenceOf({ ...asked, units: [rural, urban] }).level).toBe('council');
  });

  test('a solution of another category, or one without a rule, says neither yes nor no', () => {
    const asked = { category: 'VON', solution: 'enforceRecovery', units: [urban] } as const;
    expect(competenceOf(asked)).toMatchObject({ solution: 'other', within: null, level: null });
  });

  test('every category has a usual solution and a way out', () => {
    for (const category of BlockerCategory.options) {
      const solutions = solutionsFor(category).map(({ solution }) => solution);
      expect(solutions.at(-1)).toBe('other');
      expect(solutions.length > 1 || category === 'KHAC').toBe(true);
    }
  });
});
