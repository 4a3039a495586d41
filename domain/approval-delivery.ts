import type { Approval, ApprovalLink, MailRecord, OpenApproval } from './approval.ts';
import { assertOpen } from './approval-checks.ts';
import { addresseesOf, approvalFact, closed, wake } from './approval-end.ts';
import { waitsFor } from './approval-wait.ts';
import type { Case, HeldCase } from './case.ts';
import { type Change, mergeChanges, NO_CHANGE } from './change.ts';
import { Refusal } from './errors.ts';
import type { Sha256 } from './ids.ts';
import type { Move } from './move.ts';
import { isAmong, sameAddress } from './office.ts';
import { changeOfCase, noteFacts } from './seal.ts';
import { type Instant, msBetween } from './time.ts';

const LINKS_KEPT = 20;
const MAILS_KEPT = 40;
/** Wrong codes after which a link's code is locked. */
export const CODE_TRIES = 5;
/** A fresh link is mailed to the same address at most this often. */
const FRESH_LINK_MS = 600_000;

/** What is known of a mail only grows: sent, then delivered, then what ended it. */
const NEWS: Record<MailRecord['state'], number> = {
  sent: 0,
  delivered: 1,
  bounced: 2,
  complained: 2,
  suppressed: 2,
};

function written(approval: Approval): Change {
  return { ...NO_CHANGE, approvals: [{ ...approval, version: approval.version + 1 }] };
}

/** The mails with this one in its newest state, or null when it says nothing new. The oldest are dropped beyond 40. */
function withMail(mails: readonly MailRecord[], mail: MailRecord): MailRecord[] | null {
  const known = mails.find(({ messageId }) => messageId === mail.messageId);
  if (known === undefined) return [...mails, mail].slice(-MAILS_KEPT);
  if (NEWS[mail.state] <= NEWS[known.state]) return null;
  return mails.map((each) => (each === known ? { ...known, state: mail.state } : each));
}

/** Notes a mail about the approval, whatever its status, or what became of one. No change when that is known already. */
export function recordMail(args: { readonly approval: Approval; readonly mail: MailRecord }): Change {
  const mails = withMail(args.approval.mails, args.mail);
  return mails === null ? NO_CHANGE : written({ ...args.approval, mails });
}

/**
 * Keeps the link (hashes only) that is about to be mailed, so that it works when the mail arrives. Refuses what
 * `assertOpen` refuses, `approval.newerGeneration` when the link is of another generation. The oldest go beyond 20.
 */
export function addLink(args: {
  readonly approval: Approval;
  readonly link: ApprovalLink;
  /** The mail that is about to carry it. */
  readonly mail?: MailRecord;
  readonly now: Instant;
}): Change {
  const { link, mail, now } = args;
  return withLink(assertOpen(args.approval, now, link.generation), link, mail);
}

function withLink(approval: Approval, link: ApprovalLink, mail: MailRecord | undefined): Change {
  const mails = mail && withMail(approval.mails, mail);
  const links = [...approval.links, link].slice(-LINKS_KEPT);
  return written({ ...approval, links, mails: mails ?? approval.mails });
}

/** True when the code of this link was typed wrong too often; a fresh link brings a fresh code. */
export function codeIsLocked(link: ApprovalLink): boolean {
  return link.codeTries >= CODE_TRIES;
}

/** Counts a wrong code against the link with this secret. No change when it is locked, or no such link is kept. */
export function countWrongCode(args: { readonly approval: Approval; readonly secretHash: Sha256 }): Change {
  const { approval, secretHash } = args;
  const link = approval.links.find((each) => each.secretHash === secretHash);
  if (link === undefined || codeIsLocked(link)) return NO_CHANGE;
  const links = approval.links.map((each) =>
    each === link ? { ...link, codeTries: link.codeTries + 1 } : each,
  );
  return written({ ...approval, links });
}

/**
 * Mails a fresh link, never to an address that the visitor names: to `email` when it was asked and may still answer, else to
 * whoever acts for the office now. No change (and no word to the visitor) when one went there in the last ten minutes.
 * Refuses what `assertOpen` refuses, except that a pause does not matter.
 */
