import { IconWifiOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import styles from './line-strip.module.css';

/** Above a page while there is no line: says so, and what works all the same. */
export function LineStrip({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <div className={`${styles['strip']} noprint`} role="status">
      <IconWifiOff aria-hidden size={22} stroke={1.7} />
      <p>
        <b>{t('line.none')}</b> {children}
      </p>
    </div>
  );
}
