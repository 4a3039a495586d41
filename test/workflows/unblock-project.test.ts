import { describe, expect, it } from 'vitest';
import type { FunctionName } from '#functions/catalogue.ts';
import { bringTo } from './stage/moves.ts';
import { diligent, obliging, playOut, workThroughMail } from './stage/officials.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

/** Asked on Tuesday 8 October 2024 at 9:00; reallocation goes on to the ledger within the same month. */
const open = theatre();

const OWNER = 'owner-ban-ha-tang-do-thi';
const CHAIR = 'district-chair-760';
const REFER = { comment: 'Vượt thẩm quyền' };

async function reported(): Promise<Stage> {
  const stage = await open();
  await stage.report();
  return stage;
}

const statusOf = async (stage: Stage) =>
  (await stage.executions('unblock-project')).map(({ status, name }) => [name, status]);

/** While `name` is called for the next time, before it does its work. */
function whenNextCalled({ back }: Stage, name: FunctionName, happening: () => Promise<void>): void {
  back.functions.around = async (work) => {
    if (back.functions.calls.at(-1)?.name === name) {
      back.functions.around = (each) => each();
      await happening();
    }
    return work();
  };
}

describe('unblock-project', () => {
  it('takes a case from the report to cleared', async () => {
    const stage = await reported();
    expect(await playOut(stage, obliging, 3)).toBe('cleared');
    expect(await statusOf(stage)).toEqual([['VM-CHONG-NGAP', 'SUCCEEDED']]);
    for (const office of [OWNER, 'district-reporter-760'])
      expect(stage.lettersTo(office)).toContain('notice');
  });

  it('takes a case from the report to reallocated', async () => {
    const stage = await reported();
    expect(await playOut(stage, diligent, 5)).toBe('reallocated');
    expect(await statusOf(stage)).toEqual([['VM-CHONG-NGAP', 'SUCCEEDED']]);
    expect(await stage.path('unblock-project')).toEqual([
      'Begin',
      'Open the case',
      'Look where the case stands',
      'What follows?',
      'Climb the ladder',
      'Look where the case stands',
      'What follows?',
      'Reallocate the idle capital',
      'Look where the case stands',
      'What follows?',
      'The case is closed',
    ]);
  });

  it('ends when the case is put out of scope', async () => {
    const stage = await reported();
    for (const office of [OWNER, CHAIR, 'district-secretary-760']) await stage.answer(office, 'refer', REFER);
    await stage.answer('so-kh-dt', 'outOfScope', { comment: 'Tòa án đang thụ lý' });
    expect(await statusOf(stage)).toEqual([['VM-CHONG-NGAP', 'SUCCEEDED']]);
  });

  it('is started once, however often its start is delivered or asked for', async () => {
    const stage = await reported();
    stage.back.outbox.repeatAll();
    await stage.settle();
    const input = { projectId: 'DA-CHONG-NGAP', blockerId: 'VM-CHONG-NGAP' };
    await stage.start('unblock-project', input, 'VM-CHONG-NGAP');
    await stage.settle();
    expect(await statusOf(stage)).toHaveLength(1);
    expect(stage.lettersTo(OWNER)).toEqual(['ask']);
  });

  it('works on the same case when another execution is started for the blocker', async () => {
    const stage = await reported();
    await stage.start('unblock-project', { projectId: 'DA-CHONG-NGAP', blockerId: 'VM-CHONG-NGAP' });
    await stage.settle();
    expect(stage.lettersTo(OWNER)).toEqual(['ask']);
    expect(await playOut(stage, obliging, 3)).toBe('cleared');
    await stage.passTo('2024-11-15', '09:00');
    expect((await statusOf(stage)).map(([, status]) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect((await stage.facts()).filter((fact) => fact === 'caseCleared')).toHaveLength(1);
  });
});

describe('a pause', () => {
  it('stops the clock of the open ask and ends on its review date with the days that were left', async () => {
    const stage = await reported();
    await stage.passWorkingDays(1);
    await stage.pause('inspection', '2024-10-21');
    expect(await stage.openAsk()).toMatchObject({ stopped: { workingDaysLeft: 2 } });
    expect(await stage.answer(OWNER, 'refer', REFER)).not.toMatchObject({ status: 200 });
    await stage.passTo('2024-10-21', '07:59');
    expect(await stage.case()).toMatchObject({ status: 'paused', reviewOn: '2024-10-21' });
    expect(stage.lettersTo(OWNER)).toEqual(['ask']);
    await stage.passTo('2024-10-21', '08:00');
    expect(await stage.case()).toMatchObject({ status: 'inReview', holder: OWNER, rung: 1 });
    expect((await stage.openAsk()).deadline.at).toBe('2024-10-23T10:00:00.000Z');
    await stage.answer(OWNER, 'refer', REFER);
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
  });

  it('ends by command, and the open ask goes on with the days that were left', async () => {
    const stage = await reported();
    await stage.pause('court', '2024-11-20');
    await stage.passTo('2024-10-17', '09:00');
    await stage.resume();
    expect(await stage.case()).toMatchObject({ status: 'inReview', holder: OWNER });
    expect((await stage.openAsk()).deadline.at).toBe('2024-10-22T10:00:00.000Z');
    await stage.passTo('2024-10-23', '16:59');
    expect(await stage.holder()).toMatchObject({ rung: 1 });
    await stage.passTo('2024-10-23', '17:00');
    expect(await stage.holder()).toEqual({ office: CHAIR, rung: 2 });
  });

  it('without an open ask ends on its review date, and only then is somebody asked', async () => {
    const stage = await open();
    whenNextCalled(stage, 'ask-office', () => stage.pauseNow('disaster', '2024-10-21'));
    await stage.report();
    expect((await stage.path('unblock-project')).at(-1)).toBe('Wait until the pause is looked at again');
    await stage.passTo('2024-10-21', '07:59');
    expect(await stage.approvals()).toEqual([]);
    await stage.passTo('2024-10-21', '08:00');
    expect(await stage.holder()).toEqual({ office: OWNER, rung: 1 });
    expect((await stage.facts()).filter((fact) => fact === 'caseResumed')).toHaveLength(1);
  });

  it('without an open ask ends by command, and is noticed on the next working morning', async () => {
    const stage = await open();
    whenNextCalled(stage, 'ask-office', () => stage.pauseNow('disaster', '2024-12-20'));
    await stage.report();
    await stage.passTo('2024-10-11', '09:00');
    await stage.resume();
    expect(stage.lettersTo(OWNER)).toEqual([]);
    await stage.passTo('2024-10-14', '08:00');
    expect(await stage.holder()).toEqual({ office: OWNER, rung: 1 });
    expect(stage.lettersTo(OWNER)).toEqual(['ask']);
  });

  it('stops the ballot of a move too; no vote counts until it is over', async () => {
    const stage = await reported();
    for (const office of [OWNER, CHAIR, 'district-secretary-760']) await stage.answer(office, 'refer', REFER);
    await stage.answer('so-kh-dt', 'reallocate', { comment: 'Vốn nằm chờ' });
    await bringTo(stage, 'appraiseMove');
    await stage.pause('centralGuidance', '2024-10-21');
    expect(await stage.answer('kho-bac', 'agree')).not.toMatchObject({ status: 200 });
    await stage.passTo('2024-10-21', '08:00');
    expect(await stage.case()).toMatchObject({ status: 'reallocating' });
    expect(await playOut(stage, diligent, 5)).toBe('reallocated');
  });
});

describe('an unexpected error', () => {
  it.each<FunctionName>(['open-case', 'next-step', 'ask-office', 'plan-wait', 'await-decision'])(
    'in %s becomes a task of the operator; after it the case goes on to its end',
    async (name) => {
      for (const mishap of ['failsBefore', 'failsAfter'] as const) {
        const stage = await open();
        stage.back.functions.spoil(name, mishap);
        await stage.report();
        expect(stage.lettersTo('duty')).toEqual(['ask']);
        expect((await stage.path('unblock-project')).at(-1)).toBe('Call the operator');
        expect(await playOut(stage, obliging, 3)).toBe('cleared');
        expect(await statusOf(stage)).toEqual([['VM-CHONG-NGAP', 'SUCCEEDED']]);
        expect((await stage.facts()).filter((fact) => fact === 'caseCleared')).toHaveLength(1);
      }
    },
  );

  it.each<FunctionName>(['draft-move', 'next-move-step', 'ask-for-move', 'commit-move'])(
    'in %s becomes a task of the operator; after it the capital moves once',
    async (name) => {
      const stage = await open();
      stage.back.functions.spoil(name, 'failsBefore');
      stage.back.functions.spoil(name, 'failsAfter');
      await stage.report();
      expect(await playOut(stage, diligent, 6)).toBe('reallocated');
      expect(stage.lettersTo('duty').filter((template) => template === 'ask')).toHaveLength(2);
      const { items } = await stage.back.deps.ledgerOf((await stage.project()).id, { limit: 10 });
      expect(items).toHaveLength(1);
    },
  );

  it('that Lambda calls passing is tried again without anybody', async () => {
    const stage = await open();
    for (const name of ['open-case', 'ask-office', 'plan-wait', 'await-decision'] as const)
      stage.back.functions.spoil(name, 'throttled');
    await stage.report();
    await stage.passTo('2024-10-08', '09:10');
    expect(await stage.holder()).toEqual({ office: OWNER, rung: 1 });
    expect(stage.lettersTo('duty')).toEqual([]);
    await stage.answer(OWNER, 'refer', REFER);
    expect(await stage.holder()).toMatchObject({ rung: 2 });
  });

  it('also in the call of the operator: it is called again', async () => {
    const stage = await open();
    stage.back.functions.spoil('open-case', 'failsBefore');
    stage.back.functions.spoil('call-operator', 'failsBefore');
    await stage.report();
    await stage.passTo('2024-10-08', '09:10');
    expect(stage.lettersTo('duty')).toEqual(['ask']);
    expect(await playOut(stage, obliging, 3)).toBe('cleared');
  });

  it('is never lost in an operator who stays silent: the deputy is asked, then the office again', async () => {
    const stage = await open();
    stage.back.functions.spoil('next-step', 'failsBefore');
    await stage.report();
    await stage.passTo('2024-10-21', '09:00');
    const letters = stage.lettersTo('duty');
    expect(letters).toContain('deputy');
    expect(letters.filter((template) => template === 'ask').length).toBeGreaterThan(1);
    await workThroughMail(stage, obliging);
    expect(await playOut(stage, obliging, 3)).toBe('cleared');
    expect(await statusOf(stage)).toEqual([['VM-CHONG-NGAP', 'SUCCEEDED']]);
  });
});
