import type { ReactNode } from 'react';
import { shortHash } from '#domain/move-lines.ts';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { DateText } from '../../kit/figures.tsx';
import rows from '../../kit/rows.module.css';
import styles from './capital.module.css';

type Approval = Answer<'getMove'>['approvals'][number];

function Result({ approval }: { approval: Approval }): ReactNode {
  const { outcomeName } = useWords();
  const { decision, kind, status } = approval;
  if (decision === null) return <StatusBadge of="approvalStatus" status={status} />;
  return (
    <>
      {outcomeName(kind, decision.outcome)}
      {decision.comment === '' ? null : <span className="kt-meta">: {decision.comment}</span>}
    </>
  );
}

/** Every ask about the move: who was asked what, when, and what came of it; with the hash of what was shown. */
export function Approvals({ view }: { view: Answer<'getMove'> }): ReactNode {
  const { t, say, named } = useWords();
  const { approvals } = view;
  const heads = ['ask', 'office', 'asked', 'due', 'result', 'hash'] as const;
  return (
    <Card title={t('move.approvals')}>
      {approvals.length === 0 ? (
        <EmptyState text={t('move.approvals.none')} />
      ) : (
        <div className={styles['scroll']}>
          <table className={`${styles['plain']} ${rows['rows']}`}>
            <caption className="vh">{t('move.approvals')}</caption>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {t(`move.approvals.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {approvals.map((approval) => (
                <tr key={approval.id}>
                  <th scope="row">{named('approvalKind', approval.kind)}</th>
                  <td data-head={t('move.approvals.office')}>{say(approval.officeName)}</td>
                  <td data-head={t('move.approvals.asked')}>
                    <DateText at={approval.askedAt} short />
                  </td>
                  <td data-head={t('move.approvals.due')}>
                    <DateText at={approval.dueAt} short />
                  </td>
                  <td data-head={t('move.approvals.result')}>
                    <div>
                      <Result approval={approval} />
                    </div>
                  </td>
                  <td data-head={t('move.approvals.hash')} title={approval.shownHash}>
                    <span className={styles['hash']}>{shortHash(approval.shownHash)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
