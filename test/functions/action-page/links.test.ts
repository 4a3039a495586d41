import { describe, expect, it } from 'vitest';
import { NO_CHANGE } from '#domain/change.ts';
import { Refusal } from '#domain/errors.ts';
import { type CaseId, MoveId } from '#domain/ids.ts';
import { actionPage } from '#functions/action-page/handler.ts';
import { caseCommandRoutes } from '#functions/case-command/handler.ts';
import { commitTheMove } from '#functions/commit-move/handler.ts';
import { directoryCommandRoutes } from '#functions/directory-command/handler.ts';
import { moveCommandRoutes } from '#functions/move-command/handler.ts';
import { planTheWait } from '#functions/plan-wait/handler.ts';
import { recordUndeliverable } from '#functions/undeliverable.ts';
import { only } from '#test/domain/builders.ts';
import { as, call } from '#test/functions/api/call.ts';
import type { City, Letter } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';
import { hashShown, pageEvent, press, visit } from './visits.ts';

let city: City;
let caseId: CaseId;
let letter: Letter;
const OWNER = 'holder.owner-tcip@city.example';
const DEPUTY = 'deputy.owner-tcip@city.example';
cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  letter = city.letterTo(OWNER);
});

const openAsk = async () => only(await city.deps.openApprovalsOfCase(caseId));
const DECLINE = { outcome: 'decline', comment: 'Ngoài thẩm quyền' };

describe('a press that fails on our side', () => {
  it.each(['forward', 'freshLink', 'notMe'])('offers the same button again: %s', async (intent) => {
    const deps = { ...city.deps, getApproval: async () => Promise.reject(new Error('no answer')) };
    const event = pageEvent(letter.link, { method: 'POST', fields: { intent, shownHash: 'kept' } });
    const { statusCode, body } = await actionPage(deps, event);
    expect(statusCode).toBe(500);
    expect(body).toContain(`name="intent" value="${intent}"`);
    expect(body).toContain('value="kept"');
    expect(body).not.toContain('value="decide"');
  });
});

describe('the code in the mail', () => {
  it('makes an overriding outcome count', async () => {
    const { status } = await press(city, letter, {
      ...DECLINE,
      code: `${letter.code.slice(0, 3)} ${letter.code.slice(3)}`,
    });
    expect(status).toBe(200);
    const { items } = await city.deps.approvalsOfCase(caseId, { limit: 10 });
    expect(items[0]).toMatchObject({ status: 'decided', decision: { auth: 'linkAndCode' } });
  });

  it('wrong five times is locked for good; a fresh link brings a fresh code', async () => {
    const wrong = letter.code === '111111' ? '222222' : '111111';
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await press(city, letter, { ...DECLINE, code: wrong })).status).toBe(422);
    }
    const locked = await press(city, letter, { ...DECLINE, code: letter.code });
    expect(locked.status).toBe(429);
    expect((await openAsk()).links[0]?.codeTries).toBe(5);
    city.clock('2024-10-08', '10:30');
    await visit(city, letter.link, { method: 'POST', fields: { intent: 'freshLink' } });
    await city.drain();
    const fresh = city.letterTo(OWNER);
    expect(fresh.link).not.toBe(letter.link);
    expect((await press(city, fresh, { ...DECLINE, code: fresh.code })).status).toBe(200);
  });

  it('of another mail does not fit', async () => {
    city.clock('2024-10-08', '10:30');
    await visit(city, letter.link, { method: 'POST', fields: { intent: 'freshLink' } });
    await city.drain();
    const fresh = city.letterTo(OWNER);
    if (fresh.code !== letter.code) {
      const refused = await press(city, fresh, { ...DECLINE, code: letter.code });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('Mỗi thư có mã riêng');
    }
  });
});

