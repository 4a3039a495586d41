import type { ReactNode } from 'react';
import { useWords } from '../../app/words.ts';
import type { Desk } from './desk.ts';
import styles from './report.module.css';

type Line = {
  readonly step: number;
  readonly label: string;
  readonly value: string | undefined;
  /** Said in place of nothing, where "not given" would not fit. */
  readonly missing?: string;
};

function useLines({ draft }: Desk): readonly Line[] {
  const { t, named, day, language } = useWords();
  const { answers, project, files } = draft;
  const { category, cause, householdsLeft, authorityLevel, request, requestBy, description } = answers;
  const asked =
    requestBy === undefined ? request : `${request ?? ''} ${t('report.before', { day: day(requestBy) })}`;
  return [
    {
      step: 1,
      label: t('report.project'),
      value: project === null ? undefined : `${project[language]}, ${project.units}`,
    },
    { step: 2, label: t('report.blocker'), value: description },
    {
      step: 2,
      label: t('report.files'),
      value: files.length === 0 ? undefined : files.map(({ name }) => name).join(', '),
      missing: t('report.noFiles'),
    },
    { step: 3, label: t('report.category'), value: category && named('category', category) },
    { step: 4, label: t('report.cause'), value: cause && named('cause', cause) },
    {
      step: 4,
      label: t('report.householdsLeft'),
      value: householdsLeft === undefined ? undefined : t('report.nHouseholds', { n: householdsLeft }),
    },
    { step: 5, label: t('report.level'), value: authorityLevel && named('authority', authorityLevel) },
    { step: 5, label: t('report.request'), value: asked },
  ];
}

/** The answers so far, each with a way to put it right; `brief` shows only those that were given. */
export function Answers(props: {
  readonly desk: Desk;
  readonly onMend: (step: number) => void;
  readonly brief?: boolean;
}): ReactNode {
  const { desk, onMend, brief = false } = props;
  const { t } = useWords();
  const lines = useLines(desk).filter(({ value }) => !brief || (value !== undefined && value !== ''));
  return (
    <dl className={styles['answers']}>
      {lines.map(({ step, label, value, missing }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === undefined || value === '' ? (missing ?? t('report.notSaid')) : value}</dd>
          <dd className={styles['mend']}>
            <button type="button" className={styles['link']} onClick={() => onMend(step)}>
              {t('report.mend')} <span className="vh">{label}</span>
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
}
