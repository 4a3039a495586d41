import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CaseId } from '#domain/ids.ts';
import type { CaseView } from '#functions/api/case-view.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { Money } from '../../kit/figures.tsx';
import { Timeline, type TimelineEntry } from '../../kit/timeline.tsx';
import { CaseActs } from '../case/case-acts.tsx';
import { CaseBrief } from '../case/case-brief.tsx';
import styles from './queue.module.css';

const LAST_ASKS = 5;

function Facts({ view }: { view: CaseView }): ReactNode {
  const { t, count, percent } = useWords();
  const { blocker, project } = view;
  const { planned, disbursed } = project.capital;
  return (
    <dl className={styles['facts']}>
      <dt>{t('peek.blocker')}</dt>
      <dd>{blocker.description}</dd>
      {blocker.householdsLeft === undefined ? null : (
        <>
          <dt>{t('peek.households')}</dt>
          <dd>{t('peek.householdsLeft', { n: count(blocker.householdsLeft) })}</dd>
        </>
      )}
      <dt>{t('peek.planned')}</dt>
      <dd>
        <Money amount={planned} />
      </dd>
      <dt>{t('capital.disbursed')}</dt>
      <dd>
        <Money amount={disbursed} /> · {percent(planned === 0 ? 0 : disbursed / planned)}
      </dd>
      <dt>{t('peek.request')}</dt>
      <dd>{blocker.request}</dd>
    </dl>
  );
}

/** What comes next on top, then whom the case was asked of, the latest first. */
function History({ view }: { view: CaseView }): ReactNode {
  const { t, say, named, moment } = useWords();
  const { next } = view.summary;
  const coming: readonly TimelineEntry[] =
    next === null
      ? []
      : [
          {
            key: 'next',
            title: t('peek.next'),
            meta: t('case.nextAt', { at: moment(next.at), act: t(`case.act.${next.act}`) }),
            kind: 'next' as const,
          },
        ];
  const asks = view.approvals.toSorted((one, other) => (one.askedAt < other.askedAt ? 1 : -1));
  const asked = asks.slice(0, LAST_ASKS).map(
    ({ id, officeName, askedAt, status }): TimelineEntry => ({
      key: id,
      title: t('peek.asked', { office: say(officeName) }),
      meta: `${moment(askedAt)} · ${named('approvalStatus', status)}`,
      kind: status === 'open' ? 'now' : 'past',
    }),
  );
  return (
    <section>
      <h3>{t('peek.log')}</h3>
      <Timeline entries={[...coming, ...asked]} label={t('peek.log')} />
    </section>
  );
}

/** The first screen of a case beside the list: the same words as on its own page. Without `close` it stays there. */
export function Peek({ id, close }: { id: string; close: (() => void) | undefined }): ReactNode {
  const { t } = useWords();
  const caseId = CaseId.safeParse(id);
  const result = useAnswer(
    API.getCase,
    { params: { caseId: caseId.data ?? CaseId.parse('HS-0000-0000') } },
    { enabled: caseId.success },
  );
  return (
    <aside className={`${styles['peek']} noprint`} aria-label={t('peek.label')}>
      {close === undefined ? null : (
        <ActionIcon
          className={styles['close']}
          variant="subtle"
          size={44}
          aria-label={t('peek.close')}
          onClick={close}
        >
          <IconX aria-hidden size={20} />
        </ActionIcon>
      )}
      <Loaded result={result} lines={12}>
        {(view) => (
          <CaseBrief summary={view.summary} asOf={view.asOf}>
            {view.acts.length === 0 ? (
              <p className="kt-meta">{t('queue.readOnly')}</p>
            ) : (
              <div className={styles['acts']}>
                <CaseActs view={view} printable={false} />
              </div>
            )}
            <Facts view={view} />
            <History view={view} />
          </CaseBrief>
        )}
      </Loaded>
    </aside>
  );
}
