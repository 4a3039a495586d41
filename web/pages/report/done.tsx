import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { BlockerId, ProjectId } from '#domain/ids.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { PrintButton } from '../../kit/print-button.tsx';
import type { Desk } from './desk.ts';
import styles from './report.module.css';
import type { Sent } from './send.ts';

const LOOK_MS = 1500;

/** The number of the case, as soon as it is open; what happens next. */
export function Done({ desk, sent }: { desk: Desk; sent: Sent }): ReactNode {
  const { t, say } = useWords();
  const params = { projectId: ProjectId.parse(sent.projectId), blockerId: BlockerId.parse(sent.blockerId) };
  const { data } = useAnswer(API.getReport, { params }, { every: LOOK_MS });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const caseId = sent.added ?? data?.caseId ?? null;
  return (
    <div className={styles['done']}>
      <IconCircleCheck aria-hidden size={40} stroke={1.6} />
      <h1 ref={heading} tabIndex={-1}>
        {t(sent.added === null ? 'report.sent' : 'report.added')}
      </h1>
      <p role="status" className={styles['number2']}>
        {caseId === null ? (
          t('report.opening')
        ) : (
          <>
            {t('report.number')} <b className="num">{caseId}</b>
          </>
        )}
      </p>
      {data === undefined ? null : <p className={styles['lead']}>{say(data.projectName)}</p>}
      <p className={styles['lead']}>{t('report.sentNext')}</p>
      <div className={`${styles['row']} noprint`}>
        <Link to="/report/$projectId/$blockerId" params={params}>
          {t('report.seeReport')}
        </Link>
        <PrintButton>{t('report.print')}</PrintButton>
        <Button variant="default" onClick={() => desk.startAnew()}>
          {t('report.another')}
        </Button>
        <Link to="/report/mine">{t('report.toMine')}</Link>
      </div>
    </div>
  );
}
