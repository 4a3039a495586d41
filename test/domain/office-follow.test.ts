import { describe, expect, it } from 'vitest';
import { mailsAfter, standingOf } from '#domain/office-follow.ts';
import { aLink, anApproval, anOffice, at, only } from './builders.ts';

const NOW = at('2024-10-08');
const office = anOffice('owner-tcip');
const holder = only(office.holders);
const HOLDER = holder.email;

describe('how an office stands', () => {
  it('names who acts today, in order, and who is away until when', () => {
    const absences = [
      { from: '2024-10-07', to: '2024-10-09' },
      { from: '2024-10-08', to: '2024-10-12' },
      { from: '2024-11-01', to: '2024-11-02' },
    ];
    const away = anOffice('finance', { holders: [{ ...holder, absences }] });
    const standing = standingOf(away, NOW);
    expect(standing.holder).toMatchObject({ member: { email: HOLDER }, absentUntil: '2024-10-12' });
    expect(standing).toMatchObject({ absent: true, bounced: false, deputies: [{ absentUntil: null }] });
    expect(standingOf(away, at('2024-10-12')).absent).toBe(false);
  });

  it('is vacant before somebody begins and after they have left', () => {
    const term = anOffice('finance', { holders: [{ ...holder, from: '2024-10-08', to: '2024-10-09' }] });
    expect(standingOf(term, at('2024-10-07'))).toMatchObject({ holder: null, absent: false });
    expect(standingOf(term, NOW).holder).not.toBeNull();
    expect(standingOf(term, at('2024-10-09')).holder).toBeNull();
  });

  it('bounces while somebody who acts now cannot be reached', () => {
    const bounced = { ...holder, undeliverableSince: NOW };
    expect(standingOf(anOffice('finance', { holders: [bounced] }), NOW).bounced).toBe(true);
    const former = { ...bounced, to: '2024-10-01' };
    expect(standingOf(anOffice('finance', { holders: [former] }), NOW).bounced).toBe(false);
  });
});

describe('the mails that follow a change', () => {
  const duty = anOffice('duty');
  const dutyLink = aLink(anApproval(), { email: 'holder.duty@city.example', standing: 'duty' });
  const mails = (links: ReturnType<typeof aLink>[], more: object = {}, of = office) =>
    mailsAfter({ office: of, duty, openAsks: [anApproval({ links, ...more })], now: NOW });

  it('bring an ask that only the duty office holds to the office’s own people', () => {
    expect(mails([dutyLink])).toEqual([
      { type: 'sendMail', template: 'freshLink', approvalId: anApproval().id, generation: 1 },
    ]);
  });

  it('leave an ask with whoever of the office has it, unless they are passed over', () => {
    const own = aLink(anApproval(), { email: HOLDER });
    expect(mails([own])).toEqual([]);
    expect(mails([own], { passedOver: [HOLDER] })).toHaveLength(1);
  });

  it('are none while nobody was asked yet, or the office still has nobody', () => {
    expect(mails([])).toEqual([]);
    expect(mails([dutyLink], {}, anOffice('owner-tcip', { holders: [], deputies: [] }))).toEqual([]);
  });
});
