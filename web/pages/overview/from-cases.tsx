import type { ReactNode } from 'react';
import type { Instant } from '#domain/time.ts';
import { useWords } from '../../app/words.ts';

/** Where a figure comes from that is counted from the cases themselves, and as of when. */
export function FromCases({ at }: { at: Instant }): ReactNode {
  const { t, moment } = useWords();
  return <span>{t('overview.fromCases', { at: moment(at) })}</span>;
}
