import { describe, expect, it } from 'vitest';
import { deputyOf, holderOf } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

/** Asked on Tuesday 8 October 2024 at 9:00: reminded on 10, the deputy on 11 at 8:00, silent on 14 at 17:00. */
const open = theatre();

const OWNER = 'owner-ban-ha-tang-do-thi';
const CHAIR = 'district-chair-760';
const REFER = { comment: 'Vượt thẩm quyền' };

async function reported(): Promise<Stage> {
  const stage = await open();
  await stage.report();
  return stage;
}

async function statuses(stage: Stage): Promise<string[]> {
  return (await stage.executions('collect-decision')).map(({ status }) => status);
}

/** How often the fact stands in the chain. */
async function count(stage: Stage, fact: string): Promise<number> {
  return (await stage.facts()).filter((each) => each === fact).length;
}

describe('collect-decision', () => {
  it('ends when the office answers at once', async () => {
    const stage = await reported();
    await stage.answer(OWNER, 'refer', REFER);
    expect((await stage.approvals())[0]).toMatchObject({ status: 'decided', office: OWNER });
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
    expect(stage.lettersTo(OWNER)).toEqual(['ask', 'receipt']);
  });

  it('reminds and asks the deputy at the points of the ladder, each once', async () => {
    const stage = await reported();
    await stage.passTo('2024-10-10', '07:59');
    expect(stage.lettersTo(OWNER)).toEqual(['ask']);
    await stage.passTo('2024-10-10', '08:00');
    expect(stage.lettersTo(OWNER)).toEqual(['ask', 'remind']);
    await stage.passTo('2024-10-11', '07:59');
    expect(stage.lettersTo(OWNER)).toHaveLength(2);
    await stage.passTo('2024-10-11', '08:00');
    expect(stage.mailsTo(OWNER).map(({ to, tags }) => [tags.template, to])).toEqual([
      ['ask', holderOf(OWNER)],
      ['remind', holderOf(OWNER)],
      ['deputy', deputyOf(OWNER)],
    ]);
    expect(await stage.facts()).toEqual(['caseOpened', 'approvalAsked', 'approvalReminded', 'deputyAsked']);
    expect(await statuses(stage)).toEqual(['RUNNING']);
  });

  it('takes the answer of the deputy and tells the holder that there is nothing left to do', async () => {
    const stage = await reported();
    await stage.passTo('2024-10-11', '09:00');
    const [byHolder] = stage.mailsTo(OWNER);
    await stage.answer(OWNER, 'refer', REFER);
    expect((await stage.approvals())[0]).toMatchObject({ decision: { by: { email: deputyOf(OWNER) } } });
    expect(
      stage
        .mailsTo(OWNER)
        .slice(3)
        .map(({ to, tags }) => [tags.template, to]),
    ).toEqual(
      expect.arrayContaining([
        ['receipt', deputyOf(OWNER)],
        ['movedOn', holderOf(OWNER)],
      ]),
    );
    if (byHolder === undefined) throw new Error('the holder was not asked');
    expect(await stage.answerMail(byHolder, 'decline', REFER)).toMatchObject({ status: 409 });
    expect(await count(stage, 'decisionRecorded')).toBe(1);
  });

  it('expires by silence, and the page says so', async () => {
    const stage = await reported();
    await stage.passTo('2024-10-14', '17:00');
    expect((await stage.approvals())[0]).toMatchObject({ status: 'expired' });
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
    const [mail] = stage.mailsTo(OWNER);
    if (mail === undefined) throw new Error('nobody was asked');
    expect(await stage.answerMail(mail, 'refer', REFER)).toMatchObject({ status: 410 });
  });

  it('ends as withdrawn when the case goes elsewhere', async () => {
    const stage = await reported();
    await stage.reassign('so-xay-dung');
    expect((await stage.approvals())[0]).toMatchObject({ status: 'withdrawn', reason: 'reassigned' });
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
  });

  it('goes on with the next person under the same clock when the ask is forwarded', async () => {
    const stage = await reported();
    const first = stage.askOf(OWNER);
    const { deadline, generation } = await stage.openAsk();
    await stage.answer(OWNER, 'forward');
    expect(await stage.openAsk()).toMatchObject({ deadline, generation: generation + 1 });
    expect(stage.askOf(OWNER).to).toBe(deputyOf(OWNER));
    expect(await stage.answerMail(first, 'refer', REFER)).toMatchObject({ status: 410 });
    expect(await statuses(stage)).toEqual(['RUNNING']);
    await stage.answer(OWNER, 'refer', REFER);
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
  });

  it('ends as undeliverable when SES refuses the address, and the deputy is asked', async () => {
    const stage = await open();
    stage.back.mailbox.refused.add(holderOf(OWNER) ?? '');
    await stage.report();
    expect(await stage.approvals()).toMatchObject([{ status: 'undeliverable' }, { status: 'open' }]);
    expect(stage.mailsTo(OWNER).map(({ to }) => to)).toEqual([deputyOf(OWNER)]);
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
  });

  it('ends as undeliverable when the mail comes back, also after it was reminded', async () => {
    const stage = await reported();
    await stage.passTo('2024-10-10', '09:00');
    await stage.bounce(stage.askOf(OWNER));
    await stage.bounce(stage.askOf(OWNER, holderOf(OWNER)));
    expect(await stage.approvals()).toMatchObject([{ status: 'undeliverable' }, { status: 'open' }]);
    expect(stage.askOf(OWNER).to).toBe(deputyOf(OWNER));
    expect(await count(stage, 'approvalUndeliverable')).toBe(1);
  });
});