describe('a fresh link', () => {
  it('goes to the address on file, whoever asks, and at most every ten minutes', async () => {
    const [id = ''] = letter.link.split('.');
    const stranger = `${id}.${'A'.repeat(43)}`;
    const ask = (link: string) =>
      visit(city, link, { method: 'POST', fields: { intent: 'freshLink', email: 'x@evil.example' } });
    const before = city.letters.length;
    const soon = await ask(stranger);
    await city.drain();
    expect(city.letters).toHaveLength(before);
    city.clock('2024-10-08', '10:30');
    const later = await ask(stranger);
    await city.drain();
    expect(city.letters.slice(before).map(({ to }) => to)).toEqual([OWNER]);
    const nothing = await ask('YK0000000000.x');
    expect(new Set([soon.html, later.html, nothing.html]).size).toBe(1);
  });

  const asked = { method: 'POST', fields: { intent: 'freshLink' } } as const;

  it('is mailed also when something else was noted on the approval in the same moment', async () => {
    city.clock('2024-10-08', '10:30');
    const { id } = await openAsk();
    let reads = 0;
    const getApproval: typeof city.deps.getApproval = async (of) => {
      const read = await city.deps.getApproval(of);
      reads += 1;
      // The first read finds the link, what the second one read is decided on.
      if (reads === 2 && of === id && read.status === 'open') {
        const noted = { ...read, urgedAt: city.now, version: read.version + 1 };
        await city.deps.commit({ ...NO_CHANGE, approvals: [noted] }, city.now);
      }
      return read;
    };
    const before = city.letters.length;
    await actionPage({ ...city.deps, getApproval }, pageEvent(letter.link, asked));
    await city.drain();
    expect(city.letters.slice(before).map(({ to }) => to)).toEqual([OWNER]);
  });

  it('leaves the earlier one alone, and does not say otherwise', async () => {
    city.clock('2024-10-08', '10:30');
    const { html } = await visit(city, letter.link, asked);
    await city.drain();
    expect((await visit(city, letter.link)).status).toBe(200);
    expect(`${html} ${city.letterTo(OWNER).text}`).not.toContain('ngừng dùng');
  });

  it('that could not be queued is not said to be sent', async () => {
    city.clock('2024-10-08', '10:30');
    const commit = () => Promise.reject(new Refusal('system.busy'));
    const { statusCode } = await actionPage({ ...city.deps, commit }, pageEvent(letter.link, asked));
    expect(statusCode).toBe(503);
  });
});

it('is answered with a receipt also when the address is written otherwise by then', async () => {
  await call({ routes: directoryCommandRoutes, deps: city.deps }, 'correctAddress', {
    as: as.operator,
    params: { officeId: 'owner-tcip' },
    body: { email: OWNER, newEmail: 'Holder.Owner-TCIP@city.example', reason: 'Viết hoa' },
  });
  expect((await press(city, letter, { outcome: 'agree', doBy: '31/10/2024' })).status).toBe(200);
  await city.drain();
  const receipts = city.told.filter(({ tags }) => tags.template === 'receipt');
  expect(receipts.map(({ to }) => to)).toEqual(['Holder.Owner-TCIP@city.example']);
});