export function renewLink(args: {
  readonly approval: Approval;
  readonly email?: string | undefined;
  readonly now: Instant;
}): Change {
  const { approval, now } = args;
  if (approval.status !== 'open' || approval.stopped === undefined) assertOpen(approval, now);
  const email = addresseesOf(approval).find(
    (each) => args.email !== undefined && sameAddress(each, args.email),
  );
  const present = approval.links.filter(({ generation }) => generation === approval.generation);
  const last = present.findLast((link) => email === undefined || link.email === email);
  if (last !== undefined && msBetween(last.sentAt, now) < FRESH_LINK_MS) return NO_CHANGE;
  const { id: approvalId, generation } = approval;
  const mail = { type: 'sendMail' as const, template: 'freshLink' as const, approvalId, generation };
  return mergeChanges(written(approval), {
    effects: [{ ...mail, ...(email === undefined ? {} : { email }) }],
  });
}

function withoutAsk({ approvalId: _asked, deadline: _due, ...held }: HeldCase): HeldCase {
  return { ...held, undeliverable: true };
}

/** The case without its ask: nobody has been asked, for the mail did not arrive. Undefined when it waits for another ask. */
function unasked(record: Case | undefined, approval: Approval): Case | undefined {
  if (record?.status === 'paused') {
    return waitsFor(record.before, approval) ? { ...record, before: withoutAsk(record.before) } : undefined;
  }
  return waitsFor(record, approval) ? withoutAsk(record) : undefined;
}

function endUndeliverable(args: UndeliverableArgs, approval: OpenApproval): Change {
  const { case: record, move, email, now } = args;
  const ended: Approval = { ...closed(approval), status: 'undeliverable', endedAt: now, email };
  const facts = [
    approvalFact('approvalUndeliverable', approval, { addressesAsked: addresseesOf(approval).length }),
  ];
  const freed = approval.moveId === undefined ? unasked(record, approval) : undefined;
  const noted =
    freed === undefined
      ? noteFacts({ case: record, move }, facts, now)
      : changeOfCase({ case: freed, facts, effects: [] }, now);
  return mergeChanges({ approvals: [ended], effects: wake(approval) }, noted);
}

export type UndeliverableArgs = {
  readonly approval: Approval;
  readonly case?: Case | undefined;
  readonly move?: Move | undefined;
  /** The address that the mail did not reach. */
  readonly email: string;
  /** Which mail, where the event says so, and what became of it (bounced, unless told). */
  readonly messageId?: string | undefined;
  readonly state?: 'bounced' | 'complained' | 'suppressed';
  readonly now: Instant;
};

/**
 * A mail that did not arrive was no ask: the approval ends as `undeliverable`, and the case (or move) asks the same office
 * afresh, with its full time; mark the address in the directory first, so that its deputy is asked. The ask stays open
 * when the address is no longer the one asked (an older generation), or when somebody else was asked who may answer;
 * then only the mail's record changes, and the address is passed over here. No change for what is known already.
 */
export function markUndeliverable(args: UndeliverableArgs): Change {
  const { email, messageId, state = 'bounced' } = args;
  const known = args.approval.mails.find((mail) => mail.messageId === messageId);
  const mails = known === undefined ? null : withMail(args.approval.mails, { ...known, state });
  const approval = mails === null ? args.approval : { ...args.approval, mails };
  const unchanged = mails === null ? NO_CHANGE : written(approval);
  if (approval.status !== 'open') return unchanged;
  const asked = addresseesOf(approval);
  if (!isAmong(asked, email)) return unchanged;
  const passedOver = [...approval.passedOver, email];
  const left = asked.filter((each) => !isAmong(passedOver, each));
  if (left.length === 0) return endUndeliverable(args, approval);
  return isAmong(approval.passedOver, email) ? unchanged : written({ ...approval, passedOver });
}

/**
 * Keeps the link of a receipt: it opens the page that shows what was decided, and decides nothing. Works on any approval
 * that has ended; an open one takes links by `addLink` only.
 */
export function addResultLink(args: {
  readonly approval: Approval;
  readonly link: ApprovalLink;
  readonly mail?: MailRecord;
}): Change {
  const { approval, link, mail } = args;
  if (approval.status === 'open') throw new Refusal('approval.changed', { approval: approval.id });
  return withLink(approval, link, mail);
}
