import { describe, expect, it, vi } from 'vitest';
import { urge } from '#domain/case-command.ts';
import type { CaseId } from '#domain/ids.ts';
import { awaitDecision } from '#functions/await-decision/handler.ts';
import { logger } from '#functions/boundary.ts';
import { drain } from '#functions/drain-outbox/handler.ts';
import { planTheWait } from '#functions/plan-wait/handler.ts';
import { recordUndeliverable } from '#functions/undeliverable.ts';
import { only } from '#test/domain/builders.ts';
import { hashShown, press, visit } from '#test/functions/action-page/visits.ts';
import { type City, streamRecord } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
let caseId: CaseId;
const OWNER = 'holder.owner-tcip@city.example';
const DEPUTY = 'deputy.owner-tcip@city.example';
cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
});

const openAsk = async () => only(await city.deps.openApprovalsOfCase(caseId));
const mails = () => city.told.map(({ to, tags }) => `${tags.template} ${to}`);
async function due(date: string): Promise<void> {
  city.clock(date);
  await planTheWait(city.deps, { approvalId: (await openAsk()).id });
  await city.drain();
}

describe('a mail goes to exactly whom it is for', () => {
  it('ask: the holder; remind: the same; deputy: the deputy, and then both are reminded of nothing twice', async () => {
    expect(mails()).toEqual([`ask ${OWNER}`]);
    await due('2024-10-10');
    expect(mails().slice(1)).toEqual([`remind ${OWNER}`]);
    await due('2024-10-11');
    expect(mails().slice(2)).toEqual([`deputy ${DEPUTY}`]);
    await due('2024-10-11');
    expect(mails()).toHaveLength(3);
  });

  it('forward: the next person gets the ask, the one before is told; nobody else', async () => {
    const { link } = city.letterTo(OWNER);
    const shownHash = await hashShown(city, link);
    await visit(city, link, { method: 'POST', fields: { intent: 'forward', shownHash } });
    await city.drain();
    expect(
      mails()
        .slice(1)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual([`ask ${DEPUTY}`, `movedOn ${OWNER}`]);
  });

  it('after a bounce: the deputy of the same office', async () => {
    await recordUndeliverable(city.deps, {
      email: OWNER,
      approvalId: (await openAsk()).id,
      state: 'bounced',
    });
    await city.ask({ caseId });
    expect(mails().at(-1)).toBe(`ask ${DEPUTY}`);
  });

  it('refused by the mail service: the address is passed over from now on, whoever was asked may still answer', async () => {
    const { id: approvalId } = await openAsk();
    city.refused.add(DEPUTY);
    await due('2024-10-10');
    await due('2024-10-11');
    expect((await city.deps.getApproval(approvalId)).status).toBe('open');
    expect(
      (await city.deps.getOffice((await openAsk()).office)).deputies[0]?.undeliverableSince,
    ).toBeDefined();
  });

  it('somebody of the office is there: the duty team is not even looked up', async () => {
    const looked = vi.spyOn(city.mail, 'getOffice');
    await due('2024-10-10');
    expect(looked.mock.calls.flat()).toEqual([(await openAsk()).office]);
  });

  it('the deputy: the link that the holder has goes on working, and the mail says nothing else', async () => {
    const { link } = city.letterTo(OWNER);
    await due('2024-10-11');
    expect((await visit(city, link)).status).toBe(200);
    expect(city.letterTo(DEPUTY).text).not.toContain('ngừng dùng');
  });

  it('whoever is asked reads which office silence leads to; whoever is told, which office holds the case', async () => {
    expect(city.letterTo(OWNER).text).toContain('chuyển Office district-chair-776 xem xét');
    const { id: approvalId, expiresAt } = await openAsk();
    city.now = expiresAt;
    await planTheWait(city.deps, { approvalId });
    await city.drain();
    const notice = city.told.find(({ to }) => to === 'holder.district-chair-778@city.example');
    expect(notice?.text).toContain('đã chuyển Office district-chair-776 xem xét');
  });

  it('nobody of the office is there: the duty team', async () => {
    await city.deps.markMemberUndeliverable(DEPUTY, city.now);
    await recordUndeliverable(city.deps, {
      email: OWNER,
      approvalId: (await openAsk()).id,
      state: 'bounced',
    });
    await city.ask({ caseId });
    expect(mails().at(-1)).toBe('ask holder.duty@city.example');
  });

  it('a decision: its receipt, with a link that decides nothing', async () => {
    await press(city, city.letterTo(OWNER), { outcome: 'agree', doBy: '31/10/2024' });
    await city.drain();
    expect(mails().at(-1)).toBe(`receipt ${OWNER}`);
    const receipt = city.letterTo(OWNER);
    expect(receipt.code).toBe('');
    expect((await visit(city, receipt.link)).html).not.toContain('name="outcome"');
  });
});

describe('effects', () => {
  it('wake the workflow that waits, once it was decided', async () => {
    const { id: approvalId, generation } = await openAsk();
    await awaitDecision(city.mail, { approvalId, generation, token: 'token-1' });
    expect(city.answered).toEqual([]);
    await press(city, city.letterTo(OWNER), { outcome: 'agree', doBy: '31/10/2024' });
    await city.drain();
    expect(city.answered).toEqual(['token-1']);
  });

  it('carried out again are harmless', async () => {
    const [queued] = await city.deps.commit(await urged(), city.now);
    if (queued === undefined) throw new Error('nothing was queued');
    await drain(city.mail, streamRecord(queued.id));
    const sent = city.told.length;
    await drain(city.mail, streamRecord(queued.id));
    await drain(city.mail, streamRecord(queued.id, 'MODIFY'));
    await drain(city.mail, streamRecord('gone'));
    expect(city.told).toHaveLength(sent);
    expect((await city.deps.findOutboxItem(queued.id))?.doneAt).toBe(city.now);
  });

  it('about an ask that has moved on send nothing', async () => {
    const [queued] = await city.deps.commit(await urged(), city.now);
    await press(city, city.letterTo(OWNER), { outcome: 'agree', doBy: '31/10/2024' });
    await drain(city.mail, streamRecord(queued?.id ?? ''));
    expect(mails()).not.toContain(`urge ${OWNER}`);
  });

  it('that fail stay queued, and no other is held up', async () => {
    const [queued] = await city.deps.commit(await urged(), city.now);
    const broken = { ...city.mail, sendMail: () => Promise.reject(new Error('SES is away')) };
    await expect(drain(broken, streamRecord(queued?.id ?? ''))).rejects.toThrow('SES is away');
    expect((await city.deps.findOutboxItem(queued?.id ?? ''))?.doneAt).toBeUndefined();
    await city.drain();
    expect(mails().at(-1)).toBe(`urge ${OWNER}`);
  });

  it('leave no secret, code or token in the log', async () => {
    const lines: string[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(logger, level).mockImplementation((...said: unknown[]) => {
        lines.push(JSON.stringify(said));
      });
    }
    const { id: approvalId, generation } = await openAsk();
    await awaitDecision(city.mail, { approvalId, generation, token: 'token-1' });
    await due('2024-10-10');
    city.refused.add(DEPUTY);
    await due('2024-10-11');
    vi.restoreAllMocks();
    const text = lines.join('\n');
    expect(text).toContain('mail refused');
    for (const { link, code } of city.letters) {
      expect(text).not.toContain(link.split('.')[1]);
      expect(text).not.toContain(code);
    }
    expect(text).not.toContain('token-1');
  });
});

async function urged() {
  const record = await city.deps.getCase(caseId);
  return urge({ approval: await openAsk(), case: record, confirmed: false, by: record.owner, now: city.now });
}
