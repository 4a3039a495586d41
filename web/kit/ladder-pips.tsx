import type { ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import styles from './ladder-pips.module.css';

const RUNGS = [1, 2, 3, 4, 5, 6] as const;

/** Where a case stands on the ladder: six steps and the words "Bậc 3/6". */
export function LadderPips({ rung, late = false }: { rung: number; late?: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <span className={styles['place']}>
      <span className={styles['pips']} aria-hidden="true">
        {RUNGS.map((each) => (
          <i key={each} data-at={each === rung ? (late ? 'late' : 'here') : each < rung ? 'past' : 'ahead'} />
        ))}
      </span>
      <span className="kt-meta">{t('ladder.place', { rung })}</span>
    </span>
  );
}
