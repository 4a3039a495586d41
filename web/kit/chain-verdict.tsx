import { IconLock, IconLockOpen2, IconRefreshAlert } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { ChainHead, Receipt } from '#domain/receipt.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { useWords } from '../app/words.ts';
import { Badge } from './badge.tsx';

export type ChainVerdictProps = {
  /** Oldest first, whole. */
  readonly receipts: readonly Receipt[];
  /** Where the case or move says that its chain ends. */
  readonly end: ChainHead;
};

/** Whether a chain of receipts is whole: this device computes every hash itself. */
export function ChainVerdict({ receipts, end }: ChainVerdictProps): ReactNode {
  const { t } = useWords();
  const found = useMemo(
    () => (receipts.length > end.count ? undefined : verifyChain(receipts, end)),
    [receipts, end],
  );
  // Pages of one reading can lie on both sides of a new receipt: that is no broken chain.
  if (found === undefined) {
    return (
      <Badge tone="quiet" icon={IconRefreshAlert}>
        {t('chain.changed')}
      </Badge>
    );
  }
  if (found.intact) {
    return (
      <Badge tone="done" icon={IconLock}>
        {t('chain.intact', { n: receipts.length })}
      </Badge>
    );
  }
  return (
    <span role="alert">
      <Badge tone="overdue" icon={IconLockOpen2} filled>
        {t('chain.broken', { n: found.brokenAt })}
      </Badge>
    </span>
  );
}
