import { describe, expect, test } from 'vitest';
import { decide } from '#domain/approval-decide.ts';
import { MOST_KEPT_ATTACHMENTS } from '#domain/attachment.ts';
import type { Blocker } from '#domain/blocker.ts';
import type { Case } from '#domain/case.ts';
import { baseOf } from '#domain/case-steps.ts';
import { heldOf } from '#domain/case-why.ts';
import type { Change } from '#domain/change.ts';
import { Sha256 } from '#domain/ids.ts';
import {
  type Amendment,
  amendReport,
  type CaseOfReport,
  isHandled,
  supplementCase,
  versionOf,
  warningsFor,
} from '#domain/report-life.ts';
import { outlookFor } from '#domain/report-outlook.ts';
import {
  aBlocker,
  aCalendar,
  aCase,
  aLadder,
  aProject,
  ask,
  asked,
  at,
  moveId,
  officeId,
  only,
  sha,
} from './builders.ts';
import { argsFor } from './deciding.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-09');
const blocker = aBlocker();
const by = blocker.reportedBy;
const requestId = '5f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11';
const { record, approval } = asked(ask(aCase()));
const holder = approval.office;
const context = { project: aProject(), unitNames: [{ vi: 'Quận 8', en: 'District 8' }], ladder: aLadder() };
const of: CaseOfReport = { case: record, approvals: [approval], ...context };
const said: Amendment = { cause: blocker.cause, description: 'Mô tả mới', request: blocker.request };
const file = (digit: string) => ({
  name: `${digit}.pdf`,
  type: 'application/pdf' as const,
  bytes: 9,
  sha256: sha(digit),
  key: `reports/o/r/${digit}`,
});
const base = { ...baseOf(record), closedAt: now };
const closed = {
  cleared: { ...base, status: 'cleared', confirmedBy: by },
  outOfScope: { ...base, status: 'outOfScope', decidedBy: by, reason: 'x' },
  reallocated: { ...base, status: 'reallocated', moveId: moveId() },
} satisfies Record<string, Case>;
const common = { blocker, of, attachments: [], by, now, requestId };

function changed(change: Change | null): { change: Change; next: Blocker } {
  if (change === null) throw new Error('nothing changed');
  return { change, next: only(change.blockers).blocker };
}

describe('putting a report right', () => {
  test('makes the next version, keeps the one before, and says so in a receipt', () => {
    const { change, next } = changed(amendReport({ ...common, amendment: { ...said, householdsLeft: 5 } }));
    expect(next).toMatchObject({ description: 'Mô tả mới', householdsLeft: 5, version: 2, amendedAt: now });
    expect(only(change.blockers)).toMatchObject({ previous: blocker, caseId: record.id });
    expect(only(change.receipts)).toMatchObject({ type: 'reportAmended', office: by });
    expect(only(change.receipts).details).toMatchObject({ version: 2 });
    expect(only(change.cases).version).toBe(record.version + 1);
  });

  test('shows the open ask anew and tells its office', () => {
    const { change } = changed(amendReport({ ...common, amendment: said }));
    const next = only(change.approvals);
    expect(next.shownHash).not.toBe(approval.shownHash);
    expect(JSON.stringify(next.shown)).toContain('Mô tả mới');
    expect(next.shown.facts.length).toBe(approval.shown.facts.length);
    expect(change.effects).toEqual([
      { type: 'sendNotice', subject: record.id, office: holder, about: 'caseSupplemented' },
    ]);
  });

  test('an ask that is made again after silence says so still', () => {
    const again = { ...of, approvals: [{ ...approval, onSilence: 'askAgain' as const }] };
    const { change } = changed(amendReport({ ...common, of: again, amendment: said }));
    expect(JSON.stringify(only(change.approvals).shown)).not.toContain('Bậc 2');
  });

  test('only the ask of a rung is shown anew: neither what ended nor a question', () => {
    const ended = { ...approval, status: 'expired' as const, endedAt: now };
    const question = { ...approval, kind: 'answerQuestion' as const };
    const { change } = changed(
      amendReport({ ...common, of: { ...of, approvals: [ended, question, approval] }, amendment: said }),
    );
    expect(change.approvals).toHaveLength(1);
  });

  test('before the case is open there is no chain to write to', () => {
    const { change } = changed(amendReport({ ...common, of: null, amendment: said }));
    expect(change.receipts).toEqual([]);
    expect(only(change.blockers).caseId).toBeNull();
  });

  test('of a case that nobody was asked about yet', () => {
    const { change } = changed(
      amendReport({ ...common, of: { ...of, case: aCase(), approvals: [] }, amendment: said }),
    );
    expect([change.approvals, change.effects]).toEqual([[], []]);
  });

  test('a file that is there already is not added twice, and nothing new changes nothing', () => {
    const same = { ...said, description: blocker.description, ...left(blocker) };
    const known = { ...blocker, attachments: [file('a')] };
    const args = { ...common, blocker: known, amendment: same };
    expect(amendReport({ ...args, attachments: [file('a')] })).toBeNull();
    const { change, next } = changed(amendReport({ ...args, attachments: [file('a'), file('b')] }));
    expect(next.attachments).toHaveLength(2);
    expect(only(change.receipts).details).toMatchObject({ changed: [], files: [{ name: 'b.pdf' }] });
  });

  test('what was left out is gone', () => {
    const counted = aBlocker({ householdsLeft: 9, requestBy: '2024-10-31' });
    const { next } = changed(amendReport({ ...common, blocker: counted, amendment: said }));
    expect([next.householdsLeft, next.requestBy]).toEqual([undefined, undefined]);
  });

  test('remembers its request, and is refused to others, after a decision, and at the end', () => {
    const { next } = changed(amendReport({ ...common, amendment: said }));
    expect(isHandled(next, requestId)).toBe(true);
    expect(isHandled(blocker, requestId)).toBe(false);
    const other = { ...common, by: officeId('finance'), amendment: said };
    expect(thrownCode(() => amendReport(other))).toBe('report.notYours');
    const { approvals } = decide(argsFor({ record, approval }, { outcome: 'refer' }));
    const decided = { ...of, approvals };
    expect(thrownCode(() => amendReport({ ...common, of: decided, amendment: said }))).toBe('report.decided');
    const cleared = { ...of, case: closed.cleared };
    expect(thrownCode(() => amendReport({ ...common, of: cleared, amendment: said }))).toBe('case.closed');
  });

  test('warns of personal data again', () => {
    const amendment = { ...said, request: 'Gọi 0903123456' };
    expect(changed(amendReport({ ...common, amendment })).next.warnedOf).toEqual(['phoneNumber']);
    expect(warningsFor({ description: 'ông Lê Ân', request: '' })).toEqual(['personName']);
    expect(versionOf({})).toBe(1);
  });
});

