import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import type { Desk } from './desk.ts';
import styles from './report.module.css';
import type { StepProps } from './report-page.tsx';

/** Who gets it, until when, what follows silence; without the line it is said afterwards. */
export function Outlook({ desk }: { desk: Desk }): ReactNode {
  const { t, say, day } = useWords();
  const { projectId, category, authorityLevel } = desk.draft.answers;
  const known = projectId !== undefined && category !== undefined && authorityLevel !== undefined;
  const input = known ? { query: { project: projectId, category, authorityLevel } } : {};
  const { data } = useAnswer(API.checkReport, input, { enabled: known, every: false });
  if (data === undefined) return null;
  const { officeName, dueOn, workingDays, onSilence } = data.outlook;
  return (
    <section className={styles['after']}>
      <h2>{t('report.after')}</h2>
      <ol>
        <li>{t('report.afterWho', { office: say(officeName) })}</li>
        <li>
          {t('report.afterDue')} <b>{day(dueOn)}</b>, {t('report.afterDays', { n: workingDays })}
        </li>
        <li>
          {onSilence === null ? t('report.afterAgain') : t('report.afterSilence', { office: say(onSilence) })}
        </li>
      </ol>
    </section>
  );
}

export function CheckStep({ desk }: StepProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      <p className={styles['lead']}>{t('report.checkLead')}</p>
      <Outlook desk={desk} />
      <p className={styles['lock']}>
        <IconLock aria-hidden size={18} stroke={1.7} /> {t('report.noNames')}
      </p>
    </>
  );
}
