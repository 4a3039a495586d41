import { describe, expect, test } from 'vitest';
import type { OpenApproval } from '#domain/approval.ts';
import { decide } from '#domain/approval-decide.ts';
import { aCase, aDecider, aLink, ask, asked, assertOpenStatus, only } from './builders.ts';
import { argsFor } from './deciding.ts';
import { thrownCode } from './refusals.ts';

const first = asked(ask(aCase()));

describe('forwarding', () => {
  const waiting = { token: 'token', generation: 1 };
  const open: OpenApproval = { ...first.approval, links: [aLink(first.approval)], waiting };
  const target = { ...first, approval: open };
  const forwarding = decide(argsFor(target, { outcome: 'forward', comment: '' }));

  test('the next person is asked under the same clock; every older link dies', () => {
    const [forwarded] = forwarding.approvals;
    expect(forwarded).toMatchObject({
      status: 'open',
      generation: 2,
      passedOver: ['holder.owner-tcip@city.example'],
      deadline: open.deadline,
      version: 1,
    });
    expect(forwarded).not.toHaveProperty('waiting');
    expect(forwarding.effects).toMatchObject([
      { template: 'ask', generation: 2 },
      { template: 'movedOn', email: 'holder.owner-tcip@city.example' },
      { type: 'answerToken', token: 'token' },
    ]);
    expect(forwarding.receipts.map(({ type }) => type)).toEqual(['decisionRecorded', 'deputyAsked']);
    const old = {
      ...argsFor({ ...first, approval: forwarded ?? open }),
      decider: aDecider(open, { generation: 1 }),
    };
    expect(thrownCode(() => decide(old))).toBe('approval.newerGeneration');
  });

  test('from deputy to duty, and then to nobody', () => {
    let approval: OpenApproval = open;
    let record = first.record;
    for (const email of ['holder.owner-tcip', 'deputy.owner-tcip', 'holder.duty']) {
      const decider = aDecider(approval, { email: `${email}@city.example` });
      const change = decide(argsFor({ record, approval }, { outcome: 'forward', decider }));
      approval = assertOpenStatus(only(change.approvals));
      record = only(change.cases);
    }
    expect(approval.generation).toBe(4);
    const decider = aDecider(approval, { email: 'deputy.duty@city.example' });
    expect(thrownCode(() => decide(argsFor({ record, approval }, { outcome: 'forward', decider })))).toBe(
      'approval.noDeputy',
    );
  });
});
