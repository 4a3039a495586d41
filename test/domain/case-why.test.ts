import { describe, expect, it } from 'vitest';
import { Approval } from '#domain/approval.ts';
import { Case } from '#domain/case.ts';
import {
  dueOf,
  heldOf,
  nextByItself,
  nextEvent,
  overdueWorkingDays,
  whyStuck,
  workingDaysLeft,
} from '#domain/case-why.ts';
import { NBSP } from '#domain/format.ts';
import { aCalendar, aCase, aLadder, aMail, anApproval, ask, asked, at, sha } from './builders.ts';
import { onRung } from './deciding.ts';

const around = (more: object = {}) => ({
  ladder: aLadder(),
  calendar: aCalendar(),
  now: at('2024-10-09'),
  ...more,
});
const { record: waiting, approval } = asked(ask(aCase()));

function paused(): Case {
  return Case.parse({
    ...aCase(),
    status: 'paused',
    reason: 'court',
    note: '',
    since: at('2024-10-09'),
    reviewOn: '2024-10-21',
    before: waiting,
  });
}

/** Words as they read; the spaces that keep numbers and units together are spaces here. */
const why = (record: Case, more: object = {}) => {
  const { vi, en } = whyStuck(record, around(more));
  return { vi: vi.replaceAll(NBSP, ' '), en: en.replaceAll(NBSP, ' ') };
};
const next = (record: Case, more: object = {}) => {
  const event = nextByItself(record, around(more));
  if (event === null) return null;
  const { vi, en } = event.words;
  return { ...event, words: { vi: vi.replaceAll(NBSP, ' '), en: en.replaceAll(NBSP, ' ') } };
};

describe('who holds a case', () => {
  it('is whoever held it before, while it is paused', () => {
    expect(heldOf(paused())).toEqual(waiting);
    expect(heldOf(aCase())).toBeNull();
  });

  it('has no due time while the clock stands or nobody was asked', () => {
    expect(dueOf(waiting)).toBe(at('2024-10-11', '17:00'));
    expect(dueOf(paused())).toBeNull();
    expect(dueOf(onRung(2))).toBeNull();
    expect(dueOf(aCase())).toBeNull();
  });
});

describe('overdue', () => {
  it.each([
    ['before', at('2024-10-10'), 0],
    ['at 17:00 of the due day', at('2024-10-11', '17:00'), 0],
    ['in the evening of the due day', at('2024-10-11', '20:00'), 0],
    ['over the weekend', at('2024-10-13'), 0],
    ['on the working day after', at('2024-10-14'), 1],
    ['a week later', at('2024-10-21'), 6],
  ])('counts whole working days: %s', (_when, now, days) => {
    expect(overdueWorkingDays(waiting, aCalendar(), now)).toBe(days);
  });

  it('is said in a year that began before its calendar came, where no page of a case could be read', () => {
    const calendar = aCalendar({ years: [{ year: 2024, off: [], worked: [] }] });
    const late = overdueWorkingDays(waiting, calendar, at('2024-12-31'));
    expect(overdueWorkingDays(waiting, calendar, at('2025-01-03'))).toBe(late + 3);
    expect(why(waiting, { calendar, now: at('2025-01-03') }).vi).toContain(`${late + 3} ngày làm việc`);
  });
});

describe('the working days left', () => {
  it.each([
    ['the day before', at('2024-10-10'), 1],
    ['on the due day', at('2024-10-11'), 0],
    ['after it', at('2024-10-14'), 0],
    ['so early that no calendar need reach the due day', at('2024-08-01'), null],
  ])('are counted to the due day: %s', (_when, now, days) => {
    expect(workingDaysLeft(waiting, aCalendar(), now)).toBe(days);
  });

  it('are not counted while nothing is due', () => {
    expect(workingDaysLeft(paused(), aCalendar(), at('2024-10-10'))).toBeNull();
  });

  it('do not take a weekend for two days of work', () => {
    expect(workingDaysLeft(waiting, aCalendar(), at('2024-10-05'))).toBe(5);
  });
});

