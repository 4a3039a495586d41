import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Move } from '#domain/move.ts';
import { useWords } from '../../app/words.ts';
import { withCodes } from '../../kit/code.tsx';
import { type PathPlace, pathOf } from './legal-path.ts';
import styles from './move-path.module.css';

function usePlaceNote(move: Move): (place: PathPlace) => string {
  const { t, shortDayOf, shortDay, timeOf } = useWords();
  return ({ step, state, at, document }) => {
    if (document !== undefined) {
      return t('path.document', { number: document.number, date: shortDay(document.issuedOn) });
    }
    if (step === 'confirmed' && state !== 'later') {
      return t('path.confirmedOf', { done: move.confirmations.length, all: move.owners.length });
    }
    if (step === 'appraised' && state === 'now') {
      const agreed = move.appraisals.filter(({ outcome }) => outcome === 'agree').length;
      return t('path.votes', { agreed, quorum: move.quorum });
    }
    if (step === 'cooling' && state === 'now' && at !== undefined) {
      return t('path.until', { at: `${timeOf(at)}, ${shortDayOf(at)}` });
    }
    if (at !== undefined && state === 'done') return shortDayOf(at);
    // Of a move that ended without an entry no document is awaited any more.
    const awaited = move.status !== 'rejected' && state !== 'done';
    return awaited && (step === 'resolved' || step === 'decided') ? t('path.awaitDocument') : '';
  };
}

/** The legal path: each step with its mark, its state in words, and the document where the law wants one. */
export function MovePath({ move }: { move: Move }): ReactNode {
  const { t } = useWords();
  const note = usePlaceNote(move);
  return (
    <ol className={styles['path']} aria-label={t('path.label')}>
      {pathOf(move).map((place) => (
        <li
          key={place.step}
          data-state={place.state}
          aria-current={place.state === 'now' ? 'step' : undefined}
        >
          <span className={styles['mark']} aria-hidden>
            {place.state === 'done' ? <IconCheck size={12} stroke={3} /> : null}
            {place.state === 'stopped' ? <IconX size={12} stroke={3} /> : null}
          </span>
          <span className={styles['step']}>
            {t(`path.${place.step}`)}
            <span className="vh">: {t(`path.${place.state}`)}</span>
          </span>
          <span className={styles['note']}>{withCodes(note(place))}</span>
        </li>
      ))}
    </ol>
  );
}
