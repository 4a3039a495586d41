/** The log of a case or move, and the check of its chain, which this device makes itself. */
import type { ChainHead, Receipt } from '#domain/receipt.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { type Child, h } from './dom.ts';
import { icon } from './icons.ts';
import { isWord, moment, t } from './language.ts';

function verdict(receipts: readonly Receipt[], end: ChainHead): HTMLElement {
  // Pages of one reading can lie on both sides of a new receipt: that is no broken chain.
  if (receipts.length > end.count) return h('p', { class: 'chain' }, icon('clock'), t('chain.changed'));
  const found = verifyChain(receipts, end);
  return found.intact
    ? h('p', { class: 'chain ok' }, icon('lock'), t('chain.intact', { n: receipts.length }))
    : h(
        'p',
        { class: 'chain bad', role: 'alert' },
        icon('unlocked'),
        t('chain.broken', { n: found.brokenAt }),
      );
}

/** What people wrote stands in few of the facts, always under one of these names. */
const SPOKEN = ['question', 'answer', 'comment', 'reason', 'note', 'number'] as const;

function spoken({ details }: Receipt): readonly string[] {
  return SPOKEN.flatMap((name) => {
    const value = details[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

function entry(receipt: Receipt, officeName: LogOptions['officeName']): HTMLElement {
  const key = `fact.${receipt.type}`;
  const said = spoken(receipt);
  const detail = (text: string): Child => h('p', { class: 'meta' }, text);
  return h(
    'li',
    {},
    h('time', { datetime: receipt.at, class: 'num' }, moment(receipt.at)),
    h(
      'div',
      {},
      h('b', {}, isWord(key) ? t(key) : receipt.type),
      receipt.office !== undefined && h('div', {}, officeName(receipt.office)),
      said.map(detail),
      h(
        'div',
        { class: 'hash' },
        `#${receipt.sequence} · ${t('chain.hash')} `,
        h('code', { title: receipt.hash }, receipt.hash.slice(0, 12)),
      ),
    ),
  );
}

export type LogOptions = {
  /** Oldest first, whole. */
  readonly receipts: readonly Receipt[];
  /** Where the case or move says that its chain ends. */
  readonly end: ChainHead;
  /** Undefined for an office that nobody here knows. */
  readonly officeName: (office: string) => string | undefined;
};

export function logCard({ receipts, end, officeName }: LogOptions): HTMLElement {
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('case.log')),
    verdict(receipts, end),
    h('p', { class: 'meta' }, t('chain.how')),
    h(
      'ol',
      { class: 'log' },
      receipts.toReversed().map((receipt) => entry(receipt, officeName)),
    ),
  );
}
