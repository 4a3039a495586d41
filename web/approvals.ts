import type { Answer } from './api.ts';
import { type Child, h } from './dom.ts';
import { named, outcomeName, t, words } from './language.ts';
import { badge, type Column, card, table, time } from './parts.ts';

type Approval = Answer<'getCase'>['approvals'][number];

function mailState({ mails }: Approval): Child {
  const last = mails.at(-1);
  if (last === undefined) return t('approval.noMail');
  return [named('mailState', last.state), ' ', time(last.sentAt)];
}

function result({ status, kind, decision }: Approval): Child {
  if (decision !== null) {
    return [
      badge(decision.outcome === 'agree' ? 'done' : 'up', 'check', outcomeName(kind, decision.outcome)),
      h('div', { class: 'meta' }, words(decision.by.post), ', ', time(decision.decidedAt)),
      decision.comment !== '' && h('p', { class: 'said' }, decision.comment),
    ];
  }
  const word = named('approvalStatus', status);
  if (status === 'open') return badge('review', 'dot', word);
  return status === 'withdrawn' ? badge('quiet', 'ban', word) : badge('due', 'overdue', word);
}

const COLUMNS = (): readonly Column<Approval>[] => [
  {
    head: t('approval.ask'),
    row: true,
    cell: (ask) => [
      h('div', { class: 'title' }, named('approvalKind', ask.kind)),
      h(
        'details',
        { class: 'meta' },
        h('summary', {}, t('approval.why')),
        h('p', {}, words(ask.deadlineExplained)),
      ),
    ],
  },
  { head: t('approval.office'), cell: ({ officeName }) => words(officeName) },
  { head: t('approval.asked'), cell: ({ askedAt }) => time(askedAt) },
  { head: t('approval.due'), cell: ({ dueAt }) => time(dueAt) },
  { head: t('approval.mail'), cell: mailState },
  { head: t('approval.result'), cell: result },
];

/** Every ask, to whom, what became of the mail, what was answered. */
export function approvalsCard(approvals: readonly Approval[]): HTMLElement {
  const title = t('case.approvals');
  return card(
    title,
    approvals.length === 0 ? h('p', {}, t('case.noApprovals')) : table(title, COLUMNS(), approvals),
  );
}
