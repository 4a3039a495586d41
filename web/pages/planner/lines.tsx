import type { ReactNode } from 'react';
import type { Wishes } from '#domain/plan.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../kit/figures.tsx';
import type { Planned } from './ask-plan.ts';
import styles from './planner.module.css';
import { freed, held, leftOut } from './search.ts';

export type Change = (wishes: Wishes) => void;

type LinesProps = {
  readonly side: 'fixedDonors' | 'fixedRecipients';
  readonly lines: Planned['donors'];
  readonly wishes: Wishes;
  /** Absent for whoever only reads. */
  readonly onChange: Change | undefined;
};

function Locks({
  line,
  side,
  wishes,
  onChange,
}: Omit<LinesProps, 'lines'> & { line: Planned['donors'][number] }): ReactNode {
  const { t, say } = useWords();
  if (onChange === undefined) return null;
  const fixed = wishes[side].some(({ projectId }) => projectId === line.projectId);
  const name = say(line.projectName);
  const act = fixed ? 'planner.free' : 'planner.hold';
  return (
    <span className={styles['locks']}>
      <button
        type="button"
        aria-label={t('planner.of', { act: t(act), project: name })}
        onClick={() => onChange(fixed ? freed(wishes, line.projectId) : held(wishes, side, line))}
      >
        {t(act)}
      </button>
      <button
        type="button"
        aria-label={t('planner.of', { act: t('planner.leaveOut'), project: name })}
        onClick={() => onChange(leftOut(wishes, line.projectId))}
      >
        {t('planner.leaveOut')}
      </button>
    </span>
  );
}

/** The lines of one side: who, how much, what is expected of it, and why. On a phone each is a block of its own. */
export function Lines(props: LinesProps): ReactNode {
  const { t, say } = useWords();
  const { side, lines } = props;
  const taking = side === 'fixedRecipients';
  return (
    <table className={styles['lines']}>
      <caption>{t(taking ? 'planner.recipients' : 'planner.donors', { n: lines.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('planner.project')}</th>
          <th scope="col" className={styles['right']}>
            {t(taking ? 'planner.takes' : 'planner.gives')}
          </th>
          {taking ? (
            <th scope="col" className={styles['right']}>
              {t('planner.expected')}
            </th>
          ) : null}
          <th scope="col">{t('planner.why')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.projectId}>
            <th scope="row">
              {say(line.projectName)}
              <Locks {...props} line={line} />
            </th>
            <td className={styles['right']} data-label={t(taking ? 'planner.takes' : 'planner.gives')}>
              <Money amount={line.amount} short />
            </td>
            {taking ? (
              <td className={styles['right']} data-label={t('planner.expected')}>
                <Money amount={line.expected} short />
              </td>
            ) : null}
            <td className="kt-meta">{line.reasons.map(({ text }) => say(text)).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