describe('a decision in the same moment as the time-out', () => {
  it('counts a millisecond before; the time-out then finds it, and the late wake-up changes nothing', async () => {
    const stage = await reported();
    const { outbox, clock, engine } = stage.back;
    await stage.passTo('2024-10-14', '16:59');
    outbox.held = true;
    clock.moveTo(Date.parse('2024-10-14T09:59:59.999Z'));
    await stage.answer(OWNER, 'refer', REFER);
    await stage.passTo('2024-10-14', '17:00');
    expect((await stage.approvals())[0]).toMatchObject({ status: 'decided' });
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
    outbox.held = false;
    await stage.settle();
    await engine.tick();
    await stage.settle();
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
    expect(await count(stage, 'decisionRecorded')).toBe(1);
    expect(await count(stage, 'approvalExpired')).toBe(0);
    expect(await count(stage, 'caseEscalated')).toBe(1);
    expect(stage.lettersTo(CHAIR)).toEqual(['ask']);
  });

  it('is too late at the very moment, before the timer has fired', async () => {
    const stage = await reported();
    await stage.passTo('2024-10-14', '16:59');
    stage.back.clock.moveTo(Date.parse('2024-10-14T10:00:00.000Z'));
    expect(await stage.answer(OWNER, 'refer', REFER)).toMatchObject({ status: 410 });
    await stage.passTo('2024-10-14', '17:00');
    expect((await stage.approvals())[0]).toMatchObject({ status: 'expired' });
    expect(await count(stage, 'decisionRecorded')).toBe(0);
    expect(await count(stage, 'caseEscalated')).toBe(1);
  });

  it('wins or loses as a whole while the timer fires: exactly one of them ends the ask', async () => {
    const stage = await reported();
    const { clock, engine } = stage.back;
    await stage.passTo('2024-10-14', '16:59');
    const mail = stage.askOf(OWNER);
    clock.moveTo(Date.parse('2024-10-14T09:59:59.999Z'));
    const decided = stage.answerMail(mail, 'refer', REFER);
    clock.moveTo(Date.parse('2024-10-14T10:00:00.000Z'));
    const [answer] = await Promise.all([decided, engine.tick()]);
    await stage.passTo('2024-10-14', '17:00');
    const [first] = await stage.approvals();
    expect(first?.status).toBe(answer.status === 200 ? 'decided' : 'expired');
    expect((await count(stage, 'decisionRecorded')) + (await count(stage, 'approvalExpired'))).toBe(1);
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
    expect(await count(stage, 'caseEscalated')).toBe(1);
  });

  it('and in the moment of a reminder loses neither', async () => {
    const stage = await reported();
    const { clock, engine } = stage.back;
    await stage.passTo('2024-10-10', '07:59');
    clock.moveTo(Date.parse('2024-10-10T01:00:00.000Z'));
    const mail = stage.askOf(OWNER);
    const [answer] = await Promise.all([stage.answerMail(mail, 'refer', REFER), engine.tick()]);
    await stage.settle();
    expect(answer.status).toBe(200);
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
    expect(await count(stage, 'decisionRecorded')).toBe(1);
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
  });
});

describe('a task token', () => {
  it('is answered at once when the approval moved on before it was stored', async () => {
    const stage = await open();
    let answered = false;
    stage.back.functions.around = async (work) => {
      const last = stage.back.functions.calls.at(-1);
      if (last?.name === 'await-decision' && !answered) {
        answered = true;
        await stage.back.settleStream();
        await stage.answerMail(stage.askOf(OWNER), 'refer', REFER);
      }
      return work();
    };
    await stage.report();
    expect(answered).toBe(true);
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
    expect(await statuses(stage)).toEqual(['SUCCEEDED', 'RUNNING']);
    expect((await stage.approvals())[0]).not.toHaveProperty('waiting');
  });
});
