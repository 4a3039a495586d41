import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Localized } from '#domain/text.ts';
import type { Item } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import styles from './capital.module.css';
import { placeOf } from './legal-path.ts';

type ShownMove = Item<'listMoves'>;

export type StandingArgs = {
  readonly move: ShownMove;
  /** Owners by name, with when they confirmed; without names the sentence counts them. */
  readonly owners?: readonly { readonly name: Localized; readonly confirmedAt: string | null }[];
  readonly hours?: number | null;
};

/** What a move waits for, or how it ended, in one sentence. */
export function useStanding(): (args: StandingArgs) => string {
  const { t, say, moment, day, tenths } = useWords();
  const wordsOf = (stopped: ShownMove['words']['stopped']) => ({
    by: stopped === null ? '' : say(stopped.by),
    reason: stopped === null ? '' : say(stopped.reason),
  });
  return ({ move, owners = [], hours = null }) => {
    switch (move.status) {
      case 'drafted': {
        const missing = owners.filter(({ confirmedAt }) => confirmedAt === null);
        if (placeOf(move) === 1) {
          const names = missing.map(({ name }) => say(name)).join(', ');
          const [n, all] = [move.owners.length - move.confirmations.length, move.owners.length];
          return names === ''
            ? t('move.waits.confirmOf', { n, all })
            : t('move.waits.confirm', { owners: names });
        }
        const agreed = move.appraisals.filter(({ outcome }) => outcome === 'agree').length;
        return t('move.waits.appraise', { agreed, quorum: move.quorum, all: move.appraisers.length });
      }
      case 'appraised':
        return t('move.waits.submit');
      case 'submitted':
        return t('move.waits.resolve');
      case 'resolvedByCouncil':
        return t('move.waits.decide');
      case 'decidedByCommittee':
        return t('move.waits.cool');
      case 'coolingOff':
        return move.stopped === undefined
          ? hours === null
            ? t('move.waits.coolingUntil', { at: moment(move.until) })
            : t('move.waits.cooling', { at: moment(move.until), hours: tenths(hours) })
          : t('move.waits.stopped', wordsOf(move.words.stopped));
      case 'committed':
        return t('move.over.committed', { at: moment(move.committedAt) });
      case 'rejected':
        return t('move.over.rejected', { cause: move.words.cause === null ? '' : say(move.words.cause) });
      case 'reversed':
        return t('move.over.reversed', { number: move.reversal.number, date: day(move.reversal.issuedOn) });
    }
  };
}

const SIGNED: readonly ShownMove['status'][] = ['submitted', 'resolvedByCouncil'];

/** The sentence in its band; where a signature is awaited it says that a click is none. */
export function StandingBand(args: StandingArgs): ReactNode {
  const { t } = useWords();
  const standing = useStanding();
  const { status } = args.move;
  const over = status === 'committed' || status === 'rejected' || status === 'reversed';
  return (
    <p className={styles['band']} data-over={over}>
      <IconInfoCircle aria-hidden size={18} stroke={1.9} />
      <span>
        <strong>{standing(args)}</strong>
        {SIGNED.includes(status) ? ` ${t('move.notSignature')}` : ''}
      </span>
    </p>
  );
}
