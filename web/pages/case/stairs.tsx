import {
  type Icon,
  IconAlertOctagon,
  IconCheck,
  IconCircleDashed,
  IconCircleDot,
  IconCircleMinus,
  IconStairsUp,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Instant } from '#domain/time.ts';
import type { CaseView, RungView } from '#functions/api/case-view.ts';
import { useWords } from '../../app/words.ts';
import styles from './stairs.module.css';

type Standing = {
  readonly late: boolean;
  readonly closed: boolean;
  readonly dueAt: Instant | null;
  /** Where the case stands; null when nobody holds it. */
  readonly rung: number | null;
};

function iconOf({ state, ended }: RungView, { late }: Standing): Icon {
  if (state === 'now') return late ? IconAlertOctagon : IconCircleDot;
  if (state === 'passedOver') return IconCircleMinus;
  if (state !== 'done') return IconCircleDashed;
  return ended === 'refer' || ended === 'escalated' || ended === 'expired' ? IconStairsUp : IconCheck;
}

/** When: the span it took, or since when and until when. */
function When({ rung, standing }: { rung: RungView; standing: Standing }): ReactNode {
  const { t, shortDayOf } = useWords();
  const { state, from, to, answerWithin, comesAt } = rung;
  if (state === 'now' && from !== null) {
    const due = rung.to === null ? standing.dueAt : null;
    return due === null
      ? t('stairs.sinceOnly', { from: shortDayOf(from) })
      : t('stairs.since', { from: shortDayOf(from), due: shortDayOf(due) });
  }
  if (state === 'done' && from !== null) {
    return to === null
      ? t('stairs.sinceOnly', { from: shortDayOf(from) })
      : t('stairs.span', { from: shortDayOf(from), to: shortDayOf(to) });
  }
  if (comesAt !== null) return t('stairs.comes', { at: shortDayOf(comesAt) });
  return t('stairs.days', { n: answerWithin });
}

/** What became of it, or what is to come. */
function Result({ rung, standing }: { rung: RungView; standing: Standing }): ReactNode {
  const { t } = useWords();
  const { state, ended, usedWorkingDays } = rung;
  if (state === 'done') {
    const how = ended === null ? t('stairs.done') : t(`ended.${ended}`);
    return usedWorkingDays === null ? how : `${how}, ${t('stairs.used', { n: usedWorkingDays })}`;
  }
  // The case has ended before it came here, or was taken past it.
  const past = standing.closed || rung.number < (standing.rung ?? 0);
  if (state === 'later' && past) return t('stairs.notNeeded');
  return t(`stairs.${state}`);
}

function Step({ rung, standing }: { rung: RungView; standing: Standing }): ReactNode {
  const { t, say } = useWords();
  const Mark = iconOf(rung, standing);
  const here = rung.state === 'now';
  return (
    <li
      className={styles['step']}
      data-state={here && standing.late ? 'late' : rung.state}
      data-rung={rung.number}
      aria-current={here ? 'step' : undefined}
    >
      <span className={styles['number']}>{t('stairs.rung', { rung: rung.number })}</span>
      <b>{say(rung.officeName ?? rung.name)}</b>
      <small>
        <When rung={rung} standing={standing} />
      </small>
      <span className={styles['result']}>
        <Mark aria-hidden size={15} stroke={1.9} />
        <Result rung={rung} standing={standing} />
      </span>
    </li>
  );
}

/** The ladder: who was asked, who is asked now, who is next, and when. */
export function Stairs({ view, asOf }: { view: CaseView; asOf: string }): ReactNode {
  const { t } = useWords();
  const { summary, rungs, waitedWorkingDays } = view;
  const standing = {
    late: summary.overdueWorkingDays > 0 || (summary.dueAt !== null && summary.dueAt < asOf),
    closed: waitedWorkingDays === null,
    dueAt: summary.dueAt,
    rung: summary.rung,
  };
  return (
    <ol className={styles['stairs']} aria-label={t('stairs.label')}>
      {rungs.map((rung) => (
        <Step key={rung.number} rung={rung} standing={standing} />
      ))}
    </ol>
  );
}
