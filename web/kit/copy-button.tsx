import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../app/words.ts';
import styles from './copy-button.module.css';

/** Copies an id or a code with one click, and says that it did. */
export function CopyButton({ text, label }: { text: string; label?: string }): ReactNode {
  const { t } = useWords();
  const [done, setDone] = useState(false);
  const Icon = done ? IconCheck : IconCopy;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setDone(true),
      () => setDone(false),
    );
  };
  return (
    <button
      type="button"
      className={`${styles['copy']} noprint`}
      onClick={copy}
      title={`${t('copy.copy')}: ${text}`}
    >
      <Icon aria-hidden size={16} stroke={1.9} />
      <span role="status">{done ? t('copy.done') : (label ?? t('copy.copy'))}</span>
    </button>
  );
}
