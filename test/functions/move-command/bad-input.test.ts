import { describe, expect, it } from 'vitest';
import { Problem } from '#functions/api/problem.ts';
import { moveCommandRoutes } from '#functions/move-command/handler.ts';
import { aProject } from '#test/domain/builders.ts';
import { as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';

/** What people send that a move must not hold: each with its own code, its rule, and words that say what to do. */

let city: City;
const sample = aProject();
const taking = { ...sample.capital, planned: 0, disbursed: 0, absorbable: 900e9 };
const taker = (id: string, more: object) =>
  aProject({ id, owner: 'owner-xuyentam', capital: taking, ...more });

cityForAll(async (founded) => {
  city = founded;
  const projects = [
    taker('DA-NHAN', {}),
    taker('DA-NGOAI', { inMediumTermPlan: false }),
    taker('DA-THIEU', { proceduresComplete: false }),
    taker('DA-ODA', { budgetSource: 'oda' }),
    taker('DA-TRAN', { totalInvestment: 100e9 }),
    aProject({ id: 'DA-NO', owes: { debt: 8700e9, advances: 0 } }),
    aProject({ id: 'DA-TW', budgetSource: 'central' }),
  ];
  await city.deps.importRows({ projects });
});

type Lines = readonly (readonly [project: string, amount: unknown])[];
const bodyOf = (donors: Lines, recipients: Lines, more: object = {}) => ({
  donors: donors.map(([projectId, amount]) => ({ projectId, amount })),
  recipients: recipients.map(([projectId, amount]) => ({ projectId, amount })),
  reason: 'Vốn nằm chờ',
  ...more,
});
const FROM = 'DA-CHONGNGAP';
const TO = 'DA-XUYENTAM';
const one = (amount: unknown, to = TO) => bodyOf([[FROM, amount]], [[to, amount]]);

const TABLE: readonly (readonly [what: string, body: object, status: number, code: string])[] = [
  ['an amount below nothing', one(-5), 422, 'move.amountNotPositive'],
  ['an amount of nothing', one(0), 422, 'move.amountNotPositive'],
  ['a fraction of a đồng', one(1.5), 422, 'move.amountNotPositive'],
  ['an amount that no number holds exactly', one(1e17), 422, 'move.amountNotPositive'],
  ['more than lies idle', one(6900e9), 422, 'move.aboveIdle'],
  ['sides that differ', bodyOf([[FROM, 2e9]], [[TO, 3e9]]), 422, 'move.unbalanced'],
  [
    'two lines of one donor',
    bodyOf(
      [
        [FROM, 1e9],
        [FROM, 1e9],
      ],
      [[TO, 2e9]],
    ),
    422,
    'move.duplicateLine',
  ],
  ['a recipient that is the donor', one(1e9, FROM), 422, 'move.donorIsRecipient'],
  ['a project that there is not', one(1e9, 'DA-KHONGCO'), 404, 'project.unknown'],
  ['a closed project', one(1e9, 'DA-DADONG'), 409, 'project.closed'],
  ['more than the recipient can spend', one(950e9, 'DA-NHAN'), 422, 'move.aboveAbsorbable'],
  ['a recipient outside of the plan', one(1e9, 'DA-NGOAI'), 422, 'move.recipientNotInPlan'],
  ['a recipient without its procedures', one(1e9, 'DA-THIEU'), 422, 'move.recipientProceduresIncomplete'],
  ['capital of another source', one(1e9, 'DA-ODA'), 422, 'move.budgetSourceDiffers'],
  ['more than the total investment', one(200e9, 'DA-TRAN'), 422, 'move.aboveTotalInvestment'],
  ['a donor that owes', bodyOf([['DA-NO', 200e9]], [[TO, 200e9]]), 422, 'move.owesFirst'],
  [
    'capital that the city does not decide on',
    bodyOf([['DA-TW', 1e9]], [[TO, 1e9]]),
    422,
    'move.decidedElsewhere',
  ],
];

async function refused(locale: 'vi' | 'en', body: object): Promise<Problem> {
  const headers = { 'accept-language': locale };
  const answer = await call({ routes: moveCommandRoutes, deps: city.deps }, 'draftMove', {
    as: as.finance,
    body,
    headers,
  });
  return Problem.parse(answer.body);
}

describe('a draft is refused, in both languages, with its rule, and nothing is written, for', () => {
  it.each(TABLE)('%s', async (_, body, status, code) => {
    const before = await city.contents();
    const [vi, en] = [await refused('vi', body), await refused('en', body)];
    for (const problem of [vi, en]) {
      expect([problem.status, problem.code]).toEqual([status, code]);
      // What is wrong, then what to do: two sentences at least.
      expect(problem.detail).toMatch(/\. \p{Lu}.*\.$/u);
      expect(problem.fields?.map((field) => field.code)).toContain(code);
      const [first] = (problem.citations ?? []).filter((cited) => cited.code === code);
      expect(first?.title).not.toBe('');
      expect(first?.reference).not.toBe('');
      expect(first).toMatchObject({ rulesVersion: '39-2019' });
    }
    expect(en.detail).not.toBe(vi.detail);
    expect(await city.contents()).toEqual(before);
  });

  it.each([
    ['no line at all', bodyOf([], []), ['donors', 'recipients']],
    ['an amount in letters', one('một tỷ'), ['donors.0.amount', 'recipients.0.amount']],
    ['no reason', { ...one(1e9), reason: ' ' }, ['reason']],
  ] as const)('%s', async (_, body, paths) => {
    const { code, fields = [] } = await refused('vi', body);
    expect([code, fields.map(({ path }) => path)]).toEqual(['input.invalid', paths]);
    expect(fields.every(({ message }) => /^(Chọn|Nhập|Ghi) /.test(message))).toBe(true);
  });

  it('each line with the figure that bounds it', async () => {
    const { fields = [] } = await refused('vi', one(50_000e9));
    const said = fields.map(({ path, message }) => `${path}: ${message}`);
    expect(said).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^donors\.0\.amount: .*còn 6\.800\.000\.000\.000\sđồng/),
        expect.stringMatching(/^recipients\.0\.amount: .*\d\.000\.000\.000\sđồng/),
      ]),
    );
    expect(fields.every((field) => Object.keys(field).length === 3)).toBe(true);
  });

  it('figures that changed since the page was opened', async () => {
    const { code, status, detail } = await refused('vi', {
      ...one(1e9),
      seen: [{ projectId: FROM, version: 7 }],
    });
    expect([code, status]).toEqual(['move.figuresChanged', 409]);
    expect(detail).toContain('Xem lại các dòng rồi gửi');
  });

  it('the day after the legal date', async () => {
    city.clock('2024-11-16');
    const { code, citations } = await refused('vi', one(1e9));
    expect(code).toBe('move.afterDeadline');
    expect(citations).toMatchObject([{ code: 'move.afterDeadline', verified: true }]);
    city.clock('2024-11-15', '23:59');
    expect((await refused('vi', one(-1))).code).toBe('move.amountNotPositive');
    city.clock('2024-10-08');
  });
});
