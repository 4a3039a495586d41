import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePages } from '../../app/answers.ts';
import { API, type Item } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { Card, Loaded } from '../../kit/card.tsx';
import { withCodes } from '../../kit/code.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Moment, Money } from '../../kit/figures.tsx';
import { MoreButton } from '../../kit/more-button.tsx';
import rows from '../../kit/rows.module.css';
import styles from './capital.module.css';
import { sumOf } from './legal-path.ts';
import { MovePath } from './move-path.tsx';
import { StandingBand } from './standing.tsx';

type Move = Item<'listMoves'>;
const AT_A_TIME = 10;

/** A move by whose capital it moves; its code is the reference beside it. */
export function useMoveName(): (move: Pick<Move, 'id' | 'donors'>) => string {
  const { t, say, dong } = useWords();
  return ({ id, donors }) => {
    const [first, ...more] = donors;
    const words = {
      id,
      amount: dong(sumOf(donors)),
      donor: first === undefined ? '' : say(first.projectName),
      n: more.length,
    };
    return t(more.length === 0 ? 'moves.card' : 'moves.cardMore', words);
  };
}

function MoveCard({ move }: { move: Move }): ReactNode {
  const nameOf = useMoveName();
  return (
    <Card
      title={
        <Link to="/moves/$moveId" params={{ moveId: move.id }} className={styles['cardLink']}>
          {withCodes(nameOf(move))}
        </Link>
      }
      note={<StatusBadge of="moveStatus" status={move.status} />}
    >
      <MovePath move={move} />
      <StandingBand move={move} />
    </Card>
  );
}

/** Every move with its path, newest first. */
export function MovesList({ idleProjects }: { idleProjects: number }): ReactNode {
  const { t } = useWords();
  const { items, result } = usePages(API.listMoves, { query: { limit: AT_A_TIME } });
  return (
    <Loaded result={result} lines={8}>
      {() =>
        items.length === 0 ? (
          <EmptyState text={t('moves.empty', { n: idleProjects })} />
        ) : (
          <section className={styles['list']} aria-label={t('moves.title')}>
            {items.map((move) => (
              <MoveCard key={move.id} move={move} />
            ))}
            <MoreButton result={result} />
          </section>
        )
      }
    </Loaded>
  );
}

/** What is in the ledger: by move, what was debited and credited; the entries stand in the statements. */
export function LedgerMoves(): ReactNode {
  const { t } = useWords();
  const nameOf = useMoveName();
  const { items, result } = usePages(API.listMoves, { query: { status: 'committed', limit: 100 } });
  return (
    <Card title={t('ledger.title')}>
      <Loaded result={result} lines={6}>
        {() =>
          items.length === 0 ? (
            <EmptyState text={t('ledger.empty')} />
          ) : (
            <div className={styles['scroll']}>
              <table className={`${styles['plain']} ${rows['rows']}`}>
                <caption className="vh">{t('ledger.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('ledger.col.move')}</th>
                    <th scope="col">{t('ledger.col.at')}</th>
                    <th scope="col" className={styles['right']}>
                      {t('ledger.col.debit')}
                    </th>
                    <th scope="col" className={styles['right']}>
                      {t('ledger.col.credit')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((move) => (
                    <tr key={move.id}>
                      <th scope="row">
                        <Link to="/moves/$moveId" params={{ moveId: move.id }} hash="statement">
                          {withCodes(nameOf(move))}
                        </Link>
                      </th>
                      <td data-head={t('ledger.col.at')}>
                        {'committedAt' in move ? <Moment at={move.committedAt} /> : null}
                      </td>
                      <td className={styles['right']} data-head={t('ledger.col.debit')}>
                        <Money amount={sumOf(move.donors)} short />
                      </td>
                      <td className={styles['right']} data-head={t('ledger.col.credit')}>
                        <Money amount={sumOf(move.recipients)} short />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}
