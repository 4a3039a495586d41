import { describe, expect, it } from 'vitest';
import { deputyOf, FLOOD, holderOf } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

/** Asked on Tuesday 8 October 2024: due on Friday 11, silent on Monday 14 at 17:00. No holiday until the new year. */
const open = theatre();

const OWNER = 'owner-ban-ha-tang-do-thi';
const REPORTER = 'district-reporter-760';
const CHAIR = 'district-chair-760';
const SECRETARY = 'district-secretary-760';
const REFER = { comment: 'Vượt thẩm quyền' };

async function reported(): Promise<Stage> {
  const stage = await open();
  await stage.report();
  return stage;
}

async function dueOf(stage: Stage): Promise<string> {
  return (await stage.openAsk()).deadline.at;
}

describe('climb-ladder', () => {
  it('ends on rung 1 when the owner agrees and the reporter confirms', async () => {
    const stage = await reported();
    expect(await stage.holder()).toEqual({ office: OWNER, rung: 1 });
    expect(await stage.answer(OWNER, 'agree', { doBy: '2024-10-31' })).toMatchObject({ status: 200 });
    expect(await stage.holder()).toEqual({ office: REPORTER, rung: 1 });
    await stage.passTo('2024-11-01', '09:00');
    await stage.answer(REPORTER, 'agree');
    expect(await stage.case()).toMatchObject({ status: 'cleared', confirmedBy: REPORTER, climbed: [1] });
    expect(await stage.facts()).toEqual([
      'caseOpened',
      'approvalAsked',
      'decisionRecorded',
      'commitmentMade',
      'approvalAsked',
      'decisionRecorded',
      'caseCleared',
    ]);
    expect(await stage.executions('climb-ladder')).toMatchObject([{ status: 'SUCCEEDED' }]);
  });

  it('climbs by silence through every rung to the top, and asks the top again', async () => {
    const stage = await reported();
    const silences = [
      ['2024-10-14', CHAIR],
      ['2024-10-18', SECRETARY],
      ['2024-10-24', 'so-kh-dt'],
      ['2024-10-31', 'city-chairman'],
      ['2024-11-07', 'standing-committee'],
    ] as const;
    for (const [index, [date, next]] of silences.entries()) {
      await stage.passTo(date, '16:59');
      expect(await stage.holder()).toMatchObject({ rung: index + 1 });
      await stage.passTo(date, '17:00');
      expect(await stage.holder()).toEqual({ office: next, rung: index + 2 });
    }
    await stage.passTo('2024-11-14', '17:00');
    expect(await stage.case()).toMatchObject({
      holder: 'standing-committee',
      climbed: [1, 2, 3, 4, 5, 6],
      rounds: 1,
    });
    expect(await dueOf(stage)).toBe('2024-11-20T10:00:00.000Z');
    expect(stage.lettersTo('standing-committee').filter((template) => template === 'ask')).toHaveLength(2);
    expect(stage.lettersTo(OWNER)).toEqual(['ask', 'remind', 'deputy']);
    expect(await stage.executions('climb-ladder')).toMatchObject([{ status: 'RUNNING' }]);
  });

  it('tells the offices of the other units when a district rung is reached, and asks only the first', async () => {
    const stage = await reported();
    await stage.answer(OWNER, 'refer', REFER);
    expect(stage.lettersTo(CHAIR)).toEqual(['ask']);
    for (const unit of ['776', '778', '786']) {
      expect(stage.lettersTo(`district-chair-${unit}`)).toEqual(['notice']);
      expect(stage.lettersTo(`district-secretary-${unit}`)).toEqual([]);
    }
    await stage.answer(CHAIR, 'refer', REFER);
    expect(await stage.holder()).toEqual({ office: SECRETARY, rung: 3 });
    for (const unit of ['776', '778', '786'])
      expect(stage.lettersTo(`district-secretary-${unit}`)).toEqual(['notice']);
  });

  it.each(['refer', 'decline'])('goes up at once on «%s», which needs a reason and the code', async (up) => {
    const stage = await reported();
    expect(await stage.answer(OWNER, up, { comment: '' })).toMatchObject({ status: 422 });
    expect(await stage.answer(OWNER, up, { ...REFER, code: '' })).toMatchObject({ status: 422 });
    expect(await stage.holder()).toMatchObject({ rung: 1 });
    expect(await stage.answer(OWNER, up, REFER)).toMatchObject({ status: 200 });
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
  });

  it('goes back to the reporter with a question, and on with the days that were left', async () => {
    const stage = await reported();
    await stage.passWorkingDays(1);
    await stage.answer(OWNER, 'return', { comment: 'Còn bao nhiêu hộ?' });
    expect(await stage.case()).toMatchObject({ status: 'returned', holder: REPORTER, askedBy: OWNER });
    await stage.passTo('2024-10-14', '09:00');
    expect(await stage.holder()).toMatchObject({ rung: 1 });
    await stage.answer(REPORTER, 'agree', { comment: 'Còn 5 hộ' });
    expect(await stage.holder()).toEqual({ office: OWNER, rung: 1 });
    expect(await dueOf(stage)).toBe('2024-10-16T10:00:00.000Z');
    expect(await stage.case()).toMatchObject({ answered: { answer: 'Còn 5 hộ', workingDaysLeft: 2 } });
  });

  it('goes up when the question is not answered', async () => {
    const stage = await reported();
    await stage.answer(OWNER, 'return', { comment: 'Còn bao nhiêu hộ?' });
    await stage.passTo('2024-10-14', '17:00');
    expect(await stage.case()).toMatchObject({ status: 'escalated', holder: CHAIR, rung: 2 });
  });

  it('goes up when the reporter says that the promise was not kept', async () => {
    const stage = await reported();
    await stage.answer(OWNER, 'agree', { doBy: '2024-10-31' });
    await stage.passTo('2024-11-01', '09:00');
    await stage.answer(REPORTER, 'decline', { comment: 'Chưa có gì thay đổi' });
    expect(await stage.case()).toMatchObject({ status: 'escalated', holder: CHAIR, rung: 2 });
    expect(await stage.case()).not.toHaveProperty('commitment');
  });

  it('goes up when nobody confirms, five working days after the promised day', async () => {
    const stage = await reported();
    await stage.answer(OWNER, 'agree', { doBy: '2024-10-31' });
    await stage.passTo('2024-11-07', '16:59');
    expect(await stage.holder()).toEqual({ office: REPORTER, rung: 1 });
    await stage.passTo('2024-11-07', '17:00');
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
  });

  it('asks the deputy of a holder who is away', async () => {
    const stage = await open();
    await stage.away(OWNER, '2024-10-07', '2024-10-10');
    await stage.report();
    expect(stage.mailsTo(OWNER).map(({ to }) => to)).toEqual([deputyOf(OWNER)]);
    await stage.answer(OWNER, 'refer', REFER);
    expect(await stage.approvals()).toMatchObject([
      { decision: { by: { standing: 'deputy' } } },
      { status: 'open' },
    ]);
  });

  it('asks the deputy afresh, with full time, when the mail to the holder came back', async () => {
    const stage = await reported();
    await stage.passWorkingDays(2);
    await stage.bounce(stage.askOf(OWNER));
    expect(await stage.approvals()).toMatchObject([
      { status: 'undeliverable', email: holderOf(OWNER) },
      { status: 'open', office: OWNER },
    ]);
    expect(stage.askOf(OWNER).to).toBe(deputyOf(OWNER));
    expect(await stage.case()).toMatchObject({ holder: OWNER, rung: 1, rounds: 0, climbed: [1] });
    expect(await dueOf(stage)).toBe('2024-10-15T10:00:00.000Z');
  });

  it.each([
    [OWNER, CHAIR, 2],
    [CHAIR, OWNER, 1],
  ])('never asks the office that reported: %s', async (reporter, first, rung) => {
    const stage = await open();
    await stage.report({ by: reporter });
    expect(await stage.holder()).toEqual({ office: first, rung });
    await stage.answer(first, 'refer', REFER);
    expect(await stage.holder()).toEqual({ office: SECRETARY, rung: 3 });
    expect(stage.lettersTo(reporter)).toEqual([]);
  });

  it('goes to the office that leadership names, and the old link decides nothing any more', async () => {
    const stage = await reported();
    const old = stage.askOf(OWNER);
    await stage.reassign('so-xay-dung');
    expect(await stage.case()).toMatchObject({ status: 'inReview', holder: 'so-xay-dung', rung: 1 });
    expect(await stage.answerMail(old, 'refer', REFER)).toMatchObject({ status: 410 });
    expect(stage.lettersTo(OWNER)).toEqual(['ask', 'movedOn']);
    await stage.answer('so-xay-dung', 'refer', REFER);
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
  });

  it('goes up at once when leadership says so, and the old link decides nothing any more', async () => {
    const stage = await reported();
    const old = stage.askOf(OWNER);
    await stage.escalate('Cần chỉ đạo của quận');
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
    expect(stage.lettersTo(CHAIR)).toEqual(['ask']);
    expect(stage.lettersTo(OWNER)).toEqual(['ask', 'movedOn']);
    expect(await stage.answerMail(old, 'refer', REFER)).toMatchObject({ status: 410 });
    expect((await stage.executions('collect-decision')).map(({ status }) => status)).toEqual([
      'SUCCEEDED',
      'RUNNING',
    ]);
    await stage.answer(CHAIR, 'refer', REFER);
    expect(await stage.holder()).toEqual({ office: SECRETARY, rung: 3 });
  });

  it('ends with every execution when leadership closes the case', async () => {
    const stage = await reported();
    await stage.close('Tòa án đang thụ lý');
    expect(await stage.case()).toMatchObject({ status: 'outOfScope', ground: 'court' });
    for (const machine of ['collect-decision', 'climb-ladder'] as const) {
      expect((await stage.executions(machine)).map(({ status }) => status)).toEqual(['SUCCEEDED']);
    }
  });

  it('ends also when it is closed during a pause', async () => {
    const stage = await reported();
    await stage.pause('court', '2024-11-01');
    await stage.close('Tòa án đang thụ lý');
    expect((await stage.executions('unblock-project')).map(({ status }) => status)).toEqual(['SUCCEEDED']);
    expect((await stage.facts()).at(-1)).toBe('caseOutOfScope');
  });

  it('mails once more when leadership urges, under the same clock', async () => {
    const stage = await reported();
    const due = await dueOf(stage);
    await stage.urge();
    expect(stage.lettersTo(OWNER)).toEqual(['ask', 'urge']);
    expect(await dueOf(stage)).toBe(due);
    await expect(stage.urge()).rejects.toMatchObject({ code: 'approval.urgedToday' });
    await stage.answer(OWNER, 'refer', REFER);
    expect(await stage.holder()).toMatchObject({ rung: 2 });
  });

  it('leaves the ladder from the department on, out of scope', async () => {
    const stage = await reported();
    for (const office of [OWNER, CHAIR, SECRETARY]) await stage.answer(office, 'refer', REFER);
    await stage.answer('so-kh-dt', 'outOfScope', { comment: 'Tòa án đang thụ lý' });
    expect(await stage.case()).toMatchObject({ status: 'outOfScope', projectId: FLOOD });
    expect((await stage.path('climb-ladder')).at(-1)).toBe('The case leaves the ladder');
  });
});
