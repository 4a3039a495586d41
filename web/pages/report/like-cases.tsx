import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import type { Desk } from './desk.ts';
import styles from './report.module.css';

/** An open case of the same project and category: add to it, or report all the same. */
export function LikeCases({ desk }: { desk: Desk }): ReactNode {
  const { t, shortDayOf } = useWords();
  const { projectId, category } = desk.draft.answers;
  const known = projectId !== undefined && category !== undefined;
  const input = known ? { query: { project: projectId, category } } : {};
  const { data } = useAnswer(API.checkReport, input, { enabled: known, every: false });
  const [like] = data?.similar ?? [];
  if (like === undefined || desk.draft.anyway) return null;
  return (
    <div className={styles['note']} role="status">
      <p>
        <b>{t('report.like', { day: shortDayOf(like.openedAt), caseId: like.caseId })}</b>{' '}
        {t('report.likeHint')}
      </p>
      <div className={styles['row']}>
        <Button variant="default" onClick={() => desk.send({ caseId: like.caseId })} loading={desk.sending}>
          {t('report.addToCase')}
        </Button>
        <Button variant="subtle" onClick={() => desk.change({ anyway: true })}>
          {t('report.anyway')}
        </Button>
      </div>
    </div>
  );
}
