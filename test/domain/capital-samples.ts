import { type Dong, dong, PositiveDong, TY } from '#domain/money.ts';
import type { MoveLine } from '#domain/move.ts';
import { Project } from '#domain/project.ts';
import { type Rules, rulesInForce } from '#domain/rules.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { rules } from '#seeds/rules.ts';

/** Projects and rules for the tests of capital; amounts in tỷ. */
export const TODAY = LocalDate.parse('2024-10-08');
export const NOW = Instant.parse('2024-10-08T05:00:00.000Z');

type Figures = { planned?: number; disbursed?: number; absorbable?: number; total?: number };

export function ty(amount: number): Dong {
  return dong(Math.round(amount * TY));
}

export function project(key: string, figures: Figures = {}, more: object = {}): Project {
  const { planned = 100, disbursed = 0, absorbable = 0, total } = figures;
  return Project.parse({
    id: `DA-${key}`,
    name: { vi: `Dự án ${key}`, en: `Project ${key}` },
    group: 'ongoing',
    owner: 'owner-tcip',
    reporter: 'district-reporter-776',
    units: ['776'],
    capital: {
      planYear: 2024,
      planned: ty(planned),
      disbursed: ty(disbursed),
      absorbable: ty(absorbable),
      asOf: '2024-10-08',
      provenance: { kind: 'illustrative' },
    },
    ...(total === undefined ? {} : { totalInvestment: ty(total) }),
    budgetSource: 'city',
    inMediumTermPlan: true,
    proceduresComplete: true,
    closed: false,
    provenance: { kind: 'illustrative' },
    ledgerCount: 0,
    version: 3,
    ...more,
  });
}

export function line(of: Project, amount: number): MoveLine {
  return { projectId: of.id, projectName: of.name, amount: PositiveDong.parse(ty(amount)) };
}

export function rulesOf(date: string): Rules {
  const found = rulesInForce(rules, LocalDate.parse(date));
  if (found === undefined) throw new Error(`no rules on ${date}`);
  return found;
}
