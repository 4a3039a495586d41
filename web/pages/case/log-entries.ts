import {
  type Icon,
  IconArrowsExchange,
  IconBell,
  IconCircleCheck,
  IconClock,
  IconCornerUpLeft,
  IconFileText,
  IconFlag,
  IconForbid2,
  IconMailX,
  IconMessage2,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconStairsUp,
  IconTool,
  IconUserShare,
} from '@tabler/icons-react';
import * as z from 'zod';
import type { Receipt } from '#domain/receipt.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import type { CaseView } from '#functions/api/case-view.ts';
import type { Words } from '../../app/words.ts';

/** Receipts as people read them: what happened, to whom, in which words. */
export type LogEntry = {
  readonly receipt: Receipt;
  readonly icon: Icon;
  readonly tone: 'plain' | 'late' | 'up' | 'done';
  readonly title: string;
  readonly lines: readonly string[];
};
export type LogFilter = 'all' | 'opinions' | 'mails' | 'documents';

const LOOKS: Readonly<Record<string, readonly [Icon, LogEntry['tone']]>> = {
  caseOpened: [IconFlag, 'plain'],
  reportAmended: [IconFileText, 'plain'],
  caseSupplemented: [IconFileText, 'plain'],
  approvalAsked: [IconSend, 'plain'],
  approvalReminded: [IconBell, 'late'],
  deputyAsked: [IconUserShare, 'late'],
  approvalExpired: [IconClock, 'late'],
  approvalUndeliverable: [IconMailX, 'late'],
  approvalWithdrawn: [IconCornerUpLeft, 'plain'],
  decisionRecorded: [IconMessage2, 'up'],
  questionAnswered: [IconMessage2, 'done'],
  caseReturned: [IconCornerUpLeft, 'up'],
  caseEscalated: [IconStairsUp, 'up'],
  casePaused: [IconPlayerPause, 'plain'],
  caseResumed: [IconPlayerPlay, 'plain'],
  commitmentMade: [IconCircleCheck, 'done'],
  caseCleared: [IconCircleCheck, 'done'],
  caseOutOfScope: [IconForbid2, 'plain'],
  caseReallocating: [IconArrowsExchange, 'up'],
  caseReallocated: [IconCircleCheck, 'done'],
  caseUrged: [IconBell, 'late'],
  caseReassigned: [IconUserShare, 'up'],
  documentRecorded: [IconFileText, 'done'],
  operatorCalled: [IconTool, 'late'],
  operatorResumed: [IconTool, 'done'],
};

const OPINIONS: readonly string[] = [
  'decisionRecorded',
  'questionAnswered',
  'caseReturned',
  'commitmentMade',
  'caseCleared',
  'caseOutOfScope',
];
const MAILS: readonly string[] = [
  'approvalAsked',
  'approvalReminded',
  'deputyAsked',
  'approvalUndeliverable',
  'approvalWithdrawn',
  'caseUrged',
];
const DOCUMENTS: readonly string[] = ['documentRecorded', 'reportAmended', 'caseSupplemented'];

/** What of the details is shown; what is missing stays silent. */
const Details = z.object({
  from: z.union([z.int(), z.string()]).optional().catch(undefined),
  to: z.union([z.int(), z.string()]).optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
  kind: z.string().default('').catch(''),
  reason: z.string().optional().catch(undefined),
  reviewOn: LocalDate.optional().catch(undefined),
  doBy: LocalDate.optional().catch(undefined),
  dueAt: Instant.optional().catch(undefined),
  number: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  ground: z.string().optional().catch(undefined),
});

function readDetails(receipt: Receipt): z.output<typeof Details> {
  return Details.parse(receipt.details);
}

export function isShown({ type }: Receipt, filter: LogFilter): boolean {
  if (filter === 'all') return true;
  const lists = { opinions: OPINIONS, mails: MAILS, documents: DOCUMENTS };
  return lists[filter].includes(type);
}

type Details = z.output<typeof Details>;

function titleOf(receipt: Receipt, details: Details, words: Words): string {
  const { t, named, outcomeName } = words;
  const fact = named('fact', receipt.type);
  if (receipt.type === 'decisionRecorded' && details.outcome !== undefined) {
    return `${fact}: ${outcomeName(details.kind, details.outcome)}`;
  }
  if (receipt.type === 'documentRecorded' && details.number !== undefined)
    return `${fact}: ${details.number}`;
  const { from, to } = details;
  if (receipt.type === 'caseEscalated' && typeof from === 'number' && typeof to === 'number') {
    return `${fact}. ${t('log.fromTo', { from, to })}`;
  }
  return fact;
}

function linesOf(receipt: Receipt, details: Details, view: CaseView, words: Words): string[] {
  const { t, say, named, day, moment } = words;
  const approval = view.approvals.find(({ id }) => id === receipt.approvalId);
  const office = view.rungs.find((rung) => rung.office === receipt.office)?.officeName;
  const comment = receipt.type === 'decisionRecorded' ? approval?.decision?.comment : undefined;
  const pause = receipt.type === 'casePaused' && details.reason !== undefined;
  const lines = [
    approval === undefined ? (office == null ? '' : say(office)) : say(approval.officeName),
    comment === undefined || comment === '' ? '' : `“${comment}”`,
    details.title ?? '',
    pause ? named('pauseReason', details.reason ?? '') : '',
    details.ground === undefined ? '' : named('outOfScopeReason', details.ground),
    details.dueAt === undefined ? '' : t('log.dueAt', { at: moment(details.dueAt) }),
    details.reviewOn === undefined ? '' : t('log.reviewOn', { day: day(details.reviewOn) }),
    details.doBy === undefined ? '' : t('log.doBy', { day: day(details.doBy) }),
  ];
  return lines.filter((line) => line !== '');
}

/** One receipt in words. */
export function entryOf(receipt: Receipt, view: CaseView, words: Words): LogEntry {
  const details = readDetails(receipt);
  const [icon, tone] = LOOKS[receipt.type] ?? [IconFileText, 'plain'];
  return {
    receipt,
    icon,
    tone,
    title: titleOf(receipt, details, words),
    lines: linesOf(receipt, details, view, words),
  };
}
