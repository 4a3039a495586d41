import { describe, expect, it } from 'vitest';
import { theatre } from './theatre.ts';

const open = theatre();
const OWNER = 'owner-ban-ha-tang-do-thi';

describe('climb-ladder', () => {
  it('ends on rung 1 when the owner agrees and the reporter confirms', async () => {
    const stage = await open();
    await stage.report();
    expect(await stage.holder()).toEqual({ office: OWNER, rung: 1 });
    expect(await stage.answer(OWNER, 'agree', { doBy: '2024-10-31' })).toMatchObject({ status: 200 });
    expect(await stage.holder()).toEqual({ office: 'district-reporter-760', rung: 1 });
    await stage.answer('district-reporter-760', 'agree');
    expect(await stage.case()).toMatchObject({ status: 'cleared', confirmedBy: 'district-reporter-760' });
    expect(await stage.facts()).toEqual([
      'caseOpened',
      'approvalAsked',
      'decisionRecorded',
      'commitmentMade',
      'approvalAsked',
      'decisionRecorded',
      'caseCleared',
    ]);
  });
});
