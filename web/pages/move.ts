import type { SignedDocument } from '#domain/approval.ts';
import { formatDong } from '#domain/format.ts';
import type { Move } from '#domain/move.ts';
import { approvalsCard } from '../approvals.ts';
import { type Child, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { day, dayOf, language, moment, t, words } from '../language.ts';
import type { Context, View } from '../page.ts';
import { asOf, card, cellAmount, facts, moveBadge, table } from '../parts.ts';
import { logCard } from '../receipts.ts';
import { moveForms } from './move-forms.ts';

/** The legal path, in order. */
const PATH = [
  'drafted',
  'appraised',
  'submitted',
  'resolvedByCouncil',
  'decidedByCommittee',
  'coolingOff',
  'committed',
] as const;
type Step = (typeof PATH)[number];

/** The step that the move has reached; a rejected one stands where it was rejected, a reversed one is past them all. */
function reached(move: Move): Step {
  if (move.status === 'rejected') return move.rejectedIn;
  return move.status === 'reversed' ? 'committed' : move.status;
}

function written(document: SignedDocument): string {
  const { number, issuedOn, issuer } = document;
  return t('move.document', { number, date: day(issuedOn), issuer });
}

/** What stands under a step: its document, or its day. */
function noteOf(move: Move, step: Step): string {
  switch (step) {
    case 'drafted':
      return dayOf(move.draftedAt);
    case 'submitted':
      return 'submittedAt' in move ? dayOf(move.submittedAt) : '';
    case 'resolvedByCouncil':
      return 'resolution' in move ? written(move.resolution) : '';
    case 'decidedByCommittee':
      return 'committeeDecision' in move ? written(move.committeeDecision) : '';
    case 'committed':
      return 'committedAt' in move ? dayOf(move.committedAt) : '';
    case 'appraised':
    case 'coolingOff':
      return '';
  }
}

function pathCard(move: Move): HTMLElement {
  const status = reached(move);
  const over = status === 'committed';
  // A status names what has been done; while it cools off, that is still going on.
  const at = PATH.indexOf(status) + (status === 'coolingOff' ? 0 : 1);
  const item = (step: Step, index: number): HTMLElement => {
    const state = index < at || over ? 'done' : index === at ? 'now' : 'later';
    return h(
      'li',
      { class: state, 'aria-current': state === 'now' ? 'step' : undefined },
      icon(state === 'done' ? 'check' : state === 'now' ? 'dot' : 'clock'),
      h('b', {}, t(`move.step.${step}`)),
      h('small', {}, noteOf(move, step) || t(`step.${state}`)),
    );
  };
  return card(
    t('move.path'),
    h('ol', { class: 'path' }, PATH.map(item)),
    h('p', { class: 'meta' }, t('move.pathNote')),
  );
}

const sum = (lines: Move['donors']): number => lines.reduce((total, line) => total + line.amount, 0);

function side(title: string, head: string, lines: Move['donors']): HTMLElement {
  return table(
    title,
    [
      { head: title, row: true, cell: ({ projectName }) => words(projectName) },
      { head, number: true, cell: ({ amount: value }) => cellAmount(value) },
    ],
    lines,
  );
}

function linesCard({ donors, recipients }: Move): HTMLElement {
  const [out, into] = [sum(donors), sum(recipients)];
  const shown = { out: formatDong(out, language()), in: formatDong(into, language()) };
  const difference = formatDong(out - into, language());
  return card(
    t('move.lines'),
    h(
      'div',
      { class: 'halves' },
      side(t('move.donors'), t('move.decrease'), donors),
      side(t('move.recipients'), t('move.increase'), recipients),
    ),
    out === into
      ? h('p', { class: 'chain ok' }, icon('balance'), t('move.balanced', shown))
      : h('p', { class: 'chain bad' }, icon('balance'), t('move.unbalanced', { ...shown, difference })),
  );
}

function factsCard(move: Move): HTMLElement {
  const stopped = move.status === 'coolingOff' ? move.stopped : undefined;
  return card(
    t('move.facts'),
    facts(
      [t('move.code'), move.id],
      [t('move.status'), moveBadge(move.status)],
      [t('move.draftedAt'), dayOf(move.draftedAt)],
      [t('move.reason'), move.reason],
      move.caseId === undefined
        ? null
        : [t('case.code'), h('a', { href: `/cases/${move.caseId}` }, move.caseId)],
      move.status === 'rejected' ? [t('move.cause'), move.cause] : null,
    ),
    move.status === 'coolingOff' && h('p', {}, t('move.until', { at: moment(move.until) })),
    stopped !== undefined && h('p', { class: 'error' }, t('move.stopped', { reason: stopped.reason })),
  );
}

export async function movePage(context: Context): Promise<View> {
  const { call, place } = context;
  const answer = await call('getMove', { params: { moveId: place.params['moveId'] ?? '' } });
  const { move, approvals, receipts } = answer;
  const names = new Map<string, string>(approvals.map((ask) => [ask.office, words(ask.officeName)]));
  const forms: Child = moveForms(context, move);
  return {
    title: t('move.title', { amount: formatDong(sum(move.donors), language()) }),
    body: [
      h('p', { class: 'badges' }, moveBadge(move.status), h('span', { class: 'meta' }, move.id)),
      pathCard(move),
      approvalsCard(approvals),
      h(
        'div',
        { class: 'with-side' },
        h(
          'div',
          {},
          linesCard(move),
          logCard({ receipts, end: move.chain, officeName: (office) => names.get(office) }),
        ),
        h('div', {}, factsCard(move), forms),
      ),
      asOf(answer.asOf),
    ],
  };
}