describe('the next event', () => {
  it('is the next point of the ask', () => {
    expect(nextEvent(waiting, around({ approval }))).toEqual({
      act: 'remind',
      at: at('2024-10-10', '08:00'),
    });
  });

  it('is the climb once all points are done', () => {
    const silent = Approval.parse({ ...approval, pointsDone: 3 });
    expect(nextEvent(waiting, around({ approval: silent }))).toEqual({
      act: 'climb',
      at: approval.expiresAt,
      next: aLadder().rungs[1]?.name,
    });
  });

  it('is another ask where silence asks again, and at the top', () => {
    const again = Approval.parse({ ...approval, pointsDone: 3, onSilence: 'askAgain' });
    expect(nextEvent(waiting, around({ approval: again }))?.act).toBe('askAgain');
    const top = { ...onRung(6), approvalId: approval.id };
    const silent = Approval.parse({ ...approval, pointsDone: 3 });
    expect(nextEvent(top, around({ approval: silent }))?.act).toBe('askAgain');
  });

  it('is the review of a pause', () => {
    expect(nextEvent(paused(), around())).toEqual({ act: 'resume', at: at('2024-10-21', '08:00') });
  });

  it('is unknown while nobody is asked, and when the ask has ended', () => {
    expect(nextEvent(onRung(2), around())).toBeNull();
    expect(nextEvent(aCase(), around({ approval }))).toBeNull();
    const { expiresAt: endedAt } = approval;
    const expired = Approval.parse({ ...approval, status: 'expired', endedAt });
    expect(nextEvent(waiting, around({ approval: expired }))).toBeNull();
  });
});

describe('why a case is stuck', () => {
  it('names the office, the due time and the mail', () => {
    const mailed = anApproval({ mails: [aMail({ state: 'delivered' })] });
    expect(why(waiting, { approval: mailed })).toEqual({
      vi: 'Đang chờ Office owner-tcip, hạn 17:00, thứ Sáu 11/10/2024. Thư gửi ngày 08/10/2024 đã đến.',
      en: 'Waiting for the Office owner-tcip; due 17:00, Friday 11 October 2024. The mail of 8 October 2024 was delivered.',
    });
  });

  it('says how late it is', () => {
    const silent = anApproval({ pointsDone: 3 });
    const late = why(waiting, { approval: silent, now: at('2024-10-15') });
    expect(late.vi).toContain('quá hạn 2 ngày làm việc. Thư đang được gửi.');
    const evening = why(waiting, { approval: silent, now: at('2024-10-11', '18:00') });
    expect(evening.en).toContain('overdue since 17:00, Friday 11 October 2024');
  });

  it.each(['sent', 'bounced', 'complained', 'suppressed'] as const)(
    'says what became of the mail: %s',
    (state) => {
      const mailed = anApproval({ mails: [aMail({ state })] });
      expect(why(waiting, { approval: mailed }).vi).toContain('08/10/2024');
    },
  );

  it('says that an office is about to be asked, and asked again after a bounce', () => {
    expect(why(onRung(2)).vi).toBe('Sắp hỏi Bậc 2.');
    expect(why({ ...onRung(2), undeliverable: true }).en).toContain('No mail has reached the Bậc 2;');
  });

  it('says why a pause is', () => {
    const { en } = why(paused());
    expect(en).toMatch(/^Paused since 9 October 2024: .+\. The clock is stopped\.$/);
  });

  const closedAt = at('2024-10-20');
  it.each([
    ['reported', {}, '08/10/2024'],
    ['reallocating', { since: at('2024-10-12') }, '12/10/2024'],
    ['reallocating', { since: at('2024-10-12'), moveId: 'DC-2024-0001' }, 'DC-2024-0001'],
    ['cleared', { closedAt, confirmedBy: 'reporter-776' }, '20/10/2024'],
    ['reallocated', { closedAt, moveId: 'DC-2024-0001' }, 'DC-2024-0001'],
    ['outOfScope', { closedAt, decidedBy: 'city-chairman', reason: 'Tòa án' }, '20/10/2024'],
  ])('has a sentence for %s', (status, more, part) => {
    expect(why(Case.parse({ ...aCase(), status, ...more })).vi).toContain(part);
  });

  it('carries no secret of the ask', () => {
    const text = JSON.stringify(why(waiting, { approval: anApproval() }));
    expect(text).not.toContain(sha('a'));
  });
});

describe('what happens by itself next', () => {
  it('is an instant and a sentence that names it', () => {
    expect(next(waiting, { approval })).toEqual({
      act: 'remind',
      at: at('2024-10-10', '08:00'),
      words: {
        vi: 'Việc tự động tiếp theo: 08:00, thứ Năm 10/10/2024 nhắc lại.',
        en: 'Next, by itself: 08:00, Thursday 10 October 2024, a reminder.',
      },
    });
  });

  it('names the rung that a silent case climbs to, and the review of a pause', () => {
    const silent = anApproval({ pointsDone: 3 });
    expect(next(waiting, { approval: silent })?.words.vi).toContain('chuyển Bậc 2.');
    expect(next(paused())?.words.en).toBe('Next, by itself: 08:00, Monday 21 October 2024, goes on.');
  });

  it('is nothing while nobody is asked', () => {
    expect(next(onRung(2))).toBeNull();
  });
});
