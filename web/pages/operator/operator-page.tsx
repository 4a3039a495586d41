import { IconMailX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { localDateOf } from '#domain/time.ts';
import type { OperatorHealth } from '#functions/api/contract-operator.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Badge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { Columns } from '../../kit/columns.tsx';
import { AsOf, Moment } from '../../kit/figures.tsx';
import { LoadedPage } from '../../kit/loaded-page.tsx';
import { Page } from '../../kit/page.tsx';
import { LogCard } from '../directory/office-log.tsx';
import { Broken, Id } from './broken.tsx';
import styles from './operator.module.css';

type LineOf = OperatorHealth['running'];

function Line({
  word,
  line,
  tone,
}: {
  word: string;
  line: LineOf;
  tone: 'good' | 'late' | 'bad';
}): ReactNode {
  const { t, count, moment } = useWords();
  return (
    <div className={styles['line']} data-tone={line.count === 0 ? 'good' : tone}>
      <span className={styles['word']}>{word}</span>
      <span className={`${styles['figure']} num`}>
        {line.more ? t('operator.atLeast', { n: line.count }) : count(line.count)}
      </span>
      <span className="kt-meta">
        {line.oldestAt === null ? t('operator.none') : t('operator.oldest', { at: moment(line.oldestAt) })}
      </span>
    </div>
  );
}

function Bounced({ health }: { health: OperatorHealth }): ReactNode {
  const { t, say, day } = useWords();
  const { mayAsk } = useSession();
  const { bounced } = health;
  if (bounced.length === 0) return null;
  return (
    <Card title={t('operator.bounced', { n: bounced.length })}>
      <ul className={styles['list']}>
        {bounced.map(({ id, name, addresses, casesWaiting }) => (
          <li key={id} className={styles['item']}>
            <div className={styles['head']}>
              <h3>{say(name)}</h3>
              <Badge tone="overdue" icon={IconMailX}>
                {t('operator.waiting', { n: casesWaiting })}
              </Badge>
            </div>
            {addresses.map(({ email, since }) => (
              <p key={email} className={styles['address']}>
                <Id text={email} />
                <span className="kt-meta">{t('operator.since', { at: day(localDateOf(since)) })}</span>
              </p>
            ))}
            <Link to="/directory/$officeId" params={{ officeId: id }}>
              {t(mayAsk(API.changeOffice) ? 'operator.fix' : 'operator.see')}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Schedule({ health }: { health: OperatorHealth }): ReactNode {
  const { t, named } = useWords();
  const { sweep, versions } = health;
  return (
    <Card title={t('operator.schedule')}>
      <dl className={styles['facts']}>
        <dt>{t('operator.nextSweep')}</dt>
        <dd>
          <Moment at={sweep.nextAt} />
        </dd>
        <dt>{t('operator.lastSweep')}</dt>
        <dd>
          {sweep.last === null ? (
            t('operator.neverSwept')
          ) : (
            <>
              <Moment at={sweep.last.startedAt} />
              <span className={styles['ended']}>{named('runStatus', sweep.last.status)}</span>
            </>
          )}
        </dd>
        <dt>{t('operator.release')}</dt>
        <dd>
          <Id text={versions.release} />
        </dd>
        <dt>{t('operator.calendar')}</dt>
        <dd>
          <Id text={versions.calendar} />
        </dd>
        <dt>{t('operator.ladder')}</dt>
        <dd>
          <Id text={versions.ladder} />
        </dd>
        <dt>{t('operator.rules')}</dt>
        <dd>
          <Id text={versions.rules} />
        </dd>
      </dl>
    </Card>
  );
}

/** The page in one line: what is broken, else what is slow, else whom no mail reaches. */
function useVerdict({ failed, slow, bounced }: OperatorHealth): string {
  const { t } = useWords();
  if (failed.count > 0) return t('operator.title', { n: failed.count });
  if (slow.count > 0) return t('operator.title.slow', { n: slow.count });
  return bounced.length > 0 ? t('operator.title.bounced', { n: bounced.length }) : t('operator.title.fine');
}

function Health({ health }: { health: OperatorHealth }): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  return (
    <Page
      title={useVerdict(health)}
      intro={mayAsk(API.restartExecution) ? t('operator.intro') : t('operator.readOnly')}
      above={<AsOf at={health.asOf} />}
    >
      <div className={styles['lines']}>
        <Line word={t('operator.running')} line={health.running} tone="good" />
        <Line word={t('operator.slow')} line={health.slow} tone="late" />
        <Line word={t('operator.failed')} line={health.failed} tone="bad" />
      </div>
      <Columns side={<Schedule health={health} />}>
        <Broken health={health} />
        <Bounced health={health} />
        <LogCard title={t('operator.log')} receipts={health.log} />
      </Columns>
    </Page>
  );
}

/** What is broken, and which button is safe. */
export function OperatorPage(): ReactNode {
  const { t } = useWords();
  const result = useAnswer(API.getHealth);
  return (
    <LoadedPage result={result} title={t('nav.operator')}>
      {(health) => <Health health={health} />}
    </LoadedPage>
  );
}
