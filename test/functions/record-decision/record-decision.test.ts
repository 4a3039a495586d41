import { describe, expect, it } from 'vitest';
import type { OpenApproval } from '#domain/approval.ts';
import type { CaseId } from '#domain/ids.ts';
import { decisionRoutes } from '#functions/record-decision/handler.ts';
import { only } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
let caseId: CaseId;
let approval: OpenApproval;
cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  approval = only(await city.deps.openApprovalsOfCase(caseId));
});

const decide = (caller: As, more: object = {}) =>
  call({ routes: decisionRoutes, deps: city.deps }, 'recordDecision', {
    as: caller,
    params: { approvalId: approval.id },
    body: { outcome: 'agree', comment: '', doBy: '2024-10-31', shownHash: approval.shownHash, ...more },
  });

describe('a decision of somebody who is signed in', () => {
  it('is taken for the own office, as whoever the directory says', async () => {
    const { status, body } = await decide(as.owner);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'decided',
      decision: { outcome: 'agree', auth: 'session', by: { name: 'holder owner-tcip', standing: 'holder' } },
    });
    expect((await city.deps.getCase(caseId)).status).toBe('inReview');
  });

  it('needs no code: the session is more than the link', async () => {
    expect((await decide(as.owner, { outcome: 'decline', comment: 'Không đủ thẩm quyền' })).status).toBe(200);
    expect((await city.deps.getCase(caseId)).status).toBe('escalated');
  });

  it('by a deputy counts as the deputy’s', async () => {
    const { body } = await decide({ ...as.owner, email: 'deputy.owner-tcip@city.example' });
    expect(body).toMatchObject({ decision: { by: { standing: 'deputy' } } });
  });

  it.each([
    ['another office', as.leader, 'auth.forbidden'],
    ['the office that reported', as.reporter, 'auth.forbidden'],
    ['an operator', as.operator, 'auth.forbidden'],
    [
      'an account whose address is not of the office',
      { ...as.owner, email: 'x@city.example' },
      'auth.forbidden',
    ],
  ])('is refused to %s', async (_who, caller, code) => {
    const before = await city.contents();
    expect(await decide(caller)).toMatchObject({ status: 403, body: { code } });
    expect(await city.contents()).toEqual(before);
  });

  it('is refused on a stale page, twice, and without its promise', async () => {
    expect((await decide(as.owner, { shownHash: '0'.repeat(64) })).body['code']).toBe('approval.stalePage');
    expect((await decide(as.owner, { doBy: undefined })).body['code']).toBe('approval.doByRequired');
    expect((await decide(as.owner, { outcome: 'return' })).body['code']).toBe('approval.commentRequired');
    await decide(as.owner);
    expect(await decide(as.owner)).toMatchObject({ status: 409, body: { code: 'approval.decided' } });
  });

  it('leaves neither links, hashes of secrets nor addresses in the answer', async () => {
    const text = JSON.stringify((await decide(as.owner)).body);
    for (const hidden of ['secretHash', 'codeHash', 'links', 'token', '@city.example', 'messageId']) {
      expect(text).not.toContain(hidden);
    }
  });

  it('one of many at the same moment wins', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => decide(as.owner)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
});