describe('a link that has moved on', () => {
  it('after forwarding is dead; the next person decides', async () => {
    const shownHash = await hashShown(city, letter.link);
    await visit(city, letter.link, { method: 'POST', fields: { intent: 'forward', shownHash } });
    await city.drain();
    expect((await visit(city, letter.link)).status).toBe(410);
    const refused = await visit(city, letter.link, {
      method: 'POST',
      fields: { intent: 'decide', outcome: 'agree', doBy: '31/10/2024', shownHash },
    });
    expect(refused.status).toBe(410);
    expect((await press(city, city.letterTo(DEPUTY), { outcome: 'agree', doBy: '31/10/2024' })).status).toBe(
      200,
    );
  });

  it('that has expired says so, also before anything has marked it', async () => {
    city.clock('2024-10-15', '17:00');
    expect((await visit(city, letter.link)).status).toBe(410);
    const late = await press(city, letter, { outcome: 'agree', doBy: '31/10/2024' });
    expect(late.status).toBe(410);
    expect(late.html).toContain('không được hiểu là đồng ý');
    await planTheWait(city.deps, { approvalId: (await openAsk()).id });
    expect((await visit(city, letter.link)).status).toBe(410);
  });

  it('that was withdrawn names who holds the case now', async () => {
    await call({ routes: caseCommandRoutes, deps: city.deps }, 'reassignCase', {
      as: as.leader,
      params: { caseId },
      body: { office: 'department-planning' },
    });
    const { status, html } = await visit(city, letter.link);
    expect(status).toBe(410);
    expect(html).toContain('Office department-planning');
  });

  it('whose mail came back says that the office is asked anew', async () => {
    const { id: approvalId } = await openAsk();
    await recordUndeliverable(city.deps, { email: OWNER, approvalId, state: 'bounced' });
    expect((await visit(city, letter.link)).status).toBe(410);
    await city.ask({ caseId });
    expect(city.letterTo(DEPUTY).link).not.toBe(letter.link);
  });

  it('speaks the language that is asked for', async () => {
    expect((await visit(city, letter.link, { lang: 'en' })).html).toContain('lang="en"');
    expect((await visit(city, 'nonsense', { lang: 'en' })).html).toContain('lang="en"');
  });
});

describe('“this was not me”', () => {
  const agreeAll = async (moveId: MoveId, email: string, more: Record<string, string> = {}) => {
    const mail = city.letterTo(email);
    const { status } = await press(city, mail, { outcome: 'agree', code: mail.code, ...more });
    expect(status).toBe(200);
    await city.drain();
    return moveId;
  };

  it('stops a move while it cools off, and nothing else', async () => {
    const draft = await call({ routes: moveCommandRoutes, deps: city.deps }, 'draftMove', {
      as: as.finance,
      body: {
        donors: [{ projectId: 'DA-CHONGNGAP', amount: 1e12 }],
        recipients: [{ projectId: 'DA-XUYENTAM', amount: 1e12 }],
        reason: 'Vốn nằm chờ',
      },
    });
    const moveId = MoveId.parse(draft.body['id']);
    const signed = (documentNumber: string) => ({
      documentNumber,
      documentDate: '08/10/2024',
      documentIssuer: 'HĐND',
    });
    await city.ask({ moveId });
    await agreeAll(moveId, 'holder.owner-tcip@city.example');
    await agreeAll(moveId, 'holder.owner-xuyentam@city.example');
    await city.ask({ moveId });
    await agreeAll(moveId, 'holder.appraiser-1@city.example');
    await agreeAll(moveId, 'holder.appraiser-2@city.example');
    await city.ask({ moveId });
    await agreeAll(moveId, 'holder.city-chairman@city.example');
    await city.ask({ moveId });
    await agreeAll(moveId, 'holder.council-office@city.example', signed('45/NQ-HĐND'));
    await city.ask({ moveId });
    await agreeAll(moveId, 'holder.committee-office@city.example', signed('9/QĐ-UBND'));
    await commitTheMove(city.deps, { moveId });
    const receipt = city.letterTo('holder.committee-office@city.example');
    expect(receipt.text).toContain('“Không phải tôi làm” trong thời gian chờ hiệu lực');
    const notMe = () => visit(city, receipt.link, { method: 'POST', fields: { intent: 'notMe' } });
    const stopped = await notMe();
    expect(stopped.html).toContain('Điều chuyển vốn đã dừng');
    expect(await city.deps.getMove(moveId)).toMatchObject({ status: 'coolingOff', stopped: {} });
    const before = await city.contents();
    expect((await notMe()).status).toBe(200);
    expect(await city.contents()).toEqual(before);
    city.clock('2024-10-12');
    expect((await commitTheMove(city.deps, { moveId })).status).toBe('rejected');
  });
});
