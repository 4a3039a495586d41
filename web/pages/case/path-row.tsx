import { IconAlertOctagon, IconCircleCheck, IconCircleDashed, IconCircleDot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isOver } from '#domain/case-statuses.ts';
import type { Instant } from '#domain/time.ts';
import type { CaseView } from '#functions/api/case-view.ts';
import { useWords, type Words } from '../../app/words.ts';
import styles from './path-row.module.css';

type Stop = {
  readonly key: string;
  readonly text: string;
  readonly state: 'done' | 'now' | 'late' | 'ahead';
};

const ICONS = {
  done: IconCircleCheck,
  now: IconCircleDot,
  late: IconAlertOctagon,
  ahead: IconCircleDashed,
} as const;

function dated(text: string, at: Instant | null | undefined, { shortDayOf }: Words): string {
  return at === null || at === undefined ? text : `${text} ${shortDayOf(at)}`;
}

/** Reception, review, escalation, end: where the case stands among the four. */
function stopsOf({ case: record, summary, rungs }: CaseView, words: Words, late: boolean): Stop[] {
  const { t, named } = words;
  const status = record.status === 'paused' ? record.before.status : record.status;
  const closed = isOver(status);
  const asked = rungs.filter(({ from }) => from !== null);
  const rung = summary.rung ?? 0;
  const here = late ? 'late' : 'now';
  const reviewing = status === 'inReview' || (status === 'returned' && rung === 1);
  const climbed = asked.find(({ number }) => number > 1);
  const escalated = status === 'escalated' || (status === 'returned' && rung > 1);
  return [
    {
      key: 'received',
      text: dated(t('where.received'), record.openedAt, words),
      state: status === 'reported' ? here : 'done',
    },
    {
      key: 'review',
      text: dated(t('where.review'), asked.find(({ number }) => number === 1)?.from, words),
      state: reviewing ? here : asked.length > 0 ? 'done' : 'ahead',
    },
    {
      key: 'escalation',
      text: escalated ? t('where.escalated', { rung }) : dated(t('where.escalation'), climbed?.from, words),
      state: escalated ? here : climbed === undefined ? 'ahead' : 'done',
    },
    {
      key: 'end',
      text: closed
        ? named('caseStatus', status)
        : t(status === 'reallocating' ? 'where.moving' : 'where.orMoved'),
      state: closed ? 'done' : status === 'reallocating' ? 'now' : 'ahead',
    },
  ];
}

/** The four stretches of every case. */
export function PathRow({ view, late }: { view: CaseView; late: boolean }): ReactNode {
  const words = useWords();
  return (
    <ol className={styles['path']} aria-label={words.t('where.path')}>
      {stopsOf(view, words, late).map(({ key, text, state }) => {
        const Mark = ICONS[state];
        return (
          <li
            key={key}
            data-state={state}
            aria-current={state === 'now' || state === 'late' ? 'step' : undefined}
          >
            <Mark aria-hidden size={18} stroke={1.8} />
            <span>{text}</span>
          </li>
        );
      })}
    </ol>
  );
}
