import { describe, expect, test } from 'vitest';
import type { Approval } from '#domain/approval.ts';
import { markUndeliverable, recordMail } from '#domain/approval-decide.ts';
import {
  addLink,
  addResultLink,
  CODE_TRIES,
  codeIsLocked,
  countWrongCode,
  renewLink,
} from '#domain/approval-delivery.ts';
import { pauseCase } from '#domain/case-pause.ts';
import { NO_CHANGE } from '#domain/change.ts';
import { LocalDate } from '#domain/time.ts';
import {
  aCalendar,
  aCase,
  aLink,
  aMail,
  aMove,
  ask,
  asked,
  assertOpenStatus,
  at,
  officeId,
  only,
  sha,
} from './builders.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-09');
const { record, approval: bare } = asked(ask(aCase()));
const holder = 'holder.owner-tcip@city.example';
const deputy = 'deputy.owner-tcip@city.example';
const waiting = { token: 'token', generation: 1 };
const approval = { ...bare, links: [aLink(bare)], mails: [aMail()], waiting };

function expired(): Approval {
  const { status: _open, waiting: _wait, ...rest } = approval;
  return { ...rest, status: 'expired', endedAt: now };
}

describe('a mail that did not arrive', () => {
  const bounce = { approval, case: record, email: holder, messageId: 'm-1', now };

  test('was no ask: the approval ends, the case is free to ask the same office afresh', () => {
    const change = markUndeliverable(bounce);
    expect(only(change.approvals)).toMatchObject({
      status: 'undeliverable',
      email: holder,
      mails: [{ messageId: 'm-1', state: 'bounced' }],
      version: 1,
    });
    const freed = only(change.cases);
    expect(freed).toMatchObject({ status: 'inReview', holder: 'owner-tcip', undeliverable: true });
    expect(freed).not.toHaveProperty('approvalId');
    expect(only(change.receipts).type).toBe('approvalUndeliverable');
    expect(change.effects).toMatchObject([{ type: 'answerToken', token: 'token' }]);
    const again = asked(ask(freed, { number: 2, now }));
    expect(again.approval.deadline.workingDays).toBe(3);
    expect(again.record).toMatchObject({ undeliverable: false, climbed: [1] });
  });

  test('matters only for who is asked now: the bounce of an older generation leaves the newer ask open', () => {
    const forwarded = {
      ...approval,
      generation: 2,
      links: [aLink(bare), aLink(bare, { generation: 2, email: deputy })],
    };
    const change = markUndeliverable({ ...bounce, approval: forwarded });
    expect(only(change.approvals)).toMatchObject({ status: 'open', mails: [{ state: 'bounced' }] });
    expect(change.cases).toEqual([]);
  });

  test('of an older generation does end it when the address is asked again in the new one', () => {
    const again = { ...approval, generation: 2, links: [aLink(bare), aLink(bare, { generation: 2 })] };
    expect(only(markUndeliverable({ ...bounce, approval: again }).approvals).status).toBe('undeliverable');
  });

  test('passes the address over while somebody else may still answer, and ends the ask with the last', () => {
    const both = { ...approval, links: [aLink(bare), aLink(bare, { email: deputy })] };
    const first = markUndeliverable({ ...bounce, approval: both, email: holder.toUpperCase() });
    const left = assertOpenStatus(only(first.approvals));
    expect(left.passedOver).toEqual([holder.toUpperCase()]);
    const repeated = markUndeliverable({ ...bounce, approval: left, email: holder.toUpperCase() });
    expect(repeated).toEqual(NO_CHANGE);
    const last = markUndeliverable({ ...bounce, approval: left, email: deputy });
    expect(only(last.approvals).status).toBe('undeliverable');
  });

  test('reported twice, or after the ask ended, changes the mail’s record at most', () => {
    const [ended] = markUndeliverable(bounce).approvals;
    expect(markUndeliverable({ ...bounce, approval: ended ?? approval })).toEqual(NO_CHANGE);
    expect(only(markUndeliverable({ ...bounce, approval: expired() }).approvals)).toMatchObject({
      status: 'expired',
      mails: [{ state: 'bounced' }],
    });
  });

  test('counts also without the mail’s id, and as a complaint', () => {
    const { messageId: _unknown, ...unnamed } = bounce;
    expect(only(markUndeliverable({ ...unnamed, state: 'complained' }).approvals).status).toBe(
      'undeliverable',
    );
  });

  test('of a paused case leaves it paused, with nobody asked', () => {
    const pausing = pauseCase({
      case: record,
      openApprovals: [approval],
      reason: 'court',
      note: '',
      reviewOn: LocalDate.parse('2024-10-21'),
      calendar: aCalendar(),
      now,
      by: officeId('finance'),
    });
    const paused = { case: only(pausing.cases), approval: only(pausing.approvals) };
    const change = markUndeliverable({ ...bounce, ...paused });
    expect(only(change.cases)).toMatchObject({ status: 'paused', before: { undeliverable: true } });
    const other = { ...approval, id: asked(ask(aCase(), { number: 7 })).approval.id };
    expect(only(markUndeliverable({ ...bounce, ...paused, approval: other }).cases)).toMatchObject({
      before: { undeliverable: false },
    });
  });

  test('of a move’s ask is noted on the move', () => {
    const move = aMove();
    const voting = { ...approval, kind: 'appraiseMove' as const, moveId: move.id };
    const change = markUndeliverable({ ...bounce, approval: voting, move, case: undefined });
    expect(only(change.receipts).chain).toBe(move.id);
  });

  test('of an ask that the case no longer waits for ends that ask only', () => {
    const change = markUndeliverable({ ...bounce, case: aCase() });
    expect(only(change.cases)).toMatchObject({ status: 'reported', chain: { count: 2 } });
  });
});

