import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import { Approval as ApprovalSchema } from '#domain/approval.ts';
import { decide, markUndeliverable } from '#domain/approval-decide.ts';
import { addLink } from '#domain/approval-delivery.ts';
import { planWait } from '#domain/approval-wait.ts';
import { Case } from '#domain/case.ts';
import { escalateCase } from '#domain/case-command.ts';
import { nextStep, openCase, pauseIsOver } from '#domain/case-life.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { type Change, NO_CHANGE } from '#domain/change.ts';
import { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import type { Receipt } from '#domain/receipt.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { DAY_MS, epochMs, type Instant, instantOf, localDateOf, plusDays } from '#domain/time.ts';
import {
  aBlocker,
  aCalendar,
  aDecider,
  aForm,
  aLadder,
  aLink,
  anOffice,
  aProject,
  ask,
  at,
  caseId,
  officeId,
  only,
} from './builders.ts';

/** A store like the product's: a change is taken whole when every record is the next version of what is stored. */
class Store {
  record: Case;
  readonly approvals = new Map<string, Approval>();
  readonly receipts: Receipt[] = [];
  #asked = 0;

  constructor(reportedBy: string, now: Instant) {
    const blocker = aBlocker({ reportedBy });
    const project = aProject();
    const reporter = anOffice(project.reporter);
    const opening = openCase({ caseId: caseId(), project, blocker, reporter, ladder: aLadder(), now });
    this.record = only(opening.cases);
    this.receipts.push(...opening.receipts);
  }

  commit(change: Change): void {
    for (const approval of change.approvals) {
      const stored = this.approvals.get(approval.id);
      expect(approval.version).toBe(stored === undefined ? 0 : stored.version + 1);
      expect(ApprovalSchema.parse(approval)).toEqual(approval);
      this.approvals.set(approval.id, approval);
    }
    for (const record of change.cases) {
      expect(record.version).toBe(this.record.version + 1);
      expect(Case.parse(record)).toEqual(record);
      this.record = record;
    }
    for (const effect of change.effects) expect(Effect.parse(effect)).toEqual(effect);
    this.receipts.push(...change.receipts);
  }

  get open(): OpenApproval[] {
    return [...this.approvals.values()].flatMap((approval) => (approval.status === 'open' ? [approval] : []));
  }

  nextNumber(): number {
    this.#asked += 1;
    return this.#asked;
  }
}

const calendar = aCalendar();
const ladder = aLadder();

type Act = { readonly act: string; readonly days: number; readonly pick: number };

/** What the workflow does each time it looks: resume, ask, plan. */
function look(store: Store, now: Instant, reportedBy: string): void {
  if (pauseIsOver(store.record, now)) {
    store.commit(resumeCase({ case: store.record, openApprovals: store.open, calendar, now }));
  }
  for (const approval of store.open) {
    const planned = planWait({ approval, case: store.record, ladder, calendar, now });
    store.commit(planned.change ?? NO_CHANGE);
  }
  const step = nextStep(store.record, now);
  if (step.step !== 'climb' || step.ask !== 'new') return;
  store.commit(ask(store.record, { number: store.nextNumber(), now, blocker: aBlocker({ reportedBy }) }));
  for (const approval of store.open.filter(({ links }) => links.length === 0)) {
    store.commit(addLink({ approval, link: aLink(approval), now }));
  }
}

function tryToDecide(store: Store, approval: OpenApproval, { pick }: Act, now: Instant): Change {
  const outcomes = approval.outcomes.filter((outcome) => outcome !== 'forward' || pick % 7 === 0);
  const outcome = outcomes[pick % outcomes.length] ?? 'agree';
  const doBy = plusDays(localDateOf(now), 1 + (pick % 20));
  return decide({
    approval,
    form: aForm(approval, { outcome, comment: 'Lý do', doBy }),
    decider: aDecider(approval, { email: `person.${approval.generation}@city.example` }),
    case: store.record,
    ballot: [],
    heirs: { office: anOffice(approval.office), duty: anOffice('duty') },
    ladder,
    calendar,
    now,
  });
}

function perform(store: Store, act: Act, now: Instant): Change {
  const [approval] = store.open;
  switch (act.act) {
    case 'decide':
      return approval === undefined ? NO_CHANGE : tryToDecide(store, approval, act, now);
    case 'bounce':
      return approval === undefined
        ? NO_CHANGE
        : markUndeliverable({
            approval,
            case: store.record,
            email: `holder.${approval.office}@city.example`,
            now,
          });
    case 'pause': {
      const reviewOn = plusDays(localDateOf(now), 1 + (act.pick % 10));
      const reason = 'court' as const;
      return pauseCase({
        case: store.record,
        openApprovals: store.open,
        reason,
        note: '',
        reviewOn,
        calendar,
        now,
        by: officeId('finance'),
      });
    }
    case 'escalate': {
      const by = officeId('city-chairman');
      return escalateCase({ case: store.record, approval, ladder, reason: 'Lý do', now, by });
    }
    case 'resume':
      return resumeCase({
        case: store.record,
        openApprovals: store.open,
        calendar,
        now,
        by: officeId('finance'),
      });
    default:
      return NO_CHANGE;
  }
}

/** A refusal is an answer; anything else that is thrown fails the property. */
function attempt(store: Store, act: Act, now: Instant): void {
  try {
    store.commit(perform(store, act, now));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function rungOf(record: Case): number | null {
  const active = record.status === 'paused' ? record.before : record;
  return 'rung' in active ? active.rung : null;
}

function assertOneHolder(store: Store): void {
  const active = store.record.status === 'paused' ? store.record.before : store.record;
  const ended = ['cleared', 'outOfScope', 'reallocated', 'reallocating'].includes(active.status);
  if (ended || active.status === 'reported') {
    expect(store.open).toEqual([]);
    return;
  }
  if (!('holder' in active)) throw new Error(`nobody holds a case that is ${active.status}`);
  expect(store.open.map(({ id }) => id)).toEqual(active.approvalId === undefined ? [] : [active.approvalId]);
  for (const approval of store.open) expect(approval.office).toBe(active.holder);
  expect(
    active.holder === store.record.reportedBy &&
      active.commitment === undefined &&
      active.status !== 'returned',
  ).toBe(false);
}

/** Rungs go up one at a time, except over those whose office reported the blocker. */
function assertNoRungSkipped(before: number | null, after: number | null, skipped: number | null): void {
  if (before === null || after === null || before === after) return;
  expect(after).toBe(before + 1 === skipped ? before + 2 : before + 1);
}

/** Every end that only an official may decide has that official's decision right before it. */
function assertSilenceNeverConsents(receipts: readonly Receipt[]): void {
  const ends = new Set([
    'commitmentMade',
    'caseCleared',
    'caseOutOfScope',
    'caseReallocating',
    'questionAnswered',
  ]);
  receipts.forEach((receipt, index) => {
    if (ends.has(receipt.type)) expect(receipts[index - 1]?.type).toBe('decisionRecorded');
  });
}

const REPORTERS = [
  { reportedBy: 'reporter-776', skipped: null },
  { reportedBy: 'owner-tcip', skipped: 1 },
  { reportedBy: 'district-secretary-776', skipped: 3 },
] as const;

const anAct = fc.record({
  act: fc.constantFrom('decide', 'decide', 'silence', 'silence', 'bounce', 'pause', 'resume', 'escalate'),
  days: fc.integer({ min: 0, max: 9 }),
  pick: fc.nat({ max: 1000 }),
});

test('whatever people do or leave undone, a case ends or has exactly one holder, climbs without skipping, and its receipts hold', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...REPORTERS),
      fc.array(anAct, { minLength: 1, maxLength: 25 }),
      ({ reportedBy, skipped }, acts) => {
        let now = at('2024-10-08');
        const store = new Store(reportedBy, now);
        look(store, now, reportedBy);
        for (const act of acts) {
          now = instantOf(epochMs(now) + act.days * DAY_MS + 3_600_000);
          for (const move of [
            () => look(store, now, reportedBy),
            () => attempt(store, act, now),
            () => look(store, now, reportedBy),
          ]) {
            move();
            assertOneHolder(store);
          }
        }
        const rungs = store.record.climbed;
        for (const [index, rung] of rungs.entries()) {
          assertNoRungSkipped(rungs[index - 1] ?? null, rung, skipped);
        }
        expect(rungOf(store.record) ?? 6).toBeLessThanOrEqual(6);
        assertSilenceNeverConsents(store.receipts);
        expect(verifyChain(store.receipts, store.record.chain)).toEqual({ intact: true });
      },
    ),
    { numRuns: 150 },
  );
});

test('left to silence alone, a case asks every rung in turn, then the top again and again, and is never decided', () => {
  let now = at('2024-10-08');
  const store = new Store('reporter-776', now);
  for (let round = 0; round < 9; round += 1) {
    look(store, now, 'reporter-776');
    now = store.open[0]?.expiresAt ?? now;
    look(store, now, 'reporter-776');
  }
  expect(store.record).toMatchObject({
    status: 'escalated',
    rung: 6,
    holder: 'standing-committee',
    climbed: [1, 2, 3, 4, 5, 6],
  });
  expect([...store.approvals.values()].filter(({ status }) => status === 'decided')).toEqual([]);
  expect(verifyChain(store.receipts, store.record.chain)).toEqual({ intact: true });
});
