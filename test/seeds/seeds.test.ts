import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockerCategory } from '#domain/blocker.ts';
import { isWorkingDay, workingDayAt, workingDaysBetween } from '#domain/calendar-count.ts';
import { headroomOf, idleOf, remainingOf } from '#domain/capital-figures.ts';
import { officeOfUnit } from '#domain/ladder.ts';
import { TY } from '#domain/money.ts';
import { adjustmentDeadline } from '#domain/move-rules.ts';
import { Office } from '#domain/office.ts';
import { resolveRecipient } from '#domain/office-resolve.ts';
import type { Project } from '#domain/project.ts';
import { chooseRecipients } from '#domain/recipient-choice.ts';
import { rulesInForce } from '#domain/rules.ts';
import { Instant, LocalDate, localDateOf } from '#domain/time.ts';
import {
  calendar,
  figureOf,
  importBatches,
  ladder,
  offices,
  portfolio,
  ROWS_PER_BATCH,
  report,
  rules,
  SEED_START,
  units,
} from '#seeds/index.ts';

const { projects, blockers } = portfolio();
const sumOf = (list: readonly Project[], figure: (project: Project) => number) =>
  list.reduce((sum, project) => sum + figure(project), 0);
const blockedIds = new Set(blockers.map(({ projectId }) => projectId));
const blocked = projects.filter(({ id }) => blockedIds.has(id));
const others = projects.filter(({ id }) => !blockedIds.has(id));
const find = (id: string) => {
  const project = projects.find((each) => each.id === `DA-${id}`);
  if (project === undefined) throw new Error(`no project DA-${id}`);
  return project;
};
const officeIds = new Set<string>(offices.map(({ id }) => id));
const today = localDateOf(SEED_START);