function left({ householdsLeft, requestBy }: Blocker) {
  return {
    ...(householdsLeft === undefined ? {} : { householdsLeft }),
    ...(requestBy === undefined ? {} : { requestBy }),
  };
}

describe('adding to a case', () => {
  test('is a receipt with the note, for anybody who sees it; the holder is told', () => {
    const supplement = { note: 'Thêm ảnh hiện trường', householdsLeft: 7 };
    const attachments = [file('c')];
    const finance = officeId('finance');
    const { change, next } = changed(supplementCase({ ...common, by: finance, attachments, supplement }));
    expect(next).toMatchObject({ householdsLeft: 7, version: 2, attachments: [{ name: 'c.pdf' }] });
    expect(only(change.receipts)).toMatchObject({
      type: 'caseSupplemented',
      office: 'finance',
      details: { note: 'Thêm ảnh hiện trường', householdsLeft: 7, files: [{ name: 'c.pdf' }] },
    });
    expect(change.effects).toHaveLength(1);
  });

  test('a note alone leaves the count as it was; the holder is not told of its own note', () => {
    const { change, next } = changed(
      supplementCase({ ...common, by: holder, supplement: { note: 'Đã họp' } }),
    );
    expect(next.householdsLeft).toBe(blocker.householdsLeft);
    expect(change.effects).toEqual([]);
  });

  test('is refused when the case is over, or holds as many files as it can', () => {
    const supplement = { note: 'x' };
    const over = { ...of, case: closed.outOfScope };
    expect(thrownCode(() => supplementCase({ ...common, of: over, supplement }))).toBe('case.closed');
    const moved = { ...of, case: closed.reallocated };
    expect(thrownCode(() => supplementCase({ ...common, of: moved, supplement }))).toBe('case.closed');
    const many = Array.from({ length: MOST_KEPT_ATTACHMENTS }, (_, index) => ({
      ...file('a'),
      sha256: Sha256.parse(String(index).padStart(64, '0')),
    }));
    const full = { ...common, blocker: { ...blocker, attachments: many }, attachments: [file('f')] };
    expect(thrownCode(() => supplementCase({ ...full, supplement }))).toBe('attachment.tooMany');
  });
});

describe('what follows a report', () => {
  const args = { project: aProject(), report: blocker, ladder: aLadder(), calendar: aCalendar(), now };

  test('names who is asked first, until when, and who after silence', () => {
    expect(outlookFor(args)).toMatchObject({
      office: 'owner-tcip',
      rung: 1,
      workingDays: 3,
      dueOn: '2024-10-14',
      onSilence: { vi: 'Bậc 2' },
    });
  });

  test('begins where the ladder says for the level, and case and outlook agree', () => {
    const ladder = aLadder({ firstRung: { [blocker.authorityLevel]: 6 } });
    expect(outlookFor({ ...args, ladder })).toMatchObject({ rung: 6, onSilence: null });
    expect(heldOf(asked(ask(aCase(), { ladder })).record)?.rung).toBe(6);
  });
});
