import { Button } from '@mantine/core';
import { IconBell, IconUserShare, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../app/words.ts';
import { Money } from '../../kit/figures.tsx';
import styles from './queue.module.css';
import type { QueueRow } from './queue-data.ts';

export type BulkAct = 'urge' | 'reassign';

/** Đồng at risk in the projects of the rows, each project once. */
function sumOf(rows: readonly QueueRow[]): number {
  const projects = new Map(rows.map(({ projectId, atRisk }) => [projectId, atRisk]));
  return [...projects.values()].reduce<number>((sum, atRisk) => sum + atRisk, 0);
}

/** In place of the filters while rows are chosen: how many, how much, and what can be done with all of them. */
export function BulkBar(props: {
  rows: readonly QueueRow[];
  begin: (act: BulkAct) => void;
  clear: () => void;
}): ReactNode {
  const { rows, begin, clear } = props;
  const { t } = useWords();
  return (
    <section className={`${styles['bulk']} noprint`} aria-label={t('bulk.label')}>
      <p role="status">
        <b>{t('bulk.chosen', { n: rows.length })}</b> · <Money amount={sumOf(rows)} />
      </p>
      <Button leftSection={<IconBell aria-hidden size={18} stroke={1.8} />} onClick={() => begin('urge')}>
        {t('bulk.urge')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconUserShare aria-hidden size={18} stroke={1.8} />}
        onClick={() => begin('reassign')}
      >
        {t('bulk.reassign')}
      </Button>
      <Button variant="subtle" leftSection={<IconX aria-hidden size={16} />} onClick={clear}>
        {t('bulk.clear')}
      </Button>
    </section>
  );
}
