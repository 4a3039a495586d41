import type { ReactNode } from 'react';
import type { CaseView } from '#functions/api/case-view.ts';
import type { ApprovalView } from '#functions/api/views.ts';
import { useWords } from '../../app/words.ts';
import { DueBadge, StatusBadge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { DateText } from '../../kit/figures.tsx';
import styles from './asks-card.module.css';

/** What SES has told about the last mail; whether somebody opened it is not asked of anybody's mail. */
function MailState({ ask: { mails } }: { ask: ApprovalView }): ReactNode {
  const { t, shortDayOf } = useWords();
  const last = mails.at(-1);
  if (last === undefined) return t('mail.none');
  return (
    <>
      {t(`mail.${last.state}`, { day: shortDayOf(last.sentAt) })}
      {mails.length > 1 ? (
        <small className={styles['more']}>{t('mail.more', { n: mails.length })}</small>
      ) : null}
    </>
  );
}

function Result({ ask, view }: { ask: ApprovalView; view: CaseView }): ReactNode {
  const { summary, asOf, case: record } = view;
  if (ask.status === 'open' && ask.id === summary.approvalId && record.status !== 'paused') {
    return <DueBadge of={summary} asOf={asOf} />;
  }
  return <StatusBadge of="approvalStatus" status={ask.status} />;
}

function Row({ ask, view }: { ask: ApprovalView; view: CaseView }): ReactNode {
  const { t, say, named, outcomeName } = useWords();
  const said = ask.decision === null ? null : outcomeName(ask.kind, ask.decision.outcome);
  return (
    <tr data-open={ask.status === 'open'}>
      <th scope="row">{named('approvalKind', ask.kind)}</th>
      <td data-head={t('asks.to')}>{say(ask.officeName)}</td>
      <td data-head={t('asks.sent')}>
        <DateText at={ask.askedAt} short />
      </td>
      <td data-head={t('asks.due')}>
        {ask.stoppedUntil === null ? <DateText at={ask.dueAt} short /> : t('asks.dueStopped')}
      </td>
      <td data-head={t('asks.mail')}>
        <MailState ask={ask} />
      </td>
      <td data-head={t('asks.result')}>
        <Result ask={ask} view={view} />
        {said === null ? null : <small className={styles['said']}>{said}</small>}
      </td>
    </tr>
  );
}

/** Every ask of the case, the newest first. */
export function AsksCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useWords();
  const asks = view.approvals.toReversed();
  const open = asks.filter(({ status }) => status === 'open').length;
  return (
    <Card title={t('asks.title')} note={t('asks.note', { n: asks.length, open })}>
      {asks.length === 0 ? (
        <EmptyState text={t('asks.none')} />
      ) : (
        <table className={styles['asks']}>
          <caption className="vh">{t('asks.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('asks.ask')}</th>
              <th scope="col">{t('asks.to')}</th>
              <th scope="col">{t('asks.sent')}</th>
              <th scope="col">{t('asks.due')}</th>
              <th scope="col">{t('asks.mail')}</th>
              <th scope="col">{t('asks.result')}</th>
            </tr>
          </thead>
          <tbody>
            {asks.map((ask) => (
              <Row key={ask.id} ask={ask} view={view} />
            ))}
          </tbody>
        </table>
      )}
      <p className={`${styles['note']} kt-meta`}>{t('mail.noOpen')}</p>
    </Card>
  );
}
