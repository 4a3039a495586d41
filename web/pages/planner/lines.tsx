import { IconBan, IconLock, IconLockOpen } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Wishes } from '#domain/plan.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../kit/figures.tsx';
import rows from '../../kit/rows.module.css';
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
  const [hold, leave] = [t(fixed ? 'planner.free' : 'planner.hold'), t('planner.leaveOut')];
  const Hold = fixed ? IconLockOpen : IconLock;
  return (
    <span className={styles['locks']}>
      <button
        type="button"
        title={hold}
        aria-label={t('planner.of', { act: hold, project: name })}
        onClick={() => onChange(fixed ? freed(wishes, line.projectId) : held(wishes, side, line))}
      >
        <Hold aria-hidden size={18} stroke={1.8} />
      </button>
      <button
        type="button"
        title={leave}
        aria-label={t('planner.of', { act: leave, project: name })}
        onClick={() => onChange(leftOut(wishes, line.projectId))}
      >
        <IconBan aria-hidden size={18} stroke={1.8} />
      </button>
    </span>
  );
}

const idOf = (project: string): string => `line-${project}`;

/** Brings the line of a project into sight, and the focus to it. */
export function toLine(project: string): void {
  document.getElementById(idOf(project))?.focus();
}

/** The lines of one side: who, how much, what is expected of it, and why. On a phone each is a block of its own. */
export function Lines(props: LinesProps): ReactNode {
  const { t, say } = useWords();
  const { side, lines } = props;
  const taking = side === 'fixedRecipients';
  return (
    <table className={`${styles['lines']} ${rows['rows']}`}>
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
          {props.onChange === undefined ? null : (
            <th scope="col" className="noprint">
              {t('planner.locks')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.projectId}>
            <th scope="row" id={idOf(line.projectId)} tabIndex={-1}>
              <Link to="/projects/$projectId" params={{ projectId: line.projectId }}>
                {say(line.projectName)}
              </Link>
              <span className={styles['why']}>{line.reasons.map(({ text }) => say(text)).join(' ')}</span>
            </th>
            <td className={styles['right']} data-head={t(taking ? 'planner.takes' : 'planner.gives')}>
              <Money amount={line.amount} short />
            </td>
            {taking ? (
              <td className={styles['right']} data-head={t('planner.expected')}>
                <Money amount={line.expected} short estimate />
              </td>
            ) : null}
            {props.onChange === undefined ? null : (
              <td className="noprint">
                <Locks {...props} line={line} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