describe('what is known of mails and links', () => {
  test('a mail’s state only moves forward, and forty mails are kept', () => {
    const delivered = recordMail({ approval, mail: aMail({ state: 'delivered' }) });
    expect(only(delivered.approvals).mails).toMatchObject([{ state: 'delivered' }]);
    expect(recordMail({ approval: only(delivered.approvals), mail: aMail() })).toEqual(NO_CHANGE);
    const mails = Array.from({ length: 40 }, (_, index) => aMail({ messageId: `old-${index}` }));
    const kept = only(recordMail({ approval: { ...approval, mails }, mail: aMail() }).approvals).mails;
    expect([kept.length, kept.at(-1)?.messageId, kept[0]?.messageId]).toEqual([40, 'm-1', 'old-1']);
    const bounced = recordMail({
      approval: { ...approval, mails: [...mails, aMail()] },
      mail: aMail({ state: 'bounced' }),
    });
    expect(only(bounced.approvals).mails[0]?.state).toBe('sent');
  });

  test('a link is kept before it is mailed; a link for another generation is refused', () => {
    const change = addLink({ approval, link: aLink(bare, { secretHash: sha('c') }), now });
    expect(only(change.approvals).links).toHaveLength(2);
    const older = aLink(bare, { generation: 2 });
    expect(thrownCode(() => addLink({ approval, link: older, now }))).toBe('approval.newerGeneration');
    expect(thrownCode(() => addLink({ approval: expired(), link: aLink(bare), now }))).toBe(
      'approval.expired',
    );
  });

  test('a link and the mail that is to carry it are kept in one change; a mail that is known stays as it is', () => {
    const link = aLink(bare, { secretHash: sha('c') });
    const before = { ...approval, mails: [aMail({ state: 'delivered' })] };
    const fresh = only(addLink({ approval: before, link, mail: aMail({ messageId: 'm-2' }), now }).approvals);
    expect(fresh.links.at(-1)).toEqual(link);
    expect(fresh.mails.map(({ messageId, state }) => [messageId, state])).toEqual([
      ['m-1', 'delivered'],
      ['m-2', 'sent'],
    ]);
    const known = only(addLink({ approval: before, link, mail: aMail(), now }).approvals);
    expect(known.links.at(-1)).toEqual(link);
    expect(known.mails).toEqual(before.mails);
  });

  test('a link to the result is kept with an ask that has ended, never with an open one', () => {
    const link = aLink(bare, { secretHash: sha('c') });
    expect(only(addResultLink({ approval: expired(), link }).approvals).links).toHaveLength(2);
    expect(thrownCode(() => addResultLink({ approval, link }))).toBe('approval.changed');
  });

  test('five wrong codes lock a link, and only that link', () => {
    let current: Approval = { ...approval, links: [aLink(bare), aLink(bare, { secretHash: sha('c') })] };
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      current = only(countWrongCode({ approval: current, secretHash: sha('a') }).approvals);
    }
    expect(current.links.map(codeIsLocked)).toEqual([true, false]);
    expect(countWrongCode({ approval: current, secretHash: sha('a') })).toEqual(NO_CHANGE);
    expect(countWrongCode({ approval: current, secretHash: sha('d') })).toEqual(NO_CHANGE);
  });

  test('a fresh link goes to an address on file, at most every ten minutes', () => {
    const own = renewLink({ approval, email: holder.toUpperCase(), now });
    expect(only(own.effects)).toMatchObject({ template: 'freshLink', email: holder, generation: 1 });
    const stranger = renewLink({ approval, email: 'somebody@else.example', now });
    expect(only(stranger.effects)).not.toHaveProperty('email');
    expect(only(renewLink({ approval: bare, now }).effects)).not.toHaveProperty('email');
    const justSent = { ...approval, links: [aLink(bare, { sentAt: at('2024-10-09', '08:55') })] };
    expect(renewLink({ approval: justSent, email: holder, now })).toEqual(NO_CHANGE);
    expect(renewLink({ approval: justSent, now })).toEqual(NO_CHANGE);
  });

  test('a pause does not keep a fresh link back, an end does', () => {
    const stopped = { at: now, workingDaysLeft: 1, until: at('2024-10-21') };
    expect(renewLink({ approval: { ...approval, stopped }, now }).effects).toHaveLength(1);
    expect(thrownCode(() => renewLink({ approval: expired(), now }))).toBe('approval.expired');
  });
});
