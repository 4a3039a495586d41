import { IconFileText, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Provenance } from '#domain/text.ts';
import { useWords } from '../app/words.ts';
import styles from './source-tag.module.css';

/** Whether figures have a public source, and which; all else is illustrative and says so. */
export function SourceTag({ provenance }: { provenance: Provenance }): ReactNode {
  const { t } = useWords();
  const sourced = provenance.kind === 'source';
  const Icon = sourced ? IconFileText : IconInfoCircle;
  const source = sourced ? provenance.source : undefined;
  return (
    <span className={styles['tag']} data-kind={provenance.kind} title={source}>
      <Icon aria-hidden size={14} stroke={1.9} />
      {t(sourced ? 'origin.source' : 'origin.illustrative')}
      {source === undefined ? null : <span className="vh">: {source}</span>}
    </span>
  );
}