/** Every text of a value, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('the portfolio', () => {
  test('has exactly 57 blocked projects, one blocker each', () => {
    expect(blocked).toHaveLength(57);
    expect(blockers).toHaveLength(report.blockedProjects.count);
    expect(blockedIds.size).toBe(57);
    expect(new Set(blockers.map(({ id }) => id)).size).toBe(57);
    expect(new Set(projects.map(({ id }) => id)).size).toBe(projects.length);
  });

  test.each(report.groups.map(({ group, undisbursed }) => [group, undisbursed] as const))(
    'leaves undisbursed in the group %s exactly what the report says: %d đồng',
    (group, undisbursed) => {
      const inGroup = projects.filter((project) => project.group === group);
      expect(sumOf(inGroup, ({ capital }) => remainingOf(capital))).toBe(undisbursed);
    },
  );

  test('leaves 58,400 tỷ undisbursed in all; the other 4,600 of the report’s 63,000 are not broken down', () => {
    const undisbursed = sumOf(projects, ({ capital }) => remainingOf(capital));
    expect(undisbursed).toBe(58_400 * TY);
    expect(undisbursed + report.notBrokenDown.amount).toBe(figureOf('undisbursed'));
  });

  test('stays within the plan of the year and what was disbursed', () => {
    expect(sumOf(projects, ({ capital }) => capital.planned)).toBeLessThan(figureOf('yearPlan'));
    expect(sumOf(projects, ({ capital }) => capital.disbursed)).toBeLessThan(figureOf('disbursed'));
  });

  test.each([
    ['the flood control project', ['CHONG-NGAP'], 'floodControl'],
    ['Xuyên Tâm', ['XUYEN-TAM'], 'xuyenTam'],
    ['the north bank of Đôi canal', ['BO-BAC-KENH-DOI'], 'northBankDoi'],
    ['both sections of Ring Road 2', ['VANH-DAI-2-DOAN-1', 'VANH-DAI-2-DOAN-2'], 'ringRoad2'],
    ['three hospitals', ['TB-BV-CU-CHI', 'TB-BV-HOC-MON', 'TB-BV-THU-DUC'], 'hospitalEquipment'],
  ])('gives %s what the report names', (_name, ids, key) => {
    expect(sumOf(ids.map(find), ({ capital }) => remainingOf(capital))).toBe(figureOf(key));
  });

  test('has 6,800 tỷ of flood control idle, blocked, and Metro 1 near 4,000 with 3,800 aimed at', () => {
    const flood = find('CHONG-NGAP');
    expect(blocked[0]).toBe(flood);
    expect([idleOf(flood.capital), flood.capital.absorbable]).toEqual([6800 * TY, 0]);
    expect(find('METRO-1').capital.absorbable).toBe(figureOf('metro1Target'));
  });

  test('can lawfully take well over all that lies idle in blocked projects', () => {
    const idle = sumOf(blocked, ({ capital }) => idleOf(capital));
    const headroom = sumOf(others, headroomOf);
    expect(idle).toBe(7648 * TY);
    expect(headroom).toBe(11_700 * TY);
    expect(sumOf(blocked, headroomOf)).toBe(0);
  });

  test('places the 6,800 tỷ in a few round lines', () => {
    const [flood, inForce] = [find('CHONG-NGAP'), rulesInForce(rules, today)];
    if (inForce === undefined) throw new Error('no rules');
    const lines = chooseRecipients({
      amount: idleOf(flood.capital),
      donor: flood,
      candidates: projects,
      rules: inForce,
    });
    expect(lines.map(({ projectId, amount }) => [projectId, amount / TY])).toEqual([
      ['DA-CT-01', 900],
      ['DA-CT-02', 700],
      ['DA-CT-03', 600],
      ['DA-CT-04', 500],
      ['DA-CT-05', 400],
      ['DA-XUYEN-TAM', 3200],
      ['DA-BO-BAC-KENH-DOI', 500],
    ]);
  });

  test('refers only to units and offices that exist', () => {
    const codes = new Set<string>(units.map(({ code }) => code));
    for (const project of projects) {
      expect(officeIds).toContain(project.owner);
      expect(officeIds).toContain(project.reporter);
      expect(project.units.filter((code) => !codes.has(code))).toEqual([]);
      expect(new Set(project.units).size).toBe(project.units.length);
    }
    expect(blockers.filter(({ reportedBy }) => !officeIds.has(reportedBy))).toEqual([]);
    expect(blockers.every(({ reportedAt }) => reportedAt < SEED_START)).toBe(true);
    expect(blockers.every(({ requestBy }) => requestBy === undefined || requestBy > today)).toBe(true);
  });

  test('never plans more for a year than the total investment', () => {
    expect(
      projects.filter(
        ({ totalInvestment, capital }) => totalInvestment !== undefined && capital.planned > totalInvestment,
      ),
    ).toEqual([]);
  });

  test('says of every row whether it stands in a source: 37 real blocked projects, 20 made up', () => {
    const real = blocked.filter(({ provenance }) => provenance.kind === 'source');
    expect(real).toHaveLength(37);
    for (const { provenance, name, capital } of projects) {
      if (provenance.kind === 'source') continue;
      expect(name.vi).toContain('minh họa');
      expect(name.en).toContain('illustrative');
      expect(capital.provenance.kind).toBe('illustrative');
    }
    expect(blockers.every(({ provenance }) => provenance.kind === 'illustrative')).toBe(true);
  });

  test('shows most of the 18 categories and every level of authority', () => {
    const categories = new Set(blockers.map(({ category }) => category));
    expect(BlockerCategory.options.filter((category) => !categories.has(category))).toEqual([]);
    expect(new Set(blockers.map(({ authorityLevel }) => authorityLevel)).size).toBe(6);
  });
});

describe('units', () => {
  test('are the 22 of October 2024, with 102 successors from 1 July 2025', () => {
    expect(units).toHaveLength(22);
    expect(new Set(units.map(({ code }) => code)).size).toBe(22);
    expect(units.flatMap(({ successors }) => successors)).toHaveLength(102);
    expect(units.every(({ validTo }) => validTo === '2025-07-01')).toBe(true);
  });
});

describe('offices', () => {
  test('are chair, secretary, reporter and board of every unit, and one of each other kind at least', () => {
    for (const { code } of units) {
      expect(officeIds).toContain(officeOfUnit('districtChair', code));
      expect(officeIds).toContain(officeOfUnit('districtSecretary', code));
      expect(officeIds).toContain(`district-reporter-${code}`);
      expect(officeIds).toContain(`owner-district-${code}`);
    }
    expect(officeIds.size).toBe(offices.length);
    expect(new Set(offices.map(({ kind }) => kind)).size).toBe(Office.shape.kind.options.length);
  });

  test('have a holder and a deputy, each with an address of its own that reaches nobody', () => {
    const members = offices.flatMap(({ holders, deputies }) => [...holders, ...deputies]);
    expect(offices.every(({ holders, deputies }) => holders.length === 1 && deputies.length > 0)).toBe(true);
    expect(members.every(({ email }) => email.endsWith('@hcmc.example'))).toBe(true);
    expect(new Set(members.map(({ email }) => email)).size).toBe(members.length);
    expect(members.every(({ absences }) => absences.length === 0)).toBe(true);
    expect(members.filter(({ locale }) => locale === 'en').length).toBeGreaterThan(2);
  });

  test.each([
    ['district-chair-776', 'Chủ tịch UBND Quận 8', 'chu-tich.ubnd.q8@hcmc.example'],
    ['district-chair-769', 'Chủ tịch UBND Thành phố Thủ Đức', 'chu-tich.ubnd.thuduc@hcmc.example'],
    ['district-secretary-776', 'Bí thư Quận ủy Quận 8', 'bi-thu.quanuy.q8@hcmc.example'],
    ['district-secretary-765', 'Bí thư Quận ủy Bình Thạnh', 'bi-thu.quanuy.binhthanh@hcmc.example'],
    ['district-secretary-783', 'Bí thư Huyện ủy Củ Chi', 'bi-thu.huyenuy.cuchi@hcmc.example'],
    ['district-secretary-769', 'Bí thư Thành ủy Thủ Đức', 'bi-thu.thanhuy.thuduc@hcmc.example'],
  ])('%s is «%s»', (id, name, email) => {
    const office = offices.find((each) => each.id === id);
    expect(office?.name.vi).toBe(name);
    expect(office?.holders[0]?.email).toBe(email);
  });

  test('of a unit hand over to duty when the unit has ended', () => {
    const duty = offices.find(({ id }) => id === ladder.offices.duty);
    const chair = offices.find(({ id }) => id === 'district-chair-776');
    if (duty === undefined || chair === undefined) throw new Error('missing office');
    const ask = (at: string) =>
      resolveRecipient({ office: chair, duty, passedOver: [], at: Instant.parse(at) });
    expect(ask('2025-06-30T16:59:00.000Z').standing).toBe('holder');
    expect(ask('2025-06-30T17:00:00.000Z').standing).toBe('duty');
  });
});

describe('the ladder', () => {
  test('asks offices that exist', () => {
    const { departmentByCategory, quorum, appraisers, ...single } = ladder.offices;
    expect(
      [...Object.values(departmentByCategory), ...appraisers, ...Object.values(single)].filter(
        (id) => !officeIds.has(id),
      ),
    ).toEqual([]);
    expect(appraisers.length).toBeGreaterThanOrEqual(3);
    expect(quorum).toBe(2);
    expect(appraisers).not.toContain(ladder.offices.finance);
  });

  test('has six rungs, and silence on all of them still ends before the plan can no longer be adjusted', () => {
    const [first] = rules;
    if (first === undefined) throw new Error('no rules');
    expect(ladder.rungs.map(({ number, office }) => [number, office])).toEqual([
      [1, 'owner'],
      [2, 'districtChair'],
      [3, 'districtSecretary'],
      [4, 'department'],
      [5, 'cityChairman'],
      [6, 'standingCommittee'],
    ]);
    let at = SEED_START;
    for (const { silenceAfter } of ladder.rungs) at = workingDayAt(calendar, at, silenceAfter, '17:00');
    const deadline = adjustmentDeadline(first, 2024);
    expect(localDateOf(at) < deadline).toBe(true);
    expect(workingDaysBetween(calendar, today, deadline)).toBe(28);
  });

  test('reminds before the due day and asks the deputy before silence counts', () => {
    for (const { answerWithin, silenceAfter, points } of [...ladder.rungs, ...Object.values(ladder.steps)]) {
      expect(answerWithin).toBeLessThan(silenceAfter);
      expect(points.every(({ afterWorkingDays }) => afterWorkingDays < silenceAfter)).toBe(true);
      const days = points.map(({ afterWorkingDays }) => afterWorkingDays);
      expect(days).toEqual(days.toSorted((a, b) => a - b));
    }
    expect(ladder.rungs.at(-1)?.onSilence).toBe('askAgain');
  });
});

describe('the rules', () => {
  test('cover every day since 2020 once, and say what was verified', () => {
    for (const [index, { validTo }] of rules.entries()) {
      expect(validTo).toBe(rules[index + 1]?.validFrom);
    }
    const named = (date: string) => rulesInForce(rules, LocalDate.parse(date))?.name.vi;
    expect(named('2024-10-08')).toContain('39/2019/QH14');
    expect(named('2025-01-01')).toContain('58/2024/QH15');
    expect(named('2025-06-30')).not.toContain('90/2025');
    expect(named('2025-07-01')).toContain('90/2025/QH15');
    expect(named('2025-10-18')).toContain('275/2025');
    const sources = rules.flatMap(({ conditions }) => Object.values(conditions));
    expect(sources.some(({ verified }) => !verified)).toBe(true);
    expect(sources.every(({ reference }) => reference.length > 0)).toBe(true);
  });
});

test('the calendar covers 2024 to 2026, names days as weekdays off and weekend days worked', () => {
  expect(calendar.years.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
  for (const { year, off, worked } of calendar.years) {
    for (const { date } of off) expect(isWorkingDay(calendar, date)).toBe(false);
    for (const { date } of worked) expect(isWorkingDay(calendar, date)).toBe(true);
    expect([...off, ...worked].every(({ date }) => date.startsWith(String(year)))).toBe(true);
  }
  expect(isWorkingDay(calendar, LocalDate.parse('2026-11-24'))).toBe(true);
});

test('a canal through seven districts lies in all that the report names', () => {
  const canal = projects.find(({ id }) => id === 'DA-THAM-LUONG-BEN-CAT');
  expect(canal?.units.toSorted()).toEqual(['761', '764', '765', '766', '767', '777', '785']);
});

test('all text is NFC, without stray white space, and carries no telephone or identity number', () => {
  const texts = textsOf([projects, blockers, offices, units, ladder, rules, calendar, report]);
  expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
  expect(texts.filter((text) => text !== text.trim() || text.includes('  '))).toEqual([]);
  expect(texts.filter((text) => /\b0\d{9}\b|\b\d{12}\b/.test(text))).toEqual([]);
});

describe('a portfolio of another size', () => {
  test.each([1, 10, 56])('of %d is the first of the 57', (n) => {
    const small = portfolio({ projects: n });
    expect(small.blockers).toEqual(blockers.slice(0, n));
    expect(small.projects).toHaveLength(n + others.length);
  });

  test.each([58, 113, 500])('of %d is filled up with numbered illustrative copies', (n) => {
    const large = portfolio({ projects: n });
    expect(large.blockers).toHaveLength(n);
    expect(new Set(large.projects.map(({ id }) => id)).size).toBe(large.projects.length);
    expect(large.projects.slice(0, 57)).toEqual(blocked);
    for (const { name, provenance, capital } of large.projects.slice(57, n)) {
      expect(provenance.kind).toBe('illustrative');
      expect(name.vi).toMatch(/bản sao minh họa \d+$/);
      expect(capital.planned).toBeGreaterThan(0);
    }
  });

  test('is the same for the same seed, different for another, and always placeable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 1000 }), (n, seed) => {
        const large = portfolio({ projects: n, seed });
        expect(portfolio({ projects: n, seed })).toEqual(large);
        const ids = new Set(large.blockers.map(({ projectId }) => projectId));
        const idle = sumOf(
          large.projects.filter(({ id }) => ids.has(id)),
          ({ capital }) => idleOf(capital),
        );
        const headroom = sumOf(
          large.projects.filter(({ id }) => !ids.has(id)),
          headroomOf,
        );
        expect(headroom).toBeGreaterThan(1.3 * idle);
      }),
      { numRuns: 20 },
    );
    expect(portfolio({ projects: 100, seed: 1 })).not.toEqual(portfolio({ projects: 100, seed: 2 }));
  });
});

test('batches are small and come in an order in which everything is known before it is named', () => {
  const batches = importBatches();
  const counts = batches.map((batch) => Object.values(batch).reduce((sum, rows) => sum + rows.length, 0));
  expect(counts.every((count) => count > 0 && count <= ROWS_PER_BATCH)).toBe(true);
  expect(batches.flatMap((batch) => batch.projects)).toEqual(projects);
  expect(batches.flatMap((batch) => batch.blockers)).toEqual(blockers);
  expect(batches.flatMap((batch) => batch.offices)).toEqual(offices);
  const order = batches.map((batch) => Object.values(batch).findIndex((rows) => rows.length > 0));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
